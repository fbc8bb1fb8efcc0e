#include "reports/gender/gender_analysis.hpp"

#include "base/error.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports {
namespace {

namespace g = gender;

/// In the order of the page: figures and tables are numbered as they are made.
std::vector<Section> sections(Context& c) {
  std::vector<Section> all;
  const auto add = [&](std::optional<Section> section) {
    if (section) all.push_back(std::move(*section));
  };
  add(g::areas_section(c));
  add(g::where_section(c));
  add(g::change_section(c));
  for (const auto& group : c.project().groups) add(g::group_section(c, group));
  for (const auto& group : g::measure_groups(c)) add(g::measures_section(c, group));
  add(g::questions_section(c));
  add(g::goal_section(c));
  add(g::numbers_section(c));
  add(g::elsewhere_section(c));
  add(g::method_section(c));
  return all;
}

void require_figures(const Context& c) {
  require<InputError>(c.women().estimate.is_shown() && c.men().estimate.is_shown(),
                      "the release has no figures of '{}' for women ({}={}) and men ({}={}) in the "
                      "whole of wave {}; the page needs them",
                      c.input.indicator.id, c.project().sex_variable, c.project().women_code,
                      c.project().sex_variable, c.project().men_code, c.wave());
}

}  // namespace

Document gender_analysis(const PublicationInput& input, const Phrases& phrases,
                         const Location& subject) {
  Context context(input, phrases, subject);
  if (!subject.is_whole()) return g::area_edition(context);
  require_figures(context);
  const auto& project = input.project;
  const Slots slots{{"wave", project.publication_wave},
                    {"place", project.place},
                    {"survey", project.survey},
                    {"share", input.indicator.short_name}};
  const bool synthetic = project.synthetic == Synthetic::yes;
  Document document{.title = phrases.word(synthetic ? "page_title_synthetic" : "page_title", slots),
                    .description = phrases.word("page_description", slots) +
                                   (synthetic ? " " + phrases.word("synthetic_caption") : "")};
  g::write_opening(document, context);
  document.sections = sections(context);
  document.footer = g::footer(context);
  document.print = Setting::tight;
  return document;
}

}  // namespace trygg::reports
