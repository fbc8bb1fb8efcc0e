#include "reports/goal_study_report.hpp"

#include <fmt/format.h>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/words.hpp"
#include "reports/goal_study/parts.hpp"

namespace trygg::reports {
namespace {

std::string years() {
  std::vector<std::string> all;
  for (const double year : GoalPlan::year)
    all.push_back(year < 0 ? fmt::format("−{:g}", -year) : fmt::format("{:g}", year));
  return listed(all);
}

std::string ratios() {
  std::vector<std::string> all;
  for (std::size_t s = 0; s < GoalPlan::ratio.size(); ++s) all.push_back(ratio_name(s));
  return listed(all);
}

std::string settings(const GoalStudy& study, const CoverageTexts& texts) {
  MarkdownTable table({"", ""}, 2);
  table.row({"population",
             fmt::format("{} persons of round {} of {}, drawn once with seed {}, then fixed",
                         counted(static_cast<double>(study.population)), study.wave, texts.project,
                         texts.population_seed)});
  table.row({"share", fmt::format("`{}`, {} % of them at the baseline", study.indicator,
                                  percent(study.sizes[0].share))});
  table.row({"rounds", fmt::format("in years {} from the baseline, each an independent sample, "
                                   "answered by {} persons on average",
                                   years(), counted(study.sizes[0].respondents))});
  table.row(
      {"true courses",
       fmt::format("the share is the baseline's until year 0, and in year 9 exactly {} of it, "
                   "in every stratum and sex; on the way ratio^(year/9), as the goal's own "
                   "path, so that ½ is on the path all the way",
                   ratios())});
  table.row(
      {"weights", fmt::format("anew for every sample, by `{}`; variances know the calibration "
                              "and take no finite population correction, as questions of "
                              "change do",
                              texts.recipe)});
  table.row({"answering",
             "with probabilities that the weighting can undo (»repairable« in "
             "[coverage.md](coverage.md))"});
  table.row({"samples", fmt::format("{}, by seed {}; all courses use the same sampled persons",
                                    counted(study.options.samples), study.options.seed)});
  table.row({"verdicts", fmt::format("two one-sided tests at {} % each, as `trygg goal` makes them",
                                     percent((1 - study.options.level) / 2))});
  return table.text();
}

std::string chart(const GoalStudy& study, const CoverageTexts& texts) {
  return fmt::format(
      "**{}**\n\n<picture>\n  <source media=\"(max-width: 600px)\" srcset=\"{}\">\n  <img "
      "src=\"{}\" alt=\"{}\">\n</picture>\n\n",
      states_chart_title(study), texts.narrow_chart, texts.chart, states_chart_title(study));
}

std::string sections(const GoalStudy& study, const CoverageTexts& texts) {
  return "## States\n\n" + chart(study, texts) +
         "How often each state is told in the target year, in per cent of cells and samples, with "
         "Monte Carlo standard errors. Right is »not reached« of 1 and 0.7, »reached« of 0.3.\n\n" +
         state_table(study) +
         "## Levels of many areas\n\nHow often at least one area of a level has the state, in per "
         "cent of samples: by each area's own tests, and by Holm's adjustment over the areas.\n\n" +
         family_table(study) +
         "## Courses\n\nThree years before the target year. Right is »behind it« of 1 and 0.7; "
         "0.5 is on the path, 0.3 ahead of it.\n\n" +
         course_table(study) +
         "## Intervals of ratio and difference\n\nCoverage in per cent of the "
         "intervals "
         "given; »none« are cells without one, »open« are sets without an end or with a gap.\n\n" +
         interval_table(study) +
         "## Projections\n\nOf the share in year 12, by the line through the rounds since the "
         "baseline; coverage in per cent. The last course scatters: each round, the projected year "
         "among them, has its share times a factor of its own.\n\n" +
         projection_table(study) +
         "## Gaps between the sexes\n\nIn points, in the target year, and their change since the "
         "baseline; coverage in per cent.\n\n" +
         gap_table(study) +
         "## The areas where it was greatest\n\nThe chosen areas together, weighted by size. »Off "
         "by« is the observed ratio against the true one of the areas that were chosen, with its "
         "Monte Carlo standard error; coverage is of the ratio's interval, in per cent. Shrinking "
         "takes "
         "the areas to lie about one mean as a normal curve does; where a few lie far out it draws "
         "them in too much, and their ratio comes out too high.\n\n" +
         worst_table(study);
}

}  // namespace

std::string goal_study_header(const GoalStudy& study, const CoverageTexts& texts) {
  return "# Verdicts of the goal\n\n> **SYNTHETIC DATA.** The population below is made up, and no "
         "figure says anything about a real place. What is judged is the method.\n\n"
         "Is unsafety halved? A verdict can be tried where the truth is known: a population is "
         "fixed, its share made to go down on known courses, and samples are drawn from it round "
         "by round, answered, weighed, estimated and judged, again and again, by the code that "
         "judges a survey.\n\n" +
         fmt::format("Written by `{}` ({}).\n\n", texts.command, texts.program) +
         settings(study, texts);
}

CoverageReport goal_study_report(const GoalStudy& study, const CoverageTexts& texts) {
  return {.markdown = goal_study_header(study, texts) + "## What it shows\n\n" +
                      goal_study_findings(study) + sections(study, texts),
          .chart = wide_states_chart(study),
          .narrow_chart = narrow_states_chart(study)};
}

}  // namespace trygg::reports
