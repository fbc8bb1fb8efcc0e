#pragma once

#include <span>
#include <string>
#include <vector>

namespace trygg {

class Table;
struct AreaSystem;
struct DesignSpec;
struct AreaDivision;
struct Project;
struct Wave;

/// How many of a round one area stands on.
struct AreaCount {
  std::string wave, era, area_level, area, name;
  std::size_t n = 0;   ///< records of the sample and population, with a weight above 0
  double persons = 0;  ///< their weights' sum
  std::size_t smallest_areas = 0;
  std::size_t inexact_areas = 0;  ///< of these, how many belong partly to another area
  /// Of the persons counted here, the part that by the shares of the crosswalk belongs to others;
  /// and the persons who belong here, but are counted in others, as a part of those counted here.
  double from_elsewhere = 0, elsewhere = 0;
};

/// The round in every division: first a row for the whole (no level, no area), then the areas in
/// the order of the list. Who has no area is in the whole alone.
/// \param table  the round with its weights, sample_of() of it
std::vector<AreaCount> count_areas(const Project& project, const Wave& wave, const Table& table,
                                   const DesignSpec& spec, const AreaSystem& areas,
                                   std::span<const AreaDivision* const> divisions);

/// Persons whom the round's own area code (`main_area`) and the crosswalk put in two areas.
struct AreaDisagreement {
  std::string wave, era, smallest_area, own, crosswalk;
  std::size_t n = 0;
  double persons = 0;
};

/// Where the round's own area code, in the division that held at the round, is not what the
/// crosswalk makes of the smallest area; in the order of the list of areas. Estimates follow the
/// crosswalk. Empty where the project names no such column.
/// \throws InputError  the era of the round has no such area
std::vector<AreaDisagreement> disagreements(const Project& project, const Wave& wave,
                                            const Table& table, const DesignSpec& spec,
                                            const AreaSystem& areas);

/// `wave,era,area_level,area,name,n,persons,smallest_areas,inexact_areas,from_elsewhere,elsewhere`
std::string to_csv(std::span<const AreaCount> counts);
/// `wave,era,smallest_area,own_area,crosswalk_area,n,persons`
std::string to_csv(std::span<const AreaDisagreement> disagreements);

}  // namespace trygg
