#include "design/response_units.hpp"

#include <cmath>

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/groups.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// Weights as a file has them: the shortest text that reads back as the same number.
constexpr double rounding = 1e-9;

/// How much of the records that are like record k answered, as the step has it: d/w, or 0.
double answering(const CalibrationStep& step, std::size_t k) {
  return step.after[k] == 0 ? 0.0 : step.before[k] / step.after[k];
}

}  // namespace

std::vector<std::uint32_t> read_response_units(const Table& table, const std::string& name,
                                               std::span<const std::uint32_t> rows,
                                               const CalibrationStep& step, const Stage& psus) {
  const auto& column = table.column(name);
  std::vector<std::uint32_t> codes;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    require<InputError>(step.before[k] == 0 || column.at(rows[k]).missing == Missing::none,
                        "{}: {}, column '{}': missing, but it says who answers together",
                        table.source(), table.place(rows[k]), name);
    codes.push_back(column.codes[rows[k]]);
  }
  const auto units = crossed(codes, std::vector<std::uint32_t>(codes.size(), 0));
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> first(units.count(), none);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (step.before[k] == 0) continue;
    auto& seen = first[units.of[k]];
    if (seen == none) seen = k;
    require<InputError>(std::abs(answering(step, k) - answering(step, seen)) <= rounding,
                        "{}: {} and {}, column '{}': '{}' answers as one in this step, but the "
                        "weights of these two went different ways; its classes must hold whole "
                        "units, and all or none of a unit's records answer",
                        table.source(), table.place(rows[seen]), table.place(rows[k]), name,
                        column.levels[codes[k]].text);
    require<InputError>(psus.unit[k] == psus.unit[seen],
                        "{}: {} and {}, column '{}': '{}' answers as one, but lies in two PSUs, "
                        "which are taken to be independent; declare psu = [\"{}\"]",
                        table.source(), table.place(rows[seen]), table.place(rows[k]), name,
                        column.levels[codes[k]].text, name);
  }
  return units.of;
}

}  // namespace trygg
