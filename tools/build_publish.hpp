#pragma once

namespace trygg {
struct Project;
}

namespace trygg::tools {

struct BuildFiles;

/// Writes what may be published, from released figures alone: the page, its figures as tables,
/// figures from elsewhere beside them, and the manifest.
void publish(const Project& project, const BuildFiles& files);

}  // namespace trygg::tools
