#include "reports/goal_follow_up/goal_follow_up.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reports/gender/parts.hpp"
#include "reports/goal_follow_up/parts.hpp"

namespace trygg::reports {
namespace {

namespace f = follow_up;

/// The indicator that the goal is set for. \throws ConfigError
const Indicator& indicator_of(const PublicationInput& input) {
  require<ConfigError>(input.goal.has_value(), "there is no goal to follow up");
  const auto& id = input.goal->indicator;
  if (input.indicator.id == id) return input.indicator;
  const auto found = std::ranges::find(input.indicators, id, &Indicator::id);
  require<ConfigError>(found != input.indicators.end(),
                       "the goal is about '{}', which is none of the project's indicators", id);
  return *found;
}

void add(std::vector<Section>& sections, std::optional<Section> section) {
  if (section) sections.push_back(std::move(*section));
}

Section numbers_section(Context& c) {
  return {.heading = c.phrases.word("numbers_heading"),
          .main = gender::goal_tables(c),
          .aside = {},
          .id = "siffror"};
}

Section method_section(const Context& c) {
  const auto& p = c.phrases;
  return {.heading = p.word("method_heading"),
          .main = {Paragraph{p.word("method_design")}, Paragraph{p.word("gf_method_ratio")},
                   Paragraph{p.word("gf_method_path")}},
          .aside = {},
          .id = "metod"};
}

}  // namespace

Document goal_follow_up(const PublicationInput& input, const Phrases& phrases, const Location&) {
  const auto about = input.with(indicator_of(input));
  Context c(about, phrases);
  const f::Assessments rows(c);
  const auto slots = f::slots_of(c, *rows.whole);
  Document document;
  document.title = phrases.word("gf_page_title", slots);
  document.description = phrases.word("gf_page_description", slots);
  f::write_opening(document, c, rows);
  auto& sections = document.sections;
  sections.push_back(f::verdict_section(c, rows));
  add(sections, f::course_section(c, rows));
  add(sections, f::sexes_section(c, rows));
  add(sections, f::choices_section(c, rows));
  add(sections, f::areas_section(c, rows));
  add(sections, f::lists_section(c));
  add(sections, f::remaining_section(c, rows));
  sections.push_back(numbers_section(c));
  sections.push_back(method_section(c));
  document.footer = gender::footer(c);
  document.print = Setting::tight;
  document.margins_before = "kon";  // what the goal is stands on the first page
  return document;
}

}  // namespace trygg::reports
