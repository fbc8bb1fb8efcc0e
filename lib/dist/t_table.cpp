#include "dist/t_table.hpp"

#include <cmath>

#include "dist/quantiles.hpp"

namespace trygg {

double TTable::operator()(double df) const {
  const bool kept = df > 0 && df < static_cast<double>(known_.size()) && df == std::floor(df);
  if (!kept) return t_quantile(p_, df);
  auto& place = known_[static_cast<std::size_t>(df)];
  double t = place.load(std::memory_order_relaxed);
  if (t == 0) {
    t = t_quantile(p_, df);
    place.store(t, std::memory_order_relaxed);
  }
  return t;
}

}  // namespace trygg
