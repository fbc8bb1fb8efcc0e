#include <fmt/format.h>

#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

/// Shapes and lines with their meaning, drawn as in the figures.
Example symbol_key(const Phrases& phrases) {
  Drawing drawing(264, 84);
  const TextStyle style;
  drawing.line("wi", 2, 14, 42, 14);
  drawing.marker("w", Shape::circle, Fill::solid, 22, 14, 12);
  drawing.text(phrases.word("key_women"), 54, 19, style);
  drawing.line("mi", 2, 42, 42, 42);
  drawing.marker("m", Shape::square, Fill::solid, 22, 42, 11);
  drawing.text(phrases.word("key_men"), 54, 47, style);
  drawing.line("wi dash", 2, 70, 18, 70);
  drawing.marker("w", Shape::circle, Fill::hollow, 11, 70, 12);
  drawing.line("mi dash", 26, 70, 42, 70);
  drawing.marker("m", Shape::square, Fill::hollow, 35, 70, 11);
  drawing.text(phrases.word("key_hollow"), 54, 75, style);
  const auto title = phrases.word("key_title"), description = phrases.word("key_desc");
  return {title, description, drawing.finished("tecken", "example", title, description)};
}

std::optional<TableParts> rounds_table(Context& c) {
  const auto& p = c.phrases;
  TableParts parts{.number = 0,
                   .id = "urval",
                   .title = p.word("rounds_title"),
                   .unit = p.word("rounds_unit"),
                   .row_column = p.word("round_column"),
                   .columns = {{p.word("sampled_column"), ColumnKind::number},
                               {p.word("answered_column"), ColumnKind::number},
                               {p.word("rate_column"), ColumnKind::number}}};
  for (const auto& round : c.project().rounds) {
    if (!round.sampled || !round.answered || *round.sampled == 0) continue;
    const auto rate = Published::shown(
        100 * static_cast<double>(*round.answered) / static_cast<double>(*round.sampled), 0);
    parts.rows.push_back({round.wave,
                          {{p.count(*round.sampled, Place::table)},
                           {p.count(*round.answered, Place::table)},
                           {p.number(rate)}}});
  }
  if (parts.rows.empty()) return {};
  parts.number = ++c.table_number;
  return parts;
}

}  // namespace

std::optional<Section> questions_section(const Context& c) {
  if (c.project().planning_questions.empty()) return {};
  Panel box{.heading = c.phrases.word("questions_heading")};
  for (const auto& question : c.project().planning_questions)
    box.items.push_back(typeset(question));
  return Section{.main = {box}};
}

Section method_section(Context& c) {
  const auto& p = c.phrases;
  Section section{.heading = p.word("method_heading"),
                  .main = {Paragraph{p.word("method_design")}, Paragraph{p.word("method_interval")},
                           Paragraph{p.word("method_difference")}},
                  .aside = {Subheading{p.word("method_key")}, symbol_key(p)}};
  if (auto rounds = rounds_table(c)) section.main.push_back(std::move(*rounds));
  return section;
}

std::vector<Paragraph> footer(const Context& c) {
  const auto& p = c.phrases;
  const auto& indicator = c.input.indicator;
  std::string about = p.word("footer_population", {{"population", c.project().population}});
  if (!indicator.question.empty())
    about += " " + p.word("footer_question", {{"question", indicator.question}});
  about += " " + p.word("footer_definition", {{"definition", indicator.definition}});
  std::string made = p.word("footer_margin");
  if (c.project().synthetic == Synthetic::yes) made += " " + p.word("footer_synthetic");
  made += " " + p.word("footer_version",
                       {{"version", c.project().version}, {"manifest", c.project().manifest}});
  return {{about, p.word("footer_about")}, {made}};
}

}  // namespace trygg::reports::gender
