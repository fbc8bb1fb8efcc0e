#include "reports/data/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/names.hpp"
#include "reports/data/tidy_twin.hpp"

namespace trygg::reports {
namespace {

class Maker {
 public:
  Maker(const DataInput& input, const std::vector<Dataset>& all, Language language)
      : input_(input), all_(all), language_(language) {}

  Workbook workbook() const {
    Workbook made{
        .title = titled("tidy_title", names()),
        .subject = say("subject_area"),
        .author = input_.publisher.name.empty() ? input_.project.survey : input_.publisher.name,
        .date = input_.date};
    made.sheets = {read_me(), contents(), remarks()};
    for (const auto& dataset : all_) made.sheets.push_back(table(dataset));
    made.sheets.push_back(tidy());
    return made;
  }

 private:
  const std::string& in_language(const Bilingual& text) const {
    return language_ == Language::sv ? text.sv : text.en;
  }
  std::string say(std::string_view key, const BilingualSlots& slots = {}) const {
    return in_language(input_.texts.text(key, slots));
  }
  BilingualSlots names() const {
    return {{"survey", project_name(input_, &ProjectTexts::survey)},
            {"place", project_name(input_, &ProjectTexts::place)}};
  }
  std::string titled(std::string_view key, const BilingualSlots& slots) const {
    return titled(input_.texts.text(key, slots));
  }
  std::string titled(const Bilingual& title) const {
    if (input_.project.synthetic == Synthetic::no) return in_language(title);
    return say("synthetic_title", {{"title", title}});
  }

  Sheet read_me() const {
    Sheet sheet{.name = say("sheet_read_me"), .lines = {titled("tidy_title", names())}};
    if (input_.project.synthetic == Synthetic::yes) sheet.lines.push_back(say("synthetic_note"));
    sheet.lines.push_back(
        say("sample_note", {{"population", project_name(input_, &ProjectTexts::population)}}));
    for (const auto* key : {"sums_note", "rounding_note", "symbols_note", "flag_note", "tidy_note"})
      sheet.lines.push_back(say(key));
    if (!input_.date.empty())
      sheet.lines.push_back(say("date_note", {{"date", in_both(input_.date)}}));
    if (!input_.publisher.email.empty())
      sheet.lines.push_back(say("contact_note", {{"publisher", in_both(input_.publisher.name)},
                                                 {"email", in_both(input_.publisher.email)}}));
    sheet.lines.push_back(say("manifest_note", {{"manifest", in_both(input_.project.manifest)}}));
    return sheet;
  }

  Sheet contents() const {
    Sheet sheet{.name = say("sheet_contents"),
                .kind = SheetKind::table,
                .lines = {titled(input_.texts.text("sheet_contents")), say("one_table"),
                          say("contents_hint")},
                .table = "Innehall",
                .header = {say("head_sheet"), say("head_title"), say("head_rows")}};
    for (const auto& dataset : all_) {
      sheet.rows.push_back({{dataset.number},
                            {in_language(dataset.title)},
                            {fmt::format("{}", dataset.cells.size()), 0}});
      sheet.links.push_back(dataset.number);
    }
    sheet.rows.push_back(
        {{"Data"}, {say("tidy_note")}, {fmt::format("{}", input_.release.rows.size()), 0}});
    sheet.links.emplace_back("Data");
    return sheet;
  }

  Sheet remarks() const {
    Sheet sheet{.name = say("sheet_remarks"),
                .kind = SheetKind::table,
                .lines = {say("sheet_remarks"), say("one_table"), say("remarks_hint")},
                .table = "Anmarkningar",
                .header = {say("head_sign"), say("head_meaning")}};
    for (const auto& [sign, key] : {std::pair{"–", "symbol_nil"},
                                    {"..", "symbol_uncertain"},
                                    {"...", "symbol_confidential"},
                                    {".", "symbol_impossible"},
                                    {"*", "flagged"},
                                    {"^", "broken"}})
      sheet.rows.push_back({{sign}, {say(key)}});
    for (const auto& indicator : input_.indicators)
      sheet.rows.push_back(
          {{in_language(indicator_name(input_, indicator.id, &Indicator::name))},
           {say("indicator_note",
                {{"measure", indicator_name(input_, indicator.id, &Indicator::measure)},
                 {"question", indicator_name(input_, indicator.id, &Indicator::question)}})}});
    return sheet;
  }

  std::string flag_of(const ReleasedRow* row) const {
    switch (status_of(row)) {
      case CellStatus::shown:
        return say("flag_shown");
      case CellStatus::uncertain:
        return say("flag_uncertain");
      case CellStatus::suppressed:
        return say("flag_suppressed");
      case CellStatus::not_asked:
        return say("flag_not_asked");
      case CellStatus::broken:
        return say("flag_broken");
    }
    return "";
  }

  static bool is_comparison(const Dataset& dataset) {
    return std::ranges::any_of(dataset.contents, [](const Content& content) {
      return content.number == &ReleasedRow::margin;
    });
  }

  std::string units_of(const Dataset& dataset) const {
    std::vector<std::string> units;
    for (const auto& content : dataset.contents)
      units.push_back(in_language(content.name) + ": " + in_language(content.unit));
    return capital(joined(units, ", "));
  }

  Sheet table(const Dataset& dataset) const {
    Sheet sheet{.name = dataset.number,
                .kind = SheetKind::table,
                .lines = {dataset.number + ". " + titled(dataset.title),
                          units_of(dataset) + ". " + say("one_table"), say("remarks_pointer")},
                .table = dataset.number + "_tabell"};
    for (const auto& dimension : dataset.dimensions)
      sheet.header.push_back(capital(in_language(dimension.name)));
    for (const auto& content : dataset.contents)
      sheet.header.push_back(capital(in_language(content.name)));
    if (is_comparison(dataset)) sheet.header.push_back(say("head_finding"));
    sheet.header.push_back(say("head_flag"));
    for (std::size_t cell = 0; cell < dataset.cells.size(); ++cell)
      sheet.rows.push_back(row_of(dataset, cell));
    return sheet;
  }

  std::vector<SheetCell> row_of(const Dataset& dataset, std::size_t cell) const {
    std::vector<SheetCell> row;
    const auto at = dataset.indices(cell);
    for (std::size_t d = 0; d < at.size(); ++d)
      row.push_back({in_language(dataset.dimensions[d].values[at[d]].label)});
    const auto* released = dataset.cells[cell];
    for (const auto& content : dataset.contents)
      row.push_back({text_of(released, content), content.decimals});
    if (is_comparison(dataset)) row.push_back({finding_of(released)});
    row.push_back({flag_of(released)});
    return row;
  }

  std::string finding_of(const ReleasedRow* row) const {
    if (row == nullptr) return say("finding_suppressed");
    return say("finding_" + std::string(to_text(row->finding)));
  }

  Sheet tidy() const {
    Sheet sheet{.name = "Data",
                .kind = SheetKind::table,
                .lines = {say("tidy_heading"), say("one_table"), say("tidy_hint")},
                .table = "Data_tabell",
                .header = tidy_header(input_)};
    for (const auto& fields : tidy_rows(input_)) {
      std::vector<SheetCell> row;
      for (std::size_t c = 0; c < fields.size(); ++c)
        row.push_back(
            {fields[c], tidy_columns()[c].kind != TidyKind::text ? decimals_in(fields[c]) : -1});
      sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

  static int decimals_in(const std::string& number) {
    const auto point = number.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
  }

  static std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
      text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (text.starts_with("å")) text.replace(0, 2, "Å");
    if (text.starts_with("ö")) text.replace(0, 2, "Ö");
    return text;
  }

  const DataInput& input_;
  const std::vector<Dataset>& all_;
  Language language_;
};

}  // namespace

Workbook workbook_of(const DataInput& input, const std::vector<Dataset>& all, Language language) {
  return Maker(input, all, language).workbook();
}

}  // namespace trygg::reports
