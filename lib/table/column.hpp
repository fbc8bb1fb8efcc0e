#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// Why a value is missing. The reasons are kept apart from import to export, because "does not
/// want to say" and "does not know" are answers, and only some of them are the interviewer's gap.
enum class Missing : std::uint8_t {
  none,       ///< a valid value
  system,     ///< nothing is there (an empty field, a system-missing value)
  refused,    ///< does not want to answer
  dont_know,  ///< does not know
  not_asked,  ///< the question was not put to this person
  other,      ///< declared missing, without a reason that is known
};

/// "refused", "dont_know", "not_asked", "system", "other"; "" for none.
std::string_view to_text(Missing reason);
/// \throws ConfigError  `text` is none of those above; the message lists them
Missing to_missing(std::string_view text);

/// One distinct value of a column.
struct Level {
  std::string text;  ///< as it stands in the file; numbers of .sav/.dta in shortest form
  double number = std::numeric_limits<double>::quiet_NaN();  ///< its value, NaN when not a number
  std::string label;                                         ///< value label, may be empty
  Missing missing = Missing::none;
  std::int64_t order = std::numeric_limits<std::int64_t>::max();  ///< place in the codebook
};

enum class ColumnType { text, number };

/// Numbers that a file of SPSS declares missing, ends included; −∞ is its LOWEST, ∞ its HIGHEST.
struct MissingRange {
  double low, high;
};

/// One variable of a survey file: its distinct values and, for each record, which one it has.
///
/// Whatever is decided about a value (is it missing, what is its label, does it match a code) is
/// decided once per distinct value, never once per record.
struct Column {
  std::string name;
  std::string label;                         ///< variable label, may be empty
  ColumnType type = ColumnType::text;        ///< number: every non-missing level has a number
  std::string format;                        ///< SPSS/Stata display format when read from there
  std::vector<MissingRange> missing_ranges;  ///< declared by the file; its levels know already
  std::vector<Level> levels;
  std::vector<std::uint32_t> codes;  ///< for each record an index into `levels`

  const Level& at(std::size_t record) const { return levels[codes[record]]; }

  /// Indices of the levels in the order of publication: codebook order, else by number, else by
  /// bytes; missing levels last.
  std::vector<std::uint32_t> ordered_levels() const;

  /// How many records have each level.
  std::vector<std::size_t> level_counts() const;

  /// Sets `type` from the levels as they are: number when every valid level is one; without valid
  /// levels it stays. To be called after levels became missing.
  void find_type();
};

/// Gives every level of `column` the number that its text is, with `decimal` as its decimal sign,
/// and finds the type. Blanks at the ends do not matter, nor do blanks between groups of three
/// digits (1 234,5; also U+00A0, U+2009 and U+202F).
void find_numbers(Column& column, char decimal);

/// The number that a field of a data file is; nothing when it is none. As in `find_numbers`.
std::optional<double> number_in_field(std::string_view text, char decimal);

/// True for what a text file writes where nothing is: no text, only blanks, or "NA".
bool is_missing_text(std::string_view text);

/// Builds a column from texts one record at a time; the readers' way in.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(std::string name);
  ~ColumnBuilder();
  ColumnBuilder(ColumnBuilder&&) noexcept;
  ColumnBuilder& operator=(ColumnBuilder&&) noexcept;

  /// Appends a record. Levels are told apart by text.
  void add(std::string_view text);
  /// Appends a record for each of `codes`: the text at that place in `texts`, which all differ.
  void add(std::span<const std::string> texts, std::span<const std::uint32_t> codes);
  /// Appends a record with a number; its text is the shortest form. Levels are told apart by value.
  void add(double number, Missing missing = Missing::none);
  /// Appends a record whose level has this text whatever its number (tagged missing, `.a`).
  void add(std::string_view text, double number, Missing missing);

  /// Makes room for so many records in all.
  void reserve(std::size_t records);
  std::size_t size() const;
  /// The column, with `type` found (numbers by `decimal`), empty, blank and "NA" texts as system
  /// missing under Empty::missing. The builder is empty afterwards.
  enum class Empty { missing, value };
  Column take(Empty empty = Empty::missing, char decimal = '.');

 private:
  struct Index;
  std::uint32_t level_of(std::string_view text);

  Column column_;
  std::unique_ptr<Index> index_;
};

}  // namespace trygg
