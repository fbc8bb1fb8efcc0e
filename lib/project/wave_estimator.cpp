#include "project/wave_estimator.hpp"

#include <numeric>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "project/project.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

void set_value(CubeRow& row, const CellVariable& division, const std::string& value) {
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

CubeRow filled(CubeRow frame, const Quantity& quantity, const Result& result) {
  frame.indicator = quantity.indicator;
  frame.statistic = to_text(quantity.statistic);
  fill(frame, result);
  return frame;
}

/// The combination "first minus second", of groups that the domains tell.
Contrast difference() {
  return {.text = {},
          .variables = {},
          .terms = {{.coefficient = 1, .levels = {}}, {.coefficient = -1, .levels = {}}}};
}

/// The text of the contrast between women and men, "kon:2-1".
std::string sex_contrast(const Project& project) {
  const auto& v = project.variables;
  return fmt::format("{}:{}-{}", v.sex, v.women, v.men);
}

}  // namespace

WaveEstimator::WaveEstimator(const Project& project, const Wave& wave, const Table& table,
                             const Design& design, unsigned threads)
    : project_(project),
      wave_(wave),
      table_(table),
      design_(design),
      threads_(threads),
      everybody_(design.records()) {
  std::iota(everybody_.begin(), everybody_.end(), 0u);
}

void WaveEstimator::add(std::vector<CellVariable> divisions, const std::string& era,
                        const std::string& level) {
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

void WaveEstimator::append(const std::vector<CellVariable>& divisions, const CubeRow& frame) {
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

/// Wherever both are.
std::vector<WaveEstimator::Pair> WaveEstimator::pairs_of_sexes() const {
  std::vector<Pair> pairs;
  std::size_t begin = 0;
  for (std::size_t f = 0; f < family_ends_.size(); ++f) {
    for (auto w = begin; w < family_ends_[f]; ++w) {
      if (cells_[w].row.sex != project_.variables.women) continue;
      const auto m = men_beside(w, begin, family_ends_[f]);
      if (m < family_ends_[f]) pairs.push_back({w, m, f});
    }
    begin = family_ends_[f];
  }
  return pairs;
}

std::size_t WaveEstimator::men_beside(std::size_t women, std::size_t begin, std::size_t end) const {
  const auto& beside = cells_[women].row;
  for (std::size_t i = begin; i < end; ++i)
    if (cells_[i].row.sex == project_.variables.men && cells_[i].row.area == beside.area &&
        cells_[i].row.groups == beside.groups)
      return i;
  return end;
}

WaveEstimator::ByCell WaveEstimator::levels(const DomainEstimator& estimator) const {
  ByCell results(cells_.size());
  parallel_for(cells_.size(), threads_, [&](std::size_t i) {
    estimator.levels({&cells_[i].domain, 1}, std::span(results).subspan(i, 1));
  });
  return results;
}

WaveEstimator::ByCell WaveEstimator::gaps(const DomainEstimator& estimator,
                                          std::span<const Pair> pairs) const {
  ByCell results(pairs.size());
  parallel_for(pairs.size(), threads_, [&](std::size_t i) {
    const std::vector<Domain> terms{cells_[pairs[i].women].domain, cells_[pairs[i].men].domain};
    estimator.contrasts(difference(), {&terms, 1}, std::span(results).subspan(i, 1));
  });
  return results;
}

std::vector<std::vector<CubeRow>> WaveEstimator::estimate(
    const DomainEstimator& estimator, std::span<const Quantity> quantities) const {
  const auto of_cells = levels(estimator);
  const auto pairs = pairs_of_sexes();
  const auto of_pairs = gaps(estimator, pairs);
  std::vector<std::vector<CubeRow>> rows(quantities.size());
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    for (std::size_t i = 0; i < cells_.size(); ++i)
      rows[q].push_back(filled(cells_[i].row, quantities[q], of_cells[i][q]));
    add_gaps(pairs, of_pairs, quantities[q], q, rows[q]);
  }
  return rows;
}

void WaveEstimator::add_gaps(std::span<const Pair> pairs, const ByCell& gaps,
                             const Quantity& quantity, std::size_t q,
                             std::vector<CubeRow>& rows) const {
  for (std::size_t f = 0; f < family_ends_.size(); ++f) {
    const auto first = rows.size();
    std::vector<double> p_values;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i].family != f) continue;
      rows.push_back(filled(cells_[pairs[i].women].row, quantity, gaps[i][q]));
      rows.back().sex.clear();
      rows.back().contrast = sex_contrast(project_);
      p_values.push_back(gaps[i][q].p_value);
    }
    const auto adjusted = holm(p_values);
    for (std::size_t i = 0; i < adjusted.size(); ++i) rows[first + i].p_adjusted = adjusted[i];
  }
}

}  // namespace trygg
