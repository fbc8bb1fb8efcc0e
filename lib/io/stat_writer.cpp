#include "io/stat_writer.hpp"

#include <readstat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/stat_missing.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr std::size_t longest_spss_text = 32767, longest_stata_text = 2045;

/// How a column is written: what stands in the file for each of its levels.
struct Plan {
  const Column* column;
  readstat_type_t type = READSTAT_TYPE_DOUBLE;
  std::vector<double> numbers;               // by level, NaN: system missing
  std::vector<char> letters;                 // by level, Stata's missing values
  std::vector<readstat_string_ref_t*> refs;  // by level, Stata's long texts
  readstat_variable_t* variable = nullptr;
};

bool is_system(const Level& level) {
  return level.missing == Missing::system;
}

/// "01", "-007": texts whose zero a number would lose.
bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

bool as_numbers(const Column& column) {
  return column.type == ColumnType::number &&
         std::ranges::all_of(column.levels, [](const Level& level) {
           const bool tagged = level.missing != Missing::none && level.text.starts_with('.');
           return is_system(level) || tagged ||
                  (std::isfinite(level.number) && !has_leading_zero(level.text));
         });
}

std::size_t longest_text(const Column& column) {
  std::size_t longest = 1;
  for (const auto& level : column.levels) longest = std::max(longest, level.text.size());
  return longest;
}

/// The narrowest of Stata's types that holds all the numbers.
readstat_type_t stata_type(const Plan& plan) {
  double least = 0, greatest = 0;
  for (std::size_t l = 0; l < plan.numbers.size(); ++l) {
    if (std::isnan(plan.numbers[l]) || plan.letters[l] != 0) continue;
    if (plan.numbers[l] != std::trunc(plan.numbers[l])) return READSTAT_TYPE_DOUBLE;
    least = std::min(least, plan.numbers[l]);
    greatest = std::max(greatest, plan.numbers[l]);
  }
  if (least >= -127 && greatest <= 100) return READSTAT_TYPE_INT8;
  if (least >= -32767 && greatest <= 32740) return READSTAT_TYPE_INT16;
  if (least >= -2147483647.0 && greatest <= 2147483620.0) return READSTAT_TYPE_INT32;
  return READSTAT_TYPE_DOUBLE;
}

/// One file on its way out.
class StatWriter {
 public:
  StatWriter(const Table& table, const std::filesystem::path& target, StatFormat format,
             std::ofstream& out)
      : table_(table), name_(target.string()), format_(format), out_(out) {
    require<InputError>(writer_ != nullptr, "{}: no memory to write it", name_);
    readstat_set_data_writer(writer_.get(), &append);
  }

  void write() {
    if (!stata()) reject_names_alike();
    describe_file();
    for (const auto& column : table_.columns()) plans_.push_back(planned(column));
    for (auto& plan : plans_) declare(plan);
    begin();
    for (std::size_t k = 0; k < table_.rows(); ++k) write_record(k);
    check(readstat_end_writing(writer_.get()), nullptr);
  }

 private:
  bool stata() const { return format_ == StatFormat::dta; }

  static ssize_t append(const void* bytes, size_t size, void* context) noexcept {
    auto& out = *static_cast<std::ofstream*>(context);
    out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    return out.good() ? static_cast<ssize_t>(size) : -1;
  }

  /// Noon of a day in local time, for ReadStat prints the local time of what it is given.
  static std::time_t fixed_time() {
    std::tm day{};
    day.tm_year = 100;
    day.tm_mday = 1;
    day.tm_hour = 12;
    day.tm_isdst = -1;
    return std::mktime(&day);
  }

  /// SPSS does not tell capitals from small letters.
  void reject_names_alike() const {
    const auto folded = [](std::string name) {
      std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      });
      return name;
    };
    std::map<std::string, std::string> names;
    for (const auto& name : table_.names()) {
      const auto [found, is_new] = names.try_emplace(folded(name), name);
      require<InputError>(is_new, "{}: '{}' and '{}' are one name to SPSS; rename one", name_,
                          found->second, name);
    }
  }

  void describe_file() {
    auto* writer = writer_.get();
    readstat_writer_set_file_timestamp(writer, fixed_time());
    readstat_writer_set_file_label(writer, table_.label.c_str());
    if (stata()) readstat_writer_set_file_format_version(writer, 118);
    if (format_ == StatFormat::sav) readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS);
    if (format_ == StatFormat::zsav)
      readstat_writer_set_compression(writer, READSTAT_COMPRESS_BINARY);
  }

  Plan planned(const Column& column) {
    Plan plan{.column = &column};
    plan.letters.resize(column.levels.size(), 0);
    if (!as_numbers(column)) {
      const auto longest = longest_text(column);
      plan.type =
          stata() && longest > longest_stata_text ? READSTAT_TYPE_STRING_REF : READSTAT_TYPE_STRING;
      require<InputError>(
          stata() || longest <= longest_spss_text,
          "{}: column '{}' has a text of {} bytes; SPSS holds {}: write .dta or .csv", name_,
          column.name, longest, longest_spss_text);
    } else if (stata()) {
      plan.letters = stata_letters(column, name_);
      for (const auto& level : column.levels) plan.numbers.push_back(level.number);
      plan.type = stata_type(plan);
    } else {
      plan.numbers = spss_numbers(column, name_);
    }
    return plan;
  }

  static bool numeric(readstat_type_t type) {
    return type != READSTAT_TYPE_STRING && type != READSTAT_TYPE_STRING_REF;
  }

  void declare(Plan& plan) {
    const auto& column = *plan.column;
    const std::size_t width = plan.type == READSTAT_TYPE_STRING ? longest_text(column) : 0;
    plan.variable = readstat_add_variable(writer_.get(), column.name.c_str(), plan.type, width);
    require<InputError>(plan.variable != nullptr, "{}: no memory to write it", name_);
    readstat_variable_set_label(plan.variable, column.label.c_str());
    if (const auto format = format_of(plan); !format.empty())
      readstat_variable_set_format(plan.variable, format.c_str());
    declare_labels(plan);
    if (!stata()) declare_missing(plan);
    if (plan.type == READSTAT_TYPE_STRING_REF)
      for (const auto& level : column.levels)
        plan.refs.push_back(
            readstat_add_string_ref(writer_.get(), is_system(level) ? "" : level.text.c_str()));
  }

  /// The format that the file had, or one wide enough for the numbers, in SPSS's words (F8.2).
  std::string format_of(const Plan& plan) const {
    const auto& format = plan.column->format;
    if (stata()) return format.starts_with('%') && numeric(plan.type) ? format : "";
    if (!numeric(plan.type)) return "";
    if (!format.empty() && format[0] >= 'B' && format[0] <= 'Z') return format;
    std::size_t width = 8, decimals = 0;
    for (const auto& level : plan.column->levels) {
      if (level.missing != Missing::none) continue;
      const auto digits = shortest(level.number);
      const auto point = digits.find('.');
      width = std::max(width, digits.size());
      if (point != std::string::npos && digits.find('e') == std::string::npos)
        decimals = std::max(decimals, digits.size() - point - 1);
    }
    decimals = std::min<std::size_t>(decimals, 16);
    return fmt::format("F{}.{}", std::min<std::size_t>(std::max(width, decimals + 2), 40),
                       decimals);
  }

  /// The label of a level; a missing code without one is labelled with its text in Stata, where the
  /// text becomes a letter.
  std::string label_of(const Plan& plan, std::size_t l) const {
    const auto& level = plan.column->levels[l];
    const bool lost = plan.letters[l] != 0 && level.text != std::string{'.', plan.letters[l]};
    return level.label.empty() && lost ? level.text : level.label;
  }

  void declare_labels(Plan& plan) {
    const auto& column = *plan.column;
    readstat_label_set_t* set = nullptr;
    for (const auto l : column.ordered_levels()) {
      const auto label = label_of(plan, l);
      if (label.empty() || is_system(column.levels[l])) continue;
      if (!set) set = label_set(plan);
      if (plan.letters[l] != 0) {
        readstat_label_tagged_value(set, plan.letters[l], label.c_str());
      } else if (!numeric(plan.type)) {
        readstat_label_string_value(set, column.levels[l].text.c_str(), label.c_str());
      } else if (stata()) {
        readstat_label_int32_value(set, whole_number(plan, l), label.c_str());
      } else {
        readstat_label_double_value(set, plan.numbers[l], label.c_str());
      }
    }
    if (set) readstat_variable_set_label_set(plan.variable, set);
  }

  int whole_number(const Plan& plan, std::size_t l) const {
    const double number = plan.numbers[l];
    require<InputError>(number == std::trunc(number) && std::abs(number) < 2147483620.0,
                        "{}: column '{}' has a label on {}; Stata labels whole numbers only: write "
                        ".sav or .csv, or leave the column out with --select",
                        name_, plan.column->name, shortest(number));
    return static_cast<int>(number);
  }

  readstat_label_set_t* label_set(const Plan& plan) {
    const auto& column = *plan.column;
    const bool texts = !numeric(plan.type);
    require<InputError>(!stata() || !texts,
                        "{}: column '{}' has value labels on texts; Stata labels "
                        "whole numbers only: write .sav or .csv, or leave the column out with "
                        "--select",
                        name_, column.name);
    const auto type = texts     ? READSTAT_TYPE_STRING
                      : stata() ? READSTAT_TYPE_INT32
                                : READSTAT_TYPE_DOUBLE;
    auto* set = readstat_add_label_set(writer_.get(), type, fmt::format("l{}", ++sets_).c_str());
    require<InputError>(set != nullptr, "{}: no memory to write it", name_);
    return set;
  }

  void declare_missing(Plan& plan) {
    if (!numeric(plan.type)) {
      declare_missing_texts(plan);
      return;
    }
    const auto missing = spss_missing(*plan.column, plan.numbers, name_);
    if (missing.range)
      check(readstat_variable_add_missing_double_range(plan.variable, missing.range->low,
                                                       missing.range->high),
            &plan);
    for (const double code : missing.codes)
      check(readstat_variable_add_missing_double_value(plan.variable, code), &plan);
  }

  void declare_missing_texts(Plan& plan) {
    std::size_t count = 0;
    for (const auto& level : plan.column->levels) {
      if (level.missing == Missing::none || is_system(level)) continue;
      require<InputError>(++count <= 3 && level.text.size() <= 8,
                          "{}: column '{}' has missing texts; SPSS holds three of at most 8 bytes: "
                          "use numbers for codes, or write .csv",
                          name_, plan.column->name);
      check(readstat_variable_add_missing_string_value(plan.variable, level.text.c_str()), &plan);
    }
  }

  void begin() {
    auto* writer = writer_.get();
    const auto rows = static_cast<long>(table_.rows());
    check(stata() ? readstat_begin_writing_dta(writer, &out_, rows)
                  : readstat_begin_writing_sav(writer, &out_, rows),
          nullptr);
    for (const auto& plan : plans_) check(readstat_validate_variable(writer, plan.variable), &plan);
    check(readstat_validate_metadata(writer), nullptr);
  }

  void write_record(std::size_t k) {
    check(readstat_begin_row(writer_.get()), nullptr);
    for (const auto& plan : plans_) check(insert(plan, plan.column->codes[k]), &plan);
    check(readstat_end_row(writer_.get()), nullptr);
  }

  readstat_error_t insert(const Plan& plan, std::uint32_t l) {
    auto* writer = writer_.get();
    const auto* variable = plan.variable;
    const auto& level = plan.column->levels[l];
    if (plan.letters[l] != 0)
      return readstat_insert_tagged_missing_value(writer, variable, plan.letters[l]);
    if (plan.type == READSTAT_TYPE_STRING_REF)
      return readstat_insert_string_ref(writer, variable, plan.refs[l]);
    if (plan.type == READSTAT_TYPE_STRING)
      return readstat_insert_string_value(writer, variable,
                                          is_system(level) ? "" : level.text.c_str());
    const double number = plan.numbers[l];
    if (is_system(level) || std::isnan(number))
      return readstat_insert_missing_value(writer, variable);
    switch (plan.type) {
      case READSTAT_TYPE_INT8:
        return readstat_insert_int8_value(writer, variable, static_cast<std::int8_t>(number));
      case READSTAT_TYPE_INT16:
        return readstat_insert_int16_value(writer, variable, static_cast<std::int16_t>(number));
      case READSTAT_TYPE_INT32:
        return readstat_insert_int32_value(writer, variable, static_cast<std::int32_t>(number));
      default:
        return readstat_insert_double_value(writer, variable, number);
    }
  }

  void check(readstat_error_t error, const Plan* plan) const {
    if (error == READSTAT_OK) return;
    const auto where = plan ? fmt::format("{}: column '{}'", name_, plan->column->name) : name_;
    throw InputError(fmt::format("{}: {}", where, problem(error)));
  }

  std::string problem(readstat_error_t error) const {
    const auto* program = stata() ? "Stata" : "SPSS";
    switch (error) {
      case READSTAT_ERROR_NAME_BEGINS_WITH_ILLEGAL_CHARACTER:
      case READSTAT_ERROR_NAME_CONTAINS_ILLEGAL_CHARACTER:
        return fmt::format("{} does not allow the name; use letters, digits and _, a letter first",
                           program);
      case READSTAT_ERROR_NAME_IS_RESERVED_WORD:
        return fmt::format("the name is a reserved word of {}; use another", program);
      case READSTAT_ERROR_NAME_IS_TOO_LONG:
        return fmt::format("the name is too long for {} ({} bytes)", program, stata() ? 32 : 64);
      case READSTAT_ERROR_WRITE:
        return "writing broke off; is the disk full?";
      default: {
        const char* text = readstat_error_message(error);
        return fmt::format("cannot be written for {}: {}", program, text ? text : "unknown error");
      }
    }
  }

  const Table& table_;
  std::string name_;
  StatFormat format_;
  std::ofstream& out_;
  std::unique_ptr<readstat_writer_t, decltype(&readstat_writer_free)> writer_{
      readstat_writer_init(), &readstat_writer_free};
  std::vector<Plan> plans_;
  unsigned sets_ = 0;
};

}  // namespace

void write_stat(const Table& table, const std::filesystem::path& path, StatFormat format) {
  write_through(path, Access::secret, [&](const std::filesystem::path& temporary) {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    require<InputError>(out.good(), "{}: cannot be written", path.string());
    StatWriter(table, path, format, out).write();
    out.close();
    require<InputError>(!out.fail(), "{}: writing broke off; is the disk full?", path.string());
  });
}

}  // namespace trygg
