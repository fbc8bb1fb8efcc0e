#include "reports/annual/parts.hpp"

#include <algorithm>

#include "reports/annual/templates.hpp"

namespace trygg::reports::annual {
namespace {

namespace t = templates;

ProjectTexts texts_for(const ProjectTexts& project, const Indicator& indicator) {
  auto texts = project;
  const auto since = project.comparable_since_of.find(indicator.id);
  if (since != project.comparable_since_of.end()) texts.comparable_since = since->second;
  return texts;
}

/// The development of a place with both values and both years.
struct Development {
  const Phrases& p;
  const Slots& slots;
  Sentence operator()(const Lower& x) const { return p.say(t::S17_place, x, slots); }
  Sentence operator()(const Higher& x) const { return p.say(t::S18_place, x, slots); }
  Sentence operator()(const NotShown& x) const { return p.say(t::S19_place, x, slots); }
  Sentence operator()(const Similar& x) const { return p.say(t::S20_place, x, slots); }
  Sentence operator()(const Undetermined& x) const { return p.say(t::U_place, x, slots); }
  Sentence operator()(const Broken& x) const { return p.say(t::S21_place, x, slots); }
  Sentence operator()(const Withheld& x) const { return p.say(t::X_place, x, slots); }
};

}  // namespace

Measured::Measured(const PublicationInput& whole, const Indicator& indicator,
                   const Phrases& phrases)
    : project(texts_for(whole.project, indicator)),
      input{.release = whole.release,
            .goal_rows = whole.goal_rows,
            .goal = whole.goal,
            .project = project,
            .indicator = indicator,
            .areas = whole.areas,
            .folder = whole.folder},
      context(input, phrases) {
  context.notes = Notes::brief;
}

Report::Report(const PublicationInput& in, const Phrases& texts)
    : input(in), phrases(texts), headline(in, texts) {
  for (const auto& indicator : in.indicators)
    indicators.push_back(std::make_unique<Measured>(in, indicator, texts));
  if (indicators.empty()) indicators.push_back(std::make_unique<Measured>(in, in.indicator, texts));
}

std::string at_whole(const Context& c) {
  return c.phrases.word("at_whole", {{"whole", c.project().whole}});
}

std::string change_sentence(const Context& c, const Location& place, const std::string& name) {
  const auto &t0 = c.project().comparison_wave, &t1 = c.wave();
  if (t0.empty()) return "";
  const Slots slots{{"place", name},
                    {"share", c.share()},
                    {"before", c.phrases.number(c.figures.level(t0, place, "").estimate)},
                    {"now", c.phrases.number(c.figures.level(t1, place, "").estimate)},
                    {"t0", t0},
                    {"t1", t1}};
  const auto claim = permitted(c.figures.change(t0, t1, place, ""));
  return std::visit(Development{c.phrases, slots}, claim).text();
}

std::vector<Block> with_ids(std::vector<Block> blocks, const std::string& prefix) {
  for (auto& block : blocks) {
    if (auto* table = std::get_if<TableParts>(&block)) table->id = prefix + "-" + table->id;
    if (auto* figure = std::get_if<Figure>(&block))
      if (!figure->table.empty()) figure->table = prefix + "-" + figure->table;
  }
  return blocks;
}

void append(std::vector<Block>& to, std::vector<Block> more) {
  std::ranges::move(more, std::back_inserter(to));
}

}  // namespace trygg::reports::annual
