#include "area/parts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

/// "; 4 120 inhabitants would be lost", where the list knows.
std::string loss(double inhabitants) {
  if (!(inhabitants > 0)) return "";
  return fmt::format("; its {} inhabitants would be lost", shortest(inhabitants));
}

void check_division(const AreaSystem& system, const AreaDivision& division, const fs::path& areas,
                    const fs::path& crosswalk) {
  std::set<std::string> reached;
  for (const auto& [smallest, code] : division.parent) reached.insert(code);
  for (const auto& [smallest, shares] : division.inexact)
    for (const auto& share : shares) reached.insert(share.code);
  for (const auto* area : system.of("", system.smallest_level))
    if (!division.parent.contains(area->code))
      throw InputError(fmt::format("{}: '{}' ({}) of {} is not there{}{}", crosswalk.string(),
                                   area->code, area->name, areas.string(),
                                   division.era.empty() ? "" : " in era " + division.era,
                                   loss(area->population)));
  for (const auto* area : system.of(division.era, division.level))
    require<InputError>(reached.contains(area->code),
                        "{}: no {} of {} lies in '{}' ({}) of era '{}'; an area that was merged "
                        "into another has no row in the new era",
                        areas.string(), system.smallest_level, crosswalk.string(), area->code,
                        area->name, division.era);
}

double tolerance(double population, std::size_t parts) {
  return std::max(2.0 * static_cast<double>(parts), population / 1000);
}

/// "; 'Älvsjö' (21) has just as many: its people are counted twice".
std::string suspect(const std::vector<const Area*>& areas, double excess) {
  for (const auto* area : areas)
    if (std::abs(area->population - excess) <= tolerance(area->population, 1))
      return fmt::format("; '{}' ({}) has just as many: are its people counted twice?", area->name,
                         area->code);
  return "";
}

[[noreturn]] void fail_sum(const fs::path& file, const std::string& of, double sum, double whole,
                           const std::string& hint) {
  throw InputError(
      fmt::format("{}: {} have {} inhabitants, the smallest areas in them {}: {} too {}"
                  "{}",
                  file.string(), of, shortest(sum), shortest(whole),
                  shortest(std::abs(sum - whole)), sum > whole ? "many" : "few", hint));
}

void check_division_sums(const AreaSystem& system, const AreaDivision& division,
                         const std::map<std::string, double>& smallest, const fs::path& file) {
  const auto areas = system.of(division.era, division.level);
  if (std::ranges::any_of(areas, [](const Area* a) { return std::isnan(a->population); })) return;
  double sum = 0, whole = 0;
  std::map<std::string, double> below;
  for (const auto* area : areas) sum += area->population;
  for (const auto& [code, population] : smallest) {
    whole += population;
    below[division.parent.at(code)] += population;
  }
  const auto where = fmt::format("the areas of level '{}'{}", division.level,
                                 division.era.empty() ? "" : " in era " + division.era);
  if (std::abs(sum - whole) > tolerance(whole, smallest.size()))
    fail_sum(file, where, sum, whole, sum > whole ? suspect(areas, sum - whole) : "");
  if (!division.inexact.empty()) return;
  for (const auto* area : areas)
    if (std::abs(area->population - below[area->code]) >
        tolerance(area->population, smallest.size()))
      fail_sum(file, fmt::format("in {}, '{}' ({})", where, area->name, area->code),
               area->population, below[area->code], "");
}

}  // namespace

void check_complete(const AreaSystem& system, const fs::path& areas, const fs::path& crosswalk) {
  for (const auto& division : system.divisions) check_division(system, division, areas, crosswalk);
}

void check_population(const AreaSystem& system, const fs::path& areas) {
  std::map<std::string, double> smallest;
  for (const auto* area : system.of("", system.smallest_level)) {
    if (std::isnan(area->population)) return;
    smallest.emplace(area->code, area->population);
  }
  for (const auto& division : system.divisions)
    check_division_sums(system, division, smallest, areas);
}

}  // namespace trygg
