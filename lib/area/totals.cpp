#include "area/totals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "area/area_matcher.hpp"
#include "area/areas.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/comparable_text.hpp"
#include "io/encoding.hpp"
#include "table/column.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

/// The file, summed by the text of the area, in the order of first appearance.
std::vector<AreaTotal> read_totals(const fs::path& file) {
  const auto csv = parse_csv(decoded(read_file(file), std::nullopt, file.string()), file.string());
  const auto total = csv.column("total");
  require<InputError>(total > 0, "{}:1: the first column must be the area, not 'total'",
                      csv.source);
  std::vector<AreaTotal> rows;
  std::set<std::vector<std::string>> seen;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const auto number = number_in_field(csv.rows[r][total], '.');
    if (!number || *number < 0)
      throw InputError(csv.source, csv.lines[r],
                       fmt::format("column 'total': '{}' is no number from 0", csv.rows[r][total]));
    auto key = csv.rows[r];
    key[total].clear();
    const auto found = std::ranges::find(rows, csv.rows[r][0], &AreaTotal::text);
    // The same row again is another row; one that differs in sex or age is added.
    if (found == rows.end() || !seen.insert(key).second)
      rows.push_back({.text = csv.rows[r][0], .total = *number});
    else
      found->total += *number;
    seen.insert(std::move(key));
  }
  return rows;
}

/// The areas of the era in which the people of an area of another era are.
std::string places_now(const AreaDivision& now, const AreaDivision& then, const std::string& code) {
  std::set<std::string> places;
  for (const auto& [smallest, parent] : then.parent)
    if (parent == code) places.insert("'" + now.parent.at(smallest) + "'");
  return joined(std::vector<std::string>(places.begin(), places.end()), ", ");
}

/// Looks for the area in the other eras, and says which and where its people are now.
bool explain_other_era(AreaTotal& row, const AreaSystem& areas, const AreaDivision& now) {
  for (const auto& then : areas.divisions) {
    if (then.level != now.level || then.era == now.era) continue;
    const auto found = AreaMatcher(areas.of(then.era, then.level)).find(row.text);
    if (found.size() != 1) continue;
    row.problem = TotalProblem::other_era;
    row.explanation = fmt::format("'{}' ({}) is an area of era {}; in era {} its people are in {}",
                                  found.front()->name, found.front()->code, then.era, now.era,
                                  places_now(now, then, found.front()->code));
    return true;
  }
  return false;
}

void match(AreaTotal& row, const AreaSystem& areas, const AreaDivision& division,
           const AreaMatcher& matcher, std::set<std::string>& met) {
  const auto found = matcher.find(row.text);
  if (found.size() == 1) {
    row.code = found.front()->code;
    row.name = found.front()->name;
    if (met.insert(row.code).second) return;
    row.problem = TotalProblem::twice;
    row.explanation = fmt::format("another row is '{}', too", row.code);
  } else if (found.size() > 1) {
    row.problem = TotalProblem::several;
    row.explanation = fmt::format("fits '{}' and '{}'", found[0]->code, found[1]->code);
  } else if (!explain_other_era(row, areas, division)) {
    row.problem = TotalProblem::unknown;
    row.explanation =
        fmt::format("no area of level {} in any era{}", division.level, matcher.hint(row.text));
  }
}

/// Compares the whole with all rows, for these are what a reader of the file would sum.
void check_whole(AreaTotal& whole, const std::vector<AreaTotal>& rows) {
  double sum = 0, counted_twice = 0;
  for (const auto& row : rows) {
    sum += row.total;
    const bool again = row.problem == TotalProblem::other_era || row.problem == TotalProblem::twice;
    counted_twice += again ? row.total : 0;
  }
  const auto tolerance = std::max(2.0 * static_cast<double>(rows.size()), whole.total / 1000);
  const double gap = sum - whole.total;
  if (std::abs(gap) <= tolerance) return;
  whole.problem = TotalProblem::not_the_sum;
  whole.explanation = fmt::format("the parts sum to {}, {} too {}", shortest(sum),
                                  shortest(std::abs(gap)), gap > 0 ? "many" : "few");
  if (counted_twice > 0 && std::abs(gap - counted_twice) <= tolerance)
    whole.explanation += ": those of the rows that count people twice";
}

}  // namespace

std::string_view to_text(TotalProblem problem) {
  switch (problem) {
    case TotalProblem::unknown:
      return "unknown";
    case TotalProblem::other_era:
      return "other_era";
    case TotalProblem::several:
      return "several";
    case TotalProblem::twice:
      return "twice";
    case TotalProblem::missing:
      return "missing";
    case TotalProblem::not_the_sum:
      return "not_the_sum";
    case TotalProblem::none:
      break;
  }
  return "";
}

std::vector<AreaTotal> compare_totals(const fs::path& file, const AreaSystem& areas,
                                      const std::string& era, const std::string& level,
                                      std::string_view whole) {
  const auto& division = areas.division(era, level);
  const auto listed = areas.of(era, level);
  const AreaMatcher matcher(listed);
  std::optional<AreaTotal> all;
  std::vector<AreaTotal> rows;
  for (auto& row : read_totals(file)) {
    if (comparable_text(row.text) == comparable_text(whole))
      all = std::move(row);
    else
      rows.push_back(std::move(row));
  }
  std::set<std::string> met;
  for (auto& row : rows) match(row, areas, division, matcher, met);
  if (all) check_whole(*all, rows);
  for (const auto* area : listed)
    if (!met.contains(area->code))
      rows.push_back({.code = area->code,
                      .name = area->name,
                      .total = std::numeric_limits<double>::quiet_NaN(),
                      .problem = TotalProblem::missing,
                      .explanation = "the file has no row of it"});
  if (all) rows.push_back(*all);
  return rows;
}

}  // namespace trygg
