#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

constexpr std::size_t longest_headline = 90, longest_lede = 45;  // characters, words
constexpr std::size_t most_points = 5;

/// Headlines from the count over areas, the fullest first.
std::vector<Sentence> area_headlines(const Context& c) {
  const auto gaps = c.area_gaps();
  const auto counted = tally(gaps);
  const auto all = Count<Extent::all_higher>::of(counted);
  const auto comparable = Count<Extent::comparable_higher>::of(counted);
  const auto some = Count<Extent::some_higher>::of(counted);
  std::vector<Sentence> candidates;
  for (const auto& areas : {c.project().area_many, c.phrases.word("areas_short")}) {
    const Slots slots{{"share", c.share()},
                      {"areas", areas},
                      {"n", fmt::format("{}", counted.higher)},
                      {"all", fmt::format("{}", counted.comparable())}};
    if (counted.comparable() < 2) break;  // one area is no set
    if (all) candidates.push_back(c.phrases.say(t::S12_head, *all, slots));
    if (comparable) candidates.push_back(c.phrases.say(t::S11_comparable_head, *comparable, slots));
    if (some) candidates.push_back(c.phrases.say(t::S11_head, *some, slots));
  }
  return candidates;
}

std::string level(const Context& c, const ReleasedRow& row) {
  return c.phrases.number(row.estimate);
}

std::string lede(const Context& c) {
  const auto sentence = c.phrases.say(t::S01, {{"whole", c.project().whole},
                                               {"women", level(c, c.women())},
                                               {"men", level(c, c.men())},
                                               {"definition", c.input.indicator.definition}});
  const auto words = split(sentence.text(), ' ').size();
  require<ConfigError>(
      words <= longest_lede,
      "the lede has {} words, at most {}; shorten the definition of indicator '{}'", words,
      longest_lede, c.input.indicator.id);
  return sentence.text();
}

std::string level_interval(const Context& c, const ReleasedRow& row) {
  return c.phrases.word("interval_is", {{"range", c.phrases.range(row.lower, row.upper)}});
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

Facts facts(const Context& c) {
  const auto percent = [&](const ReleasedRow& row) { return c.phrases.percent(row.estimate); };
  return {{{c.phrases.word("Women"), "cw", percent(c.women()), level_interval(c, c.women())},
           {c.phrases.word("Men"), "cm", percent(c.men()), level_interval(c, c.men())},
           gap_fact(c)}};
}

std::string whole_gap_point(const Context& c) {
  const auto& gap = c.gap();
  const Slots slots{{"whole", c.project().whole},
                    {"difference", c.phrases.number(gap.estimate)},
                    {"margin", c.phrases.number(gap.margin)}};
  if (const auto higher = Higher::of(gap)) return c.phrases.say(t::S05, *higher, slots).text();
  if (const auto lower = Lower::of(gap)) return c.phrases.say(t::S05_lower, *lower, slots).text();
  return "";
}

/// Where no difference can be shown, or where it cannot be told; else how large it is in the whole.
std::string area_point(const Context& c) {
  const auto lower = c.in_state(Finding::lower), not_shown = c.in_state(Finding::not_shown);
  std::vector<Sentence> sentences;
  if (!lower.empty())
    sentences.push_back(c.phrases.say(t::S04_areas, *Lower::of(*lower.front()->gap),
                                      {{"areas", c.in_areas(lower)}, {"share", c.share()}}));
  if (!not_shown.empty()) {
    const auto claim = *NotShown::of(*not_shown.front()->gap);
    sentences.push_back(c.phrases.say(t::S07, claim, {{"areas", c.in_areas(not_shown)}}));
    sentences.push_back(c.phrases.say(t::S08, claim));
  } else if (const auto unclear = c.in_state(Finding::undetermined); !unclear.empty()) {
    sentences.push_back(c.phrases.say(t::S09, *Undetermined::of(*unclear.front()->gap),
                                      {{"areas", c.in_areas(unclear)}, {"share", c.share()}}));
  }
  return sentences.empty() ? whole_gap_point(c) : together(sentences);
}

std::vector<std::string> points(const Context& c) {
  std::vector<std::string> texts{area_point(c), change_point(c)};
  for (const auto& group : c.project().groups) texts.push_back(group_point(c, group));
  texts.push_back(goal_point(c));
  std::erase(texts, "");
  if (texts.size() > most_points) texts.resize(most_points);
  return texts;
}

/// The drawn example: a point, its line, the two limits.
Example reading_example(const Phrases& phrases) {
  Drawing drawing(264, 92);
  drawing.line("wi", 50, 46, 214, 46);
  drawing.marker("w", Shape::circle, Fill::solid, 132, 46, 14);
  const TextStyle muted{.style_class = "mu", .anchor = Anchor::middle};
  drawing.text(phrases.word("reading_estimate"), 132, 26, {.anchor = Anchor::middle});
  for (const double x : {50.0, 214.0}) drawing.line("axis", x, 54, x, 64);
  drawing.text(phrases.word("reading_lower"), 50, 80, muted);
  drawing.text(phrases.word("reading_upper"), 214, 80, muted);
  const auto title = phrases.word("reading_title"), description = phrases.word("reading_desc");
  return {title, description, drawing.finished("las", "example", title, description)};
}

std::string about_survey(const Context& c) {
  const auto& project = c.project();
  const auto round = std::ranges::find(project.rounds, c.wave(), &RoundTexts::wave);
  if (round == project.rounds.end() || !round->answered)
    return c.phrases.word("about_no_count", {{"population", project.population}});
  return c.phrases.word("about_answers",
                        {{"n", c.phrases.count(*round->answered, Place::prose)},
                         {"ages", project.ages},
                         {"when", project.fieldwork.empty() ? c.wave() : project.fieldwork}});
}

}  // namespace

std::vector<Block> reading_aside(const Context& c) {
  // The sentence goes on after the bold word, so it begins with the blank that keeps its small
  // letter.
  const auto means = c.phrases.say(t::secured_means).text();
  return {Subheading{c.phrases.word("about"), "kort"},
          Paragraph{about_survey(c)},
          Subheading{c.phrases.word("reading")},
          reading_example(c.phrases),
          Paragraph{c.phrases.say(t::estimates).text()},
          Paragraph{std::string(trimmed(means)), c.phrases.word("reading_secured")}};
}

Sentence whole_finding(const Context& c, const std::string& share) {
  const Slots slots{{"share", share}, {"whole", c.project().whole}};
  struct Say {
    const Phrases& p;
    const Slots& slots;
    Sentence operator()(const Higher& x) const { return p.say(t::S03_head, x, slots); }
    Sentence operator()(const Lower& x) const { return p.say(t::S04_head, x, slots); }
    Sentence operator()(const Similar& x) const { return p.say(t::S06_head, x, slots); }
    Sentence operator()(const NotShown& x) const { return p.say(t::S07_head, x, slots); }
    Sentence operator()(const Undetermined& x) const { return p.say(t::S09_head, x, slots); }
    Sentence operator()(const Broken& x) const { return p.say(t::S21_head, x, slots); }
    Sentence operator()(const Withheld& x) const { return p.say(t::S10_head, x, slots); }
  };
  return std::visit(Say{c.phrases, slots}, permitted(c.gap()));
}

Sentence headline(const Context& c) {
  auto candidates = area_headlines(c);
  candidates.push_back(whole_finding(c, c.share()));
  for (const auto& candidate : candidates)
    if (code_points(candidate.text()) <= longest_headline) return candidate;
  throw ConfigError(
      fmt::format("the heading '{}' has more than {} characters; shorten the "
                  "short_name of indicator '{}'",
                  candidates.back().text(), longest_headline, c.input.indicator.id));
}

void write_opening(Document& document, const Context& c) {
  const auto& project = c.project();
  document.publication = c.phrases.word("publication");
  document.kicker = fmt::format("{} {} · {}", project.survey, c.wave(), project.place);
  document.heading = headline(c).text();
  document.lede = lede(c);
  document.facts = facts(c);
  document.points = points(c);
  document.aside = reading_aside(c);
}

}  // namespace trygg::reports::gender
