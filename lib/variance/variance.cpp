#include "variance/variance.hpp"

#include <cmath>
#include <numeric>

#include "design/design.hpp"

namespace trygg {
namespace {

constexpr double rounding = 1e-20;
constexpr double rounding_of_negative = 1e-12;

double sum_of_squares(Influence a, std::span<const double> weight) {
  double sum = 0;
  for (std::size_t i = 0; i < a.record.size(); ++i) {
    const double u = weight[a.record[i]] * a.z[i];
    sum += u * u;
  }
  return sum;
}

}  // namespace

Variance::Variance(const Design& design)
    : design_(&design), kernel_(design), calibration_(design), response_(design, calibration_) {
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
  } else if (!units_ || std::isnan(v) || response_.is_cut()) {
    v = of_contributions(a, memory);
  }
  if (response_.is_cut())
    v += response_.covariance(a, memory.fitted, a, memory.fitted, ResponseVariance::Part::kept);
  return without_rounding(v, a);
}

double Variance::without_rounding(double v, Influence a) const {
  const double squares = sum_of_squares(a, design_->weight());
  if (v < -rounding_of_negative * squares && kernel_.may_be_negative()) return v;
  return v < rounding * squares ? 0.0 : v;
}

double Variance::covariance(Influence a, Influence b, VarianceMemory& memory) const {
  const auto u = contributions(a, memory, memory.u);
  if (response_.is_cut()) memory.other = memory.fitted;
  const auto v = contributions(b, memory, memory.v);
  const double sampled = kernel_.covariance(u, v, memory.kernel);
  if (!response_.is_cut()) return sampled;
  return sampled +
         response_.covariance(a, memory.other, b, memory.fitted, ResponseVariance::Part::kept);
}

double Variance::response_variance(Influence a, VarianceMemory& memory) const {
  if (!has_response()) return 0;
  calibration_.fit(a, memory.fitted, memory.sums);
  return response_.covariance(a, memory.fitted, a, memory.fitted, ResponseVariance::Part::whole);
}

double Variance::degrees_of_freedom(std::span<const std::uint32_t> records,
                                    VarianceMemory& memory) const {
  return kernel_.degrees_of_freedom(records, memory.kernel);
}

}  // namespace trygg
