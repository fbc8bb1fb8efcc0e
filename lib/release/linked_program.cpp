#include "release/linked_program.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

constexpr double unlimited = LinearProgram::infinity;

/// Cells of fewer answers are guarded against outsiders only: whoever gave one of them knows so
/// large a part that nothing could be kept from them.
constexpr std::size_t few_answers = 5;

std::string_view statistic_of(const LinkedTable& table) {
  return table.cells.front().row->statistic;
}

bool is_share(const LinkedTable& table) {
  return statistic_of(table) == "share";
}

bool is_additive(const LinkedTable& table) {
  return statistic_of(table) == "count" || statistic_of(table) == "total";
}

}  // namespace

LinkedProgram::LinkedProgram(const LinkedTable& table, std::span<const LinkedForm> forms,
                             double half_unit)
    : table_(table),
      forms_(forms.begin(), forms.end()),
      forms_of_(table.cells.size()),
      program_(table.sums.size() + forms.size()) {
  for (const auto& [row, weight] : table.cells) {
    published_.push_back(row != nullptr);
    known_.push_back(row ? known_of_level(*row, half_unit) : KnownInterval{-unlimited, unlimited});
    if (std::isfinite(weight)) scale_ = std::max(scale_, weight);
  }
  std::vector<std::vector<LinearProgram::Entry>> entries(table.cells.size());
  add_sums(entries);
  add_forms(entries);
  for (std::size_t c = 0; c < table.cells.size(); ++c) {
    const auto [low, high] = told(c);
    program_.add_column(0, low, high, entries[c]);
  }
  for (std::size_t c = 0; c < table.cells.size(); ++c) set_forms_of(c);
}

void LinkedProgram::add_sums(std::vector<std::vector<LinearProgram::Entry>>& entries) {
  for (std::uint32_t s = 0; s < table_.sums.size(); ++s) {
    const auto& sum = table_.sums[s];
    const double whole = weight_in_sums(sum.whole);
    entries[sum.whole].push_back({s, 1});
    for (const auto part : sum.parts) entries[part].push_back({s, -weight_in_sums(part) / whole});
    const bool any_rest = sum.rest > 0 && !is_additive(table_);
    program_.set_row(s, any_rest && !is_share(table_) ? -unlimited : 0,
                     any_rest ? (is_share(table_) ? sum.rest / whole : unlimited) : 0);
  }
}

void LinkedProgram::add_forms(std::vector<std::vector<LinearProgram::Entry>>& entries) {
  for (std::size_t f = 0; f < forms_.size(); ++f)
    for (std::size_t i = 0; i < forms_[f].cells.size(); ++i) {
      const auto cell = forms_[f].cells[i];
      entries[cell].push_back(
          {static_cast<std::uint32_t>(table_.sums.size() + f), forms_[f].coefficient[i]});
      forms_of_[cell].push_back(f);
    }
}

/// What v is multiplied by in sums; a cell of unknown weight is told by W v itself.
double LinkedProgram::weight_in_sums(std::size_t cell) const {
  if (is_additive(table_)) return 1;
  const double weight = table_.cells[cell].weight;
  return std::isfinite(weight) ? weight : scale_;
}

KnownInterval LinkedProgram::possible(std::size_t cell) const {
  if (table_.cells[cell].weight == 0) return {0, 0};
  if (!is_share(table_)) return {is_additive(table_) ? 0 : -unlimited, unlimited};
  return {0, std::isfinite(table_.cells[cell].weight) ? 1 : unlimited};
}

KnownInterval LinkedProgram::told(std::size_t cell) const {
  const auto bounds = possible(cell);
  const auto& [row, weight] = table_.cells[cell];
  if (!row || weight == 0 || std::isnan(row->estimate)) return bounds;
  const bool known_inside =
      row->n == 1 && !(asked_ != nobody && table_.cells[asked_].row->n < few_answers);
  return published_[cell] || known_inside ? common(bounds, known_[cell]) : bounds;
}

KnownInterval LinkedProgram::told_of_form(std::size_t form) const {
  const auto& [cells, coefficient, known] = forms_[form];
  const bool shown = std::ranges::all_of(cells, [&](auto c) { return published_[c] != 0; });
  return shown ? known : KnownInterval{-unlimited, unlimited};
}

void LinkedProgram::set(std::size_t cell) {
  const auto [low, high] = told(cell);
  program_.set_column(cell, low, high);
  set_forms_of(cell);
}

void LinkedProgram::set_forms_of(std::size_t cell) {
  for (const auto f : forms_of_[cell]) {
    const auto [low, high] = told_of_form(f);
    program_.set_row(table_.sums.size() + f, low, high);
  }
}

bool LinkedProgram::agree(std::span<const double> values, std::size_t cell) const {
  constexpr double rounding = 1e-9;
  const auto lies = [](double value, KnownInterval in) {
    return value >= in.low - rounding && value <= in.high + rounding;
  };
  if (!lies(values[cell], told(cell))) return false;
  return std::ranges::all_of(forms_of_[cell], [&](std::size_t f) {
    double value = 0;
    for (std::size_t i = 0; i < forms_[f].cells.size(); ++i)
      value += forms_[f].coefficient[i] * values[forms_[f].cells[i]];
    return lies(value, told_of_form(f));
  });
}

void LinkedProgram::withhold(std::size_t cell) {
  published_[cell] = 0;
  set(cell);
}

void LinkedProgram::publish(std::size_t cell) {
  published_[cell] = 1;
  set(cell);
}

/// The smallest sign · v; `holds` gets the published cells whose bounds keep it from being less.
/// `at` gets the values of all cells at which it is.
double LinkedProgram::optimum(std::size_t cell, double sign, std::vector<char>& holds,
                              std::vector<double>& at) {
  program_.set_cost(cell, sign);
  auto solution = program_.solve();
  program_.set_cost(cell, 0);
  using Status = LinearProgram::Solution::Status;
  if (solution.status == Status::unbounded) return -unlimited;
  require(solution.status == Status::optimal,
          "the release: no values agree with what is to be published; the cube's weights and "
          "estimates do not belong together");
  constexpr double rounding = 1e-9;
  for (std::size_t c = 0; c < holds.size(); ++c)
    if (published_[c] && std::abs(solution.reduced_cost[c]) > rounding) holds[c] = 1;
  for (std::size_t f = 0; f < forms_.size(); ++f)
    if (std::abs(solution.y[table_.sums.size() + f]) > rounding)
      for (const auto c : forms_[f].cells) holds[c] = 1;
  at = std::move(solution.x);
  return sign * at[cell];
}

/// What single answers are known is another thing when it is one of them that is asked for.
void LinkedProgram::ask_for(std::size_t cell) {
  asked_ = cell;
  for (std::size_t c = 0; c < table_.cells.size(); ++c)
    if (table_.cells[c].row && table_.cells[c].row->n == 1) set(c);
}

void LinkedProgram::cut_to_whole_answers(std::size_t cell, FeasibleRange& range) const {
  if (!is_share(table_)) return;
  const auto& row = *table_.cells[cell].row;
  // A whole number at the very end of the range may lie just beyond what the program can tell.
  constexpr double rounding = 1e-9, unsure = 1e-5;
  const KnownInterval sure{range.lower > rounding ? range.lower + unsure : range.lower,
                           range.upper < 1 - rounding ? range.upper - unsure : range.upper};
  const auto whole = of_whole_answers(sure, row.n, row.largest_weight);
  range.lower = whole.low;
  range.upper = std::max(whole.low, whole.high);
}

FeasibleRange LinkedProgram::range(std::size_t cell) {
  std::vector<char> holds(table_.cells.size(), 0);
  FeasibleRange range;
  ask_for(cell);
  range.lower = optimum(cell, 1, holds, range.at_lower);
  range.upper = -optimum(cell, -1, holds, range.at_upper);
  ask_for(nobody);
  cut_to_whole_answers(cell, range);
  for (std::size_t c = 0; c < holds.size(); ++c)
    if (holds[c] && c != cell) range.held_by.push_back(c);
  return range;
}

}  // namespace trygg
