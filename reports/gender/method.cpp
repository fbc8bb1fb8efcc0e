#include <fmt/format.h>

#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

/// Shapes and lines with their meaning, drawn as in the figures.
Html symbol_key(const Phrases& phrases) {
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
  return drawing.finished("tecken", "example", phrases.word("key_title"), phrases.word("key_desc"));
}

Html rounds_table(Context& c) {
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
  return element("div", {{"class", "after"}}, {table(parts, c.project(), p)});
}

}  // namespace

Html method_section(Context& c) {
  const auto& p = c.phrases;
  const Html main = paragraph(p.word("method_design")) + paragraph(p.word("method_interval")) +
                    paragraph(p.word("method_difference")) + rounds_table(c);
  const Html aside = element("h3", {p.word("method_key")}) + symbol_key(p);
  return section(p.word("method_heading"), main, aside);
}

Html footer(const Context& c) {
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
  return element("p", {element("b", {p.word("footer_about")}), " " + about}) + "\n" +
         paragraph(made);
}

}  // namespace trygg::reports::gender
