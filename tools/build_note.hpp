#pragma once

#include <functional>
#include <string>

namespace trygg::tools {

/// Is told, in a line, what a person should know of a step that went well.
using Note = std::function<void(const std::string&)>;

}  // namespace trygg::tools
