#include "project/area_report.hpp"

#include <cmath>
#include <map>

#include "area/area_matcher.hpp"
#include "area/areas.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "design/spec.hpp"
#include "project/area_columns.hpp"
#include "project/project.hpp"
#include "project/wave_records.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// Records and weights of a set of persons.
struct Persons {
  std::size_t n = 0;
  double weight = 0;
  void add(double w) {
    ++n;
    weight += w;
  }
};

/// The weight of each row that counts: of the population, and above 0. Others have 0.
std::vector<double> counting_weights(const Wave& wave, const Table& table, const DesignSpec& spec) {
  auto weights = spec.weight ? table.numbers(*spec.weight) : std::vector<double>(table.rows(), 1.0);
  for (auto& w : weights)
    if (std::isnan(w)) w = 0;
  if (wave.population.empty()) return weights;
  const auto within = population_column(wave, table);
  for (std::size_t r = 0; r < weights.size(); ++r)
    if (within.codes[r] == 0) weights[r] = 0;
  return weights;
}

std::map<std::string, Persons> persons_by_area(const Column& smallest,
                                               std::span<const double> weights) {
  std::map<std::string, Persons> persons;
  for (std::size_t r = 0; r < weights.size(); ++r)
    if (weights[r] != 0 && smallest.at(r).missing == Missing::none)
      persons[smallest.at(r).text].add(weights[r]);
  return persons;
}

/// How much of a smallest area belongs to an area; 1 and 0 where it is exact.
double share_in(const AreaDivision& division, const std::string& smallest,
                const std::string& area) {
  const auto inexact = division.inexact.find(smallest);
  if (inexact == division.inexact.end()) return division.parent.at(smallest) == area ? 1 : 0;
  for (const auto& share : inexact->second)
    if (share.code == area) return share.share;
  return 0;
}

AreaCount count_area(const AreaDivision& division, const Area& area, AreaCount frame,
                     const std::map<std::string, Persons>& persons) {
  frame.era = division.era;
  frame.area_level = division.level;
  frame.area = area.code;
  frame.name = area.name;
  double foreign = 0, absent = 0;
  for (const auto& [smallest, parent] : division.parent) {
    const auto found = persons.find(smallest);
    const Persons there = found == persons.end() ? Persons{} : found->second;
    const double share = share_in(division, smallest, area.code);
    if (parent != area.code) {
      absent += there.weight * share;
      continue;
    }
    frame.n += there.n;
    frame.persons += there.weight;
    ++frame.smallest_areas;
    frame.inexact_areas += division.inexact.contains(smallest) ? 1 : 0;
    foreign += there.weight * (1 - share);
  }
  frame.from_elsewhere = frame.persons > 0 ? foreign / frame.persons : 0;
  frame.elsewhere = frame.persons > 0 ? absent / frame.persons : 0;
  return frame;
}

/// A sum of weights without the rounding errors of its last digits.
std::string sum_text(double persons) {
  return shortest(std::round(persons * 1e6) / 1e6);
}

}  // namespace

std::vector<AreaCount> count_areas(const Project& project, const Wave& wave, const Table& table,
                                   const DesignSpec& spec, const AreaSystem& areas,
                                   std::span<const AreaDivision* const> divisions) {
  const auto weights = counting_weights(wave, table, spec);
  const auto smallest =
      smallest_area_column(table, project.variables.smallest_area, weights, areas, "smallest");
  const auto persons = persons_by_area(smallest, weights);
  AreaCount whole{.wave = wave.name, .name = project.place};
  for (const double w : weights)
    if (w != 0) {
      ++whole.n;
      whole.persons += w;
    }
  whole.smallest_areas = areas.number_of_smallest();
  std::vector<AreaCount> counts{whole};
  for (const auto* division : divisions)
    for (const auto* area : areas.of(division->era, division->level))
      counts.push_back(count_area(*division, *area, {.wave = wave.name}, persons));
  return counts;
}

std::vector<AreaDisagreement> disagreements(const Project& project, const Wave& wave,
                                            const Table& table, const DesignSpec& spec,
                                            const AreaSystem& areas) {
  std::vector<AreaDisagreement> all;
  const auto& variable = project.variables.main_area;
  if (variable.empty()) return all;
  const auto weights = counting_weights(wave, table, spec);
  const auto smallest =
      smallest_area_column(table, project.variables.smallest_area, weights, areas, "smallest");
  const auto& division = areas.division(wave.era, project.main_level);
  const AreaMatcher matcher(areas.of(wave.era, project.main_level));
  const auto& own = table.column(variable);
  std::map<std::pair<std::uint32_t, std::uint32_t>, Persons> met;  // smallest, own
  for (std::size_t r = 0; r < weights.size(); ++r)
    if (weights[r] != 0 && smallest.at(r).missing == Missing::none &&
        own.at(r).missing == Missing::none)
      met[{smallest.codes[r], own.codes[r]}].add(weights[r]);
  for (const auto& [codes, persons] : met) {
    const auto& text = own.levels[codes.second].text;
    const auto& code = smallest.levels[codes.first].text;
    const auto found = matcher.find(text);
    if (found.size() != 1)
      throw InputError(fmt::format(
          "{}: column '{}': {} records are in '{}', and era '{}' of the round has {} such area{}",
          table.source(), variable, persons.n, text, wave.era,
          found.empty() ? "no" : "more than one", found.empty() ? matcher.hint(text) : ""));
    const auto& crosswalk = division.parent.at(code);
    if (found.front()->code == crosswalk) continue;
    all.push_back(
        {wave.name, wave.era, code, found.front()->code, crosswalk, persons.n, persons.weight});
  }
  return all;
}

std::string to_csv(std::span<const AreaCount> counts) {
  auto text = csv_line(std::vector<std::string>{"wave", "era", "area_level", "area", "name", "n",
                                                "persons", "smallest_areas", "inexact_areas",
                                                "from_elsewhere", "elsewhere"});
  for (const auto& c : counts)
    text += csv_line(std::vector{c.wave, c.era, c.area_level, c.area, c.name, std::to_string(c.n),
                                 sum_text(c.persons), std::to_string(c.smallest_areas),
                                 std::to_string(c.inexact_areas), shortest(c.from_elsewhere),
                                 shortest(c.elsewhere)});
  return text;
}

std::string to_csv(std::span<const AreaDisagreement> disagreements) {
  auto text = csv_line(std::vector<std::string>{"wave", "era", "smallest_area", "own_area",
                                                "crosswalk_area", "n", "persons"});
  for (const auto& d : disagreements)
    text += csv_line(std::vector{d.wave, d.era, d.smallest_area, d.own, d.crosswalk,
                                 std::to_string(d.n), sum_text(d.persons)});
  return text;
}

}  // namespace trygg
