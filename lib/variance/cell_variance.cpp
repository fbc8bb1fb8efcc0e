#include "variance/cell_variance.hpp"

#include <cmath>
#include <limits>

#include "design/design.hpp"
#include "linalg/solve.hpp"
#include "variance/layers.hpp"

namespace trygg {
namespace {

/// More auxiliaries than this are left to the residuals: Γ would be large and dense.
constexpr std::size_t most_auxiliaries = 1200;
/// Where V falls below this part of q, a few digits of it are lost already.
constexpr double cancels = 1e-3;

double times_of(const Design& cells, std::size_t k) {
  return cells.multiplicity().empty() ? 1.0 : cells.multiplicity()[k];
}

/// d q of a record of the cell.
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
std::vector<double> standardised(const Design& cells, const CalibrationStep& step,
                                 const std::vector<double>& values) {
  double sum = 0, all = 0, squares = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double d = metric(step, k) * times_of(cells, k);
    sum += d * values[k];
    all += d;
  }
  const double centre = step.category.empty() || all == 0 ? 0.0 : sum / all;
  for (std::size_t k = 0; k < values.size(); ++k)
    squares += metric(step, k) * times_of(cells, k) * (values[k] - centre) * (values[k] - centre);
  const double unit = squares > 0 ? std::sqrt(squares / all) : 1.0;
  std::vector<double> x;
  for (const double value : values) x.push_back((value - centre) / unit);
  return x;
}

}  // namespace

bool CellVariance::fits(const Design& cells) {
  std::size_t count = 0;
  for (const auto& step : cells.calibration()) count += auxiliaries_of(step);
  const auto rule = cells.lonely_psu();
  return cells.records_are_units() && rule != LonelyPsu::adjust && rule != LonelyPsu::average &&
         count <= most_auxiliaries;
}

CellVariance::CellVariance(const Design& cells, std::vector<double> spread)
    : weight_(cells.weight().begin(), cells.weight().end()), spread_(std::move(spread)) {
  const auto layer = make_layers(cells).front();
  phi_ = layer.coefficient;
  sampled_.assign(layer.sampled.begin(), layer.sampled.end());
  for (const auto unit : layer.unit) stratum_.push_back(layer.parent[unit]);
  for (std::size_t k = 0; k < cells.records(); ++k)
    times_.push_back(cells.multiplicity().empty() ? 1u : cells.multiplicity()[k]);
  if (spread_.empty()) spread_.assign(cells.records(), 1.0);
  number_auxiliaries(cells);
  set_factors(cells);
  make_operator(cells);
  make_products();
}

void CellVariance::number_auxiliaries(const Design& cells) {
  first_ = {0};
  first_in_cell_ = {0};
  for (const auto& step : cells.calibration()) {
    first_.push_back(first_.back() + auxiliaries_of(step));
    first_in_cell_.push_back(first_in_cell_.back() + step.category.size() + step.numeric.size());
  }
  count_ = first_.back();
  per_cell_ = first_in_cell_.back();
  auxiliary_.resize(cells.records() * per_cell_);
  value_.assign(auxiliary_.size(), 1.0);
  for (std::size_t s = 0; s < cells.calibration().size(); ++s) {
    const auto& step = cells.calibration()[s];
    auto number = static_cast<std::uint32_t>(first_[s]);
    auto at = first_in_cell_[s];
    for (std::size_t m = 0; m < step.category.size(); ++m, ++at) {
      for (std::size_t k = 0; k < cells.records(); ++k)
        auxiliary_[k * per_cell_ + at].number = number + step.category[m][k];
      number += step.categories[m];
    }
    for (const auto& values : step.numeric) {
      const auto x = standardised(cells, step, values);
      for (std::size_t k = 0; k < cells.records(); ++k) {
        auxiliary_[k * per_cell_ + at].number = number;
        value_[k * per_cell_ + at] = x[k];
      }
      ++number, ++at;
    }
  }
}

void CellVariance::set_factors(const Design& cells) {
  for (std::size_t s = 0; s < cells.calibration().size(); ++s) {
    const auto& step = cells.calibration()[s];
    for (std::size_t k = 0; k < cells.records(); ++k) {
      const double w = weight_[k], a = step.after[k];
      const double t = w == 0 || a == 0 ? 0.0 : metric(step, k) / a;
      const double c = w == 0 ? 0.0 : phi(k) * a / w;
      for (auto m = first_in_cell_[s]; m < first_in_cell_[s + 1]; ++m) {
        const double x = value_[k * per_cell_ + m];
        auto& auxiliary = auxiliary_[k * per_cell_ + m];
        auxiliary.t = t * x;
        auxiliary.c = c * x;
        auxiliary.after = a * x;
      }
    }
  }
}

/// Γ, block by block from the last step backwards.
void CellVariance::make_operator(const Design& cells) {
  const auto n = static_cast<Eigen::Index>(count_);
  gamma_ = Eigen::MatrixXd::Zero(n, n);
  const auto steps = cells.calibration().size();
  for (std::size_t s = steps; s-- > 0;) {
    const auto& step = cells.calibration()[s];
    const auto begin = static_cast<Eigen::Index>(first_[s]);
    const auto size = static_cast<Eigen::Index>(first_[s + 1]) - begin;
    // Σ d q (a_j/a_s) x_s x_j' for all j >= s.
    Eigen::MatrixXd moments = Eigen::MatrixXd::Zero(size, n);
    for (std::size_t k = 0; k < cells.records(); ++k) {
      const auto* cell = &auxiliary_[k * per_cell_];
      const double d = metric(step, k) * times_[k];
      for (std::size_t j = s; j < steps; ++j) {
        const double a = step.after[k], ratio = a == 0 ? 0.0 : cells.calibration()[j].after[k] / a;
        for (auto m = first_in_cell_[s]; m < first_in_cell_[s + 1]; ++m)
          for (auto l = first_in_cell_[j]; l < first_in_cell_[j + 1]; ++l)
            moments(cell[m].number - begin, cell[l].number) +=
                d * (j == s ? 1.0 : ratio) * value_[k * per_cell_ + m] * value_[k * per_cell_ + l];
      }
    }
    const Eigen::MatrixXd gram = moments.middleCols(begin, size);
    const auto elements =
        inverse_symmetric({gram.data(), gram.data() + gram.size()}, static_cast<std::size_t>(size));
    const Eigen::Map<const Eigen::MatrixXd> inverse(elements.data(), size, size);
    const auto after = n - begin - size;
    gamma_.block(begin, begin, size, size) = inverse;
    gamma_.block(begin, begin + size, size, after) =
        -inverse * (moments.rightCols(after) * gamma_.bottomRightCorner(after, after));
  }
}

void CellVariance::make_products() {
  const auto n = static_cast<Eigen::Index>(count_);
  const auto strata = static_cast<Eigen::Index>(phi_.size());
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(n, n), tau = Eigen::MatrixXd::Zero(strata, n);
  for (std::size_t k = 0; k < weight_.size(); ++k) {
    const double factor = phi(k) * times_[k] * spread_[k];
    for (const auto& m : auxiliaries(k)) {
      tau(stratum_[k], m.number) += times_[k] * m.after;
      for (const auto& l : auxiliaries(k))
        squares(m.number, l.number) += factor * m.after * l.after;
    }
  }
  Eigen::VectorXd psi(strata);
  for (Eigen::Index h = 0; h < strata; ++h)
    psi[h] = phi_[static_cast<std::size_t>(h)] / sampled_[static_cast<std::size_t>(h)];
  squares -= tau.transpose() * psi.asDiagonal() * tau;
  w_ = gamma_.transpose() * squares * gamma_;
  u_ = tau * gamma_;
}

double CellVariance::variance(const DomainForm& a) const {
  double v = a.q;
  for (std::size_t i = 0; i < a.auxiliary.size(); ++i) {
    const auto column = a.auxiliary[i];
    double sum = 0;
    for (std::size_t j = 0; j < a.auxiliary.size(); ++j)
      sum += w_(a.auxiliary[j], column) * a.t[j] - 2 * gamma_(a.auxiliary[j], column) * a.c[j];
    v += a.t[i] * sum;
  }
  for (std::size_t h = 0; h < a.stratum.size(); ++h) {
    const auto stratum = a.stratum[h];
    double fitted = 0;
    for (std::size_t i = 0; i < a.auxiliary.size(); ++i)
      fitted += u_(stratum, a.auxiliary[i]) * a.t[i];
    v += phi_[stratum] / sampled_[stratum] * a.s[h] * (2 * fitted - a.s[h]);
  }
  if (a.q > 0 && v < cancels * a.q) return std::numeric_limits<double>::quiet_NaN();
  return v;
}

double CellVariance::covariance(const DomainForm& a, const DomainForm& b, double q) const {
  double v = q;
  for (std::size_t i = 0; i < a.auxiliary.size(); ++i)
    for (std::size_t j = 0; j < b.auxiliary.size(); ++j) {
      const auto m = a.auxiliary[i], l = b.auxiliary[j];
      v += w_(m, l) * a.t[i] * b.t[j];
      v -= gamma_(l, m) * a.t[i] * b.c[j] + gamma_(m, l) * a.c[i] * b.t[j];
    }
  const auto fitted = [this](std::uint32_t h, const DomainForm& form) {
    double sum = 0;
    for (std::size_t i = 0; i < form.auxiliary.size(); ++i)
      sum += u_(h, form.auxiliary[i]) * form.t[i];
    return sum;
  };
  const auto psi = [this](std::uint32_t h) { return phi_[h] / sampled_[h]; };
  for (std::size_t h = 0; h < a.stratum.size(); ++h)
    v += psi(a.stratum[h]) * a.s[h] * fitted(a.stratum[h], b);
  for (std::size_t h = 0; h < b.stratum.size(); ++h)
    v += psi(b.stratum[h]) * b.s[h] * fitted(b.stratum[h], a);
  for (std::size_t g = 0, h = 0; g < a.stratum.size() && h < b.stratum.size();) {
    if (a.stratum[g] == b.stratum[h]) v -= psi(a.stratum[g]) * a.s[g] * b.s[h];
    const bool next_a = a.stratum[g] <= b.stratum[h], next_b = b.stratum[h] <= a.stratum[g];
    g += next_a;
    h += next_b;
  }
  return v;
}

double CellVariance::residual_variance(std::span<const double> t,
                                       std::span<const AnswerGroup> groups) const {
  const Eigen::VectorXd b =
      gamma_ * Eigen::Map<const Eigen::VectorXd>(t.data(), static_cast<Eigen::Index>(t.size()));
  // What each group's records add, relative to their weights: w z − a x'B.
  const auto each = [&](auto use) {
    std::size_t at = 0;
    for (std::size_t k = 0; k < weight_.size(); ++k) {
      double fitted = 0;
      for (const auto& auxiliary : auxiliaries(k)) fitted += auxiliary.after * b[auxiliary.number];
      AnswerGroup rest{static_cast<std::uint32_t>(k), double(times_[k]), double(times_[k]),
                       times_[k] * spread_[k], 0};
      for (; at < groups.size() && groups[at].cell == k; ++at) {
        use(groups[at], weight_[k] * groups[at].z - fitted);
        rest.records -= groups[at].records;
        rest.weight -= groups[at].weight;
        rest.square -= groups[at].square;
      }
      if (rest.records > 0) use(rest, -fitted);
    }
  };
  std::vector<double> mean(phi_.size(), 0.0), squares(phi_.size(), 0.0);
  each([&](const AnswerGroup& g, double u) { mean[stratum_[g.cell]] += g.weight * u; });
  for (std::size_t h = 0; h < mean.size(); ++h) mean[h] /= sampled_[h];
  each([&](const AnswerGroup& g, double u) {
    const double average = g.weight / g.records, d = average * u - mean[stratum_[g.cell]];
    const double within = std::max(0.0, g.square - g.weight * average);
    squares[stratum_[g.cell]] += g.records * d * d + u * u * within;
  });
  double v = 0;
  for (std::size_t h = 0; h < squares.size(); ++h) v += phi_[h] * squares[h];
  return v;
}

}  // namespace trygg
