#pragma once

#include <string>
#include <vector>

#include "reports/number_text.hpp"

namespace trygg::reports {

struct DataInput;
struct Dataset;

/// One cell of a sheet: a published text, written as a number where it is one.
struct SheetCell {
  std::string text;
  int decimals = -1;  ///< of a number; −1: a text
};

enum class SheetKind {
  prose,  ///< lines of text
  table,  ///< lines above a table with a header
};

/// A sheet as content: what is written to Excel is this and nothing else.
struct Sheet {
  std::string name;  ///< at most 31 characters, "T01"
  SheetKind kind = SheetKind::prose;
  std::vector<std::string> lines;  ///< column A from the first row on; the first is the heading
  std::string table;               ///< name of the table object: letters and digits
  std::vector<std::string> header;
  std::vector<std::vector<SheetCell>> rows;
  std::vector<std::string> links;  ///< sheet that the first cell of each row leads to; may be empty
};

struct Workbook {
  std::string title, subject, author, date;
  std::vector<Sheet> sheets;
};

/// The publication's tables as a workbook: a sheet to read first, contents, remarks, one sheet a
/// dataset (T01 …), and the tidy table (Data). One table a sheet, one header row, no merged and no
/// empty cells; figures are numbers, a withheld one is its symbol as text, and the column `flagga`
/// says why.
Workbook workbook_of(const DataInput& input, const std::vector<Dataset>& all, Language language);

/// The same as .xlsx: the same bytes for the same content.
std::string to_xlsx(const Workbook& workbook);

}  // namespace trygg::reports
