#include "reports/data/px.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "io/px_file.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/names.hpp"
#include "reports/data/published_cells.hpp"

namespace trygg::reports {
namespace {

using Texts = std::vector<Bilingual>;
constexpr int decimals_of_counts = 0;

/// No text of PX may hold a straight quote.
std::string unquoted(std::string text) {
  for (auto at = text.find('"'); at != std::string::npos; at = text.find('"', at))
    text.replace(at, 1, "”");
  return text;
}

class Writer {
 public:
  Writer(const Dataset& dataset, const DataInput& input)
      : dataset_(dataset), input_(input), variables_(with_contents(dataset)) {}

  PxFile file() {
    file_.source = dataset_.id + ".px";
    head();
    subject();
    variables();
    contents();
    notes();
    cell_notes();
    symbols();
    for (const auto& cell : published_cells(dataset_))
      file_.cells.push_back(cell.text == "–" ? "-" : cell.text);
    return std::move(file_);
  }

 private:
  void put(PxKeyword keyword) { file_.keywords.push_back(std::move(keyword)); }
  void word(const std::string& name, const std::string& value, std::vector<std::string> of = {}) {
    put({name, "", std::move(of), {{value, false}}});
  }
  void text(const std::string& name, const std::string& value) {
    if (!value.empty()) put({name, "", {}, {{unquoted(value), true}}});
  }
  /// The keyword in both languages.
  void both(const std::string& name, const Texts& of, const Texts& values,
            const std::string& first_word = "") {
    for (const auto& [language, text] :
         {std::pair{"", &Bilingual::sv}, std::pair{"en", &Bilingual::en}}) {
      PxKeyword keyword{.name = name, .language = language};
      for (const auto& argument : of) keyword.arguments.push_back(unquoted(argument.*text));
      if (!first_word.empty()) keyword.items.push_back({first_word, false});
      for (const auto& value : values) keyword.items.push_back({unquoted(value.*text), true});
      put(std::move(keyword));
    }
  }
  Bilingual words(std::string_view key, const BilingualSlots& slots = {}) const {
    return input_.texts.text(key, slots);
  }
  bool is_synthetic() const { return input_.project.synthetic == Synthetic::yes; }

  void head() {
    text("CHARSET", "ANSI");
    text("AXIS-VERSION", "2013");
    text("CODEPAGE", "utf-8");
    text("LANGUAGE", "sv");
    put({"LANGUAGES", "", {}, {{"sv", true}, {"en", true}}});
    if (!input_.date.empty()) text("CREATION-DATE", px_date());
    text("TABLEID", dataset_.id);
    word("DECIMALS", fmt::format("{}", decimals()));
    word("SHOWDECIMALS", fmt::format("{}", decimals_of_counts));
    text("MATRIX", dataset_.number);
    word("AGGREGALLOWED", "NO");
    text("SUBJECT-CODE", "TRYGG");
  }

  Bilingual source() const {
    const auto survey = project_name(input_, &ProjectTexts::survey),
               place = project_name(input_, &ProjectTexts::place);
    return {fmt::format("{}, {}", survey.sv, place.sv), fmt::format("{}, {}", survey.en, place.en)};
  }

  std::string px_date() const {
    auto day = input_.date;
    std::erase(day, '-');
    return day + " 00:00";
  }

  int decimals() const {
    int most = 0;
    for (const auto& content : dataset_.contents) most = std::max(most, content.decimals);
    return most;
  }

  Bilingual titled() const {
    const BilingualSlots slots{{"title", dataset_.title}};
    return is_synthetic() ? words("synthetic_title", slots) : dataset_.title;
  }

  void subject() {
    both("SUBJECT-AREA", {}, {words("subject_area")});
    word("COPYRIGHT", "NO");
    both("DESCRIPTION", {}, {titled()});
    both("TITLE", {}, {titled()});
    both("CONTENTS", {}, {dataset_.subject});
    both("UNITS", {}, {dataset_.contents.front().unit});
  }

  void variables() {
    Texts stub, heading;
    for (std::size_t v = 0; v < variables_.size(); ++v)
      (v + 2 < variables_.size() ? stub : heading).push_back(variables_[v].name);
    if (!stub.empty()) both("STUB", {}, stub);
    both("HEADING", {}, heading);
    both("CONTVARIABLE", {}, {content_variable().name});
    for (const auto& variable : variables_) values_of(variable);
  }

  const Dimension& content_variable() const { return variables_[variables_.size() - 2]; }

  void values_of(const Dimension& variable) {
    Texts labels, codes;
    for (const auto& value : variable.values) {
      labels.push_back(value.label);
      codes.push_back(in_both(value.code));
    }
    both("VARIABLECODE", {variable.name}, {in_both(variable.id)});
    both("VALUES", {variable.name}, labels);
    if (variable.role == Role::time) both("TIMEVAL", {variable.name}, codes, "TLIST(A1)");
    both("CODES", {variable.name}, codes);
    const char* type = variable.role == Role::time ? "T" : variable.role == Role::geo ? "G" : "V";
    both("VARIABLE-TYPE", {variable.name}, {in_both(type)});
    if (variable.role == Role::geo)
      both("MAP", {variable.name}, {in_both(input_.project.area_level)});
    if (const auto total =
            std::ranges::find(variable.values, variable.total, &DimensionValue::code);
        total != variable.values.end())
      both("ELIMINATION", {variable.name}, {total->label});
  }

  void contents() {
    for (const auto& content : dataset_.contents) {
      for (const auto& [language, text] :
           {std::pair{"", &Bilingual::sv}, std::pair{"en", &Bilingual::en}})
        if (content.decimals > decimals_of_counts)
          put({"PRECISION",
               language,
               {content_variable().name.*text, content.name.*text},
               {{fmt::format("{}", content.decimals), false}}});
      if (!input_.date.empty()) both("LAST-UPDATED", {content.name}, {in_both(px_date())});
      both("UNITS", {content.name}, {content.unit});
      if (!input_.publisher.email.empty())
        both("CONTACT", {content.name},
             {in_both(fmt::format("{}##{}", input_.publisher.name, input_.publisher.email))});
    }
    both("SOURCE", {}, {source()});
    word("OFFICIAL-STATISTICS", "NO");
  }

  void notes() {
    if (is_synthetic()) both("NOTEX", {}, {words("synthetic_note")});
    auto note =
        words("sample_note", {{"population", project_name(input_, &ProjectTexts::population)}});
    for (const auto& more :
         {words("sums_note"), words("symbols_note"),
          words("manifest_note", {{"manifest", in_both(input_.project.manifest)}})}) {
      note.sv += "#" + more.sv;
      note.en += "#" + more.en;
    }
    both("NOTE", {}, {note});
    for (const auto& value : variables_.front().values) {
      const auto indicator = std::ranges::find(input_.indicators, value.code, &Indicator::id);
      if (indicator == input_.indicators.end()) continue;
      both("VALUENOTE", {variables_.front().name, value.label},
           {words("indicator_note",
                  {{"measure", indicator_name(input_, value.code, &Indicator::measure)},
                   {"question", indicator_name(input_, value.code, &Indicator::question)}})});
    }
  }

  void cell_notes() {
    for (std::size_t c = 0; c < dataset_.cells.size(); ++c) {
      const auto status = status_of(dataset_.cells[c]);
      if (status != CellStatus::uncertain && status != CellStatus::broken) continue;
      const auto at = dataset_.indices(c);
      Texts values;
      for (std::size_t d = 0; d < at.size(); ++d) {
        if (d + 1 == at.size()) values.push_back(in_both("*"));
        values.push_back(dataset_.dimensions[d].values[at[d]].label);
      }
      both("CELLNOTE", values, {words(status == CellStatus::broken ? "broken" : "flagged")});
    }
  }

  void symbols() {
    both("DATASYMBOLNIL", {}, {in_both("–")});
    both("DATASYMBOL1", {}, {in_both(".")});
    both("DATASYMBOL2", {}, {in_both("..")});
    both("DATASYMBOL3", {}, {in_both("...")});
  }

  /// The dimensions with that of the contents before the last.
  std::vector<Dimension> with_contents(const Dataset& dataset) const {
    return dimensions_with_contents(dataset, input_.texts.text("content"));
  }

  const Dataset& dataset_;
  const DataInput& input_;
  std::vector<Dimension> variables_;
  PxFile file_;
};

}  // namespace

PxFile px_file(const Dataset& dataset, const DataInput& input) {
  return Writer(dataset, input).file();
}

std::string to_px(const Dataset& dataset, const DataInput& input) {
  return to_text(px_file(dataset, input),
                 dataset.contents.size() * dataset.dimensions.back().values.size());
}

}  // namespace trygg::reports
