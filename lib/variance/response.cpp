#include "variance/response.hpp"

#include <algorithm>
#include <cmath>

#include "design/design.hpp"

namespace trygg {

ResponseVariance::ResponseVariance(const Design& design, const Calibration& calibration)
    : calibration_(&calibration), weight_(design.weight()) {
  for (std::size_t t = 0; t < calibration.terms(); ++t) {
    const auto s = calibration.step_of(t);
    const auto& step = design.calibration()[s];
    if (!step.response || (t > 0 && calibration.step_of(t - 1) == s)) continue;
    Step made{.first_term = t, .end_term = t + 1, .unit = step.unit};
    while (made.end_term < calibration.terms() && calibration.step_of(made.end_term) == s)
      ++made.end_term;
    for (std::size_t k = 0; k < design.records(); ++k) {
      const double d = step.before[k], a = step.after[k];
      made.missing.push_back(a == 0 ? 0.0 : std::max(0.0, 1 - d / a));
      made.own.push_back(a * step.multiplier_of(k));
    }
    steps_.push_back(std::move(made));
  }
  if (!any()) return;
  fraction_ = design.sampling_fraction();
  is_cut_ = std::ranges::any_of(fraction_, [](double f) { return f > 0; });
}

void ResponseVariance::residuals(const Step& step, Influence a, std::span<const double> fitted,
                                 std::vector<double>& e) const {
  const auto pattern = calibration_->pattern();
  const auto patterns = calibration_->patterns();
  e.assign(pattern.size(), 0.0);
  for (std::size_t i = 0; i < a.record.size(); ++i) e[a.record[i]] = weight_[a.record[i]] * a.z[i];
  const auto take = [&](std::span<const double> coefficient, std::size_t t) {
    for (std::size_t k = 0; k < e.size(); ++k)
      e[k] -= coefficient[k] * fitted[t * patterns + pattern[k]];
  };
  take(step.own, step.first_term);
  for (auto t = step.end_term; t < calibration_->terms(); ++t)
    take(calibration_->coefficient(t), t);
}

double ResponseVariance::of_units(const Step& step, std::span<const double> a,
                                  std::span<const double> b, Part part) const {
  std::vector<double> sum_a(1 + std::ranges::max(step.unit), 0.0), sum_b(sum_a.size(), 0.0);
  for (std::size_t k = 0; k < a.size(); ++k) {
    // f and d/a are the same in the whole unit.
    const double root = std::sqrt((part == Part::whole ? 1.0 : fraction_[k]) * step.missing[k]);
    sum_a[step.unit[k]] += root * a[k];
    sum_b[step.unit[k]] += root * b[k];
  }
  double sum = 0;
  for (std::size_t u = 0; u < sum_a.size(); ++u) sum += sum_a[u] * sum_b[u];
  return sum;
}

double ResponseVariance::covariance(Influence a, std::span<const double> fitted_a, Influence b,
                                    std::span<const double> fitted_b, Part part) const {
  const bool same = fitted_a.data() == fitted_b.data();
  std::vector<double> of_a, of_b;
  double sum = 0;
  for (const auto& step : steps_) {
    residuals(step, a, fitted_a, of_a);
    if (!same) residuals(step, b, fitted_b, of_b);
    const auto& other = same ? of_a : of_b;
    if (!step.unit.empty()) {
      sum += of_units(step, of_a, other, part);
      continue;
    }
    for (std::size_t k = 0; k < of_a.size(); ++k)
      sum += (part == Part::whole ? 1.0 : fraction_[k]) * step.missing[k] * of_a[k] * other[k];
  }
  return sum;
}

}  // namespace trygg
