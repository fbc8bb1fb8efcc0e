#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

constexpr std::size_t longest_title = 110;  // characters

std::vector<DotRow> rows_of(const Context& c) {
  std::vector<DotRow> rows{{c.whole_name(), RowKind::total, &c.women(), &c.men(), &c.gap()}};
  for (const auto& a : c.areas)
    rows.push_back({a.area->name, RowKind::part, a.women, a.men, a.gap});
  order_rows(rows);
  return rows;
}

Slots count_slots(const Context& c, const std::string& share, const Tally& counted, std::size_t n) {
  return {{"share", share},
          {"n", c.phrases.count_word(n, c.project().area_article)},
          {"none", c.phrases.count_word(0, c.project().area_article)},
          {"all", fmt::format("{}", counted.comparable())},
          {"area", c.project().area_one},
          {"areas", n < 2 ? c.project().area_one : c.project().area_many}};
}

Sentence title(const Context& c, const std::string& share, const Tally& counted) {
  if (counted.comparable() < 2) return whole_finding(c, share);  // one area is no set
  const auto slots = count_slots(c, share, counted, counted.higher);
  if (const auto all = Count<Extent::all_higher>::of(counted))
    return c.phrases.say(t::S12_title, *all, slots);
  if (const auto most = Count<Extent::comparable_higher>::of(counted))
    return c.phrases.say(t::S11_comparable_title, *most, slots);
  if (const auto some = Count<Extent::some_higher>::of(counted))
    return c.phrases.say(t::S11_title, *some, slots);
  if (const auto none = Count<Extent::none_secured>::of(counted))
    return c.phrases.say(t::none_title, *none, slots);
  return whole_finding(c, share);
}

/// With a shorter subject where the measure's own makes it too long for two lines.
Sentence title(const Context& c, const Tally& counted) {
  auto full = title(c, c.share(), counted);
  if (code_points(full.text()) <= longest_title) return full;
  return title(c, c.phrases.word("share_generic"), counted);
}

/// "för kvinnor i Farsta och män i Skarpnäck": the groups whose level has the decision.
std::vector<std::string> groups_with(const Context& c, Decision decision) {
  std::vector<std::string> who;
  for (const auto& a : c.areas) {
    const Slots slots{{"area", c.in_area(*a.area)}};
    if (a.women->decision == decision) who.push_back(c.phrases.word("women_at", slots));
    if (a.men->decision == decision) who.push_back(c.phrases.word("men_at", slots));
  }
  return who;
}

std::string introduction(const Context& c, const Tally& counted) {
  std::vector<Sentence> sentences;
  const auto slots = count_slots(c, c.share(), counted, counted.higher);
  if (const auto all = Count<Extent::all_higher>::of(counted))
    sentences.push_back(c.phrases.say(t::S12_short, *all, slots));
  if (const auto most = Count<Extent::comparable_higher>::of(counted))
    sentences.push_back(c.phrases.say(t::S11_comparable_short, *most, slots));
  if (const auto some = Count<Extent::some_higher>::of(counted))
    sentences.push_back(c.phrases.say(t::S11_short, *some, slots));
  if (const auto similar = c.in_state(Finding::similar); !similar.empty())
    sentences.push_back(c.phrases.say(t::S06_areas, *Similar::of(*similar.front()->gap),
                                      {{"areas", c.in_areas(similar)}, {"share", c.share()}}));
  if (const auto some = Count<Extent::some_not_shown>::of(counted))
    sentences.push_back(
        c.phrases.say(t::N_short, *some, count_slots(c, c.share(), counted, counted.not_shown)));
  if (const auto who = groups_with(c, Decision::flag); !who.empty())
    sentences.push_back(
        c.phrases.say(who.size() > 1 ? t::S33_many : t::S33, {{"who", c.phrases.listed(who)}}));
  if (const auto who = groups_with(c, Decision::suppress); !who.empty())
    sentences.push_back(c.phrases.say(t::S10, {{"who", c.phrases.listed(who)}}));
  return together(sentences);
}

std::string subtitle(const Context& c) {
  return typeset(
      fmt::format("{}, {}. {}, {}. {}", c.input.indicator.measure, c.unit(),
                  capitalised(c.phrases.word("persons", {{"ages", c.project().ages}})), c.wave(),
                  c.phrases.word("area_order", {{"areas", capitalised(c.project().area_many)}})));
}

}  // namespace

std::optional<Section> areas_section(Context& c) {
  if (c.areas.empty()) return {};
  const auto gaps = c.area_gaps();
  const auto counted = tally(gaps);
  const auto rows = rows_of(c);
  const auto finding = title(c, counted).text();
  const auto n = ++c.figure_number;
  const bool flags = !groups_with(c, Decision::flag).empty();
  const auto description = c.phrases.word("areas_desc", {{"area", c.project().area_one}}) +
                           describe_rows(rows, c.phrases);
  const auto chart = dot_chart({.id = fmt::format("f{}", n),
                                .title = finding,
                                .description = description,
                                .row_heading = c.phrases.word("area_column"),
                                .rows = rows,
                                .synthetic = c.project().synthetic},
                               c.phrases);
  const bool brief = c.notes == Notes::brief;
  auto remark = c.phrases.word(brief ? "interval_note_close" : "interval_note",
                               {{"whole", c.project().whole}});
  if (flags) remark += " " + c.phrases.word("hollow_note");
  remark += " " + c.source();
  return Section{
      .heading = c.phrases.word("areas_heading", {{"the_many", c.project().area_the_many}}),
      .main = {Paragraph{introduction(c, counted)},
               Figure{n, finding, subtitle(c), chart, remark, "omraden"}},
      .aside = {Subheading{c.phrases.word("areas_aside")},
                Paragraph{c.phrases.say(t::order_not_tested).text()}}};
}

}  // namespace trygg::reports::gender
