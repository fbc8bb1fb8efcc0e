#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "reports/annual/parts.hpp"
#include "reports/annual/templates.hpp"
#include "reports/charts/lines.hpp"
#include "reports/gender/parts.hpp"
#include "reports/phrases/frequency.hpp"

namespace trygg::reports::annual {
namespace {

namespace t = templates;

constexpr std::size_t longest_headline = 90, longest_lede = 45, most_points = 5;

const ReleasedRow& whole_change(const Context& c) {
  return c.figures.change(c.project().comparison_wave, c.wave(), {}, "");
}

Slots change_slots(const Context& c) {
  const auto& t0 = c.project().comparison_wave;
  return {{"share", c.share()},
          {"before", c.phrases.number(c.figures.level(t0, {}, "").estimate)},
          {"now", c.phrases.number(c.figures.level(c.wave(), {}, "").estimate)},
          {"t0", t0}};
}

/// The development of the whole in a heading; nothing where the comparison bears none.
std::optional<Sentence> development(const Context& c) {
  if (c.project().comparison_wave.empty()) return std::nullopt;
  const auto& row = whole_change(c);
  const auto slots = change_slots(c);
  if (const auto x = Lower::of(row)) return c.phrases.say(t::S17_short, *x, slots);
  if (const auto x = Higher::of(row)) return c.phrases.say(t::S18_short, *x, slots);
  if (const auto x = Similar::of(row)) return c.phrases.say(t::S20_short, *x, slots);
  if (const auto x = NotShown::of(row)) return c.phrases.say(t::S19_short, *x, slots);
  return std::nullopt;
}

std::string headline(const Context& c) {
  if (const auto sentence = development(c))
    if (code_points(sentence->text()) <= longest_headline) return sentence->text();
  return gender::headline(c).text();
}

/// In natural frequencies where the interval bears them, else as the gender analysis has it.
std::string lede(const Context& c, const std::string& otherwise) {
  const auto& all = c.figures.level(c.wave(), {}, "");
  const auto k = one_in(all);
  if (!k) return otherwise;
  const auto often = c.phrases.word(fmt::format("every_{}", *k));
  const auto text = c.phrases
                        .say(t::S01_often, {{"often", often},
                                            {"whole", c.project().whole},
                                            {"definition", c.input.indicator.definition},
                                            {"now", c.phrases.number(all.estimate)}})
                        .text();
  return split(text, ' ').size() <= longest_lede ? text : otherwise;
}

/// "tre har minskat och för två syns ingen säkerställd förändring".
std::vector<std::string> parts_of(const Phrases& p, const Tally& counted) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t n, const std::string& key) {
    if (n > 0) parts.push_back(p.word(key, {{"n", p.count_word(n)}}));
  };
  add(counted.lower, counted.lower > 1 ? "part_lower_many" : "part_lower");
  add(counted.higher, counted.higher > 1 ? "part_higher_many" : "part_higher");
  add(counted.similar, counted.similar > 1 ? "part_similar_many" : "part_similar");
  add(counted.not_shown, "part_not_shown");
  add(counted.undetermined, "part_undetermined");
  return parts;
}

/// How many of the measures have changed since the round of comparison.
std::string indicators_point(const Report& r) {
  const auto& t0 = r.project().comparison_wave;
  if (t0.empty() || r.indicators.size() < 2) return "";
  std::vector<const ReleasedRow*> changes;
  for (const auto& m : r.indicators) changes.push_back(&whole_change(m->context));
  auto counted = tally(changes);
  const auto n = counted.comparable() + counted.undetermined;
  const auto parts = parts_of(r.phrases, counted);
  if (parts.empty()) return "";
  const auto listed = r.phrases.listed(parts);
  return r.phrases
      .say(t::annual_indicators, {{"n", r.phrases.count_word(n)}, {"t0", t0}, {"parts", listed}})
      .text();
}

LineSeries together_series(const Context& c) {
  LineSeries line{c.phrases.word("All"), "r", Shape::circle, {}};
  for (const auto& round : c.project().rounds) {
    const bool asked = c.figures.was_asked(round.wave);
    line.points.push_back(
        {round.wave, round.year, asked ? &c.figures.level(round.wave, {}, "") : nullptr});
  }
  return line;
}

/// »2017: 9,3 procent.« for each round.
std::string description(const Context& c, const LineSeries& line) {
  auto text = c.phrases.word("annual_short_desc");
  for (const auto& point : line.points) {
    if (point.row == nullptr) {
      text += " " + c.phrases.word("round_missing", {{"wave", point.wave}}) + ".";
      continue;
    }
    const auto& value = point.row->estimate;
    text += fmt::format(" {}: {}.", point.wave,
                        value.is_shown()
                            ? c.phrases.number(value) + "\u00a0" + c.phrases.word("percent")
                            : c.phrases.word("withheld"));
  }
  return text;
}

/// The table of the chart above: women and men together, round by round.
TableParts together_table(Context& c, const LineSeries& line, const std::string& unit) {
  const auto& p = c.phrases;
  TableParts table{.number = ++c.table_number,
                   .id = "alla",
                   .title = p.word("round_table_all", {{"share", c.input.indicator.short_name},
                                                       {"whole", c.project().whole}}),
                   .unit = unit,
                   .row_column = p.word("round_column"),
                   .columns = {{p.word("All"), ColumnKind::number},
                               {p.word("interval"), ColumnKind::interval},
                               {p.word("answered_column"), ColumnKind::number}}};
  for (const auto& point : line.points)
    if (point.row != nullptr)
      table.rows.push_back({point.wave,
                            {{p.number(point.row->estimate), point.row->decision == Decision::flag},
                             {p.range(point.row->lower, point.row->upper)},
                             {localised_count(point.row->n.text(), Place::table, p.language())}}});
  return table;
}

}  // namespace

void write_opening(Document& document, Report& r) {
  auto& c = r.headline;
  gender::write_opening(document, c);
  document.publication = c.phrases.word("annual_publication");
  document.heading = headline(c);
  document.lede = lede(c, document.lede);
  const auto finding = gender::headline(c).text();
  document.points = {finding == document.heading ? "" : finding + ".", gender::change_point(c),
                     indicators_point(r), gender::goal_point(c)};
  for (const auto& group : c.project().groups)
    document.points.push_back(gender::group_point(c, group));
  std::erase(document.points, "");
  if (document.points.size() > most_points) document.points.resize(most_points);
}

std::vector<Section> short_section(Report& r) {
  auto& c = r.headline;
  const auto line = together_series(c);
  if (line.points.size() < 2 || !c.figures.level(c.wave(), {}, "").estimate.is_shown()) return {};
  const auto sentence = change_sentence(c, {}, at_whole(c));
  const auto short_finding = development(c);
  const auto finding = short_finding ? short_finding->text() : c.input.indicator.name;
  return r.numbered(c, [&](Context&) {
    const auto n = ++c.figure_number;
    const auto chart = line_chart({.id = fmt::format("f{}", n),
                                   .title = finding,
                                   .description = description(c, line),
                                   .series = {line},
                                   .comparable_since = c.project().comparable_since,
                                   .synthetic = c.project().synthetic},
                                  c.phrases);
    const auto subtitle =
        c.phrases.word("annual_short_subtitle", {{"measure", c.input.indicator.measure},
                                                 {"unit", c.unit()},
                                                 {"whole", c.whole_name()},
                                                 {"ages", c.project().ages}});
    const auto remark = c.phrases.word("change_note") + " " + c.source();
    Section section{.heading = c.phrases.word("annual_short_heading"), .id = "korthet"};
    if (!sentence.empty()) section.main.push_back(Paragraph{sentence});
    section.main.push_back(Figure{n, finding, subtitle, chart, remark, "alla"});
    section.main.push_back(together_table(c, line, c.phrases.word("round_table_all_unit")));
    return std::vector{std::move(section)};
  });
}

}  // namespace trygg::reports::annual
