#include <fmt/format.h>

#include <algorithm>

#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

/// The symbol for limits that the source does not give.
constexpr auto not_published = "..";

/// A figure of the survey's own of the whole place in the publication's round.
struct OwnFigure {
  const Indicator* indicator;
  const ReleasedRow* row;
};

bool is_whole_level(const ReleasedRow& row, const std::string& wave) {
  return row.wave == wave && row.area_level.empty() && row.contrast.empty() &&
         std::ranges::all_of(row.groups, [](const std::string& g) { return g.empty(); });
}

std::vector<OwnFigure> own_figures(const Context& c, const Indicator& indicator) {
  std::vector<OwnFigure> own;
  for (const auto& row : c.input.release.rows)
    if (row.indicator == indicator.id && is_whole_level(row, c.wave()))
      own.push_back({&indicator, &row});
  return own;
}

std::string group_word(const Context& c, std::string_view letter) {
  return c.phrases.word(letter == "K" ? "Women" : letter == "M" ? "Men" : "elsewhere_all");
}

std::string letter_of(const Context& c, const std::string& sex) {
  if (sex.empty()) return "T";
  return sex == c.project().women_code ? "K" : "M";
}

/// What counts in a figure and its caveat, each once, below the table: a column of them would run
/// off the page.
class Footnotes {
 public:
  explicit Footnotes(const Phrases& phrases) : phrases_(phrases) {}

  /// `name 2)`, where the text stands under 2.
  std::string marked(const std::string& name, const std::string& wording,
                     const std::string& caveat) {
    const auto text = phrases_.word("elsewhere_note", {{"wording", wording}, {"caveat", caveat}});
    auto found = std::ranges::find(texts_, text);
    if (found == texts_.end()) found = texts_.insert(texts_.end(), text);
    return fmt::format("{} {})", name, found - texts_.begin() + 1);
  }
  std::vector<Block> list() const {
    std::vector<Block> list;
    for (std::size_t i = 0; i < texts_.size(); ++i)
      list.push_back(Note{fmt::format("{}) {}", i + 1, texts_[i])});
    return list;
  }

 private:
  const Phrases& phrases_;
  std::vector<std::string> texts_;
};

TableRow own_row(const Context& c, const OwnFigure& own, Footnotes& notes) {
  const auto& p = c.phrases;
  const auto& row = *own.row;
  const bool synthetic = c.project().synthetic == Synthetic::yes;
  return {notes.marked(fmt::format("{} {}", c.project().survey, row.wave),
                       typeset(own.indicator->definition),
                       synthetic ? p.word("elsewhere_synthetic") : ""),
          {{typeset(c.project().place)},
           {group_word(c, letter_of(c, row.sex))},
           {p.number(row.estimate), row.decision == Decision::flag},
           {p.range(row.lower, row.upper)},
           {typeset(c.project().ages)}},
          true};
}

TableRow external_row(const Context& c, const ExternalFigure& figure, Footnotes& notes) {
  const auto& p = c.phrases;
  const bool synthetic = c.project().synthetic == Synthetic::yes;
  return {notes.marked(fmt::format("{} {}", figure.source, figure.year), typeset(figure.wording),
                       typeset((synthetic ? p.word("elsewhere_real") + " " : "") + figure.caveat)),
          {{typeset(figure.area)},
           {group_word(c, figure.sex)},
           {p.number(figure.value)},
           {figure.lower.is_shown() ? p.range(figure.lower, figure.upper) : not_published},
           {typeset(figure.population)}},
          false};
}

void add_table(std::vector<Block>& blocks, Context& c, const Indicator& indicator) {
  const auto& p = c.phrases;
  const auto unit = is_share(indicator) ? p.word("percent") : indicator.unit;
  TableParts parts{.number = ++c.table_number,
                   .id = "andra-" + indicator.id,
                   .title = p.word("elsewhere_title",
                                   {{"name", indicator.name}, {"survey", c.project().survey}}),
                   .unit = p.word("elsewhere_unit", {{"unit", capitalised(unit)}}),
                   .row_column = p.word("elsewhere_source"),
                   .columns = {{p.word("elsewhere_place"), ColumnKind::words},
                               {p.word("elsewhere_group"), ColumnKind::words},
                               {p.word("elsewhere_value"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("elsewhere_population"), ColumnKind::words}}};
  Footnotes notes(p);
  for (const auto& own : own_figures(c, indicator)) parts.rows.push_back(own_row(c, own, notes));
  for (const auto& figure : c.input.elsewhere)
    if (figure.indicator == indicator.id) parts.rows.push_back(external_row(c, figure, notes));
  const auto lacks_limits = [&](const ExternalFigure& figure) {
    return figure.indicator == indicator.id && !figure.lower.is_shown();
  };
  blocks.push_back(parts);
  for (auto& note : notes.list()) blocks.push_back(std::move(note));
  if (std::ranges::any_of(c.input.elsewhere, lacks_limits))
    blocks.push_back(Note{p.word("elsewhere_key")});
}

}  // namespace

std::optional<Section> elsewhere_section(Context& c) {
  if (c.input.elsewhere.empty()) return {};
  Section section{
      .heading = c.phrases.word("elsewhere_heading"),
      .main = {Paragraph{c.phrases.word("elsewhere_text", {{"survey", c.project().survey}})}}};
  for (const auto& indicator : c.input.indicators) {
    const auto shown =
        std::ranges::find(c.input.elsewhere, indicator.id, &ExternalFigure::indicator);
    if (shown != c.input.elsewhere.end()) add_table(section.main, c, indicator);
  }
  return section;
}

}  // namespace trygg::reports::gender
