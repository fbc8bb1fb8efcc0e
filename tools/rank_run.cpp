#include "tools/rank_run.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "fold/folded_survey.hpp"
#include "ranking/ranked_domains.hpp"
#include "tools/classified.hpp"
#include "tools/estimate_run.hpp"
#include "tools/estimation_data.hpp"

namespace trygg::tools {
namespace {

/// What is asked of data whose levels are known.
struct Asked {
  Request request;
  std::vector<Quantity> quantities;
  std::string over;
  std::vector<std::string> variables;  // of all classifications
};

Asked read_asked(const RankTyped& typed, const Table& table) {
  Asked asked{.request = request_of(typed.estimate, table)};
  const auto names = of_option("--over", [&] { return read_names(typed.over, '+', table); });
  require<ConfigError>(names.size() == 1, "--over {}: name one variable", typed.over);
  asked.over = names.front();
  for (const auto& what : asked.request.what)
    asked.quantities.insert(asked.quantities.end(), what.begin(), what.end());
  asked.variables = variables_of(asked.request.by);
  require<ConfigError>(std::ranges::find(asked.variables, asked.over) == asked.variables.end(),
                       "--by {}: its groups are those that --over places", asked.over);
  return asked;
}

std::string label_of(const Level& level) {
  return level.label.empty() ? level.text : level.label;
}

/// The groups of one place, with their standings by quantity.
class PlacedGroups {
 public:
  PlacedGroups(const ClassifiedDomain& place, const Asked& asked, const Table& table,
               const Design& design, const DomainEstimator& estimator)
      : groups_(cells(std::vector{asked.over}, place.domain, table, design)),
        domains_(estimator, named(place, table.column(asked.over)), {frame(place), &place.domain}) {
  }

  void add(const Quantity& quantity, std::size_t q, const RankOptions& options,
           Ranked& ranked) const {
    if (groups_.empty()) return;
    for (auto& row : standings(domains_.figure(quantity, q), options))
      ranked.rows.push_back(std::move(row));
    ranked.area_labels.insert(ranked.area_labels.end(), labels_.begin(), labels_.end());
  }

 private:
  static CubeRow frame(const ClassifiedDomain& place) {
    CubeRow row;
    row.groups = place.groups;
    return row;
  }
  std::vector<NamedDomain> named(const ClassifiedDomain& place, const Column& column) {
    std::vector<NamedDomain> named;
    for (const auto& group : groups_) {
      const auto& level = column.levels[group.levels.front()];
      named.push_back({frame(place), &group.domain});
      named.back().frame.area = level.text;
      labels_.push_back(label_of(level));
    }
    return named;
  }
  std::vector<DomainCell> groups_;
  std::vector<std::string> labels_;
  RankedDomains domains_;
};

void place_all(const Asked& asked, const RankOptions& options, const Table& table,
               const Design& design, const DomainEstimator& estimator, Ranked& ranked) {
  const auto within = domain_where(asked.request.where, table, design);
  const auto places = places_of(asked.request.by, within, table, design);
  std::vector<PlacedGroups> groups;
  groups.reserve(places.size());
  for (const auto& place : places) groups.emplace_back(place, asked, table, design, estimator);
  for (std::size_t q = 0; q < asked.quantities.size(); ++q)
    for (const auto& one : groups) one.add(asked.quantities[q], q, options, ranked);
}

Ranked described(const Asked& asked, const Table& table, DesignSpec spec, const Design& design) {
  return {.variables = asked.variables,
          .over = asked.over,
          .rows = {},
          .area_labels = {},
          .spec = std::move(spec),
          .counts = count_weights(design),
          .source = table.source()};
}

EstimateOptions options_of(const RankTyped& typed) {
  return {.level = typed.options.level, .df = typed.estimate.df};
}

/// \throws NotFolded  something needs every record
Ranked of_cells(const RankTyped& typed, const EstimationData& data) {
  auto needs = needs_of(typed.estimate, data.names());
  needs.by.push_back(typed.over);
  auto folded = data.folded(plan_fold(needs, data));
  const auto asked = read_asked(typed, folded.dictionary());
  auto spec = weighted_design(typed.estimate, folded.cells).spec;
  const auto design = make_design(folded.cells, spec);
  auto ranked = described(asked, folded.cells, std::move(spec), design);
  ranked.counts.left_out += folded.left_out;
  place_all(asked, typed.options, folded.cells, design,
            *make_folded_estimator(folded, design, asked.quantities, options_of(typed)), ranked);
  return ranked;
}

Ranked of_records(const RankTyped& typed, EstimationData& data) {
  auto table = data.records();
  const auto asked = read_asked(typed, table);
  auto weighted = weighted_design(typed.estimate, table);
  const auto design = design_of_records(typed.estimate, weighted, table);
  auto ranked = described(asked, table, std::move(weighted.spec), design);
  const Estimator estimator(design, options_of(typed));
  place_all(asked, typed.options, table, design,
            RecordEstimator(estimator, asked.quantities, table, design), ranked);
  return ranked;
}

}  // namespace

Ranked rank_groups(const RankTyped& typed, EstimationData& data) {
  try {
    return of_cells(typed, data);
  } catch (const Error&) {
    // What cannot be folded, and what the records tell better.
  }
  return of_records(typed, data);
}

}  // namespace trygg::tools
