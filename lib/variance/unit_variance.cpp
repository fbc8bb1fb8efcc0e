#include "variance/unit_variance.hpp"

#include <algorithm>
#include <limits>

#include "design/design.hpp"

namespace trygg {
namespace {

constexpr double cancels = 1e-3;

/// Notes a number once.
void meet(std::vector<char>& has, std::vector<std::uint32_t>& met, std::uint32_t number) {
  if (has[number]) return;
  has[number] = 1;
  met.push_back(number);
}

/// Zeroes what was met.
void forget(std::vector<double>& values, std::vector<char>& has, std::vector<std::uint32_t>& met) {
  for (const auto number : met) {
    values[number] = 0;
    has[number] = 0;
  }
  met.clear();
}

}  // namespace

bool UnitVariance::fits(const Design& design, std::span<const Layer> layers) {
  return layers.size() == 1 && layers.front().adjusted.empty() && layers.front().standing.empty() &&
         !layers.front().form && !design.calibration().empty() && StepRegression::is_small(design);
}

UnitVariance::UnitVariance(const Design& design, const Layer& layer)
    : layer_(&layer), regression_(design), weight_(design.weight().begin(), design.weight().end()) {
  make_units();
  make_products();
}

void UnitVariance::make_units() {
  std::vector<std::vector<Entry>> of_unit(layer_->parent.size());
  for (std::size_t k = 0; k < weight_.size(); ++k)
    for (const auto& x : regression_.auxiliaries(k)) add(of_unit[layer_->unit[k]], x);
  for (const auto& entries : of_unit) {
    first_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.insert(entries_.end(), entries.begin(), entries.end());
  }
  first_.push_back(static_cast<std::uint32_t>(entries_.size()));
}

/// Adds a x of a record, ascending by auxiliary.
void UnitVariance::add(std::vector<Entry>& entries, const StepRegression::Auxiliary& x) {
  const auto place = std::ranges::lower_bound(entries, x.number, {}, &Entry::auxiliary);
  if (place != entries.end() && place->auxiliary == x.number)
    place->sum += x.after;
  else
    entries.insert(place, {x.number, x.after});
}

void UnitVariance::make_products() {
  const auto n = static_cast<Eigen::Index>(regression_.count());
  const auto strata = static_cast<Eigen::Index>(layer_->sampled.size());
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(n, n), tau = Eigen::MatrixXd::Zero(strata, n);
  for (std::size_t j = 0; j + 1 < first_.size(); ++j) {
    const auto h = layer_->parent[j];
    for (auto i = first_[j]; i < first_[j + 1]; ++i) {
      tau(h, entries_[i].auxiliary) += entries_[i].sum;
      for (auto l = first_[j]; l < first_[j + 1]; ++l)
        squares(entries_[i].auxiliary, entries_[l].auxiliary) +=
            layer_->coefficient[h] * entries_[i].sum * entries_[l].sum;
    }
  }
  Eigen::VectorXd psi(strata);
  for (Eigen::Index h = 0; h < strata; ++h) {
    const auto p = static_cast<std::size_t>(h);
    psi[h] = layer_->coefficient[p] / layer_->sampled[p];
  }
  squares -= tau.transpose() * psi.asDiagonal() * tau;
  w_ = regression_.gamma().transpose() * squares * regression_.gamma();
  u_ = tau * regression_.gamma();
}

void UnitVariance::gather(Influence a, UnitMemory& memory) const {
  memory.t.resize(regression_.count());
  memory.has_auxiliary.resize(memory.t.size());
  memory.unit.resize(layer_->parent.size());
  memory.has_unit.resize(memory.unit.size());
  memory.stratum.resize(layer_->sampled.size());
  memory.has_stratum.resize(memory.stratum.size());
  for (std::size_t i = 0; i < a.record.size(); ++i) {
    const auto k = a.record[i];
    const double wz = weight_[k] * a.z[i];
    const auto unit = layer_->unit[k], stratum = layer_->parent[unit];
    meet(memory.has_unit, memory.units, unit);
    meet(memory.has_stratum, memory.strata, stratum);
    memory.unit[unit] += wz;
    memory.stratum[stratum] += wz;
    for (const auto& x : regression_.auxiliaries(k)) {
      meet(memory.has_auxiliary, memory.auxiliaries, x.number);
      memory.t[x.number] += x.t * wz;
    }
  }
  memory.b.assign(memory.t.size(), 0.0);
  for (const auto m : memory.auxiliaries) {
    const double t = memory.t[m];
    const auto* column = &regression_.gamma()(0, m);
    for (std::size_t l = 0; l < memory.b.size(); ++l) memory.b[l] += column[l] * t;
  }
}

double UnitVariance::of_units(const UnitMemory& memory, double& squares) const {
  double v = 0;
  for (const auto j : memory.units) {
    double fitted = 0;
    for (auto i = first_[j]; i < first_[j + 1]; ++i)
      fitted += entries_[i].sum * memory.b[entries_[i].auxiliary];
    const double z = memory.unit[j], phi = layer_->coefficient[layer_->parent[j]];
    v += phi * z * (z - 2 * fitted);
    squares += phi * z * z;
  }
  return v;
}

double UnitVariance::of_strata(const UnitMemory& memory) const {
  double v = 0;
  for (const auto h : memory.strata) {
    double fitted = 0;
    for (const auto m : memory.auxiliaries) fitted += u_(h, m) * memory.t[m];
    const double s = memory.stratum[h];
    v += layer_->coefficient[h] / layer_->sampled[h] * s * (2 * fitted - s);
  }
  return v;
}

double UnitVariance::of_auxiliaries(const UnitMemory& memory) const {
  double v = 0;
  for (const auto m : memory.auxiliaries)
    for (const auto l : memory.auxiliaries) v += w_(l, m) * memory.t[l] * memory.t[m];
  return v;
}

double UnitVariance::variance(Influence a, UnitMemory& memory) const {
  gather(a, memory);
  double squares = 0;
  double v = of_units(memory, squares);
  v += of_strata(memory) + of_auxiliaries(memory);
  forget(memory.t, memory.has_auxiliary, memory.auxiliaries);
  forget(memory.unit, memory.has_unit, memory.units);
  forget(memory.stratum, memory.has_stratum, memory.strata);
  if (v < cancels * squares || squares == 0) return std::numeric_limits<double>::quiet_NaN();
  return v;
}

}  // namespace trygg
