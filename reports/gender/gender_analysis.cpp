#include "reports/gender/gender_analysis.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resources.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports {
namespace {

namespace g = gender;

Html questions(const Context& c) {
  if (c.project().planning_questions.empty()) return {};
  std::vector<Html> items;
  for (const auto& question : c.project().planning_questions)
    items.push_back(element("li", {typeset(question)}));
  const Html box =
      element("div", {{"class", "box"}},
              {element("h2", {c.phrases.word("questions_heading")}), element("ul", {}, items)});
  return "\n" + element("section", {{"class", "tight"}},
                        {element("div", {{"class", "row"}}, {element("div", {box})})});
}

Html body(Context& c) {
  // One statement each: figures and tables are numbered as they are made.
  Html html = g::opening(c);
  html += g::areas_section(c);
  html += g::change_section(c);
  for (const auto& group : c.project().groups) html += g::group_section(c, group);
  html += questions(c);
  html += g::goal_section(c);
  html += g::numbers_section(c);
  html += g::elsewhere_section(c);
  html += g::method_section(c);
  html += "\n";
  return html;
}

void require_whole(const Context& c) {
  require<InputError>(c.women().estimate.is_shown() && c.men().estimate.is_shown(),
                      "the release has no figures of '{}' for women ({}={}) and men ({}={}) in the "
                      "whole of wave {}; the page needs them",
                      c.input.indicator.id, c.project().sex_variable, c.project().women_code,
                      c.project().sex_variable, c.project().men_code, c.wave());
}

}  // namespace

std::string gender_analysis(const PublicationInput& input) {
  const auto texts = find_resource("reports/templates/sv.toml", input.folder);
  const auto style = read_file(find_resource("reports/templates/page.css", input.folder));
  const auto phrases = Phrases::read(texts, input.project.language);
  Context context(input, phrases);
  require_whole(context);
  const auto& project = input.project;
  const Slots slots{{"wave", project.publication_wave},
                    {"place", project.place},
                    {"survey", project.survey},
                    {"share", input.indicator.short_name}};
  const bool synthetic = project.synthetic == Synthetic::yes;
  const auto main = body(context);
  return page({.title = phrases.word(synthetic ? "page_title_synthetic" : "page_title", slots),
               .description = phrases.word("page_description", slots) +
                              (synthetic ? " " + phrases.word("synthetic_caption") : ""),
               .style = style,
               .body = main,
               .footer = g::footer(context)},
              project, phrases);
}

}  // namespace trygg::reports
