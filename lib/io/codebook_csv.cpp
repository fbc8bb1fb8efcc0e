#include <algorithm>
#include <array>
#include <optional>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "io/codebook_file.hpp"
#include "io/encoding.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 8> columns{"variable",   "label",   "kind", "code",
                                                  "code_label", "missing", "min",  "max"};
enum Column : std::size_t { name, label, kind, code, code_label, missing, minimum, maximum };

/// The rows of the file with their fields in the order of `columns`; absent columns are empty.
class Rows {
 public:
  explicit Rows(CsvText csv) : csv_(std::move(csv)) {
    place_.fill(csv_.header.size());
    const std::vector<std::string> known(columns.begin(), columns.end());
    for (std::size_t c = 0; c < csv_.header.size(); ++c) {
      const auto found = std::ranges::find(columns, csv_.header[c]);
      require<ConfigError>(found != columns.end(), "{}:1: unknown column '{}'{}", csv_.source,
                           csv_.header[c], did_you_mean(csv_.header[c], known));
      place_[static_cast<std::size_t>(found - columns.begin())] = c;
    }
    require<ConfigError>(place_[name] < csv_.header.size(), "{}:1: there is no column 'variable'",
                         csv_.source);
  }
  std::size_t size() const { return csv_.rows.size(); }
  std::string at(std::size_t row, Column column) const {
    const auto c = place_[column];
    return c < csv_.header.size() ? std::string(trimmed(csv_.rows[row][c])) : "";
  }
  [[noreturn]] void fail(std::size_t row, std::string_view problem) const {
    throw ConfigError(fmt::format("{}:{}: {}", csv_.source, csv_.lines[row], problem));
  }

 private:
  CsvText csv_;
  std::array<std::size_t, columns.size()> place_{};
};

VariableKind to_kind(const Rows& rows, std::size_t row) {
  try {
    return to_variable_kind(rows.at(row, kind));
  } catch (const ConfigError& e) {
    rows.fail(row, e.what());
  }
}

std::optional<double> to_bound(const Rows& rows, std::size_t row, Column column) {
  const auto text = rows.at(row, column);
  if (text.empty()) return std::nullopt;
  auto number = to_number(text);
  if (!number) number = to_number(text, ',');
  if (!number)
    rows.fail(row, fmt::format("column '{}': '{}' is not a number", columns[column], text));
  return number;
}

void add_code(const Rows& rows, std::size_t row, Variable& variable) {
  Code made{.text = rows.at(row, code), .label = rows.at(row, code_label)};
  const auto reason = rows.at(row, missing);
  if (made.text.empty()) {
    if (!reason.empty() || !made.label.empty()) rows.fail(row, "there is no code");
    return;
  }
  if (std::ranges::find(variable.codes, made.text, &Code::text) != variable.codes.end())
    rows.fail(row, fmt::format("code '{}' of '{}' is declared twice", made.text, variable.name));
  try {
    if (!reason.empty()) made.missing = to_missing(reason);
  } catch (const ConfigError& e) {
    rows.fail(row, e.what());
  }
  variable.codes.push_back(std::move(made));
}

/// A variable while its rows are read.
struct Draft {
  Variable variable;
  std::optional<VariableKind> kind;
};

/// Takes `value` unless another one stands there already.
template <class Target, class Value>
void set_once(const Rows& rows, std::size_t row, Column column, Target& target, const Value& value,
              bool is_set) {
  if (is_set && !(target == value))
    rows.fail(row, fmt::format("'{}' has another {} above", rows.at(row, name), columns[column]));
  target = value;
}

void add_row(const Rows& rows, std::size_t row, Draft& draft) {
  auto& variable = draft.variable;
  if (const auto text = rows.at(row, label); !text.empty())
    set_once(rows, row, label, variable.label, text, !variable.label.empty());
  if (!rows.at(row, kind).empty())
    set_once(rows, row, kind, draft.kind, to_kind(rows, row), draft.kind.has_value());
  if (const auto bound = to_bound(rows, row, minimum))
    set_once(rows, row, minimum, variable.minimum, *bound, variable.minimum.has_value());
  if (const auto bound = to_bound(rows, row, maximum))
    set_once(rows, row, maximum, variable.maximum, *bound, variable.maximum.has_value());
  if (variable.minimum && variable.maximum && *variable.minimum > *variable.maximum)
    rows.fail(row, "min is greater than max");
  add_code(rows, row, variable);
}

}  // namespace

Codebook codebook_from_csv(std::string text, const std::string& source) {
  const Rows rows(parse_csv(decoded(std::move(text), std::nullopt, source), source));
  std::vector<Draft> drafts;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto variable = rows.at(row, name);
    if (variable.empty()) rows.fail(row, "the row names no variable");
    auto found = std::ranges::find_if(
        drafts, [&](const Draft& draft) { return draft.variable.name == variable; });
    if (found == drafts.end())
      found = drafts.insert(drafts.end(), {Variable{.name = variable}, {}});
    add_row(rows, row, *found);
  }
  Codebook codebook{.source = source};
  for (auto& draft : drafts) {
    draft.variable.kind = draft.kind ? *draft.kind : kind_by_content(draft.variable);
    codebook.variables.push_back(std::move(draft.variable));
  }
  return codebook;
}

std::string to_csv(const Codebook& codebook) {
  std::string text = csv_line(std::vector<std::string>(columns.begin(), columns.end()));
  for (const auto& variable : codebook.variables) {
    std::vector<std::string> row(columns.size());
    row[name] = variable.name;
    row[label] = variable.label;
    row[kind] = to_text(variable.kind);
    if (variable.minimum) row[minimum] = shortest(*variable.minimum);
    if (variable.maximum) row[maximum] = shortest(*variable.maximum);
    if (variable.codes.empty()) text += csv_line(row);
    for (const auto& value : variable.codes) {
      row[code] = value.text;
      row[code_label] = value.label;
      row[missing] = to_text(value.missing);
      text += csv_line(row);
      row.assign(columns.size(), "");
      row[name] = variable.name;
    }
  }
  return text;
}

}  // namespace trygg
