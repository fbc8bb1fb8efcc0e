#include "tools/version.hpp"

#include <fmt/core.h>
#include <gnu/libc-version.h>

namespace trygg::tools {

std::string version_text() {
  return fmt::format("trygg {} ({}, glibc {})", TRYGG_VERSION, "g++ " __VERSION__,
                     gnu_get_libc_version());
}

}  // namespace trygg::tools
