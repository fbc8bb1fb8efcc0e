#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "estimate/estimator.hpp"

namespace trygg {

/// The intervals of a share that a study compares; means and gaps have Wald's alone, the first.
constexpr std::array study_methods{Interval::wald,   Interval::logit,   Interval::korn_graubard,
                                   Interval::wilson, Interval::arcsine, Interval::likelihood};
constexpr std::size_t wald_method = 0;

enum class CellKind { share, mean, gap };
constexpr std::size_t methods_of(CellKind kind) {
  return kind == CellKind::share ? study_methods.size() : 1;
}

}  // namespace trygg
