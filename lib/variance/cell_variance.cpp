#include "variance/cell_variance.hpp"

#include <cmath>
#include <limits>

#include "design/design.hpp"
#include "variance/layers.hpp"

namespace trygg {
namespace {

/// Where V falls below this part of its terms, a few digits of it are lost already.
constexpr double cancels = 1e-3;

}  // namespace

bool CellVariance::fits(const Design& cells) {
  const auto rule = cells.lonely_psu();
  return cells.records_are_units() && cells.is_exchangeable() && rule != LonelyPsu::adjust &&
         rule != LonelyPsu::average && StepRegression::is_small(cells);
}

CellVariance::CellVariance(const Design& cells, std::vector<double> spread)
    : regression_(cells),
      weight_(cells.weight().begin(), cells.weight().end()),
      spread_(std::move(spread)) {
  const auto layer = make_layers(cells).front();
  phi_ = layer.coefficient;
  sampled_.assign(layer.sampled.begin(), layer.sampled.end());
  for (const auto unit : layer.unit) stratum_.push_back(layer.parent[unit]);
  for (std::size_t k = 0; k < cells.records(); ++k)
    times_.push_back(cells.multiplicity().empty() ? 1u : cells.multiplicity()[k]);
  if (spread_.empty()) spread_.assign(cells.records(), 1.0);
  make_products();
}

void CellVariance::make_products() {
  const auto n = static_cast<Eigen::Index>(auxiliaries());
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
  w_ = regression_.gamma().transpose() * squares * regression_.gamma();
  u_ = tau * regression_.gamma();
}

double CellVariance::variance(const DomainForm& a) const {
  double v = a.q;
  for (std::size_t i = 0; i < a.auxiliary.size(); ++i) {
    const auto column = a.auxiliary[i];
    double sum = 0;
    for (std::size_t j = 0; j < a.auxiliary.size(); ++j)
      sum += w_(a.auxiliary[j], column) * a.t[j] -
             2 * regression_.gamma()(a.auxiliary[j], column) * a.c[j];
    v += a.t[i] * sum;
  }
  for (std::size_t h = 0; h < a.stratum.size(); ++h) {
    const auto stratum = a.stratum[h];
    double fitted = 0;
    for (std::size_t i = 0; i < a.auxiliary.size(); ++i)
      fitted += u_(stratum, a.auxiliary[i]) * a.t[i];
    v += phi_[stratum] / sampled_[stratum] * a.s[h] * (2 * fitted - a.s[h]);
  }
  if (v < cancels * a.size) return std::numeric_limits<double>::quiet_NaN();
  return v;
}

double CellVariance::residual_variance(std::span<const double> t,
                                       std::span<const AnswerGroup> groups) const {
  const Eigen::VectorXd b =
      regression_.gamma() *
      Eigen::Map<const Eigen::VectorXd>(t.data(), static_cast<Eigen::Index>(t.size()));
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
