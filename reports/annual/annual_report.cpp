#include "reports/annual/annual_report.hpp"

#include "base/error.hpp"
#include "reports/annual/parts.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports {
namespace {

void require_figures(const Context& c) {
  require<InputError>(c.women().estimate.is_shown() && c.men().estimate.is_shown(),
                      "the release has no figures of '{}' for women ({}={}) and men ({}={}) in the "
                      "whole of wave {}; the annual report needs them",
                      c.input.indicator.id, c.project().sex_variable, c.project().women_code,
                      c.project().sex_variable, c.project().men_code, c.wave());
}

/// In the order of the report: figures and tables are numbered as they are made.
std::vector<Section> sections(annual::Report& r) {
  std::vector<Section> all;
  const auto add = [&](std::vector<Section> more) {
    for (auto& section : more) all.push_back(std::move(section));
  };
  add(annual::short_section(r));
  add({annual::reading_section(r)});
  add(annual::chapters(r));
  add(annual::areas_sections(r));
  add(annual::goal_sections(r));
  add(annual::quality_sections(r));
  auto method = r.numbered(r.headline, gender::method_section);
  method.id = "metod";
  add({std::move(method)});
  add(annual::tables_sections(r));
  add(annual::english_summary(r));
  return all;
}

}  // namespace

Document annual_report(const PublicationInput& input, const Phrases& phrases,
                       const Location& subject) {
  require(subject.is_whole(), "the annual report is about the whole place, not an area");
  annual::Report report(input, phrases);
  require_figures(report.headline);
  const auto& project = input.project;
  const bool synthetic = project.synthetic == Synthetic::yes;
  const Slots slots{
      {"wave", project.publication_wave}, {"place", project.place}, {"survey", project.survey}};
  Document document{
      .title = phrases.word(synthetic ? "annual_title_synthetic" : "annual_title", slots),
      .description = phrases.word("annual_description", slots) +
                     (synthetic ? " " + phrases.word("synthetic_caption") : "")};
  annual::write_opening(document, report);
  document.sections = sections(report);
  document.footer = gender::footer(report.headline);
  document.contents = Contents::yes;
  document.print = Setting::tight;
  return document;
}

}  // namespace trygg::reports
