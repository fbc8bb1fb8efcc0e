#include "change/overlap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "design/design.hpp"
#include "table/table.hpp"
#include "variance/calibration.hpp"

namespace trygg {
namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();
using UnitById = std::unordered_map<std::string_view, std::uint32_t>;  // never iterated over

/// One round's values of the variable.
class Identities {
 public:
  Identities(RoundOverlap::Sample sample, const std::string& variable)
      : table_(sample.table), design_(sample.design), column_(sample.table.column(variable)) {
    require<ConfigError>(
        design_.replicates() == nullptr,
        "{}: the covariance with an overlapping round is one of linearised values, "
        "and the design has replicates; use --variance linearised",
        table_.source());
    require<ConfigError>(design_.second_phase() == nullptr,
                         "{}: the covariance with an overlapping round is not known of samples of "
                         "two phases (phase2); compare the rounds without --overlap",
                         table_.source());
    find_kind();
    for (std::size_t k = 0; k < design_.records(); ++k) add(k);
  }

  const UnitById& units() const { return units_; }
  const std::vector<std::string_view>& in_order() const { return order_; }
  std::uint32_t unit(std::size_t record) const { return design_.stages()[0].unit[record]; }

 private:
  /// "" where nothing is.
  std::string_view id(std::size_t record) const {
    const auto& level = column_.at(design_.table_row()[record]);
    return level.missing == Missing::none ? std::string_view(level.text) : std::string_view();
  }

  /// The variable identifies PSUs when each of several records in one shows one value.
  void find_kind() {
    if (design_.records_are_units()) return;
    std::vector<std::string_view> of_unit(design_.stages()[0].parent.size());
    bool repeats = false;
    for (std::size_t k = 0; k < design_.records(); ++k) {
      auto& known = of_unit[unit(k)];
      if (!known.empty() && known != id(k)) return;
      repeats = repeats || !known.empty();
      known = id(k);
    }
    is_of_units_ = repeats;
  }

  void add(std::size_t k) {
    const auto text = id(k);
    if (text.empty()) return;
    const auto [found, is_new] = units_.emplace(text, unit(k));
    if (is_new) {
      first_.emplace(text, k);
      order_.push_back(text);
      return;
    }
    if (is_of_units_ && found->second == unit(k)) return;
    const auto row = design_.table_row()[k];
    const auto before = design_.table_row()[first_.at(text)];
    throw InputError(
        fmt::format("{}: column '{}': {} and {} have the same identity {}: it must tell the {} of "
                    "a round apart",
                    table_.source(), column_.name, table_.place(before), table_.place(row),
                    table_.quoted(column_.at(row)), is_of_units_ ? "PSUs" : "persons"));
  }

  const Table& table_;
  const Design& design_;
  const Column& column_;
  bool is_of_units_ = false;
  UnitById units_;
  std::unordered_map<std::string_view, std::size_t> first_;
  std::vector<std::string_view> order_;
};

/// The unit of the other round that each unit of this one is, or `none`.
using Partners = std::vector<std::uint32_t>;

void pair_up(Partners& of, std::uint32_t unit, std::uint32_t with, const Table& table,
             const std::string& variable) {
  require<InputError>(of[unit] == none || of[unit] == with,
                      "{}: column '{}': persons of one PSU lie in several PSUs of the other round; "
                      "give --overlap a variable that identifies the PSUs",
                      table.source(), variable);
  of[unit] = with;
}

/// Numbers groups in the order in which they are met.
class Groups {
 public:
  std::uint32_t of(int kind, std::uint32_t stratum, std::uint32_t other) {
    const auto next = static_cast<std::uint32_t>(known_.size());
    return known_.emplace(std::tuple(kind, stratum, other), next).first->second;
  }
  std::size_t size() const { return known_.size(); }

 private:
  std::map<std::tuple<int, std::uint32_t, std::uint32_t>, std::uint32_t> known_;
};

}  // namespace

UnitContributions::UnitContributions(const Design& design)
    : design_(&design), calibration_(std::make_unique<const Calibration>(design)) {}
UnitContributions::~UnitContributions() = default;
UnitContributions::UnitContributions(UnitContributions&&) noexcept = default;

std::size_t UnitContributions::units() const {
  return design_->stages()[0].parent.size();
}

std::vector<double> UnitContributions::totals(const Linearised& estimate) const {
  const auto& stage = design_->stages()[0];
  std::vector<double> totals(stage.parent.size(), 0.0);
  if (calibration_->any()) {
    std::vector<double> fitted, sums, u;
    const Influence influence{estimate.record, estimate.z};
    calibration_->fit(influence, fitted, sums);
    calibration_->contributions(influence, fitted, u);
    for (std::size_t k = 0; k < u.size(); ++k) totals[stage.unit[k]] += u[k];
  } else {
    for (std::size_t i = 0; i < estimate.record.size(); ++i) {
      const auto k = estimate.record[i];
      totals[stage.unit[k]] += design_->weight()[k] * estimate.z[i];
    }
  }
  return totals;
}

RoundOverlap::RoundOverlap(Sample earlier, Sample later, const std::string& variable) {
  const Identities of_earlier(earlier, variable), of_later(later, variable);
  const auto& strata0 = earlier.design.stages()[0].parent;
  const auto& strata1 = later.design.stages()[0].parent;
  Partners partner0(strata0.size(), none), partner1(strata1.size(), none);
  for (const auto id : of_earlier.in_order()) {
    const auto found = of_later.units().find(id);
    if (found == of_later.units().end()) continue;
    const auto unit0 = of_earlier.units().at(id), unit1 = found->second;
    pair_up(partner0, unit0, unit1, earlier.table, variable);
    pair_up(partner1, unit1, unit0, later.table, variable);
  }
  Groups groups;
  constexpr int only_earlier = 0, only_later = 1, both = 2;
  for (std::uint32_t i = 0; i < strata0.size(); ++i) {
    const bool is_common = partner0[i] != none;
    group_[0].push_back(is_common ? groups.of(both, strata0[i], strata1[partner0[i]])
                                  : groups.of(only_earlier, strata0[i], 0));
    if (is_common) pairs_.emplace_back(i, partner0[i]);
  }
  for (std::uint32_t i = 0; i < strata1.size(); ++i)
    group_[1].push_back(partner1[i] != none ? groups.of(both, strata0[partner1[i]], strata1[i])
                                            : groups.of(only_later, strata1[i], 0));
  groups_ = groups.size();
}

/// The contributions of units, centred in their groups.
std::vector<double> RoundOverlap::centred(std::size_t round, std::span<const double> totals) const {
  const auto& group = group_[round];
  require(totals.size() == group.size(), "{} contributions of {} units", totals.size(),
          group.size());
  std::vector<double> mean(groups_, 0.0), size(groups_, 0.0);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    mean[group[i]] += totals[i];
    size[group[i]] += 1;
  }
  std::vector<double> made(totals.size());
  for (std::size_t i = 0; i < totals.size(); ++i)
    made[i] = totals[i] - mean[group[i]] / size[group[i]];
  return made;
}

double RoundOverlap::correlation(std::span<const double> earlier,
                                 std::span<const double> later) const {
  const auto u0 = centred(0, earlier), u1 = centred(1, later);
  double s00 = 0, s11 = 0, s01 = 0;
  for (const double u : u0) s00 += u * u;
  for (const double u : u1) s11 += u * u;
  for (const auto& [i, j] : pairs_) s01 += u0[i] * u1[j];
  const double scale = std::sqrt(s00) * std::sqrt(s11);
  if (std::isnan(scale)) return scale;
  return scale > 0 ? std::clamp(s01 / scale, -1.0, 1.0) : 0.0;  // beyond 1 by rounding only
}

}  // namespace trygg
