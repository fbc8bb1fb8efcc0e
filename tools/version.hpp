#pragma once

#include <string>

namespace trygg::tools {

/// `trygg 0.1.0 (g++ 12.2.0, glibc 2.36)`.
std::string version_text();

}  // namespace trygg::tools
