#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "indicator/indicator.hpp"
#include "table/table.hpp"

namespace trygg {

class Design;
struct AreaSystem;
struct Project;
struct Wave;

/// Every indicator of one wave in every domain that the project names: the whole city, its groups,
/// its areas (in each of `eras`, and the smallest), each for all, women and men, and the difference
/// between women and men (with covariance) wherever both are.
///
/// An area of another era than the wave's pools the respondents and weights of its smallest areas;
/// percentages are never averaged. Holm's adjustment is over the cells of one classification.
///
/// \param eras     divisions into areas to report in
/// \throws ConfigError  a column or code that the data have not
/// \throws InputError   a smallest area that the crosswalk has not
std::vector<CubeRow> estimate_wave(const Project& project, const Wave& wave, Table table,
                                   const Design& design, std::span<const Indicator> indicators,
                                   const AreaSystem& areas, std::span<const std::string> eras,
                                   unsigned threads);

/// The text of the contrast between women and men, "kon:2-1".
std::string sex_contrast(const Project& project);

}  // namespace trygg
