#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/annual/parts.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::annual {
namespace {

void add_figures(std::vector<Block>& blocks, Report& r, Measured& m) {
  const auto take = [&](std::optional<Section> section, const std::string& heading) {
    if (!section) return;
    blocks.push_back(Subheading{heading});
    append(blocks, std::move(section->main));
  };
  auto& c = m.context;
  take(r.numbered(c, gender::change_section), r.phrases.word("change_heading"));
  for (const auto& group : r.project().groups)
    take(r.numbered(c, [&](Context& x) { return gender::group_section(x, group); }),
         capitalised(group.many));
  take(r.numbered(c, gender::areas_section), capitalised(r.project().area_many));
}

/// The two pages of an indicator: on one what it is, its development and the groups, on the other
/// the areas with their table. The areas come last, since they and their table fill a page.
Section indicator_section(Report& r, Measured& m) {
  const auto& p = r.phrases;
  Section section{.heading = m.indicator().name, .id = "matt-" + m.indicator().id, .level = 3};
  std::vector<Block> blocks{
      Paragraph{p.word("annual_counted", {{"definition", m.indicator().definition}})}};
  if (!m.indicator().question.empty())
    blocks.push_back(Note{p.word("annual_question", {{"question", m.indicator().question}})});
  if (!m.was_asked()) {
    blocks.push_back(Paragraph{p.word("annual_not_asked", {{"wave", m.context.wave()}})});
  } else {
    if (is_share(m.indicator()))  // other measures stand in tables
      add_figures(blocks, r, m);
    else
      blocks.push_back(Paragraph{p.word("annual_index")});
    if (!m.context.areas.empty()) append(blocks, r.numbered(m.context, gender::area_table));
  }
  section.main = with_ids(std::move(blocks), m.indicator().id);
  return section;
}

/// The headings of the chapters in the order of the indicators; empty: without a group.
std::vector<std::string> groups_of(const Report& r) {
  std::vector<std::string> groups;
  for (const auto& m : r.indicators)
    if (std::ranges::find(groups, m->indicator().group) == groups.end())
      groups.push_back(m->indicator().group);
  return groups;
}

}  // namespace

std::vector<Section> chapters(Report& r) {
  std::vector<Section> all;
  int chapter = 0;
  for (const auto& group : groups_of(r)) {
    all.push_back({.heading = group.empty() ? r.phrases.word("annual_indicators_heading") : group,
                   .id = fmt::format("kapitel-{}", ++chapter),
                   .print = PageBreak::before});
    bool first = true;  // stands below the chapter's heading
    for (auto& m : r.indicators) {
      if (m->indicator().group != group) continue;
      all.push_back(indicator_section(r, *m));
      const bool fills_pages = is_share(m->indicator()) && m->was_asked();
      if (!std::exchange(first, false) && fills_pages) all.back().print = PageBreak::before;
    }
  }
  return all;
}

}  // namespace trygg::reports::annual
