#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/gender/parts.hpp"
#include "reports/phrases/by_state.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

constexpr std::size_t longest_headline = 90;  // characters
constexpr std::size_t most_with_numbers = 4;  // of a list in a point

const Indicator& lead(const Subject& s) {
  return s.headline.input.indicator;
}

std::string heading(const Subject& s) {
  const auto found = s.beside(lead(s).id, "");
  const auto text = said(s.phrases(), "ar_head", *found.comparison, s.slots(lead(s), "")).text();
  require<ConfigError>(code_points(text) <= longest_headline,
                       "the heading '{}' has more than {} characters; shorten the short_name of "
                       "indicator '{}'",
                       text, longest_headline, lead(s).id);
  return text;
}

/// "kvinnor i Farsta och män i Farsta": those whose level has the decision.
std::vector<std::string> groups_with(const Subject& s, Decision decision) {
  std::vector<std::string> who;
  const Slots slots{{"area", s.headline.in_area(s.area)}};
  if (s.headline.women().decision == decision) who.push_back(s.phrases().word("women_at", slots));
  if (s.headline.men().decision == decision) who.push_back(s.phrases().word("men_at", slots));
  return who;
}

std::string lede(const Subject& s) {
  const auto& p = s.phrases();
  const auto found = s.beside(lead(s).id, "");
  auto slots = s.slots(lead(s), "");
  std::vector<Sentence> sentences{said(p, "S13", *found.comparison, slots)};
  const auto &women = s.headline.women(), &men = s.headline.men();
  if (women.estimate.is_shown() && men.estimate.is_shown()) {
    slots.emplace_back("women", p.number(women.estimate));
    slots.emplace_back("men", p.number(men.estimate));
    sentences.push_back(p.say(StatementTemplate{"ar_sexes"}, slots));
  } else if (const auto who = groups_with(s, Decision::suppress); !who.empty()) {
    sentences.push_back(p.say(templates::S10, {{"who", p.listed(who)}}));
  }
  return together(sentences);
}

Fact fact(const Phrases& p, const std::string& name, const std::string& style,
          const ReleasedRow& row) {
  if (!row.estimate.is_shown()) return {name, style, p.number(row.estimate), p.word("withheld")};
  return {name, style, p.percent(row.estimate),
          p.word("interval_is", {{"range", p.range(row.lower, row.upper)}})};
}

Facts facts(const Subject& s) {
  const auto& p = s.phrases();
  const Slots slots{{"area", s.headline.in_area(s.area)}};
  return {{fact(p, capitalised(p.word("women_at", slots)), "cw", s.headline.women()),
           fact(p, capitalised(p.word("men_at", slots)), "cm", s.headline.men()),
           fact(p, s.headline.whole_name(), "", *s.beside(lead(s).id, "").whole)}};
}

/// The shares whose comparison with the whole is in one of two states.
std::vector<const Indicator*> in_state(const Subject& s, Finding one, Finding other) {
  std::vector<const Indicator*> found;
  for (const auto* indicator : s.shares) {
    const auto state = s.beside(indicator->id, "").comparison->finding;
    if (state == one || state == other) found.push_back(indicator);
  }
  return found;
}

std::string listed(const Subject& s, const std::vector<const Indicator*>& some) {
  std::vector<std::string> names;
  for (const auto* indicator : some) {
    const bool with_numbers = some.size() <= most_with_numbers;
    const auto name = uncapitalised(indicator->name);
    auto slots = s.slots(*indicator, "");
    for (auto& [place, value] : slots)
      if (place == "share") value = name;
    names.push_back(with_numbers ? s.phrases().word("ar_with_numbers", slots) : name);
  }
  return s.phrases().listed(names);
}

/// What differs upwards, what downwards, what cannot be told: each a sentence about the shares
/// whose comparison is in that state, or nothing.
std::vector<std::string> standing_points(const Subject& s) {
  struct Kind {
    const char* id;
    Finding one, other;
  };
  constexpr std::array kinds{Kind{"ar_above", Finding::higher, Finding::higher},
                             Kind{"ar_below", Finding::lower, Finding::lower},
                             Kind{"ar_similar", Finding::similar, Finding::similar},
                             Kind{"ar_not_shown", Finding::not_shown, Finding::not_shown},
                             Kind{"ar_untold", Finding::undetermined, Finding::suppressed}};
  std::vector<std::string> points;
  std::string unclear;
  for (const auto& kind : kinds) {
    const auto some = in_state(s, kind.one, kind.other);
    if (some.empty()) continue;
    const auto text = s.phrases()
                          .say(StatementTemplate{kind.id},
                               {{"whole", s.project().whole}, {"which", listed(s, some)}})
                          .text();
    if (kind.one == Finding::higher || kind.one == Finding::lower)
      points.push_back(text);
    else
      unclear += (unclear.empty() ? "" : " ") + text;
  }
  if (!unclear.empty()) points.push_back(unclear);
  return points;
}

std::string gap_point(const Subject& s) {
  const auto& p = s.phrases();
  auto slots = s.slots(lead(s), "");
  slots.emplace_back("women", p.number(s.headline.women().estimate));
  slots.emplace_back("men", p.number(s.headline.men().estimate));
  return said(p, "ar_gap", s.headline.gap(), slots).text();
}

std::string change_point(const Subject& s) {
  const auto& before = s.project().comparison_wave;
  if (before.empty()) return "";
  const auto& figures = s.headline.figures;
  auto slots = s.slots(lead(s), "");
  slots.emplace_back("before", s.phrases().number(figures.level(before, s.place(), "").estimate));
  const auto& change = figures.change(before, s.headline.wave(), s.place(), "");
  return said(s.phrases(), "ar_change", change, slots).text();
}

}  // namespace

void write_opening(Document& document, const Subject& s) {
  const auto& p = s.phrases();
  document.publication = p.word("ar_publication");
  document.kicker = fmt::format("{} · {} {} · {}", s.area.name, s.project().survey,
                                s.headline.wave(), s.project().place);
  document.heading = heading(s);
  document.lede = lede(s);
  document.facts = facts(s);
  document.points = standing_points(s);
  document.points.push_back(gap_point(s));
  document.points.push_back(change_point(s));
  std::erase(document.points, "");
  document.aside = gender::reading_aside(s.headline);
}

}  // namespace trygg::reports::profile
