#include "io/px_table.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

[[noreturn]] void fail(const PxFile& file, const PxKeyword& keyword, const std::string& problem) {
  throw InputError(file.source, keyword.line, fmt::format("{}: {}", keyword.name, problem));
}

std::vector<std::string> texts_of(const PxKeyword& keyword) {
  std::vector<std::string> texts;
  for (const auto& item : keyword.items) texts.push_back(item.text);
  return texts;
}

std::vector<std::string> texts_of(const PxFile& file, std::string_view name) {
  const auto* keyword = file.find(name);
  return keyword == nullptr ? std::vector<std::string>{} : texts_of(*keyword);
}

std::string required(const PxFile& file, std::string_view name) {
  auto text = file.text(name);
  require<InputError>(text.has_value(), "{}: the keyword {} is missing", file.source, name);
  return *std::move(text);
}

int decimals_of(const PxFile& file) {
  const auto text = required(file, "DECIMALS");
  const auto number = to_number(text);
  const bool is_legal = number && *number >= 0 && *number <= 15 && shortest(*number) == text;
  if (!is_legal) fail(file, *file.find("DECIMALS"), fmt::format("'{}' is not 0 to 15", text));
  return static_cast<int>(*number);
}

void require_different(const PxFile& file, const PxKeyword& keyword,
                       const std::vector<std::string>& texts) {
  std::set<std::string_view> seen;
  for (const auto& text : texts)
    if (!seen.insert(text).second)
      fail(file, keyword, fmt::format("'{}' stands there twice", text));
}

void add_codes(const PxFile& file, PxVariable& variable) {
  const auto* keyword = file.find("CODES", {variable.name});
  if (keyword == nullptr) return;
  variable.codes = texts_of(*keyword);
  if (variable.codes.size() != variable.values.size())
    fail(file, *keyword,
         fmt::format("{} codes for the {} values of '{}'", variable.codes.size(),
                     variable.values.size(), variable.name));
  require_different(file, *keyword, variable.codes);
}

/// TLIST(A1),"2014","2017" names each period; TLIST(A1,"2014"-"2017") only the first and the last.
void add_time(const PxFile& file, PxVariable& variable) {
  const auto* keyword = file.find("TIMEVAL", {variable.name});
  if (keyword == nullptr) return;
  const auto& head = keyword->items.front().text;
  if (!head.starts_with("TLIST(") || head.size() < 8 || !head.ends_with(')'))
    fail(file, *keyword, "a list of periods begins with TLIST(A1), TLIST(Q1) or the like");
  variable.time_scale = head.substr(6, 2);
  constexpr std::string_view scales = "A1 H1 Q1 M1 W1";
  if (scales.find(*variable.time_scale) == std::string_view::npos)
    fail(file, *keyword,
         fmt::format("the time scale '{}' is not A1, H1, Q1, M1 or W1", *variable.time_scale));
  const bool is_list = head.size() == 9;
  const auto periods = keyword->items.size() - 1;
  if (is_list && periods != variable.values.size())
    fail(file, *keyword,
         fmt::format("{} periods for the {} values of '{}'", periods, variable.values.size(),
                     variable.name));
}

PxVariable variable_of(const PxFile& file, const std::string& name) {
  const auto* keyword = file.find("VALUES", {name});
  require<InputError>(keyword != nullptr, "{}: there is no VALUES(\"{}\")", file.source, name);
  PxVariable variable{.name = name, .code = file.text("VARIABLECODE", {name}).value_or(name)};
  variable.values = texts_of(*keyword);
  require_different(file, *keyword, variable.values);
  add_codes(file, variable);
  add_time(file, variable);
  if (const auto* elimination = file.find("ELIMINATION", {name}))
    if (elimination->items.front().quoted) {
      variable.elimination = elimination->items.front().text;
      if (std::ranges::find(variable.values, *variable.elimination) == variable.values.end())
        fail(file, *elimination,
             fmt::format("'{}' is no value of '{}'", *variable.elimination, name));
    }
  return variable;
}

void require_all_cells(const PxFile& file, const PxTable& table) {
  std::size_t wanted = 1;
  for (const auto& variable : table.variables) wanted *= variable.values.size();
  if (table.cells.size() != wanted)
    throw InputError(file.source, file.data_line,
                     fmt::format("DATA has {} cells; the values of its {} variables make {}",
                                 table.cells.size(), table.variables.size(), wanted));
}

}  // namespace

PxTable px_table(const PxFile& file) {
  for (const auto* name : {"SUBJECT-CODE", "SUBJECT-AREA"}) static_cast<void>(required(file, name));
  PxTable table{.matrix = required(file, "MATRIX"),
                .contents = required(file, "CONTENTS"),
                .units = required(file, "UNITS"),
                .decimals = decimals_of(file),
                .content_variable = file.text("CONTVARIABLE"),
                .cells = file.cells};
  auto names = texts_of(file, "STUB");
  for (auto& name : texts_of(file, "HEADING")) names.push_back(std::move(name));
  require<InputError>(!names.empty(), "{}: there is neither STUB nor HEADING", file.source);
  require<InputError>(std::set<std::string>(names.begin(), names.end()).size() == names.size(),
                      "{}: a variable stands twice in STUB and HEADING", file.source);
  for (const auto& name : names) table.variables.push_back(variable_of(file, name));
  if (table.content_variable && std::ranges::find(names, *table.content_variable) == names.end())
    fail(file, *file.find("CONTVARIABLE"),
         fmt::format("'{}' is in neither STUB nor HEADING", *table.content_variable));
  require_all_cells(file, table);
  return table;
}

Table read_px_table(const std::filesystem::path& path) {
  const auto table = px_table(read_px(path));
  std::vector<Column> columns;
  std::size_t repeat = table.cells.size();
  for (const auto& variable : table.variables) {
    repeat /= variable.values.size();
    ColumnBuilder texts(variable.code), codes(variable.code + ".kod");
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const auto value = i / repeat % variable.values.size();
      texts.add(variable.values[value]);
      if (!variable.codes.empty()) codes.add(variable.codes[value]);
    }
    columns.push_back(texts.take(ColumnBuilder::Empty::value));
    columns.back().label = variable.name;
    if (!variable.codes.empty()) columns.push_back(codes.take(ColumnBuilder::Empty::value));
  }
  ColumnBuilder cells("value");
  for (const auto& cell : table.cells) cells.add(cell);
  columns.push_back(cells.take(ColumnBuilder::Empty::value));
  columns.back().label = table.contents;
  return {path.string(), std::move(columns)};
}

}  // namespace trygg
