#include "replicate/strata.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"

namespace trygg {
namespace {

constexpr double whole = 1 - 1e-7;  // as variance/kernel.hpp

void check_lonely(const Design& design, const std::vector<std::uint32_t>& lonely,
                  std::string_view kind) {
  if (lonely.empty()) return;
  constexpr std::size_t named = 10;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(named, lonely.size()); ++i)
    names.push_back(design.stratum_name(lonely[i]));
  const auto list = joined(names, ", ") + (lonely.size() > named ? ", …" : "");
  const auto rule = design.lonely_psu();
  require<DesignError>(
      rule != LonelyPsu::fail,
      "{} replicates: {} strata have a single PSU ({}); merge them with others, or "
      "say lonely_psu = \"certainty\"",
      kind, lonely.size(), list);
  require<ConfigError>(rule == LonelyPsu::certainty || rule == LonelyPsu::remove,
                       "{} replicates cannot follow this rule for strata with a single PSU ({}); "
                       "lonely_psu must be fail, certainty or remove",
                       kind, list);
}

/// Has the PSUs of each stratum stand as they did when they were drawn.
void put_in_order(std::vector<SampledStratum>& strata, const DrawnOrder& order) {
  for (auto& stratum : strata) {
    const auto first = std::ranges::find_if(
        stratum.unit, [&](auto u) { return order.before[u] == DrawnOrder::none; });
    if (first == stratum.unit.end()) continue;
    auto at = *first;
    for (auto& unit : stratum.unit) {
      unit = at;
      at = order.after[at];
    }
  }
}

}  // namespace

std::vector<SampledStratum> sampled_strata(const Design& design, std::string_view kind) {
  require(design.multiplicity().empty(), "replicates of folded records");
  const auto& stage = design.stages().front();
  std::vector<SampledStratum> all(design.strata()), kept;
  for (std::uint32_t u = 0; u < stage.parent.size(); ++u) all[stage.parent[u]].unit.push_back(u);
  if (design.order() != nullptr) put_in_order(all, *design.order());
  std::vector<std::uint32_t> lonely;
  for (std::uint32_t h = 0; h < all.size(); ++h) {
    all[h].h = h;
    all[h].fraction = stage.fraction[h];
    if (all[h].fraction > whole) continue;
    if (all[h].unit.size() == 1)
      lonely.push_back(h);
    else
      kept.push_back(std::move(all[h]));
  }
  check_lonely(design, lonely, kind);
  require<DesignError>(!kept.empty(),
                       "{} replicates: no stratum has two PSUs of which not all were taken", kind);
  return kept;
}

void require_first_stage_only(const Design& design, std::string_view kind) {
  std::vector<double> taken = design.stages().front().fraction;  // of the units' parents
  for (std::size_t s = 1; s < design.stages().size(); ++s) {
    const auto& above = design.stages()[s - 1];
    const auto& stage = design.stages()[s];
    std::vector<double> next(stage.sampled.size());
    for (std::size_t p = 0; p < next.size(); ++p) {
      const double before = taken[above.parent[p]];
      require<ConfigError>(before == 0 || stage.fraction[p] > whole,
                           "{} replicates resample PSUs alone, but under this fpc the sampling "
                           "within PSUs adds to the variance; use a bootstrap with method = "
                           "\"preston\" or \"rao-wu-yue-beaumont\", or leave the fpc out",
                           kind);
      next[p] = before * stage.fraction[p];
    }
    taken = std::move(next);
  }
}

UnitScheme::UnitScheme(const Design& design)
    : unit_(design.stages().front().unit), units_(design.stages().front().parent.size()) {}

void UnitScheme::factors(std::size_t r, std::span<double> of_record) const {
  std::vector<double> of_unit(units_, 1.0);
  unit_factors(r, of_unit);
  for (std::size_t k = 0; k < of_record.size(); ++k) of_record[k] = of_unit[unit_[k]];
}

}  // namespace trygg
