#include "variance/variance.hpp"

#include "design/design.hpp"

namespace trygg {
namespace {

constexpr double rounding = 1e-20;

void weigh(Influence a, std::span<const double> weight, std::vector<double>& u) {
  u.resize(a.z.size());
  for (std::size_t i = 0; i < u.size(); ++i) u[i] = weight[a.record[i]] * a.z[i];
}

double sum_of_squares(std::span<const double> u) {
  double sum = 0;
  for (const double x : u) sum += x * x;
  return sum;
}

}  // namespace

Variance::Variance(const Design& design) : design_(&design), kernel_(design) {}

bool Variance::calibrated() const {
  return !design_->calibration().empty();
}

double Variance::variance(Influence a, VarianceMemory& memory) const {
  weigh(a, design_->weight(), memory.u);
  const double v = kernel_.variance({a.record, memory.u}, memory.kernel);
  return v < rounding * sum_of_squares(memory.u) ? 0.0 : v;
}

double Variance::covariance(Influence a, Influence b, VarianceMemory& memory) const {
  weigh(a, design_->weight(), memory.u);
  weigh(b, design_->weight(), memory.v);
  return kernel_.covariance({a.record, memory.u}, {b.record, memory.v}, memory.kernel);
}

double Variance::degrees_of_freedom(std::span<const std::uint32_t> records,
                                    VarianceMemory& memory) const {
  return kernel_.degrees_of_freedom(records, memory.kernel);
}

}  // namespace trygg
