#include "project/wave_cube.hpp"

#include <numeric>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "project/era_column.hpp"
#include "project/project.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// Where the values of a variable go in a row of the cube.
enum class Role { area, sex, group };

struct Division {
  std::string variable;
  Role role;
  std::size_t group = 0;  ///< which of the cube's groups, for Role::group
};

/// A cell: a row with its domain columns filled, and the records in it.
struct FramedCell {
  CubeRow row;
  Domain domain;
};

void set_value(CubeRow& row, const Division& division, const std::string& value) {
  switch (division.role) {
    case Role::area:
      row.area = value;
      break;
    case Role::sex:
      row.sex = value;
      break;
    case Role::group:
      row.groups[division.group] = value;
      break;
  }
}

void fill(CubeRow& row, const Result& result) {
  row.n = result.n;
  row.estimate = result.estimate;
  row.se = result.se;
  row.lower = result.lower;
  row.upper = result.upper;
  row.df = result.df;
  row.deff = result.deff;
  row.n_effective = result.n_effective;
  row.t = result.t;
  row.p_value = result.p_value;
  row.p_adjusted = result.p_adjusted;
  for (const auto note : result.notes) {
    if (!row.note.empty()) row.note += ' ';
    row.note += to_text(note);
  }
}

/// Everything that the indicators of one wave share: the cells, found once.
class WaveEstimator {
 public:
  WaveEstimator(const Project& project, const Wave& wave, const Table& table, const Design& design,
                unsigned threads)
      : project_(project),
        wave_(wave),
        table_(table),
        design_(design),
        estimator_(design, {}),
        threads_(threads),
        everybody_(design.records()) {
    std::iota(everybody_.begin(), everybody_.end(), 0u);
  }

  /// Adds a classification: its cells for all, and by sex.
  void add(std::vector<Division> divisions, const std::string& era, const std::string& level) {
    CubeRow frame;
    frame.wave = wave_.name;
    frame.era = era;
    frame.area_level = level;
    frame.groups.resize(project_.publication.groups.size());
    append(divisions, frame);
    divisions.push_back({project_.variables.sex, Role::sex});
    append(divisions, frame);
    family_ends_.push_back(cells_.size());
  }

  /// Rows of one indicator: the cells as they were added, then the differences.
  void estimate(const Indicator& indicator, std::vector<CubeRow>& rows) const {
    const auto measured = on_design(measure(indicator, table_));
    std::vector<Linearised> linearised(cells_.size());
    std::vector<CubeRow> levels(cells_.size());
    parallel_for(cells_.size(), threads_, [&](std::size_t i) {
      linearised[i] = estimator_.linearise(measured, cells_[i].domain);
      levels[i] = cells_[i].row;
      levels[i].indicator = indicator.id;
      levels[i].statistic = to_text(measured.statistic);
      fill(levels[i], estimator_.result(linearised[i]));
    });
    rows.insert(rows.end(), levels.begin(), levels.end());
    std::size_t begin = 0;
    for (const auto end : family_ends_) {
      const auto gaps = differences(levels, linearised, begin, end);
      rows.insert(rows.end(), gaps.begin(), gaps.end());
      begin = end;
    }
  }

 private:
  void append(const std::vector<Division>& divisions, const CubeRow& frame) {
    std::vector<std::string> variables;
    for (const auto& division : divisions) variables.push_back(division.variable);
    for (auto& cell : cells(variables, everybody_, table_, design_)) {
      FramedCell framed{frame, std::move(cell.domain)};
      for (std::size_t d = 0; d < divisions.size(); ++d)
        set_value(framed.row, divisions[d],
                  table_.column(divisions[d].variable).levels[cell.levels[d]].text);
      cells_.push_back(std::move(framed));
    }
  }

  Measure on_design(const Measure& on_table) const {
    Measure taken{.statistic = on_table.statistic};
    for (const auto row : design_.table_row()) {
      taken.y.push_back(on_table.y[row]);
      if (!on_table.x.empty()) taken.x.push_back(on_table.x[row]);
    }
    return taken;
  }

  /// Women minus men in the cells [begin, end) of one classification.
  std::vector<CubeRow> differences(const std::vector<CubeRow>& levels,
                                   const std::vector<Linearised>& linearised, std::size_t begin,
                                   std::size_t end) const {
    std::vector<CubeRow> gaps;
    std::vector<double> p_values;
    for (std::size_t w = begin; w < end; ++w) {
      if (levels[w].sex != project_.variables.women) continue;
      const auto m = men_beside(levels, w, begin, end);
      if (m == end) continue;
      CubeRow row = cells_[w].row;
      row.sex.clear();
      row.indicator = levels[w].indicator;
      row.statistic = levels[w].statistic;
      row.contrast = sex_contrast(project_);
      fill(row, estimator_.difference(linearised[w], linearised[m]));
      gaps.push_back(std::move(row));
      p_values.push_back(gaps.back().p_value);
    }
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i].p_adjusted = adjusted[i];
    return gaps;
  }

  std::size_t men_beside(const std::vector<CubeRow>& levels, std::size_t women, std::size_t begin,
                         std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (levels[i].sex == project_.variables.men && levels[i].area == levels[women].area &&
          levels[i].groups == levels[women].groups)
        return i;
    return end;
  }

  const Project& project_;
  const Wave& wave_;
  const Table& table_;
  const Design& design_;
  Estimator estimator_;
  unsigned threads_;
  Domain everybody_;
  std::vector<FramedCell> cells_;
  std::vector<std::size_t> family_ends_;
};

/// A name that no column of a survey file has.
std::string area_variable(const std::string& era) {
  return "area of era " + era;
}

}  // namespace

std::string sex_contrast(const Project& project) {
  const auto& v = project.variables;
  return fmt::format("{}:{}-{}", v.sex, v.women, v.men);
}

std::vector<CubeRow> estimate_wave(const Project& project, const Wave& wave, Table table,
                                   const Design& design, std::span<const Indicator> indicators,
                                   const AreaSystem& areas, std::span<const std::string> eras,
                                   unsigned threads) {
  const auto& variables = project.variables;
  for (const auto& code : {variables.women, variables.men})
    match_code(table.column(variables.sex), code);
  for (const auto& era : eras)
    table.add(era_column(table, variables.smallest_area, areas, era, project.main_level,
                         area_variable(era)));

  WaveEstimator estimator(project, wave, table, design, threads);
  estimator.add({}, "", "");
  for (std::size_t g = 0; g < project.publication.groups.size(); ++g)
    estimator.add({{project.publication.groups[g], Role::group, g}}, "", "");
  for (const auto& era : eras)
    estimator.add({{area_variable(era), Role::area}}, era, project.main_level);
  estimator.add({{variables.smallest_area, Role::area}}, "", project.smallest_level);

  std::vector<CubeRow> rows;
  for (const auto& indicator : indicators) estimator.estimate(indicator, rows);
  return rows;
}

}  // namespace trygg
