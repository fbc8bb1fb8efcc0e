#pragma once

#include <string>
#include <string_view>

namespace trygg::reports {

/// The key of a text about a goal of `factor`: `key` speaks of halving; any other goal has a text
/// of its own, `key` + "_other".
std::string by_factor(std::string_view key, double factor);

}  // namespace trygg::reports
