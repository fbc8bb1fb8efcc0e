#include <fmt/format.h>

#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

std::string answers(const Subject& s) {
  const auto& p = s.phrases();
  const auto &women = s.headline.women().n, &men = s.headline.men().n;
  if (!women.is_shown() || !men.is_shown()) return "";
  return p
      .say(StatementTemplate{"ar_answers"},
           {{"area", s.headline.in_area(s.area)},
            {"women", localised_count(women.text(), Place::prose, p.language())},
            {"men", localised_count(men.text(), Place::prose, p.language())}})
      .text();
}

/// Whose figures are flagged, or withheld.
std::string groups(const Subject& s, Decision decision) {
  const auto& p = s.phrases();
  const Slots slots{{"area", s.headline.in_area(s.area)}};
  std::vector<std::string> who;
  if (s.headline.women().decision == decision) who.push_back(p.word("women_at", slots));
  if (s.headline.men().decision == decision) who.push_back(p.word("men_at", slots));
  if (who.empty()) return "";
  const auto id = decision == Decision::suppress ? templates::S10
                  : who.size() > 1               ? templates::S33_many
                                                 : templates::S33;
  return p.say(id, {{"who", p.listed(who)}}).text();
}

std::string eras(const Subject& s) {
  if (s.headline.input.areas.eras.size() < 2) return "";
  return s.phrases().say(StatementTemplate{"ar_era"}, {{"era", s.place().era}}).text();
}

std::string series_break(const Subject& s) {
  const auto& since = s.project().comparable_since;
  if (since.empty()) return "";
  return s.phrases().say(StatementTemplate{"ar_break"}, {{"since", since}}).text();
}

}  // namespace

Section limits_section(const Subject& s) {
  const auto& p = s.phrases();
  const auto slots = s.slots(s.headline.input.indicator, "");
  Panel panel{p.word("ar_limits_heading"), {}, {}};
  for (const auto& text : {answers(s), groups(s, Decision::suppress), groups(s, Decision::flag),
                           series_break(s), eras(s)})
    if (!text.empty()) panel.items.push_back(text);
  for (const auto* id : {"ar_smaller", "ar_causes", "ar_crimes"})
    panel.items.push_back(p.say(StatementTemplate{id}, slots).text());
  return {.heading = "", .main = {panel}, .aside = {}};
}

}  // namespace trygg::reports::profile
