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

/// d q of a record.
double metric(const CalibrationStep& step, std::size_t k) {
  return std::abs(step.before[k]) * (step.scale.empty() ? 1.0 : step.scale[k]);
}

std::size_t auxiliaries_of(const CalibrationStep& step) {
  std::size_t count = step.numeric.size();
  for (const auto categories : step.categories) count += categories;
  return count;
}

/// A numeric variable on a scale on which it does not drown the margins: around its mean where the
/// step has margins, which span the constant, and in units of its spread. x'B stays as it is.
std::vector<double> standardised(const Design& design, const CalibrationStep& step,
                                 const std::vector<double>& values) {
  double sum = 0, all = 0, squares = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double d = metric(step, k) * times_of(design, k);
    sum += d * values[k];
    all += d;
  }
  const double centre = step.category.empty() || all == 0 ? 0.0 : sum / all;
  for (std::size_t k = 0; k < values.size(); ++k)
    squares += metric(step, k) * times_of(design, k) * (values[k] - centre) * (values[k] - centre);
  const double unit = squares > 0 ? std::sqrt(squares / all) : 1.0;
  std::vector<double> x;
  for (const double value : values) x.push_back((value - centre) / unit);
  return x;
}

}  // namespace

std::size_t StepRegression::count(const Design& design) {
  std::size_t count = 0;
  for (const auto& step : design.calibration()) count += auxiliaries_of(step);
  return count;
}

bool StepRegression::is_small(const Design& design) {
  constexpr double most_multiplications = 1e9;
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
      for (std::size_t k = 0; k < design.records(); ++k)
        auxiliary_[k * per_record() + at].number = number + step.category[m][k];
      number += step.categories[m];
    }
    for (const auto& values : step.numeric) {
      const auto x = standardised(design, step, values);
      for (std::size_t k = 0; k < design.records(); ++k) {
        auxiliary_[k * per_record() + at].number = number;
        value_[k * per_record() + at] = x[k];
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
        auto& auxiliary = auxiliary_[k * per_record() + m];
        auxiliary.t = w == 0 || a == 0 ? 0.0 : metric(step, k) / a * x;
        auxiliary.ratio = w == 0 ? 0.0 : a / w * x;
        auxiliary.after = a * x;
      }
    }
  }
}

/// Σ d_s q (a_j/a_s) x_s x_j' for all j >= s.
Eigen::MatrixXd StepRegression::moments(const Design& design, std::size_t s) const {
  const auto steps = design.calibration();
  const auto begin = static_cast<Eigen::Index>(first_[s]);
  const auto size = static_cast<Eigen::Index>(first_[s + 1]) - begin;
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(size, static_cast<Eigen::Index>(count()));
  for (std::size_t k = 0; k < design.records(); ++k) {
    const auto* auxiliary = &auxiliary_[k * per_record()];
    const auto* x = &value_[k * per_record()];
    const double d = metric(steps[s], k) * times_of(design, k), a = steps[s].after[k];
    for (std::size_t j = s; j < steps.size(); ++j) {
      const double ratio = j == s ? 1.0 : a == 0 ? 0.0 : steps[j].after[k] / a;
      for (auto m = first_in_record_[s]; m < first_in_record_[s + 1]; ++m)
        for (auto l = first_in_record_[j]; l < first_in_record_[j + 1]; ++l)
          sums(auxiliary[m].number - begin, auxiliary[l].number) += d * ratio * x[m] * x[l];
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
    const Eigen::MatrixXd gram = sums.middleCols(begin, size);
    const auto elements =
        inverse_symmetric({gram.data(), gram.data() + gram.size()}, static_cast<std::size_t>(size));
    const Eigen::Map<const Eigen::MatrixXd> inverse(elements.data(), size, size);
    gamma_.block(begin, begin, size, size) = inverse;
    gamma_.block(begin, begin + size, size, after) =
        -inverse * (sums.rightCols(after) * gamma_.bottomRightCorner(after, after));
  }
}

}  // namespace trygg
