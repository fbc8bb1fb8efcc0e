#include "reports/weighting_report.hpp"

#include "base/file.hpp"
#include "base/resources.hpp"
#include "reports/weighting/parts.hpp"

namespace trygg::reports {
namespace {

namespace w = weighting;

Html body(w::Context& c) {
  // One statement each: figures and tables are numbered as they are made.
  Html html = w::opening(c);
  html += w::stages_section(c);
  html += w::outcome_section(c);
  html += w::response_section(c);
  html += w::balance_section(c);
  html += w::auxiliaries_section(c);
  html += w::totals_section(c);
  html += w::extremes_section(c);
  html += w::method_section(c);
  return html;
}

}  // namespace

std::string weighting_report(const WeightingDiagnosis& diagnosis,
                             const std::filesystem::path& folder) {
  const auto style = read_file(find_resource("reports/templates/page.css", folder));
  const auto phrases = Phrases::read(folder, Language::sv);
  w::Context context{diagnosis, phrases, {}};
  const auto main = body(context);
  return page({.title = context.word("wt_title", {{"recipe", diagnosis.recipe}}),
               .description = context.word("wt_description", {{"data", diagnosis.data}}),
               .style = style,
               .body = main,
               .footer = w::footer(context)},
              context.project, phrases);
}

}  // namespace trygg::reports
