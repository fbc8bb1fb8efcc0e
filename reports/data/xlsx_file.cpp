#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "reports/data/workbook.hpp"

namespace trygg::reports {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for the file and the library's parts of it.
class Scratch {
 public:
  Scratch() : path_((fs::temp_directory_path() / "trygg-xlsx-XXXXXX").string()) {
    require<InputError>(mkdtemp(path_.data()) != nullptr, "{}: no folder can be made there",
                        fs::temp_directory_path().string());
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string& path() { return path_; }

 private:
  std::string path_;
};

void check(lxw_error error) {
  require<InputError>(error == LXW_NO_ERROR, "Excel file: {}", lxw_strerror(error));
}

/// Noon of the day in UTC, so that no time zone moves it; the first day of 2000 without a date.
std::time_t time_of(const std::string& date) {
  const auto parts = split(date.empty() ? "2000-01-01" : date, '-');
  std::tm day{};
  day.tm_year = std::stoi(parts.at(0)) - 1900;
  day.tm_mon = std::stoi(parts.at(1)) - 1;
  day.tm_mday = std::stoi(parts.at(2));
  day.tm_hour = 12;
  return timegm(&day);
}

class File {
 public:
  explicit File(const Workbook& content) : content_(content) {
    name_ = scratch_.path() + "/book.xlsx";
    lxw_workbook_options options{};
    options.tmpdir = scratch_.path().data();
    book_ = workbook_new_opt(name_.c_str(), &options);
    properties();
    formats();
  }

  std::string bytes() {
    for (const auto& sheet : content_.sheets) add(sheet);
    check(workbook_close(book_));
    return read_file(name_);
  }

 private:
  void properties() {
    auto title = content_.title, subject = content_.subject, author = content_.author;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    properties.created = time_of(content_.date);
    check(workbook_set_properties(book_, &properties));
  }

  void formats() {
    heading_ = workbook_add_format(book_);
    format_set_bold(heading_);
    format_set_font_size(heading_, 14);
    wrapped_ = workbook_add_format(book_);
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
    symbol_ = workbook_add_format(book_);
    format_set_align(symbol_, LXW_ALIGN_RIGHT);
    text_head_ = workbook_add_format(book_);
    format_set_bold(text_head_);
    number_head_ = workbook_add_format(book_);
    format_set_bold(number_head_);
    format_set_align(number_head_, LXW_ALIGN_RIGHT);
    beside_number_ = workbook_add_format(book_);
    format_set_indent(beside_number_, 1);
  }

  lxw_format* number(int decimals) {
    auto& format = numbers_[decimals];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      format_set_num_format(
          format, decimals == 0
                      ? "#,##0"
                      : ("0." + std::string(static_cast<std::size_t>(decimals), '0')).c_str());
    }
    return format;
  }

  void add(const Sheet& content) {
    auto* sheet = workbook_add_worksheet(book_, content.name.c_str());
    require(sheet != nullptr, "'{}' is no name of a sheet", content.name);
    lines(sheet, content);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    if (content.kind == SheetKind::prose)
      check(worksheet_set_column(sheet, 0, 0, widest_column, nullptr));
    else
      table(sheet, content);
  }

  void lines(lxw_worksheet* sheet, const Sheet& content) {
    const bool is_prose = content.kind == SheetKind::prose;
    for (lxw_row_t r = 0; r < content.lines.size(); ++r) {
      const auto& line = content.lines[r];
      auto* format = r == 0 ? heading_ : is_prose ? wrapped_ : nullptr;
      check(worksheet_write_string(sheet, r, 0, line.c_str(), format));
      if (is_prose && r > 0) wrap(sheet, r, code_points(line));
    }
  }

  /// Makes a row high enough for a text of so many letters: not every program does it by itself.
  static void wrap(lxw_worksheet* sheet, lxw_row_t row, std::size_t letters) {
    const auto lines = 1 + letters / static_cast<std::size_t>(widest_column);
    if (lines > 1) check(worksheet_set_row(sheet, row, 15.0 * static_cast<double>(lines), nullptr));
  }

  static bool is_number_column(const Sheet& content, std::size_t column) {
    return std::ranges::any_of(content.rows,
                               [&](const auto& row) { return row[column].decimals >= 0; });
  }

  static constexpr lxw_row_t header_row = 4;   // A5
  static constexpr double widest_column = 90;  // in letters

  void table(lxw_worksheet* sheet, const Sheet& content) {
    widths(sheet, content);
    const auto columns = static_cast<lxw_col_t>(content.header.size());
    std::vector<lxw_table_column> heads(columns);
    std::vector<lxw_table_column*> pointers;
    auto header = content.header;
    for (std::size_t c = 0; c < columns; ++c) {
      heads[c].header = header[c].data();
      heads[c].header_format = is_number_column(content, c) ? number_head_ : text_head_;
      pointers.push_back(&heads[c]);
    }
    pointers.push_back(nullptr);
    auto name = content.table;
    lxw_table_options options{};
    options.name = name.data();
    options.columns = pointers.data();
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    options.no_banded_rows = LXW_TRUE;
    const auto last =
        header_row + static_cast<lxw_row_t>(std::max<std::size_t>(content.rows.size(), 1));
    check(worksheet_add_table(sheet, header_row, 0, last, static_cast<lxw_col_t>(columns - 1),
                              &options));
    for (std::size_t r = 0; r < content.rows.size(); ++r) row(sheet, content, r);
    check(worksheet_repeat_rows(sheet, header_row, header_row));
  }

  void row(lxw_worksheet* sheet, const Sheet& content, std::size_t index) {
    const auto r = header_row + 1 + static_cast<lxw_row_t>(index);
    const auto& cells = content.rows[index];
    for (lxw_col_t c = 0; c < cells.size(); ++c) {
      const bool is_beside = c > 0 && cells[c - 1].decimals >= 0;
      const bool is_long = code_points(cells[c].text) > static_cast<std::size_t>(widest_column);
      if (is_long) wrap(sheet, r, code_points(cells[c].text));
      write(sheet, r, c, cells[c], is_long ? wrapped_ : is_beside ? beside_number_ : nullptr);
    }
    if (!content.links.empty())
      check(worksheet_write_url_opt(sheet, r, 0,
                                    ("internal:'" + content.links[index] + "'!A1").c_str(), nullptr,
                                    cells.front().text.c_str(), nullptr));
  }

  void write(lxw_worksheet* sheet, lxw_row_t r, lxw_col_t c, const SheetCell& cell,
             lxw_format* of_text) {
    if (cell.text.empty()) return;
    const auto value = cell.decimals >= 0 ? to_number(cell.text) : std::nullopt;
    if (value)
      check(worksheet_write_number(sheet, r, c, *value, number(cell.decimals)));
    else
      check(worksheet_write_string(sheet, r, c, cell.text.c_str(),
                                   cell.decimals >= 0 ? symbol_ : of_text));
  }

  static void widths(lxw_worksheet* sheet, const Sheet& content) {
    for (std::size_t c = 0; c < content.header.size(); ++c) {
      auto widest = code_points(content.header[c]) + 3;  // room for the filter's button
      for (const auto& row : content.rows) widest = std::max(widest, code_points(row[c].text));
      const auto column = static_cast<lxw_col_t>(c);
      check(worksheet_set_column(sheet, column, column,
                                 std::min(static_cast<double>(widest) + 2, widest_column),
                                 nullptr));
    }
  }

  const Workbook& content_;
  Scratch scratch_;
  std::string name_;
  lxw_workbook* book_ = nullptr;
  lxw_format *heading_ = nullptr, *wrapped_ = nullptr, *symbol_ = nullptr;
  lxw_format *text_head_ = nullptr, *number_head_ = nullptr, *beside_number_ = nullptr;
  std::map<int, lxw_format*> numbers_;
};

}  // namespace

std::string to_xlsx(const Workbook& workbook) {
  return File(workbook).bytes();
}

}  // namespace trygg::reports
