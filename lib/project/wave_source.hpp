#pragma once

#include <span>
#include <string>
#include <vector>

#include "estimate/request.hpp"
#include "indicator/indicator.hpp"
#include "project/framed_cells.hpp"
#include "table/table.hpp"

namespace trygg {

struct AreaDivision;
struct AreaSystem;
struct DesignSpec;

/// The data of a wave with columns for what is estimated, and where: indicators, areas, and who is
/// of the wave's population.
struct WaveSource {
  Table table;
  std::vector<Quantity> quantities;  ///< one for each indicator
};
/// \throws ConfigError  a column or code that the data have not
/// \throws InputError   a smallest area that the area list has not
WaveSource wave_source(const Project& project, const Wave& wave, Table table,
                       const DesignSpec& spec, std::span<const Indicator> indicators,
                       const AreaSystem& areas, std::span<const AreaDivision* const> divisions);

/// The columns that hold the areas of a division, and the smallest areas.
std::string area_variable(const AreaDivision& division);
inline constexpr auto smallest_variable = "smallest area";

/// Every domain that the project names, of those of the wave's population.
/// \param table  that of a source, or its cells; \param design  read from it. Both must outlive it
FramedCells wave_cells(const Project& project, const Wave& wave,
                       std::span<const AreaDivision* const> divisions, const Table& table,
                       const Design& design);

}  // namespace trygg
