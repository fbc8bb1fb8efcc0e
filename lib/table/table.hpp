#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace trygg {

/// Whether messages may quote what single persons answered (--show-values).
enum class ShowValues { no, yes };

/// Survey microdata: named columns of equal length.
class Table {
 public:
  /// \param source  the file's name, for messages
  /// \throws ArgumentError  columns differ in length
  /// \throws InputError     two columns have one name
  Table(std::string source, std::vector<Column> columns);

  const std::string& source() const { return source_; }
  std::size_t rows() const { return rows_; }
  std::span<const Column> columns() const { return columns_; }
  std::span<Column> columns() { return columns_; }
  std::vector<std::string> names() const;

  bool has(std::string_view name) const;
  /// \throws ConfigError  no such column; the message names the nearest
  const Column& column(std::string_view name) const;
  Column& column(std::string_view name);

  /// The numbers of a column, one per record; NaN where missing (for whatever reason).
  /// \throws InputError  a valid value is not a number: names the first record, and the value only
  ///                     under ShowValues::yes
  std::vector<double> numbers(std::string_view name) const;

  /// Appends a column. \throws InputError  the name is taken, or the length differs
  void add(Column column);

  /// `row 17` or, where the file's lines are known and differ, `row 17 (line 21)`; `record` from 0.
  std::string place(std::size_t record) const;
  /// `'text'`, or `a value (--show-values shows it)`: what a message may say of a person's answer.
  std::string quoted(const Level& level) const;

  /// How many records a row stands for.
  std::uint32_t records_of(std::size_t row) const {
    return multiplicity.empty() ? 1u : multiplicity[row];
  }

  std::string label;                        ///< the file's label
  std::vector<std::uint32_t> multiplicity;  ///< of each row of folded data; empty: 1
  std::vector<std::uint32_t> lines;         ///< line of each record in a text file, else empty
  ShowValues show_values = ShowValues::no;

 private:
  std::string source_;
  std::size_t rows_ = 0;
  std::vector<Column> columns_;
};

}  // namespace trygg
