#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "release/release.hpp"
#include "reports/data/bilingual.hpp"

namespace trygg::reports {

struct DataInput;

/// What a dimension is about.
enum class Role { plain, time, geo };

struct DimensionValue {
  std::string code;
  Bilingual label;
};

/// One classification of a dataset.
struct Dimension {
  std::string id;  ///< "omrade": ASCII, the same in every format
  Bilingual name;  ///< "stadsdelsområde", "area"
  Role role = Role::plain;
  std::vector<DimensionValue> values;
  std::string total;  ///< code of the value that stands for all of them; empty: there is none
};

/// One number of a cell: estimate, limits, margin, answers.
struct Content {
  std::string code;  ///< "varde"
  Bilingual name, unit;
  int decimals = 0;
  Published ReleasedRow::*number = nullptr;
};

/// A table of released figures. Every format is written from this, so that all hold the same cells,
/// the same texts and the same symbols.
///
/// Rows that differ only in indicator, area, sex, group and round make one dataset: one for each
/// statistic, comparison and era, with the whole place among the areas and all ages among the ages
/// as totals. The last dimension is that of time (or of the rounds compared).
struct Dataset {
  std::string id;      ///< "andel_stadsdelsomrade_2020": name of its files
  std::string number;  ///< "T01": name of its sheet
  Bilingual title;     ///< "Andelar efter indikator, stadsdelsområde, kön och år 2014–2023"
  Bilingual subject;   ///< "Andelar"
  std::vector<Dimension> dimensions;
  std::vector<Content> contents;
  /// Row-major over the dimensions; nullptr where the release has no row: it cannot occur.
  std::vector<const ReleasedRow*> cells;

  /// The place of each dimension's value in a cell.
  std::vector<std::size_t> indices(std::size_t cell) const;
  std::size_t cell(std::span<const std::size_t> indices) const;
};

/// The published text of a cell's number: a number or a symbol, "." where there is no row. Never
/// empty.
const std::string& text_of(const ReleasedRow* row, const Content& content);

/// The datasets of a release, in the order in which their rows stand there. Every row is in one;
/// totals are in several. \throws InputError  two rows for one cell
std::vector<Dataset> datasets(const DataInput& input);

/// What a cell's status is called in tidy tables.
enum class CellStatus { shown, uncertain, suppressed, not_asked, broken };
CellStatus status_of(const ReleasedRow* row);
/// visad, osaker, undertryckt, ej_stalld, brott.
std::string_view status_word(CellStatus status);

/// The code of the value that stands for all, as in SDMX.
inline constexpr const char* all_code = "_T";

}  // namespace trygg::reports
