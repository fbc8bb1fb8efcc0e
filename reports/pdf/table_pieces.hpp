#pragma once

#include <vector>

#include "reports/document/document.hpp"

namespace trygg::reports {

/// What a printed table is set in: points (1/72 inch).
struct TableFrame {
  double width = 498.9;       ///< of A4 less margins of 17 mm
  double font_size = 8;       ///< never less: a table that is too wide is split
  double padding = 1.6;       ///< at both sides of a cell
  double before_words = 4.5;  ///< more, at the left of words
  std::size_t columns = 10;   ///< at most, the names included
};

/// Columns of a table that are printed together, after the column of names.
struct TablePiece {
  std::vector<std::size_t> columns;  ///< positions in TableParts::columns
  std::vector<double> widths;        ///< of them
  double width;                      ///< of the piece, with the least room for the names
};

/// The table in as many pieces as it takes so that no number and no interval is broken over two
/// lines. An interval stays with the number before it. Words may break between words.
/// \throws ArgumentError  a row does not have the table's columns
std::vector<TablePiece> table_pieces(const TableParts& table, const TableFrame& frame = {});

}  // namespace trygg::reports
