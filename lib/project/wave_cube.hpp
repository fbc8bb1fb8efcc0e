#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/cube.hpp"
#include "indicator/indicator.hpp"
#include "table/table.hpp"

namespace trygg {

struct AreaSystem;
struct DesignSpec;
struct AreaDivision;
struct Project;
struct Wave;

/// Every indicator of one wave in every domain that the project names: the whole city, its groups,
/// its areas (in each of `divisions`, and the smallest), each for all, women and men, and the
/// difference between women and men (with covariance) wherever both are. Who is not of the wave's
/// population is in no domain, but stays in the design.
///
/// An area of another era than the wave's pools the respondents and weights of its smallest areas;
/// percentages are never averaged. Holm's adjustment is over the cells of one classification.
///
/// The records are folded into cells where the design allows it (estimate/folded_estimator.hpp).
///
/// \param spec       the design, in columns of `table`
/// \param divisions  into areas, to report in
/// \throws ConfigError  a column or code that the data have not
/// \throws InputError   a smallest area that the area list has not
std::vector<CubeRow> estimate_wave(const Project& project, const Wave& wave, Table table,
                                   const DesignSpec& spec, std::span<const Indicator> indicators,
                                   const AreaSystem& areas,
                                   std::span<const AreaDivision* const> divisions,
                                   unsigned threads);

}  // namespace trygg
