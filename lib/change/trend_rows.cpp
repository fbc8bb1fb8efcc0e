#include "change/trend_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "change/cell_series.hpp"
#include "change/round_correlations.hpp"
#include "estimate/cell_columns.hpp"
#include "estimate/estimator.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 15> rest{
    "from",          "rounds", "intercept", "slope",      "se",   "lower",
    "upper",         "df",     "p_value",   "p_adjusted", "tau2", "lack_of_fit",
    "p_lack_of_fit", "centre", "note"};

double year_of(const std::string& wave) {
  const auto year = to_number(wave);
  require<InputError>(year.has_value(),
                      "the wave '{}' is not a year, so it has no place in a trend", wave);
  return *year;
}

/// Waves in the order of time.
std::vector<std::size_t> in_time(const CellSeries& series) {
  std::vector<std::pair<double, std::size_t>> years;
  for (std::size_t w = 0; w < series.waves().size(); ++w)
    years.emplace_back(year_of(series.waves()[w]), w);
  std::ranges::sort(years);
  std::vector<std::size_t> order;
  for (const auto& [year, wave] : years) order.push_back(wave);
  return order;
}

void add_correlations(RoundSeries& made, const std::vector<const CubeRow*>& rows,
                      const RoundCorrelations* correlations) {
  if (!correlations || correlations->empty()) return;
  for (const auto* a : rows)
    for (const auto* b : rows) made.correlation.push_back(correlations->between(*a, *b));
}

RoundSeries series_of(const CellSeries& series, std::span<const std::size_t> order,
                      std::size_t cell, const RoundCorrelations* correlations,
                      std::span<const double> breaks) {
  RoundSeries made;
  made.breaks.assign(breaks.begin(), breaks.end());
  std::vector<const CubeRow*> rows;
  for (const auto wave : order) {
    const auto* row = series.row(cell, wave);
    if (!row) continue;
    rows.push_back(row);
    made.rounds.push_back({.year = year_of(row->wave),
                           .n = static_cast<double>(row->n),
                           .value = row->estimate,
                           .variance = row->se * row->se,
                           .df = row->df});
  }
  add_correlations(made, rows, correlations);
  return made;
}

/// The row that names a line: the cell's, in the line's last round.
CubeRow name_of(const CubeRow& any, double last_year) {
  CubeRow cell;
  cell.wave = shortest(last_year);
  cell.era = any.era;
  cell.indicator = any.indicator;
  cell.statistic = any.statistic;
  cell.area_level = any.area_level;
  cell.area = any.area;
  cell.sex = any.sex;
  cell.groups = any.groups;
  return cell;
}

/// Lines of one family over the same stretch are adjusted together.
void adjust(
    std::vector<TrendRow>& rows,
    const std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>>& families) {
  for (const auto& [key, members] : families) {
    std::vector<double> p_values;
    for (const auto i : members) p_values.push_back(rows[i].line.p_value);
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < members.size(); ++i) rows[members[i]].p_adjusted = adjusted[i];
  }
}

/// The breaks of each indicator, looked up once.
class BreakYears {
 public:
  explicit BreakYears(std::span<const SeriesBreak> breaks) : breaks_(breaks) {}
  const std::vector<double>& of(const std::string& indicator) {
    const auto [found, is_new] = known_.try_emplace(indicator);
    if (is_new && !breaks_.empty()) found->second = break_years(breaks_, indicator);
    return found->second;
  }

 private:
  std::span<const SeriesBreak> breaks_;
  std::map<std::string, std::vector<double>> known_;
};

}  // namespace

RoundSeries series_of(const CellSeries& series, std::size_t cell,
                      const RoundCorrelations* correlations, std::span<const double> breaks) {
  return series_of(series, in_time(series), cell, correlations, breaks);
}

std::vector<TrendRow> trends(const CellSeries& series, const RoundCorrelations* correlations,
                             std::span<const SeriesBreak> breaks, double level) {
  const auto order = in_time(series);
  BreakYears years(breaks);
  std::vector<TrendRow> rows;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> families;
  for (std::size_t cell = 0; cell < series.cells(); ++cell) {
    const auto& any = series.name(cell);
    if (any.statistic != to_text(Statistic::share) || !any.contrast.empty()) continue;
    const auto lines =
        fit_trend(series_of(series, order, cell, correlations, years.of(any.indicator)), level);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      families[{series.family_of(cell), l}].push_back(rows.size());
      rows.push_back({.cell = name_of(any, lines[l].to), .line = lines[l]});
    }
  }
  adjust(rows, families);
  return rows;
}

std::string to_csv(std::span<const TrendRow> rows, std::span<const std::string> group_names) {
  std::string text = csv_line(header_of_cells(group_names, rest));
  for (const auto& [cell, line, p_adjusted] : rows) {
    std::vector<std::string> fields{cell.wave,       cell.era,  cell.indicator, cell.statistic,
                                    cell.area_level, cell.area, cell.sex};
    fields.insert(fields.end(), cell.groups.begin(), cell.groups.end());
    fields.push_back(shortest(line.from));
    fields.push_back(fmt::format("{}", line.rounds));
    for (const double number :
         {line.intercept, line.slope, std::sqrt(line.var_slope), line.lower, line.upper, line.df,
          line.p_value, p_adjusted, line.tau2, line.lack_of_fit, line.p_lack_of_fit, line.centre})
      fields.push_back(shortest(number));
    std::string notes;
    for (const auto note : line.notes) {
      if (!notes.empty()) notes += ' ';
      notes += note;
    }
    fields.push_back(notes);
    text += csv_line(fields);
  }
  return text;
}

}  // namespace trygg
