#include "project/wave_cube.hpp"

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "design/design.hpp"
#include "project/classification.hpp"
#include "project/project.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

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
  WaveEstimator(const Project& project, const Wave& wave, const Design& design, const Axis& sex,
                unsigned threads)
      : project_(project),
        wave_(wave),
        design_(design),
        sex_(sex),
        estimator_(design, {}),
        threads_(threads) {}

  /// Adds a classification: its cells for all, and by sex.
  void add(std::vector<Division> divisions, const std::string& era, const std::string& level) {
    CubeRow frame;
    frame.wave = wave_.name;
    frame.era = era;
    frame.area_level = level;
    frame.groups.resize(project_.publication.groups.size());
    append(divisions, frame);
    divisions.push_back({&sex_, Role::sex});
    append(divisions, frame);
    family_ends_.push_back(cells_.size());
  }

  /// Rows of one indicator: the cells as they were added, then the differences.
  void estimate(const Indicator& indicator, const Measure& on_table,
                std::vector<CubeRow>& rows) const {
    const auto taken = on_design(on_table);
    std::vector<Linearised> linearised(cells_.size());
    std::vector<CubeRow> levels(cells_.size());
    parallel_for(cells_.size(), threads_, [&](std::size_t i) {
      linearised[i] = estimator_.linearise(taken, cells_[i].domain);
      levels[i] = cells_[i].row;
      levels[i].indicator = indicator.id;
      levels[i].statistic = to_text(taken.statistic);
      fill(levels[i], estimator_.result(taken, linearised[i]));
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
    for (auto& cell : cells_of(divisions, frame, design_.records()))
      cells_.push_back(std::move(cell));
  }

  Measure on_design(const Measure& measure) const {
    Measure taken{.statistic = measure.statistic};
    for (const auto row : design_.table_row()) {
      taken.y.push_back(measure.y[row]);
      if (!measure.x.empty()) taken.x.push_back(measure.x[row]);
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
  const Design& design_;
  const Axis& sex_;
  Estimator estimator_;
  unsigned threads_;
  std::vector<Cell> cells_;
  std::vector<std::size_t> family_ends_;
};

}  // namespace

std::string sex_contrast(const Project& project) {
  const auto& v = project.variables;
  return fmt::format("{}:{}-{}", v.sex, v.women, v.men);
}

std::vector<CubeRow> estimate_wave(const Project& project, const Wave& wave, const Table& table,
                                   const Design& design, std::span<const Indicator> indicators,
                                   const AreaSystem& areas, std::span<const std::string> eras,
                                   unsigned threads) {
  const auto& variables = project.variables;
  const auto& sex_column = table.column(variables.sex);
  match_code(sex_column, variables.women);
  match_code(sex_column, variables.men);
  const auto& smallest_column = table.column(variables.smallest_area);

  const Axis sex = column_axis(sex_column, design);
  const Axis smallest = column_axis(smallest_column, design);
  std::vector<Axis> groups, divisions;
  for (const auto& group : project.publication.groups)
    groups.push_back(column_axis(table.column(group), design));
  for (const auto& era : eras)
    divisions.push_back(era_axis(table, smallest_column, design, areas, era, project.main_level));

  WaveEstimator estimator(project, wave, design, sex, threads);
  estimator.add({}, "", "");
  for (std::size_t g = 0; g < groups.size(); ++g)
    estimator.add({{&groups[g], Role::group, g}}, "", "");
  for (std::size_t e = 0; e < eras.size(); ++e)
    estimator.add({{&divisions[e], Role::area}}, eras[e], project.main_level);
  estimator.add({{&smallest, Role::area}}, "", project.smallest_level);

  std::vector<CubeRow> rows;
  for (const auto& indicator : indicators)
    estimator.estimate(indicator, measure(indicator, table), rows);
  return rows;
}

}  // namespace trygg
