#include "reports/coverage_report.hpp"

#include <fmt/format.h>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

std::size_t count(const Study& study, CellKind kind) {
  std::size_t cells = 0;
  for (const auto& cell : study.responses.front().cells) cells += cell.kind == kind;
  return cells;
}

std::size_t regions(const Study& study, Division division) {
  std::size_t n = 0;
  for (const auto& region : study.regions) n += region.division == division;
  return n;
}

std::string domains(const Study& study) {
  return fmt::format(
      "the whole, {} age groups, {} areas and {} strata, each for all and by sex: {} shares, {} "
      "means, and {} differences between the sexes",
      regions(study, Division::age_groups), regions(study, Division::areas),
      regions(study, Division::strata), counted(static_cast<double>(count(study, CellKind::share))),
      counted(static_cast<double>(count(study, CellKind::mean))),
      counted(static_cast<double>(count(study, CellKind::gap))));
}

std::string settings(const Study& study, const CoverageTexts& texts) {
  MarkdownTable table({"", ""}, 2);
  table.row({"population",
             fmt::format("{} persons of round {} of {}, drawn once with seed {}, then fixed",
                         counted(static_cast<double>(study.population)), study.wave, texts.project,
                         texts.population_seed)});
  table.row({"estimands", "the true values in that finite population; cells: " + domains(study)});
  table.row({"design", fmt::format("{} persons, a simple random sample without replacement in "
                                   "every stratum",
                                   counted(static_cast<double>(study.sampled)))});
  table.row({"weights", fmt::format("anew for every sample, by `{}`; variances know the "
                                    "calibration and the finite population",
                                    texts.recipe)});
  table.row({"samples", fmt::format("{} under each of three kinds of response, by seed {}",
                                    counted(study.options.samples), study.options.seed)});
  table.row({"intervals", fmt::format("{:g} %, with t quantiles of the domain's own degrees of "
                                      "freedom",
                                      100 * study.options.level)});
  return table.text();
}

const char* kinds =
    "Three kinds of response are told apart. The same persons are sampled under each.\n\n"
    "- **Full response**: all sampled persons answer everything. The sampling design alone.\n"
    "- **Repairable response**: a person answers with a probability that is a factor of the "
    "stratum "
    "times a factor of sex and age group, fitted to the survey's own rates; whoever answers, "
    "answers "
    "everything. Weighting can undo it, so that the intervals are judged by themselves.\n"
    "- **The survey's own response**: as the generator's settings have it. Answering depends on "
    "traits that no margin knows and, where the settings say so, on the answer itself; single "
    "questions are left out. Weighting cannot undo all of it, and no interval knows.\n\n";

}  // namespace

std::string coverage_header(const Study& study, const CoverageTexts& texts) {
  return "# Coverage of the intervals\n\n"
         "> **SYNTHETIC DATA.** The population below is made up, and no figure says anything about "
         "a real place. What is judged is the method.\n\n"
         "An interval of 95 % should hold the true value in 95 samples of 100. Whether it does can "
         "be seen where the truth is known: a population is fixed, and samples are drawn from it, "
         "answered, weighed and estimated, again and again, by the code that estimates a "
         "survey.\n\n" +
         fmt::format("Written by `{}` ({}).\n\n", texts.command, texts.program) +
         settings(study, texts) + kinds;
}

CoverageReport coverage_report(const Study& study, const CoverageTexts& texts) {
  const auto picture = fmt::format(
      "## Coverage by size of domain\n\n**{}**\n\n<picture>\n  <source media=\"(max-width: "
      "600px)\" "
      "srcset=\"{}\">\n  <img alt=\"{}\" src=\"{}\" width=\"760\">\n</picture>\n\nThe "
      "chart's values, per cent:\n\n{}",
      chart_title(study), texts.narrow_chart, chart_description(study), texts.chart,
      chart_table(study));
  return {coverage_header(study, texts) + findings(study) + choice_of_default(study) + picture +
              tables(study, texts) + limits_of_study(study),
          wide_chart(study), narrow_chart(study)};
}

}  // namespace trygg::reports
