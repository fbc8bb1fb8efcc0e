#include "estimate/function.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/expression.hpp"
#include "estimate/linearise.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

std::vector<double> totals_of(const Measure& m, const Linearised& e,
                              std::span<const double> weight) {
  std::vector<double> totals;
  for (const auto& y : m.parts) {
    Sum sum;
    for (const auto k : e.record) sum.add(weight[k] * y[k]);
    totals.push_back(sum.settled());
  }
  return totals;
}

bool all_finite(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double v) { return std::isfinite(v); });
}

/// z of every record; exactly 0 everywhere where the derivatives cancel but for rounding.
void set_z(Linearised& e, const Measure& m, const std::vector<double>& gradient) {
  constexpr double rounding = 1e-14;
  bool cancels = true;
  for (const auto k : e.record) {
    double z = 0, size = 0;
    for (std::size_t j = 0; j < gradient.size(); ++j) {
      z += gradient[j] * m.parts[j][k];
      size += std::abs(gradient[j] * m.parts[j][k]);
    }
    cancels = cancels && std::abs(z) <= rounding * size;
    e.z.push_back(z);
  }
  if (cancels) std::ranges::fill(e.z, 0.0);
}

}  // namespace

Linearised linearise_function(const Measure& m, const Domain& domain,
                              std::span<const double> weight) {
  auto e = answered(m, domain, weight);
  if (e.n == 0) return e;
  const auto f = m.function->at(totals_of(m, e, weight));
  const bool smooth = all_finite(f.gradient);
  if (!std::isfinite(f.value) || !smooth) e.notes.push_back(Note::not_finite);
  if (!std::isfinite(f.value)) return e;
  e.value = f.value;
  if (smooth)
    set_z(e, m, f.gradient);
  else
    e.z.assign(e.record.size(), Result::missing);
  return e;
}

}  // namespace trygg
