#include <fmt/format.h>

#include <algorithm>

#include "reports/gender/parts.hpp"

namespace trygg::reports::gender {
namespace {

namespace t = templates;

constexpr std::size_t most_exceptions = 2;

std::vector<DotRow> rows_of(const Context& c, const GroupTexts& group) {
  std::vector<DotRow> rows;
  for (const auto& category : group.categories) {
    const GroupValue value{group.variable, category.code};
    rows.push_back({typeset(category.label), RowKind::part,
                    &c.figures.level(c.wave(), {}, c.project().women_code, value),
                    &c.figures.level(c.wave(), {}, c.project().men_code, value),
                    &c.figures.gap(c.wave(), {}, value)});
  }
  return rows;
}

Tally counted(const std::vector<DotRow>& rows) {
  std::vector<const ReleasedRow*> gaps;
  for (const auto& row : rows) gaps.push_back(row.gap);
  return tally(gaps);
}

std::vector<std::string> not_secured(const std::vector<DotRow>& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows)
    if (row.gap->finding != Finding::higher && row.gap->finding != Finding::lower)
      names.push_back(row.name);
  return names;
}

/// What the comparisons of the groups bear; an empty text when they bear nothing.
std::string finding(const Context& c, const GroupTexts& group, const std::vector<DotRow>& rows) {
  const auto count = counted(rows);
  const auto others = not_secured(rows);
  const Slots slots{{"one", group.one},
                    {"many", group.many},
                    {"n", fmt::format("{}", count.secured())},
                    {"all", fmt::format("{}", count.comparable())},
                    {"which", c.phrases.listed(others)}};
  if (const auto all = Count<Extent::all_higher>::of(count))
    return c.phrases.say(t::S26_all, *all, slots).text();
  if (const auto most = Count<Extent::comparable_higher>::of(count))
    return c.phrases.say(t::S26_comparable, *most, slots).text();
  if (const auto some = Count<Extent::some_higher>::of(count)) {
    const bool few =
        !others.empty() && others.size() <= most_exceptions && count.secured() > others.size();
    return few ? c.phrases.say(t::S26_except, *some, slots).text()
               : c.phrases.say(t::S26, *some, slots).text();
  }
  if (const auto none = Count<Extent::none_secured>::of(count))
    return c.phrases.say(t::S26_none, *none, slots).text();
  return "";
}

}  // namespace

std::string group_point(const Context& c, const GroupTexts& group) {
  if (!c.figures.has_group(group.variable)) return "";
  const auto text = finding(c, group, rows_of(c, group));
  return text.empty() ? "" : text + ".";
}

std::optional<Section> group_section(Context& c, const GroupTexts& group) {
  if (!c.figures.has_group(group.variable)) return {};
  const auto& project = c.project();
  const auto rows = rows_of(c, group);
  const auto n = ++c.figure_number;
  auto title = finding(c, group, rows);
  if (title.empty()) title = c.input.indicator.short_name + ": " + group.many;
  const auto chart = dot_chart({.id = fmt::format("f{}", n),
                                .title = title,
                                .description = c.phrases.word("group_desc", {{"one", group.one}}) +
                                               describe_rows(rows, c.phrases),
                                .row_heading = group.heading,
                                .rows = rows,
                                .synthetic = project.synthetic},
                               c.phrases);
  const auto subtitle = c.phrases.word("group_subtitle", {{"measure", c.input.indicator.measure},
                                                          {"unit", c.unit()},
                                                          {"whole", c.whole_name()},
                                                          {"wave", c.wave()}});
  const auto tested = c.phrases.say(t::S26_tested, {{"one", group.one}, {"many", group.many}});
  const bool brief = c.notes == Notes::brief;
  const auto remark =
      c.phrases.word(brief ? "interval_note_groups_close" : "interval_note_groups") + " " +
      c.source();
  return Section{.heading = capitalised(group.many),
                 .main = {Paragraph{tested.text()},
                          Figure{n, title, subtitle, chart, remark, group.variable}}};
}

}  // namespace trygg::reports::gender
