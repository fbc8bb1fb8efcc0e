#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.hpp"
#include "table/splitting.hpp"

namespace trygg {

class Table;

namespace detail {

// What the readers of request.hpp share.

/// A column of `table`, blanks around its name or not.
Known column_of(const Table& table);
/// A code of `column` that an option may mean (table/match.hpp).
Known code_of(const Column& column);
/// The levels that any of `codes` means, ascending.
std::vector<std::uint32_t> levels_of(const Column& column, const std::vector<std::string>& codes);
/// The column that the whole of `text` names. \throws ConfigError  there is none; the nearest
std::string single_name(std::string_view text, const Table& table);
/// \throws ConfigError  one of `levels` is declared missing
void require_valid(const Column& column, const std::vector<std::uint32_t>& levels);

/// A name, an operator and codes, read one way.
struct CodeReading {
  std::string variable;
  std::string_view operation;
  std::vector<std::string> codes;

  std::string in_words() const;
};

/// Every way to read `V=code|code`, where `operation` is "=" or "!=".
std::vector<CodeReading> code_readings(const OptionText& text, std::string_view operation,
                                       const Table& table);
/// Throws why there is none: the first name or code that is not there, with the nearest.
[[noreturn]] void fail_codes(std::string_view written, const OptionText& text,
                             std::string_view operation, const Table& table);

/// A text cut in two at a separator.
struct Pair {
  std::string first, second;
  char separator;
};

/// Every way to cut `text` at one of `separators` into two known parts.
std::vector<Pair> pairs(const OptionText& text, std::string_view separators, const Known& known);
std::vector<std::string> in_words(const std::vector<Pair>& pairs, std::string_view before = "");
/// The ways in which `text` might have been meant, for a message that none fits.
std::vector<std::string> guesses(const OptionText& text, std::string_view separators);

}  // namespace detail
}  // namespace trygg
