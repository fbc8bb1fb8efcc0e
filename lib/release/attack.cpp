#include "release/attack.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "estimate/cell_columns.hpp"
#include "estimate/cube_index.hpp"
#include "release/attack_program.hpp"
#include "release/components.hpp"
#include "release/ruling.hpp"

namespace trygg {
namespace {

CubeRow named(const ReleasedRow& row) {
  CubeRow cell;
  cell.wave = row.wave;
  cell.era = row.era;
  cell.indicator = row.indicator;
  cell.statistic = row.statistic;
  cell.area_level = row.area_level;
  cell.area = row.area;
  cell.sex = row.sex;
  cell.groups = row.groups;
  cell.contrast = row.contrast;
  return cell;
}

Scale scale_of(const ReleasedRow& row) {
  return row.statistic == "share" ? Scale::percent : Scale::unit;
}

/// A difference d with its limits d ± m is printed four times over.
KnownInterval printed_difference(const ReleasedRow& row) {
  const auto scale = scale_of(row);
  auto known = before_rounding(row.estimate, scale);
  if (!row.margin.is_shown()) return known;  // limits that do not lie evenly
  const auto l = before_rounding(row.lower, scale), u = before_rounding(row.upper, scale),
             m = before_rounding(row.margin, scale);
  for (const KnownInterval other : {KnownInterval{(l.low + u.low) / 2, (l.high + u.high) / 2},
                                    KnownInterval{l.low + m.low, l.high + m.high},
                                    KnownInterval{u.low - m.high, u.high - m.low}})
    known = common(known, other);
  return known;
}

/// Which part of an interval a share has whose answers all weigh the same: k/n. With unequal
/// weights a known number of answers tells nothing that is sharp.
KnownInterval of_equal_answers(KnownInterval range, const CubeRow& cell) {
  constexpr double rounding = 1e-7;
  const auto n = static_cast<double>(cell.n);
  if (!(cell.largest_weight * n < 1 + rounding)) return range;
  KnownInterval possible{1, 0};
  for (double k = 0; k <= n; ++k) {
    const double share = k / n;
    if (share < range.low - rounding || share > range.high + rounding) continue;
    possible = {std::min(possible.low, share), std::max(possible.high, share)};
  }
  return possible.low <= possible.high ? possible : range;
}

/// The levels of one indicator, and what is said of them and of their comparisons.
struct Theme {
  std::vector<const CubeRow*> levels, smallest;
  std::vector<const ReleasedRow*> said;
  std::vector<const SaidOfLevels*> elsewhere;
};

class Attacker {
 public:
  Attacker(const Theme& theme, const CubeIndex& index, const ContrastReader& reader,
           const ReleaseRules& rules, const AreaNesting& nesting)
      : index_(index),
        reader_(reader),
        rules_(rules),
        program_(theme.levels, theme.smallest, nesting) {
    for (const auto* row : theme.said) {
      if (!row->contrast.empty())
        learn_comparison(*row);
      else if (row->estimate.is_shown())
        learn_level(*row);
      else if (const auto* cell = index_.find(key_of(named(*row))); cell && withheld(*row))
        add_target(cell);
    }
    for (const auto* said : theme.elsewhere) learn(*said);
    for (auto& target : targets_) learn_inside(target);
  }

  std::vector<AttackedCell> results() {
    std::vector<AttackedCell> cells;
    for (const auto& target : targets_) cells.push_back(attacked(target));
    return cells;
  }

 private:
  static constexpr auto nothing = static_cast<std::size_t>(-1);
  struct Target {
    const CubeRow* cell;
    std::string reason;
    std::size_t inside = nothing;  ///< what its only respondent knows
  };

  static bool withheld(const ReleasedRow& row) {
    const auto symbol = symbol_of(row.estimate);
    return symbol == Symbol::uncertain || symbol == Symbol::confidential;
  }

  /// A release does not tell who was withheld to protect others; by the rules it can be seen.
  void add_target(const CubeRow* cell) {
    const bool is_known =
        std::ranges::any_of(targets_, [&](const auto& t) { return t.cell == cell; });
    if (is_known || cell->n == 0 || !std::isfinite(cell->estimate)) return;
    const auto ruling = rule_on_level(*cell, rules_);
    targets_.push_back({cell, ruling.suppresses() ? ruling.reason : "secondary"});
  }

  void learn_level(const ReleasedRow& row) {
    const auto* cell = index_.find(key_of(named(row)));
    if (!cell) return;
    auto interval = before_rounding(row.estimate, scale_of(row));
    if (scale_of(row) == Scale::percent) interval = of_equal_answers(interval, *cell);
    program_.know(program_.form_of(*cell), interval.low, interval.high);
  }

  void learn_comparison(const ReleasedRow& row) {
    if (!row.estimate.is_shown()) return;
    const auto found = reader_.components(named(row));
    if (!found) return;
    if (found->comparison == Comparison::ratio) return learn_ratio(row, *found);
    AttackProgram::Form form;
    for (std::size_t i = 0; i < found->cells.size(); ++i)
      for (const auto& [piece, coefficient] : program_.form_of(*found->cells[i]))
        form[piece] += std::popcount(i) % 2 == 0 ? coefficient : -coefficient;
    const auto interval = printed_difference(row);
    program_.know(form, interval.low, interval.high);
  }

  /// What is printed elsewhere; of a level that was withheld it must not have been.
  void learn(const SaidOfLevels& said) {
    AttackProgram::Form form;
    for (std::size_t i = 0; i < said.levels.size(); ++i) {
      const auto* cell = index_.find(said.levels[i]);
      if (!cell) return;
      for (const auto& [piece, coefficient] : program_.form_of(*cell))
        form[piece] += said.coefficient[i] * coefficient;
    }
    program_.know(form, said.known.low, said.known.high);
  }

  /// low ≤ a/b ≤ high is a − low b ≥ 0 and a − high b ≤ 0.
  void learn_ratio(const ReleasedRow& row, const Components& found) {
    if (found.cells.size() != 2) return;
    const auto interval = before_rounding(row.estimate, Scale::unit);
    const auto a = program_.form_of(*found.cells[0]), b = program_.form_of(*found.cells[1]);
    const auto less = [&](double ratio) {
      auto form = a;
      for (const auto& [piece, coefficient] : b) form[piece] -= ratio * coefficient;
      return form;
    };
    program_.know(less(interval.low), 0, LinearProgram::infinity);
    program_.know(less(interval.high), -LinearProgram::infinity, 0);
  }

  void learn_inside(Target& target) {
    if (target.cell->n != 1) return;
    const double value = target.cell->estimate, half = 0.0005;
    target.inside = program_.know(program_.form_of(*target.cell), value - half, value + half);
  }

  void know_single_answers(bool known) {
    for (const auto& target : targets_)
      if (target.inside != nothing) program_.set_known(target.inside, known);
  }

  AttackedCell attacked(const Target& target) {
    constexpr std::size_t few_answers = 5;  // whoever gave one of them knows too much anyway
    const bool outsiders_only = target.cell->n < few_answers;
    if (outsiders_only) know_single_answers(false);
    const auto range = program_.range(program_.form_of(*target.cell));
    if (outsiders_only) know_single_answers(true);
    const auto kind = target.reason == "secondary" ? Suppression::secondary : Suppression::primary;
    AttackedCell cell{target.cell, target.reason, range.lower, range.upper};
    if (target.cell->statistic == "share") {
      const auto possible = of_equal_answers({range.lower, range.upper}, *target.cell);
      cell.lower = possible.low;
      cell.upper = possible.high;
    }
    cell.required = required_width(rules_.protection, *target.cell, kind);
    constexpr double rounding = 1e-4;  // of the linear programs, relative
    cell.found = cell.upper - cell.lower < cell.required * (1 - rounding);
    return cell;
  }

  const CubeIndex& index_;
  const ContrastReader& reader_;
  const ReleaseRules& rules_;
  AttackProgram program_;
  std::vector<Target> targets_;
};

using Themes = std::map<std::pair<std::string, std::string>, Theme>;

bool is_linear(const std::string& statistic) {
  return statistic == "share" || statistic == "mean" || statistic == "count" ||
         statistic == "total";
}

Themes themes_of(std::span<const Release> publications, const Cube& cube, const CubeIndex& index,
                 const AreaNesting& nesting, std::span<const SaidOfLevels> elsewhere) {
  Themes themes;
  std::set<const CubeRow*> seen;
  for (const auto& publication : publications)
    for (const auto& row : publication.rows) {
      if (!is_linear(row.statistic)) continue;
      auto& theme = themes[{row.indicator, row.statistic}];
      theme.said.push_back(&row);
      const auto* cell = row.contrast.empty() ? index.find(key_of(named(row))) : nullptr;
      if (cell && seen.insert(cell).second) theme.levels.push_back(cell);
    }
  for (const auto& row : cube.rows)
    if (row.contrast.empty() && !row.area_level.empty() && row.area_level == nesting.smallest_level)
      if (const auto found = themes.find({row.indicator, row.statistic}); found != themes.end())
        found->second.smallest.push_back(&row);
  for (const auto& said : elsewhere) {
    const auto& level = said.levels.front();
    if (const auto found = themes.find({level.indicator, level.statistic}); found != themes.end())
      found->second.elsewhere.push_back(&said);
  }
  std::erase_if(themes, [](const auto& theme) { return theme.second.levels.empty(); });
  return themes;
}

}  // namespace

std::vector<AttackedCell> attack(std::span<const Release> publications, const Cube& cube,
                                 const ReleaseRules& rules, const AreaNesting& nesting,
                                 std::span<const SaidOfLevels> elsewhere) {
  const CubeIndex index(cube);
  const ContrastReader reader(cube);
  const auto themes = themes_of(publications, cube, index, nesting, elsewhere);
  std::vector<const Theme*> all;
  for (const auto& [name, theme] : themes) all.push_back(&theme);
  std::vector<std::vector<AttackedCell>> results(all.size());
  parallel_for(all.size(), 0, [&](std::size_t t) {
    results[t] = Attacker(*all[t], index, reader, rules, nesting).results();
  });
  std::vector<AttackedCell> cells;
  for (auto& of_theme : results) cells.insert(cells.end(), of_theme.begin(), of_theme.end());
  return cells;
}

std::string to_csv(std::span<const AttackedCell> cells, std::span<const std::string> group_names) {
  constexpr std::array<std::string_view, 6> rest{"reason", "lower",    "upper",
                                                 "width",  "required", "verdict"};
  std::string text = csv_line(header_of_cells(group_names, rest));
  for (const auto& attacked : cells) {
    const auto& row = *attacked.cell;
    std::vector<std::string> fields{row.wave,       row.era,  row.indicator, row.statistic,
                                    row.area_level, row.area, row.sex};
    fields.insert(fields.end(), row.groups.begin(), row.groups.end());
    fields.push_back(attacked.reason);
    for (const double number :
         {attacked.lower, attacked.upper, attacked.upper - attacked.lower, attacked.required})
      fields.push_back(std::isfinite(number) ? shortest(number) : "unlimited");
    fields.emplace_back(attacked.found ? "found" : "safe");
    text += csv_line(fields);
  }
  return text;
}

}  // namespace trygg
