#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "reports/charts/lines.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

constexpr std::size_t longest_title = 110;  // characters

const ReleasedRow& before(const Context& c, const std::string& sex) {
  return c.figures.level(c.project().comparison_wave, c.subject, sex);
}
const ReleasedRow& now(const Context& c, const std::string& sex) {
  return c.figures.level(c.wave(), c.subject, sex);
}
const ReleasedRow& change(const Context& c, const std::string& sex) {
  return c.figures.change(c.project().comparison_wave, c.wave(), c.subject, sex);
}

Slots slots_of(const Context& c, const std::string& who, const ReleasedRow& p0,
               const ReleasedRow& p1) {
  return {{"share", c.share()},
          {"who", who},
          {"before", c.phrases.number(p0.estimate)},
          {"now", c.phrases.number(p1.estimate)},
          {"t0", c.project().comparison_wave},
          {"t1", c.wave()}};
}

/// A sentence with both values and both years.
struct Full {
  const Phrases& p;
  const Slots& slots;
  Sentence operator()(const Lower& x) const { return p.say(t::S17, x, slots); }
  Sentence operator()(const Higher& x) const { return p.say(t::S18, x, slots); }
  Sentence operator()(const NotShown& x) const { return p.say(t::S19, x, slots); }
  Sentence operator()(const Similar& x) const { return p.say(t::S20, x, slots); }
  Sentence operator()(const Undetermined& x) const { return p.say(t::U_change, x, slots); }
  Sentence operator()(const Broken& x) const { return p.say(t::S21, x, slots); }
  Sentence operator()(const Withheld& x) const { return p.say(t::X_change, x, slots); }
};

/// Half a heading.
struct Head {
  const Phrases& p;
  const Slots& slots;
  Sentence operator()(const Lower& x) const { return p.say(t::S17_head, x, slots); }
  Sentence operator()(const Higher& x) const { return p.say(t::S18_head, x, slots); }
  Sentence operator()(const NotShown& x) const { return p.say(t::S19_head, x, slots); }
  Sentence operator()(const Similar& x) const { return p.say(t::S20_head, x, slots); }
  Sentence operator()(const Undetermined& x) const { return p.say(t::U_head, x, slots); }
  Sentence operator()(const Broken& x) const { return p.say(t::S21_change_head, x, slots); }
  Sentence operator()(const Withheld& x) const { return p.say(t::X_head, x, slots); }
};

/// The change of the difference between women and men, a test of its own.
struct Gap {
  const Phrases& p;
  const Slots& slots;
  Sentence operator()(const Lower& x) const { return p.say(t::S24, x, slots); }
  Sentence operator()(const Higher& x) const { return p.say(t::S24_up, x, slots); }
  Sentence operator()(const NotShown& x) const { return p.say(t::S25, x, slots); }
  Sentence operator()(const Similar& x) const { return p.say(t::S25_similar, x, slots); }
  Sentence operator()(const Undetermined& x) const { return p.say(t::S23, x, slots); }
  Sentence operator()(const Broken& x) const { return p.say(t::S21_gap, x, slots); }
  Sentence operator()(const Withheld& x) const { return p.say(t::X_gap, x, slots); }
};

Sentence head(const Context& c, const std::string& share, const std::string& who,
              const std::string& sex) {
  auto slots = slots_of(c, who, before(c, sex), now(c, sex));
  for (auto& [name, value] : slots)
    if (name == "share") value = share;
  return std::visit(Head{c.phrases, slots}, permitted(change(c, sex)));
}

/// "Bland kvinnor har …; bland män …", or one clause when both are in the same state.
std::string title(const Context& c, const std::string& share) {
  const auto& project = c.project();
  const auto& women = change(c, project.women_code);
  if (women.finding == change(c, project.men_code).finding)
    return head(c, share, c.phrases.word("both_sexes"), project.women_code).text();
  auto first = head(c, share, c.phrases.word("women"), project.women_code).text();
  auto second = uncapitalised(head(c, share, c.phrases.word("men"), project.men_code).text());
  const auto since = c.phrases.word("since", {{"year", project.comparison_wave}});
  if (first.ends_with(since) && second.ends_with(since))
    second.resize(second.size() - since.size());
  return first + "; " + second;
}

/// With a shorter subject where the measure's own makes it too long for two lines.
std::string title(const Context& c) {
  const auto full = title(c, c.share());
  return code_points(full) <= longest_title ? full : title(c, c.phrases.word("share_generic"));
}

std::string gap_sentence(const Context& c) {
  const auto& project = c.project();
  const auto& p0 = c.figures.gap(project.comparison_wave, c.subject);
  const auto& row = c.figures.gap_change(project.comparison_wave, c.wave(), c.subject);
  const auto slots = slots_of(c, "", p0, c.gap());
  return std::visit(Gap{c.phrases, slots}, permitted(row)).text();
}

LineSeries series(const Context& c, const char* name, const char* style, Shape shape,
                  const std::string& sex) {
  LineSeries line{c.phrases.word(name), style, shape, {}};
  for (const auto& round : c.project().rounds) {
    const bool asked = c.figures.was_asked(round.wave);
    line.points.push_back(
        {round.wave, round.year, asked ? &c.figures.level(round.wave, c.subject, sex) : nullptr});
  }
  return line;
}

std::string value_or_symbol(const Context& c, const ReleasedRow& row) {
  if (!row.estimate.is_shown()) return c.phrases.word("withheld");
  return c.phrases.number(row.estimate) + "\u00a0" + c.phrases.word("percent");
}

std::string description(const Context& c, const LineSeries& women, const LineSeries& men) {
  const auto& rounds = c.project().rounds;
  auto text = c.phrases.word("change_desc", {{"n", c.phrases.count_word(rounds.size())},
                                             {"from", rounds.front().wave},
                                             {"till", rounds.back().wave}});
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    if (women.points[i].row == nullptr) {
      text += " " + c.phrases.word("round_missing", {{"wave", rounds[i].wave}}) + ".";
      continue;
    }
    text += fmt::format(" {}: {} {}, {} {}.", rounds[i].wave, c.phrases.word("women"),
                        value_or_symbol(c, *women.points[i].row), c.phrases.word("men"),
                        value_or_symbol(c, *men.points[i].row));
  }
  const auto& since = c.project().comparable_since;
  if (!since.empty()) text += " " + c.phrases.word("break_desc", {{"since", since}});
  return text;
}

}  // namespace

std::string change_point(const Context& c) {
  if (c.project().comparison_wave.empty()) return "";
  std::string text;
  for (const auto& [who, sex] :
       {std::pair{"women", c.project().women_code}, std::pair{"men", c.project().men_code}}) {
    const auto slots = slots_of(c, c.phrases.word(who), before(c, sex), now(c, sex));
    const auto sentence = std::visit(Full{c.phrases, slots}, permitted(change(c, sex)));
    text += (text.empty() ? "" : " ") + sentence.text();
  }
  return text;
}

std::optional<Section> change_section(Context& c) {
  const auto& project = c.project();
  if (project.comparison_wave.empty() || project.rounds.size() < 2) return {};
  const auto n = ++c.figure_number;
  const auto finding = title(c);
  const auto women = series(c, "Women", "w", Shape::circle, project.women_code);
  const auto men = series(c, "Men", "m", Shape::square, project.men_code);
  const bool women_above = !c.women().estimate.is_shown() || !c.men().estimate.is_shown() ||
                           c.women().estimate.value() >= c.men().estimate.value();
  const auto chart =
      line_chart({.id = fmt::format("f{}", n),
                  .title = finding,
                  .description = description(c, women, men),
                  .series = women_above ? std::vector{women, men} : std::vector{men, women},
                  .comparable_since = project.comparable_since,
                  .synthetic = project.synthetic},
                 c.phrases);
  const auto subtitle = c.phrases.word("change_subtitle", {{"measure", c.input.indicator.measure},
                                                           {"unit", c.unit()},
                                                           {"whole", c.subject_name()},
                                                           {"ages", project.ages}});
  const auto remark = c.phrases.word("change_note") + " " + c.source();
  return Section{.heading = c.phrases.word("change_heading"),
                 .main = {Paragraph{gap_sentence(c)},
                          Figure{n, finding, subtitle, chart, remark, "utveckling"}},
                 .aside = {Subheading{c.phrases.word("change_aside")},
                           Paragraph{c.phrases.word("change_aside_text")}}};
}

}  // namespace trygg::reports::gender
