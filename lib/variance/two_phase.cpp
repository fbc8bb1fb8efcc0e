#include "variance/two_phase.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/groups.hpp"
#include "variance/unit_form.hpp"

namespace trygg {
namespace {

using Ids = std::vector<std::uint32_t>;

/// D of a pair of different units and of one unit with itself.
struct Difference {
  double apart = 0, same = 0;
};

/// Of n units drawn at random, a fraction f of what there is; a single one of a larger number has
/// been settled before.
Difference difference(double n, double f) {
  if (n <= 1) return {};
  return {-(1 - f) / (n - 1), 1 - f};
}

void settle_lonely(const Design& design, std::size_t lonely, std::string_view what) {
  if (lonely == 0) return;
  const auto rule = design.lonely_psu();
  require<DesignError>(rule == LonelyPsu::certainty || rule == LonelyPsu::remove,
                       "{} {} of which not all were taken, and no variance can be had from one; "
                       "--lonely-psu (lonely_psu) certainty or remove says that they contribute "
                       "nothing",
                       lonely, what);
}

/// Sums of squares over groups of records, each a layer.
class TwoPhase {
 public:
  explicit TwoPhase(const Design& design) : design_(design), phase_(*design.second_phase()) {
    within_.resize(phase_.size.size());
    std::size_t lonely = 0;
    for (std::size_t g = 0; g < within_.size() && phase_.probability.empty(); ++g) {
      const double m = phase_.members[g];
      within_[g] = difference(m, m / phase_.size[g]);
      if (m == 1 && phase_.size[g] > 1) ++lonely;
    }
    settle_lonely(design, lonely, "strata of the second phase have a single member");
  }

  std::vector<Layer> take() {
    add_stages();
    Ids record(design_.records());
    std::iota(record.begin(), record.end(), 0u);
    add(phase_.stratum, [&](std::uint32_t k) { return within_[phase_.stratum[k]].apart; });
    add(record, [&](std::uint32_t k) { return (1 - common_[k]) * (same(k) - apart(k)); });
    return std::move(layers_);
  }

 private:
  double apart(std::uint32_t k) const { return within_[phase_.stratum[k]].apart; }
  double same(std::uint32_t k) const {
    return phase_.probability.empty() ? within_[phase_.stratum[k]].same : 1 - phase_.probability[k];
  }

  /// The units of every stage, by themselves and crossed with the strata of the second phase.
  void add_stages() {
    const auto& stages = design_.stages();
    std::vector<double> taken(design_.records(), 1.0);  // f of the stages above
    common_.assign(design_.records(), 0.0);
    Ids group;
    for (const auto u : stages.front().unit) group.push_back(stages.front().parent[u]);
    for (std::size_t s = 0; s <= stages.size(); ++s) {
      std::vector<double> value;  // A of this level, by record
      for (std::uint32_t k = 0; k < group.size(); ++k)
        value.push_back(1 - taken[k] * (s < stages.size() ? 1 - between(s, k).apart : 1.0));
      const auto more = [&](std::uint32_t k) { return value[k] - common_[k]; };
      add(group, more);
      add(crossed(group, phase_.stratum).of, [&](auto k) { return -more(k) * apart(k); });
      common_ = value;
      if (s == stages.size()) break;
      for (std::uint32_t k = 0; k < group.size(); ++k) taken[k] *= 1 - between(s, k).same;
      group = stages[s].unit;
    }
    settle_lonely(design_, lonely(), "parents have a single unit of the first phase");
  }

  /// D of the units of stage `s` in the parent of record k's.
  Difference between(std::size_t s, std::uint32_t k) const {
    const auto& stage = design_.stages()[s];
    const auto parent = stage.parent[stage.unit[k]];
    return difference(stage.sampled[parent], stage.fraction[parent]);
  }

  std::size_t lonely() const {
    std::size_t count = 0;
    std::vector<double> share(design_.strata(), 1.0);
    for (const auto& stage : design_.stages()) {
      for (std::size_t p = 0; p < share.size(); ++p)
        count += share[p] > 0 && stage.sampled[p] == 1 && stage.fraction[p] < 1 - 1e-7;
      std::vector<double> below;
      for (const auto p : stage.parent) below.push_back(share[p] * stage.fraction[p]);
      share = std::move(below);
    }
    return count;
  }

  /// \param coefficient  of a group, by any of its records
  template <class Coefficient>
  void add(const Ids& group, Coefficient coefficient) {
    struct Owned {
      Ids unit, parent, sampled;
    };
    const auto count = group.empty() ? 0 : *std::ranges::max_element(group) + 1;
    std::vector<double> r(count, 0.0);
    for (std::uint32_t k = 0; k < group.size(); ++k)
      if (r[group[k]] == 0) r[group[k]] = coefficient(k);
    if (std::ranges::all_of(r, [](double x) { return x == 0; })) return;
    const auto owned = std::make_shared<const Owned>(Owned{group, Ids(count, 0), Ids(1, count)});
    layers_.push_back({.unit = owned->unit,
                       .parent = owned->parent,
                       .sampled = owned->sampled,
                       .coefficient = {1.0},
                       .adjusted = {},
                       .standing = {},
                       .form = diagonal_form(std::move(r)),
                       .owner = owned});
  }

  const Design& design_;
  const SecondPhase& phase_;
  std::vector<Difference> within_;  // D2 by stratum of the second phase
  std::vector<double> common_;      // A of the last level, by record
  std::vector<Layer> layers_;
};

}  // namespace

std::vector<Layer> two_phase_layers(const Design& design) {
  return TwoPhase(design).take();
}

}  // namespace trygg
