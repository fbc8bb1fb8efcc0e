#pragma once

#include <optional>

#include "release/release.hpp"

namespace trygg::reports {

/// The k of "about one in k" (2 to 10) that a released share in per cent may be called: 100/k lies
/// in its interval and within 1 percentage point of it; the nearest, where several do. None where
/// the share is withheld or flagged.
std::optional<int> one_in(const ReleasedRow& level);

}  // namespace trygg::reports
