#include "variance/calibration.hpp"

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
  Auxiliaries x{.categories = step.categories,
                .sample_margins = step.sample_margins,
                .sample_numeric = step.sample_numeric,
                .price = step.price};
  for (const auto& margin : step.category) x.category.push_back(by_pattern(margin, patterns));
  for (const auto& values : step.numeric) x.numeric.push_back(by_pattern(values, patterns));
  return x;
}

double ratio(double a, double b) {
  return b == 0 ? 0.0 : a / b;
}

/// Σ value(k) of each pattern.
template <class Value>
std::vector<double> pattern_sums(const Groups& patterns, Value value) {
  std::vector<double> sums(patterns.count(), 0.0);
  for (std::size_t k = 0; k < patterns.of.size(); ++k) sums[patterns.of[k]] += value(k);
  return sums;
}

template <class Value>
std::vector<double> by_record(std::size_t records, Value value) {
  std::vector<double> values;
  values.reserve(records);
  for (std::size_t k = 0; k < records; ++k) values.push_back(value(k));
  return values;
}

/// Takes their mean, weighted by d, from values.
void centre(std::span<const double> d, std::span<double> values) {
  double sum = 0, all = 0;
  for (std::size_t c = 0; c < d.size(); ++c) {
    sum += d[c] * values[c];
    all += d[c];
  }
  for (auto& value : values) value -= ratio(sum, all);
}

/// Totals of the sample beside margins of the population are brought to their sum, Σ a.
bool is_scaled(const CalibrationStep& step) {
  return step.has_two_levels() && step.sample_margins < step.category.size();
}

double sample_factor(const CalibrationStep& step, const Design& design) {
  if (!is_scaled(step)) return 1;
  double before = 0, after = 0;
  for (std::size_t k = 0; k < design.records(); ++k) {
    before += step.before[k];
    after += step.after[k];
  }
  return ratio(after, before);
}

}  // namespace

void Calibration::add_terms(const Design& design) {
  for (std::size_t s = 0; s < design.calibration().size(); ++s) {
    const auto& step = design.calibration()[s];
    const auto add = [&](auto value) { terms_.push_back({s, by_record(design.records(), value)}); };
    steps_.push_back({.first_term = terms_.size()});
    const bool pure = step.is_sample_level();
    add([&](std::size_t k) {
      return (step.after[k] - (pure ? step.before[k] : 0.0)) * step.multiplier_of(k);
    });
    if (step.has_two_levels()) {
      const double factor = sample_factor(step, design);
      add([&](std::size_t k) { return -factor * step.before[k] * step.multiplier_of(k); });
    }
    steps_.back().end_term = terms_.size();
  }
}

Calibration::Calibration(const Design& design) : weight_(design.weight()) {
  if (design.calibration().empty()) return;
  add_terms(design);
  auto groups = patterns_of(design);
  patterns_ = groups.count();
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    const auto& step = design.calibration()[s];
    const auto times_p = [&](std::size_t k) { return step.metric(k) * step.multiplier_of(k); };
    steps_[s].moment = by_record(design.records(), [&](std::size_t k) {
      return times_p(k) * ratio(weight_[k], step.after[k]);
    });
    for (auto t = steps_[s].end_term; t < terms_.size(); ++t)
      steps_[s].passed.push_back(pattern_sums(groups, [&](std::size_t k) {
        return times_p(k) * ratio(terms_[t].coefficient[k], step.after[k]);
      }));
    if (is_scaled(step))
      steps_[s].sampled = pattern_sums(groups, [&](std::size_t k) { return step.before[k]; });
    const auto d = pattern_sums(groups, [&](std::size_t k) {
      return step.gram_metric(k) * step.multiplier_of(k) * step.multiplier_of(k);
    });
    steps_[s].regression = make_regression(
        auxiliaries(step, groups),
        Eigen::Map<const Eigen::VectorXd>(d.data(), static_cast<Eigen::Index>(d.size())));
  }
  pattern_ = std::move(groups.of);
}

void Calibration::fit(Influence a, std::vector<double>& fitted, std::vector<double>& sums) const {
  fitted.resize(terms_.size() * patterns_);
  for (std::size_t s = steps_.size(); s-- > 0;) {
    const auto& step = steps_[s];
    sums.assign(patterns_, 0.0);
    for (std::size_t i = 0; i < a.record.size(); ++i)
      sums[pattern_[a.record[i]]] += step.moment[a.record[i]] * a.z[i];
    for (auto t = step.end_term; t < terms_.size(); ++t)
      for (std::size_t c = 0; c < patterns_; ++c)
        sums[c] -= fitted[t * patterns_ + c] * step.passed[t - step.end_term][c];
    const auto of_step = std::span(fitted).subspan(step.first_term * patterns_,
                                                   (step.end_term - step.first_term) * patterns_);
    step.regression->fit(sums, of_step.first(patterns_), of_step.subspan(patterns_));
    if (!step.sampled.empty()) centre(step.sampled, of_step.subspan(patterns_));
  }
}

void Calibration::contributions(Influence a, std::span<const double> fitted,
                                std::vector<double>& u) const {
  u.assign(pattern_.size(), 0.0);
  for (std::size_t i = 0; i < a.record.size(); ++i) u[a.record[i]] = weight_[a.record[i]] * a.z[i];
  for (std::size_t t = 0; t < terms_.size(); ++t)
    for (std::size_t k = 0; k < u.size(); ++k)
      u[k] -= terms_[t].coefficient[k] * fitted[t * patterns_ + pattern_[k]];
}

}  // namespace trygg
