#include "io/stat_reader.hpp"

#include <readstat.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/encoding.hpp"
#include "io/missing_reason.hpp"

namespace trygg {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A text of ReadStat's, which may be null.
std::string text_of(const char* text) {
  return text ? composed(text) : std::string();
}

bool is_text(readstat_value_t value) {
  return readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
}

/// A value that has a label or is declared missing.
struct Named {
  std::string text;
  double number = nan;
  std::string label;
};

Named named(readstat_value_t value, std::string label) {
  if (is_text(value)) return {text_of(readstat_string_value(value)), nan, std::move(label)};
  if (readstat_value_is_tagged_missing(value))
    return {std::string{'.', readstat_value_tag(value)}, nan, std::move(label)};
  const double number = readstat_double_value(value);
  return {shortest(number), number, std::move(label)};
}

/// A variable while the file is read.
struct Variable {
  std::string name, label, format, label_set;
  bool holds_texts = false;
  std::vector<Named> missing;  // discrete codes
  std::vector<MissingRange> ranges;
  ColumnBuilder values{""};
};

/// What the callbacks collect. Formats deliver labels before or after variables and data, so that
/// nothing is put together until the file has ended.
struct Collected {
  const std::vector<std::string>& wanted;
  std::vector<std::unique_ptr<Variable>> variables;  // by ReadStat's index; null when not wanted
  std::map<std::string, std::vector<Named>> label_sets;
  std::vector<std::string> names;
  std::string label;
  long declared_rows = -1;
  std::size_t rows = 0;
  std::exception_ptr failure;
};

/// Runs a callback's body; an exception is kept, for it must not pass through frames of C.
template <class Body>
int guarded(void* context, Body body) noexcept {
  auto& collected = *static_cast<Collected*>(context);
  try {
    return body(collected);
  } catch (...) {
    collected.failure = std::current_exception();
    return READSTAT_HANDLER_ABORT;
  }
}

int on_metadata(readstat_metadata_t* metadata, void* context) noexcept {
  return guarded(context, [&](Collected& collected) {
    collected.label = text_of(readstat_get_file_label(metadata));
    collected.declared_rows = readstat_get_row_count(metadata);
    return READSTAT_HANDLER_OK;
  });
}

void add_missing_definitions(const readstat_variable_t* from, Variable& to) {
  for (int i = 0; i < readstat_variable_get_missing_ranges_count(from); ++i) {
    const auto low = readstat_variable_get_missing_range_lo(from, i);
    const auto high = readstat_variable_get_missing_range_hi(from, i);
    if (is_text(low) || readstat_double_value(low) == readstat_double_value(high)) {
      to.missing.push_back(named(low, ""));
    } else {
      to.ranges.push_back({readstat_double_value(low), readstat_double_value(high)});
    }
  }
}

int on_variable(int index, readstat_variable_t* variable, const char* label_set,
                void* context) noexcept {
  return guarded(context, [&](Collected& collected) -> int {
    const auto name = text_of(readstat_variable_get_name(variable));
    const auto place = static_cast<std::size_t>(std::max(index, 0));
    if (collected.variables.size() <= place) collected.variables.resize(place + 1);
    collected.names.push_back(name);
    const auto& wanted = collected.wanted;
    if (!wanted.empty() && std::ranges::find(wanted, name) == wanted.end())
      return READSTAT_HANDLER_SKIP_VARIABLE;
    auto made = std::make_unique<Variable>();
    made->name = name;
    made->label = text_of(readstat_variable_get_label(variable));
    made->format = text_of(readstat_variable_get_format(variable));
    made->label_set = text_of(label_set);
    made->holds_texts = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING;
    made->values = ColumnBuilder(name);
    add_missing_definitions(variable, *made);
    collected.variables[place] = std::move(made);
    return READSTAT_HANDLER_OK;
  });
}

int on_value(int record, readstat_variable_t* variable, readstat_value_t value,
             void* context) noexcept {
  return guarded(context, [&](Collected& collected) {
    collected.rows = std::max(collected.rows, static_cast<std::size_t>(record) + 1);
    const auto place = static_cast<std::size_t>(readstat_variable_get_index(variable));
    if (place >= collected.variables.size() || !collected.variables[place])
      return READSTAT_HANDLER_OK;
    auto& values = collected.variables[place]->values;
    if (is_text(value)) {
      const char* text = readstat_string_value(value);
      values.add(text ? std::string_view(text) : std::string_view());
    } else if (readstat_value_is_tagged_missing(value)) {
      values.add(named(value, "").text, nan, Missing::other);
    } else if (const double number = readstat_double_value(value); std::isfinite(number)) {
      values.add(number);
    } else {
      values.add(nan, Missing::system);
    }
    return READSTAT_HANDLER_OK;
  });
}

int on_value_label(const char* label_set, readstat_value_t value, const char* label,
                   void* context) noexcept {
  return guarded(context, [&](Collected& collected) {
    collected.label_sets[text_of(label_set)].push_back(named(value, text_of(label)));
    return READSTAT_HANDLER_OK;
  });
}

std::string reason_text(readstat_error_t error) {
  switch (error) {
    case READSTAT_ERROR_CONVERT_BAD_STRING:
    case READSTAT_ERROR_CONVERT:
      return "a text is not in the encoding that the file declares; say --encoding windows-1252";
    case READSTAT_ERROR_UNSUPPORTED_CHARSET:
      return "the encoding is not known; say --encoding windows-1252 or utf-8";
    case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
      return "this version of the format is not read; save the file in an older one";
    case READSTAT_ERROR_UNSUPPORTED_COMPRESSION:
      return "this compression is not read; save the file without it";
    default: {
      const char* text = readstat_error_message(error);
      return fmt::format("the file is damaged or cut short ({})", text ? text : "unknown error");
    }
  }
}

readstat_error_t parse(readstat_parser_t* parser, FileKind kind, const char* path, void* context) {
  switch (kind) {
    case FileKind::spss:
      return readstat_parse_sav(parser, path, context);
    case FileKind::stata:
      return readstat_parse_dta(parser, path, context);
    case FileKind::sas:
      return readstat_parse_sas7bdat(parser, path, context);
    case FileKind::sas_transport:
      return readstat_parse_xport(parser, path, context);
    case FileKind::text:
    case FileKind::px:
      break;
  }
  return READSTAT_ERROR_OPEN;
}

/// The level of `named`; a new one, without records, when there is none.
Level& level_of(Column& column, const Named& named) {
  const bool by_number = std::isfinite(named.number);
  const auto found = std::ranges::find_if(column.levels, [&](const Level& level) {
    return by_number ? level.number == named.number : level.text == named.text;
  });
  if (found != column.levels.end()) return *found;
  Level level{.text = named.text, .number = named.number};
  const bool tagged = !by_number && column.type == ColumnType::number;
  if (tagged) level.missing = Missing::other;
  return column.levels.emplace_back(std::move(level));
}

bool in_range(const Variable& variable, const Level& level) {
  return std::ranges::any_of(variable.ranges, [&](const MissingRange& range) {
    return level.number >= range.low && level.number <= range.high;
  });
}

/// Texts as they are but NFC; blank ones are system missing.
Column text_column(ColumnBuilder& values) {
  auto column = values.take(ColumnBuilder::Empty::value);
  column.type = ColumnType::text;
  for (auto& level : column.levels) {
    level.text = composed(std::move(level.text));
    level.number = nan;
    if (trimmed(level.text).empty()) level.missing = Missing::system;
  }
  return column;
}

Column finished(Variable& variable, const std::map<std::string, std::vector<Named>>& label_sets) {
  auto column = variable.holds_texts ? text_column(variable.values) : variable.values.take();
  column.name = variable.name;
  column.label = std::move(variable.label);
  column.format = std::move(variable.format);
  if (!variable.holds_texts) column.type = ColumnType::number;
  if (const auto set = label_sets.find(variable.label_set); set != label_sets.end())
    for (const auto& value : set->second) level_of(column, value).label = value.label;
  for (const auto& code : variable.missing) level_of(column, code).missing = Missing::other;
  for (auto& level : column.levels) {
    if (level.missing == Missing::none && in_range(variable, level)) level.missing = Missing::other;
    if (level.missing == Missing::other) level.missing = reason_by_label(level.label);
  }
  column.missing_ranges = std::move(variable.ranges);
  return column;
}

/// ReadStat does not miss the end of a file of Stata 13 and later, and labels stand there.
void reject_cut_stata(const std::filesystem::path& path) {
  constexpr std::string_view first = "<stata_dta>", last = "</stata_dta>";
  std::ifstream in(path, std::ios::binary);
  std::string bytes(first.size(), ' ');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (bytes != first) return;
  bytes.assign(last.size(), ' ');
  in.seekg(-static_cast<std::streamoff>(last.size()), std::ios::end);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  require<InputError>(bytes == last, "{}: the file is damaged or cut short (it has no end)",
                      path.string());
}

void collect(const std::filesystem::path& path, FileKind kind, const ReadOptions& options,
             Collected& collected) {
  const std::unique_ptr<readstat_parser_t, decltype(&readstat_parser_free)> parser(
      readstat_parser_init(), &readstat_parser_free);
  require<InputError>(parser != nullptr, "{}: no memory to read it", path.string());
  readstat_set_metadata_handler(parser.get(), &on_metadata);
  readstat_set_variable_handler(parser.get(), &on_variable);
  readstat_set_value_handler(parser.get(), &on_value);
  readstat_set_value_label_handler(parser.get(), &on_value_label);
  if (options.encoding)
    readstat_set_file_character_encoding(parser.get(), options.encoding->c_str());
  if (kind == FileKind::stata) reject_cut_stata(path);
  const auto error = parse(parser.get(), kind, path.c_str(), &collected);
  if (collected.failure) std::rethrow_exception(collected.failure);
  require<InputError>(error == READSTAT_OK, "{}: {}", path.string(), reason_text(error));
}

}  // namespace

Table read_stat(const std::filesystem::path& path, FileKind kind, const ReadOptions& options) {
  Collected collected{.wanted = options.columns};
  collect(path, kind, options, collected);
  for (const auto& name : options.columns)
    require<ConfigError>(std::ranges::find(collected.names, name) != collected.names.end(),
                         "{}: there is no column '{}'{}", path.string(), name,
                         did_you_mean(name, collected.names));
  const auto rows = collected.rows;
  require<InputError>(rows > 0, "{}: there are no records", path.string());
  require<InputError>(
      collected.declared_rows < 0 || static_cast<std::size_t>(collected.declared_rows) == rows,
      "{}: the file is damaged or cut short ({} records of {})", path.string(), rows,
      collected.declared_rows);
  std::vector<Column> columns;
  for (auto& variable : collected.variables) {
    if (!variable) continue;
    require<InputError>(variable->values.size() == rows,
                        "{}: the file is damaged or cut short (variable '{}')", path.string(),
                        variable->name);
    columns.push_back(finished(*variable, collected.label_sets));
  }
  Table table(path.string(), std::move(columns));
  table.label = std::move(collected.label);
  table.show_values = options.show_values;
  return table;
}

}  // namespace trygg
