#include "variance/variance.hpp"

#include <cmath>
#include <numeric>

#include "design/design.hpp"

namespace trygg {
namespace {

constexpr double rounding = 1e-20;

double sum_of_squares(Influence a, std::span<const double> weight) {
  double sum = 0;
  for (std::size_t i = 0; i < a.record.size(); ++i) {
    const double u = weight[a.record[i]] * a.z[i];
    sum += u * u;
  }
  return sum;
}

}  // namespace

Variance::Variance(const Design& design) : design_(&design), kernel_(design), calibration_(design) {
  if (!calibrated()) return;
  if (FoldedVariance::fits(kernel_, calibration_, design.records()))
    folded_.emplace(kernel_.layers().front(), calibration_, design.weight());
  else if (UnitVariance::fits(design, kernel_.layers()))
    units_.emplace(design, kernel_.layers().front());
  everybody_.resize(design.records());
  std::iota(everybody_.begin(), everybody_.end(), 0u);
}

Contributions Variance::contributions(Influence a, VarianceMemory& memory,
                                      std::vector<double>& u) const {
  if (calibrated()) {
    calibration_.fit(a, memory.fitted, memory.sums);
    calibration_.contributions(a, memory.fitted, u);
    return {everybody_, u};
  }
  u.resize(a.z.size());
  for (std::size_t i = 0; i < u.size(); ++i) u[i] = design_->weight()[a.record[i]] * a.z[i];
  return {a.record, u};
}

double Variance::of_contributions(Influence a, VarianceMemory& memory) const {
  return kernel_.variance(contributions(a, memory, memory.u), memory.kernel);
}

double Variance::variance(Influence a, VarianceMemory& memory) const {
  double v = units_ ? units_->variance(a, memory.unit) : 0;
  if (folded_) {
    calibration_.fit(a, memory.fitted, memory.sums);
    v = folded_->variance(a, memory.fitted, memory.folded);
  } else if (!units_ || std::isnan(v)) {
    v = of_contributions(a, memory);
  }
  return v < rounding * sum_of_squares(a, design_->weight()) ? 0.0 : v;
}

double Variance::covariance(Influence a, Influence b, VarianceMemory& memory) const {
  const auto u = contributions(a, memory, memory.u);
  const auto v = contributions(b, memory, memory.v);
  return kernel_.covariance(u, v, memory.kernel);
}

double Variance::degrees_of_freedom(std::span<const std::uint32_t> records,
                                    VarianceMemory& memory) const {
  return kernel_.degrees_of_freedom(records, memory.kernel);
}

}  // namespace trygg
