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

double rounded_to(double value, double half_unit) {
  return 2 * half_unit * std::round(value / (2 * half_unit));
}

}  // namespace

LinkedProgram::LinkedProgram(const LinkedTable& table,
                             std::span<const LinkedDifference> differences, double half_unit)
    : table_(table),
      differences_(differences.begin(), differences.end()),
      half_unit_(half_unit),
      differences_of_(table.cells.size()),
      program_(table.sums.size() + differences.size()) {
  std::vector<std::vector<LinearProgram::Entry>> entries(table.cells.size());
  for (const auto& cell : table.cells) {
    published_.push_back(cell.row != nullptr);
    if (std::isfinite(cell.weight)) scale_ = std::max(scale_, cell.weight);
  }
  for (std::uint32_t s = 0; s < table.sums.size(); ++s) {
    const auto& sum = table.sums[s];
    const double whole = weight_in_sums(sum.whole);
    entries[sum.whole].push_back({s, 1});
    for (const auto part : sum.parts) entries[part].push_back({s, -weight_in_sums(part) / whole});
    const bool any_rest = sum.rest > 0 && !is_additive(table);
    program_.set_row(s, any_rest && !is_share(table) ? -unlimited : 0,
                     any_rest ? (is_share(table) ? sum.rest / whole : unlimited) : 0);
  }
  for (std::size_t d = 0; d < differences_.size(); ++d)
    for (std::size_t i = 0; i < differences_[d].cells.size(); ++i) {
      const auto cell = differences_[d].cells[i];
      const auto row = static_cast<std::uint32_t>(table.sums.size() + d);
      entries[cell].push_back({row, differences_[d].sign[i]});
      differences_of_[cell].push_back(d);
    }
  for (std::size_t c = 0; c < table.cells.size(); ++c) {
    const auto bounds = told(c);
    program_.add_column(0, bounds.lower, bounds.upper, entries[c]);
  }
  for (std::size_t c = 0; c < table.cells.size(); ++c) set_differences_of(c);
}

/// What v is multiplied by in sums; a cell of unknown weight is told by W v itself.
double LinkedProgram::weight_in_sums(std::size_t cell) const {
  if (is_additive(table_)) return 1;
  const double weight = table_.cells[cell].weight;
  return std::isfinite(weight) ? weight : scale_;
}

LinkedProgram::Bounds LinkedProgram::possible(std::size_t cell) const {
  if (table_.cells[cell].weight == 0) return {0, 0};
  if (!is_share(table_)) return {is_additive(table_) ? 0 : -unlimited, unlimited};
  return {0, std::isfinite(table_.cells[cell].weight) ? 1 : unlimited};
}

LinkedProgram::Bounds LinkedProgram::told(std::size_t cell) const {
  const auto bounds = possible(cell);
  const auto& [row, weight] = table_.cells[cell];
  if (!row || weight == 0 || std::isnan(row->estimate)) return bounds;
  const bool known_inside =
      row->n == 1 && !(asked_ != nobody && table_.cells[asked_].row->n < few_answers);
  if (!published_[cell] && !known_inside) return bounds;
  const double value = rounded_to(row->estimate, half_unit_);
  return {std::max(bounds.lower, value - half_unit_), std::min(bounds.upper, value + half_unit_)};
}

void LinkedProgram::set(std::size_t cell) {
  const auto bounds = told(cell);
  program_.set_column(cell, bounds.lower, bounds.upper);
  set_differences_of(cell);
}

void LinkedProgram::set_differences_of(std::size_t cell) {
  for (const auto d : differences_of_[cell]) {
    const auto& difference = differences_[d];
    const bool shown =
        std::ranges::all_of(difference.cells, [&](auto c) { return published_[c] != 0; });
    const double value = rounded_to(difference.value, difference.half_unit);
    program_.set_row(table_.sums.size() + d, shown ? value - difference.half_unit : -unlimited,
                     shown ? value + difference.half_unit : unlimited);
  }
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
double LinkedProgram::optimum(std::size_t cell, double sign, std::vector<char>& holds) {
  program_.set_cost(cell, sign);
  const auto solution = program_.solve();
  program_.set_cost(cell, 0);
  using Status = LinearProgram::Solution::Status;
  if (solution.status == Status::unbounded) return -unlimited;
  require(solution.status == Status::optimal,
          "the release: no values agree with what is to be published; the cube's weights and "
          "estimates do not belong together");
  constexpr double rounding = 1e-9;
  for (std::size_t c = 0; c < holds.size(); ++c)
    if (published_[c] && std::abs(solution.reduced_cost[c]) > rounding) holds[c] = 1;
  for (std::size_t d = 0; d < differences_.size(); ++d)
    if (std::abs(solution.y[table_.sums.size() + d]) > rounding)
      for (const auto c : differences_[d].cells) holds[c] = 1;
  return sign * solution.x[cell];
}

/// What single answers are known is another thing when it is one of them that is asked for.
void LinkedProgram::ask_for(std::size_t cell) {
  asked_ = cell;
  for (std::size_t c = 0; c < table_.cells.size(); ++c)
    if (table_.cells[c].row && table_.cells[c].row->n == 1) set(c);
}

FeasibleRange LinkedProgram::range(std::size_t cell) {
  std::vector<char> holds(table_.cells.size(), 0);
  FeasibleRange range;
  ask_for(cell);
  range.lower = optimum(cell, 1, holds);
  range.upper = -optimum(cell, -1, holds);
  ask_for(nobody);
  for (std::size_t c = 0; c < holds.size(); ++c)
    if (holds[c] && c != cell) range.held_by.push_back(c);
  return range;
}

}  // namespace trygg
