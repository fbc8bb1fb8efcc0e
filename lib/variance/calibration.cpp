#include "variance/calibration.hpp"

#include <cmath>

#include "design/design.hpp"
#include "design/groups.hpp"

namespace trygg {
namespace {

/// Records with the same auxiliary variables in all steps.
Groups patterns_of(const Design& design) {
  Groups groups{std::vector<std::uint32_t>(design.records(), 0), {0}};
  for (const auto& step : design.calibration()) {
    for (const auto& margin : step.category) groups = crossed(groups.of, margin);
    for (const auto& values : step.numeric) groups = crossed(groups.of, grouped(values).of);
  }
  return groups;
}

template <class T>
std::vector<T> by_pattern(const std::vector<T>& values, const Groups& patterns) {
  std::vector<T> picked;
  picked.reserve(patterns.count());
  for (const auto record : patterns.first) picked.push_back(values[record]);
  return picked;
}

Auxiliaries auxiliaries(const CalibrationStep& step, const Groups& patterns) {
  Auxiliaries x;
  x.categories = step.categories;
  for (const auto& margin : step.category) x.category.push_back(by_pattern(margin, patterns));
  for (const auto& values : step.numeric) x.numeric.push_back(by_pattern(values, patterns));
  return x;
}

double ratio(double a, double b) {
  return b == 0 ? 0.0 : a / b;
}

/// d q of a record. A weight that an earlier linear step made negative counts by its size: any
/// positive weighting gives residuals, and the regression must stay one.
double metric(const CalibrationStep& step, std::size_t k) {
  return std::abs(step.before[k]) * (step.scale.empty() ? 1.0 : step.scale[k]);
}

/// Σ d q value(k) of each pattern.
template <class Value>
std::vector<double> pattern_sums(const CalibrationStep& step, const Groups& patterns, Value value) {
  std::vector<double> sums(patterns.count(), 0.0);
  for (std::size_t k = 0; k < patterns.of.size(); ++k)
    sums[patterns.of[k]] += metric(step, k) * value(k);
  return sums;
}

}  // namespace

Calibration::Calibration(const Design& design) : weight_(design.weight()) {
  const auto steps = design.calibration();
  if (steps.empty()) return;
  auto groups = patterns_of(design);
  patterns_ = groups.count();
  for (std::size_t s = 0; s < steps.size(); ++s) {
    const auto& step = steps[s];
    std::vector<double> moment(design.records());
    for (std::size_t k = 0; k < moment.size(); ++k)
      moment[k] = metric(step, k) * ratio(weight_[k], step.after[k]);
    std::vector<std::vector<double>> passed;
    for (std::size_t j = s + 1; j < steps.size(); ++j)
      passed.push_back(pattern_sums(
          step, groups, [&](std::size_t k) { return ratio(steps[j].after[k], step.after[k]); }));
    const auto d = pattern_sums(step, groups, [](std::size_t) { return 1.0; });
    const Eigen::VectorXd dq =
        Eigen::Map<const Eigen::VectorXd>(d.data(), static_cast<Eigen::Index>(d.size()));
    steps_.push_back({step.after, std::move(moment), std::move(passed),
                      Projection(auxiliaries(step, groups), dq)});
  }
  pattern_ = std::move(groups.of);
}

std::span<const double> Calibration::after(std::size_t step) const {
  return steps_[step].after;
}

void Calibration::fit(Influence a, std::vector<double>& fitted, std::vector<double>& sums) const {
  fitted.resize(steps_.size() * patterns_);
  for (std::size_t s = steps_.size(); s-- > 0;) {
    const auto& step = steps_[s];
    sums.assign(patterns_, 0.0);
    for (std::size_t i = 0; i < a.record.size(); ++i)
      sums[pattern_[a.record[i]]] += step.moment[a.record[i]] * a.z[i];
    for (std::size_t j = s + 1; j < steps_.size(); ++j)
      for (std::size_t c = 0; c < patterns_; ++c)
        sums[c] -= fitted[j * patterns_ + c] * step.passed[j - s - 1][c];
    step.projection.fit(sums, std::span(fitted).subspan(s * patterns_, patterns_));
  }
}

void Calibration::contributions(Influence a, std::span<const double> fitted,
                                std::vector<double>& u) const {
  u.assign(pattern_.size(), 0.0);
  for (std::size_t i = 0; i < a.record.size(); ++i) u[a.record[i]] = weight_[a.record[i]] * a.z[i];
  for (std::size_t s = 0; s < steps_.size(); ++s)
    for (std::size_t k = 0; k < u.size(); ++k)
      u[k] -= steps_[s].after[k] * fitted[s * patterns_ + pattern_[k]];
}

}  // namespace trygg
