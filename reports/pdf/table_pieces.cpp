#include "reports/pdf/table_pieces.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/charts/parts.hpp"
#include "reports/charts/text_width.hpp"

namespace trygg::reports {
namespace {

/// Room for kerning and rounding that the table of widths leaves out.
constexpr double slack = 0.8;
/// How wide columns of words and names may be before their texts break, the roomiest first: both
/// are narrowed, to the fewest lines, before a table is split.
constexpr std::array room_for_words{110.0, 96.0, 84.0, 78.0, 72.0, 66.0, 60.0, 50.0, 40.0, 0.0};
/// That of tables that are split all the same.
constexpr double usual_room = 84;

/// The widest part of a text that is set in one piece: it breaks at blanks and after hyphens.
double longest_word(const std::string& text, double size, Weight weight) {
  double width = 0;
  for (const auto& words : split(text, ' '))
    for (const auto& part : split(words, '-'))
      width = std::max(width, text_width(part + "-", size, weight));
  return width;
}

struct Widths {
  const TableParts& table;
  const TableFrame& frame;
  double most_words, most_names;

  double padded(double width) const { return std::ceil(width + slack + 2 * frame.padding); }

  double cell(const TableRow& row, std::size_t column) const {
    const auto weight = row.total ? Weight::semibold : Weight::regular;
    const auto& c = row.cells[column];
    return text_width(c.text, frame.font_size, weight);  // an asterisk hangs in the padding
  }

  double column(std::size_t i) const {
    const auto& [name, kind] = table.columns[i];
    double whole = 0, word = longest_word(name, frame.font_size, Weight::semibold);
    for (const auto& row : table.rows) {
      whole = std::max(whole, cell(row, i));
      word = std::max(word, longest_word(row.cells[i].text, frame.font_size, Weight::semibold));
    }
    if (kind != ColumnKind::words) return padded(std::max(whole, word));
    return padded(std::max(std::min(whole, most_words), word) + frame.before_words);
  }

  /// The least room for the names: their longest word, and most of a line.
  double names() const {
    double whole = 0, word = longest_word(table.row_column, frame.font_size, Weight::semibold);
    for (const auto& row : table.rows) {
      whole = std::max(whole, text_width(row.name, frame.font_size, Weight::semibold));
      word = std::max(word, longest_word(row.name, frame.font_size, Weight::semibold));
    }
    return padded(std::max(word, std::min(whole, most_names)));
  }
};

/// Neighbours that may not be parted: a number and the intervals after it.
std::vector<std::vector<std::size_t>> groups_of(const TableParts& table) {
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (groups.empty() || table.columns[i].second != ColumnKind::interval) groups.emplace_back();
    groups.back().push_back(i);
  }
  return groups;
}

std::vector<TablePiece> split_at(const TableParts& table, const TableFrame& frame,
                                 const Widths& widths, double limit) {
  const double names = widths.names();
  std::vector<TablePiece> pieces{{.width = names}};
  for (const auto& group : groups_of(table)) {
    double width = 0;
    for (const auto i : group) width += widths.column(i);
    const auto& last = pieces.back();
    const bool full =
        last.width + width > limit || last.columns.size() + group.size() + 1 > frame.columns;
    if (full && !last.columns.empty()) pieces.push_back({.width = names});
    pieces.back().width += width;
    for (const auto i : group) {
      pieces.back().columns.push_back(i);
      pieces.back().widths.push_back(widths.column(i));
    }
  }
  return pieces;
}

/// The same number of pieces, about equally wide: no column is left alone on a piece.
std::vector<TablePiece> balanced(const TableParts& table, const TableFrame& frame,
                                 const Widths& widths, std::vector<TablePiece> pieces) {
  constexpr double step = 10;
  for (double limit = frame.width - step; limit > 0; limit -= step) {
    auto narrower = split_at(table, frame, widths, limit);
    if (narrower.size() > pieces.size()) break;
    pieces = std::move(narrower);
  }
  return pieces;
}

std::size_t lines_of(const std::string& text, double width, double size) {
  return wrapped(text, width, {.size = size, .weight = Weight::semibold}).size();
}

/// How many lines the rows of a whole table take.
std::size_t height_of(const TableParts& table, const TableFrame& frame, const TablePiece& piece) {
  double columns = 0;
  for (const double width : piece.widths) columns += width;
  const double names = frame.width - columns - 2 * frame.padding;
  std::size_t height = 0;
  for (const auto& row : table.rows) {
    std::size_t lines = lines_of(row.name, names, frame.font_size);
    for (std::size_t i = 0; i < piece.columns.size(); ++i) {
      const auto column = piece.columns[i];
      if (table.columns[column].second != ColumnKind::words) continue;
      const double room = piece.widths[i] - 2 * frame.padding - frame.before_words;
      lines = std::max(lines, lines_of(row.cells[column].text, room, frame.font_size));
    }
    height += lines;
  }
  return height;
}

/// The table in one piece with the fewest lines; nothing where it does not fit.
std::optional<TablePiece> lowest(const TableParts& table, const TableFrame& frame) {
  std::optional<TablePiece> best;
  std::size_t least = 0;
  for (const double most_words : room_for_words)
    for (const double most_names : room_for_words) {
      auto pieces = split_at(table, frame, {table, frame, most_words, most_names}, frame.width);
      if (pieces.size() > 1) continue;
      const auto height = height_of(table, frame, pieces.front());
      if (best && height >= least) continue;
      best = std::move(pieces.front());
      least = height;
    }
  return best;
}

}  // namespace

std::vector<TablePiece> table_pieces(const TableParts& table, const TableFrame& frame) {
  for (const auto& row : table.rows)
    require(row.cells.size() == table.columns.size(), "{} cells for {} columns in table {}",
            row.cells.size(), table.columns.size(), table.number);
  if (auto whole = lowest(table, frame)) return {std::move(*whole)};
  const Widths widths{table, frame, usual_room, usual_room};
  return balanced(table, frame, widths, split_at(table, frame, widths, frame.width));
}

}  // namespace trygg::reports
