#include "variance/step_regression.hpp"

#include <cmath>

#include "design/design.hpp"
#include "linalg/solve.hpp"

namespace trygg {
namespace {

double times_of(const Design& design, std::size_t k) {
  const bool one = design.multiplicity().empty() || !design.records_are_units();
  return one ? 1.0 : design.multiplicity()[k];
}

std::size_t auxiliaries_of(const CalibrationStep& step) {
  std::size_t count = step.numeric.size();
  for (const auto categories : step.categories) count += categories;
  return count;
}

/// Whether a step's margins span the constant, so that a variable may be taken around its mean.
bool spans_constant(const CalibrationStep& step) {
  return step.category.size() > step.sample_margins && step.price.empty() &&
         step.multiplier.empty();
}

/// A numeric variable on a scale on which it does not drown the margins: around its mean where they
/// span the constant, and in units of its spread. x'B stays as it is.
std::vector<double> standardised(const Design& design, const CalibrationStep& step,
                                 const std::vector<double>& values) {
  double sum = 0, all = 0, squares = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double d = step.metric(k) * times_of(design, k);
    sum += d * values[k];
    all += d;
  }
  const double centre = spans_constant(step) && all != 0 ? sum / all : 0.0;
  for (std::size_t k = 0; k < values.size(); ++k)
    squares += step.metric(k) * times_of(design, k) * (values[k] - centre) * (values[k] - centre);
  const double unit = squares > 0 ? std::sqrt(squares / all) : 1.0;
  std::vector<double> x;
  for (const double value : values) x.push_back((value - centre) / unit);
  return x;
}

/// G/c on the diagonal of soft variables.
void add_prices(const CalibrationStep& step, Eigen::MatrixXd& gram) {
  Eigen::Index at = 0;
  const auto add = [&](std::size_t variables, double price) {
    for (const auto end = at + static_cast<Eigen::Index>(variables); at < end; ++at)
      gram(at, at) += gram(at, at) / price;
  };
  if (step.price.empty()) return;
  const auto margins = step.category.size();
  for (std::size_t m = 0; m < margins; ++m) add(step.categories[m], step.price[m]);
  for (std::size_t v = 0; v < step.numeric.size(); ++v) add(1, step.price[margins + v]);
}

}  // namespace

std::size_t StepRegression::count(const Design& design) {
  std::size_t count = 0;
  for (const auto& step : design.calibration()) count += auxiliaries_of(step);
  return count;
}

bool StepRegression::is_small(const Design& design) {
  constexpr double most_multiplications = 1e9;
  for (const auto& step : design.calibration())
    if (step.has_two_levels()) return false;
  const auto n = static_cast<double>(count(design)), strata = static_cast<double>(design.strata());
  return n * n * (2 * n + strata) <= most_multiplications;
}

StepRegression::StepRegression(const Design& design) {
  number(design);
  set_factors(design);
  make_gamma(design);
}

void StepRegression::number(const Design& design) {
  first_ = {0};
  first_in_record_ = {0};
  for (const auto& step : design.calibration()) {
    first_.push_back(first_.back() + auxiliaries_of(step));
    first_in_record_.push_back(first_in_record_.back() + step.category.size() +
                               step.numeric.size());
  }
  auxiliary_.resize(design.records() * per_record());
  value_.assign(auxiliary_.size(), 1.0);
  for (std::size_t s = 0; s < design.calibration().size(); ++s) {
    const auto& step = design.calibration()[s];
    auto number = static_cast<std::uint32_t>(first_[s]);
    auto at = first_in_record_[s];
    for (std::size_t m = 0; m < step.category.size(); ++m, ++at) {
      for (std::size_t k = 0; k < design.records(); ++k) {
        auxiliary_[k * per_record() + at].number = number + step.category[m][k];
        value_[k * per_record() + at] = step.multiplier_of(k);
      }
      number += step.categories[m];
    }
    for (const auto& values : step.numeric) {
      const auto x = standardised(design, step, values);
      for (std::size_t k = 0; k < design.records(); ++k) {
        auxiliary_[k * per_record() + at].number = number;
        value_[k * per_record() + at] = x[k] * step.multiplier_of(k);
      }
      ++number, ++at;
    }
  }
}

void StepRegression::set_factors(const Design& design) {
  for (std::size_t s = 0; s < design.calibration().size(); ++s) {
    const auto& step = design.calibration()[s];
    for (std::size_t k = 0; k < design.records(); ++k) {
      const double w = design.weight()[k], a = step.after[k];
      for (auto m = first_in_record_[s]; m < first_in_record_[s + 1]; ++m) {
        const double x = value_[k * per_record() + m];
        const double c = a - (step.is_sample_level() ? step.before[k] : 0.0);
        auto& auxiliary = auxiliary_[k * per_record() + m];
        auxiliary.t = w == 0 || a == 0 ? 0.0 : step.metric(k) / a * x;
        auxiliary.ratio = w == 0 ? 0.0 : c / w * x;
        auxiliary.after = c * x;
      }
    }
  }
}

/// Σ d_s q (c_j/a_s) x_s x_j' for all j > s, and Σ d_s q x_s x_s'.
Eigen::MatrixXd StepRegression::moments(const Design& design, std::size_t s) const {
  const auto steps = design.calibration();
  const auto begin = static_cast<Eigen::Index>(first_[s]);
  const auto size = static_cast<Eigen::Index>(first_[s + 1]) - begin;
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(size, static_cast<Eigen::Index>(count()));
  for (std::size_t k = 0; k < design.records(); ++k) {
    const auto* auxiliary = &auxiliary_[k * per_record()];
    const auto* x = &value_[k * per_record()];
    const double d = steps[s].metric(k) * times_of(design, k), a = steps[s].after[k];
    const double of_gram = steps[s].gram_metric(k) * times_of(design, k);
    for (auto m = first_in_record_[s]; m < first_in_record_[s + 1]; ++m) {
      for (auto l = first_in_record_[s]; l < first_in_record_[s + 1]; ++l)
        sums(auxiliary[m].number - begin, auxiliary[l].number) += of_gram * x[m] * x[l];
      for (auto l = first_in_record_[s + 1]; a != 0 && l < per_record(); ++l)
        sums(auxiliary[m].number - begin, auxiliary[l].number) += d / a * x[m] * auxiliary[l].after;
    }
  }
  return sums;
}

/// Block by block, from the last step backwards.
void StepRegression::make_gamma(const Design& design) {
  const auto n = static_cast<Eigen::Index>(count());
  gamma_ = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t s = design.calibration().size(); s-- > 0;) {
    const auto begin = static_cast<Eigen::Index>(first_[s]);
    const auto size = static_cast<Eigen::Index>(first_[s + 1]) - begin;
    const auto after = n - begin - size;
    const auto sums = moments(design, s);
    Eigen::MatrixXd gram = sums.middleCols(begin, size);
    add_prices(design.calibration()[s], gram);
    const auto elements =
        inverse_symmetric({gram.data(), gram.data() + gram.size()}, static_cast<std::size_t>(size));
    const Eigen::Map<const Eigen::MatrixXd> inverse(elements.data(), size, size);
    gamma_.block(begin, begin, size, size) = inverse;
    gamma_.block(begin, begin + size, size, after) =
        -inverse * (sums.rightCols(after) * gamma_.bottomRightCorner(after, after));
  }
}

}  // namespace trygg
