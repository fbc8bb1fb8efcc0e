#include "replicate/staged.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "design/design.hpp"
#include "replicate/strata.hpp"

namespace trygg {
namespace {

constexpr double whole = 1 - 1e-7;  // as variance/kernel.hpp

std::vector<SampledParent> parents_of(const Stage& stage, const std::vector<double>& above) {
  std::vector<SampledParent> parents(stage.sampled.size());
  for (std::uint32_t p = 0; p < parents.size(); ++p) {
    parents[p].parent = p;
    parents[p].fraction = stage.fraction[p];
    parents[p].above = above[p];
    parents[p].adds = above[p] > 0 && stage.fraction[p] <= whole;
  }
  for (std::uint32_t u = 0; u < stage.parent.size(); ++u)
    parents[stage.parent[u]].unit.push_back(u);
  return parents;
}

/// A single unit of which nothing is known: nothing is added where the design says so.
void settle_lonely(const Design& design, std::vector<SampledParent>& parents, std::size_t stage,
                   std::string_view kind) {
  std::size_t lonely = 0;
  for (auto& p : parents) {
    if (!p.adds || p.unit.size() > 1) continue;
    ++lonely;
    p.adds = false;
  }
  if (lonely == 0) return;
  const auto rule = design.lonely_psu();
  require<DesignError>(rule != LonelyPsu::fail,
                       "{} replicates: {} units of stage {} have a single unit sampled in them; "
                       "merge them with others, or say lonely_psu = \"certainty\"",
                       kind, lonely, stage);
  require<ConfigError>(
      rule == LonelyPsu::certainty || rule == LonelyPsu::remove,
      "{} replicates cannot follow this rule for {} units of stage {} with a single "
      "unit sampled in them; lonely_psu must be fail, certainty or remove",
      kind, lonely, stage);
}

}  // namespace

std::vector<std::vector<SampledParent>> sampled_parents(const Design& design,
                                                        std::string_view kind) {
  sampled_strata(design, kind);  // its checks
  std::vector<std::vector<SampledParent>> stages;
  std::vector<double> above(design.strata(), 1.0);
  for (std::size_t s = 0; s < design.stages().size(); ++s) {
    const auto& stage = design.stages()[s];
    auto parents = parents_of(stage, above);
    if (std::ranges::none_of(parents, &SampledParent::adds)) break;
    settle_lonely(design, parents, s, kind);
    above.assign(stage.parent.size(), 0.0);
    for (const auto& p : parents)
      for (const auto unit : p.unit) above[unit] = p.above * p.fraction;
    stages.push_back(std::move(parents));
  }
  return stages;
}

}  // namespace trygg
