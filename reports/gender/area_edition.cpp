#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "ranking/standing_release.hpp"
#include "reports/gender/parts.hpp"
#include "reports/phrases/by_state.hpp"

namespace trygg::reports::gender {
namespace {

constexpr std::size_t longest_headline = 90;  // characters

Slots slots_of(const Context& c) {
  const auto& p = c.phrases;
  return {{"share", c.share()},
          {"area", c.in_area(c.area())},
          {"name", c.area().name},
          {"whole", c.project().whole},
          {"place", c.project().place},
          {"survey", c.project().survey},
          {"wave", c.wave()},
          {"ages", c.project().ages},
          {"measure", c.input.indicator.measure},
          {"unit", c.input.indicator.unit},
          {"definition", c.input.indicator.definition},
          {"women", p.number(c.women().estimate)},
          {"men", p.number(c.men().estimate)}};
}

std::string heading(const Context& c) {
  const auto text = said(c.phrases, "ga_head", c.gap(), slots_of(c)).text();
  require<ConfigError>(code_points(text) <= longest_headline,
                       "the heading '{}' has more than {} characters; shorten the short_name of "
                       "indicator '{}'",
                       text, longest_headline, c.input.indicator.id);
  return text;
}

/// Whose figures are withheld, or flagged: "kvinnor i Farsta".
std::string groups_with(const Context& c, Decision decision) {
  const Slots slots{{"area", c.in_area(c.area())}};
  std::vector<std::string> who;
  if (c.women().decision == decision) who.push_back(c.phrases.word("women_at", slots));
  if (c.men().decision == decision) who.push_back(c.phrases.word("men_at", slots));
  if (who.empty()) return "";
  const auto id = decision == Decision::suppress ? templates::S10
                  : who.size() > 1               ? templates::S33_many
                                                 : templates::S33;
  return c.phrases.say(id, {{"who", c.phrases.listed(who)}}).text();
}

std::string lede(const Context& c) {
  if (c.women().estimate.is_shown() && c.men().estimate.is_shown())
    return c.phrases.say(StatementTemplate{"ga_lede"}, slots_of(c)).text();
  return groups_with(c, Decision::suppress);
}

Fact level_fact(const Context& c, const char* name, const char* style, const ReleasedRow& row) {
  const auto& p = c.phrases;
  if (!row.estimate.is_shown())
    return {p.word(name), style, p.number(row.estimate), p.word("withheld")};
  return {p.word(name), style, p.percent(row.estimate),
          p.word("interval_is", {{"range", p.range(row.lower, row.upper)}})};
}

Fact gap_fact(const Context& c) {
  const auto& gap = c.gap();
  const auto state = c.phrases.word("state_" + std::string(to_text(gap.finding)));
  const auto below = gap.margin.is_shown()
                         ? c.phrases.word("margin_is", {{"margin", c.phrases.number(gap.margin)},
                                                        {"state", state}})
                         : state;
  return {c.phrases.word("difference_unit"), "", c.phrases.number(gap.estimate), below};
}

/// The sex in the area against the same sex in the whole; nothing where nobody has compared them.
std::string against_point(const Context& c, const char* who, const std::string& sex) {
  const auto& rows = c.input.standings;
  const auto found = std::ranges::find_if(rows, [&](const ReleasedRow& r) {
    return r.indicator == c.input.indicator.id && r.wave == c.wave() && r.sex == sex &&
           r.area == c.subject.code && r.area_level == c.subject.level && r.era == c.subject.era &&
           r.contrast == against_whole_contrast;
  });
  if (found == rows.end()) return "";
  auto slots = slots_of(c);
  slots.emplace_back("who", c.phrases.word(who));
  return said(c.phrases, "ar_clause", *found, slots).text() + ".";
}

std::vector<std::string> points(const Context& c) {
  std::vector<std::string> texts{said(c.phrases, "ar_gap", c.gap(), slots_of(c)).text(),
                                 against_point(c, "women", c.project().women_code),
                                 against_point(c, "men", c.project().men_code), change_point(c),
                                 groups_with(c, Decision::flag)};
  std::erase(texts, "");
  return texts;
}

std::vector<DotRow> rows_of(const Context& c) {
  const auto& project = c.project();
  std::vector<DotRow> rows{
      {c.whole_name(), RowKind::total, &c.figures.level(c.wave(), {}, project.women_code),
       &c.figures.level(c.wave(), {}, project.men_code), &c.figures.gap(c.wave(), {})}};
  for (const auto* a : neighbourhood(c))
    rows.push_back({a->area->name, RowKind::part, a->women, a->men, a->gap});
  return rows;
}

Section beside_section(Context& c) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c);
  const int n = ++c.figure_number;
  const auto finding = said(p, "ga_head", c.gap(), slots).text();
  const auto rows = rows_of(c);
  const auto chart =
      dot_chart({.id = fmt::format("f{}", n),
                 .title = finding,
                 .description = p.word("areas_desc", {{"area", c.project().area_one}}) +
                                describe_rows(rows, p),
                 .row_heading = p.word("area_column"),
                 .rows = rows,
                 .synthetic = c.project().synthetic},
                p);
  const auto note = p.word("interval_note", {{"whole", c.project().whole}}) + " " +
                    p.word("hollow_note") + " " + c.source();
  return {.heading = p.word("ga_beside_heading", slots),
          .main = {Paragraph{p.say(StatementTemplate{"ga_beside"}, slots).text()},
                   Figure{n, finding, p.word("ga_beside_subtitle", slots), chart, note, "omraden"}},
          .aside = {Subheading{p.word("areas_aside")},
                    Paragraph{p.say(templates::order_not_tested).text()}}};
}

}  // namespace

std::vector<const AreaFigures*> neighbourhood(const Context& c) {
  std::vector<const AreaFigures*> found;
  const auto& region = c.area().region;
  for (const auto& a : c.areas)
    if (a.place.code == c.subject.code)
      found.insert(found.begin(), &a);
    else if (!region.empty() && a.area->region == region)
      found.push_back(&a);
  return found;
}

Document area_edition(Context& c) {
  const auto& p = c.phrases;
  const auto slots = slots_of(c);
  Document document{.title = p.word("ga_page_title", slots),
                    .description = p.word("ga_page_description", slots)};
  document.publication = p.word("publication");
  document.kicker = fmt::format("{} · {} {} · {}", c.area().name, c.project().survey, c.wave(),
                                c.project().place);
  document.heading = heading(c);
  document.lede = lede(c);
  document.facts = {
      {level_fact(c, "Women", "cw", c.women()), level_fact(c, "Men", "cm", c.men()), gap_fact(c)}};
  document.points = points(c);
  document.aside = reading_aside(c);
  document.sections.push_back(beside_section(c));
  const bool any = c.women().estimate.is_shown() || c.men().estimate.is_shown();
  if (any)
    if (auto section = change_section(c)) document.sections.push_back(std::move(*section));
  if (auto section = questions_section(c)) document.sections.push_back(std::move(*section));
  document.sections.push_back(area_numbers_section(c));
  document.sections.push_back(method_section(c));
  document.footer = footer(c);
  return document;
}

}  // namespace trygg::reports::gender
