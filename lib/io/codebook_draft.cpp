#include "io/codebook_draft.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "table/table.hpp"

namespace trygg {
namespace {

constexpr std::size_t most_codes = 30;

/// What decides a column's kind: its valid levels that records have.
struct Values {
  std::size_t records = 0, missing_records = 0, levels = 0, single = 0;
  bool all_labelled = true, all_whole = true, all_positive = true, any_blank = false;
};

Values values_of(const Column& column) {
  Values values;
  const auto counts = column.level_counts();
  for (std::size_t l = 0; l < counts.size(); ++l) {
    const auto& level = column.levels[l];
    if (counts[l] == 0) continue;
    if (level.missing != Missing::none) {
      values.missing_records += counts[l];
      continue;
    }
    values.records += counts[l];
    ++values.levels;
    if (counts[l] == 1) ++values.single;
    values.all_labelled = values.all_labelled && !level.label.empty();
    values.all_whole = values.all_whole && level.number == std::trunc(level.number);
    values.all_positive = values.all_positive && level.number > 0;
    values.any_blank = values.any_blank || level.text.find(' ') != std::string::npos;
  }
  return values;
}

bool is_named_as_weight(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::any_of(std::array{"weight", "vikt", "wgt"}, [&](const char* part) {
    return name.find(part) != std::string::npos;
  });
}

VariableKind kind_of(const Column& column) {
  const auto values = values_of(column);
  const bool numeric = column.type == ColumnType::number;
  const auto otherwise = numeric ? VariableKind::number : VariableKind::text;
  if (values.levels == 0) return otherwise;
  if (numeric && values.all_positive && is_named_as_weight(column.name))
    return VariableKind::weight;
  if (values.all_labelled) return VariableKind::code;
  if (numeric && !values.all_whole) return VariableKind::number;
  const bool unique = values.missing_records == 0 && values.single == values.records;
  if (unique && values.records > 1 && !values.any_blank) return VariableKind::id;
  const bool few = values.levels <= most_codes && 2 * values.levels <= values.records &&
                   4 * values.single <= values.levels;
  return few ? VariableKind::code : otherwise;
}

Variable draft(const Column& column) {
  Variable variable{.name = column.name, .label = column.label, .kind = kind_of(column)};
  for (const auto l : column.ordered_levels()) {
    const auto& level = column.levels[l];
    if (level.missing == Missing::system) continue;
    if (variable.kind == VariableKind::code || level.missing != Missing::none ||
        !level.label.empty())
      variable.codes.push_back({level.text, level.label, level.missing});
  }
  return variable;
}

}  // namespace

Codebook draft_codebook(const Table& table) {
  Codebook codebook{.source = table.source()};
  for (const auto& column : table.columns()) codebook.variables.push_back(draft(column));
  return codebook;
}

}  // namespace trygg
