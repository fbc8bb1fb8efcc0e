#include "reports/weighting_study_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "coverage/weighting_study.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

/// What several cells of one arm have in common, mean over the cells.
struct CellsSummary {
  std::size_t cells = 0;
  double bias = 0;      ///< in the unit of the estimate
  double relative = 0;  ///< |bias| over standard deviation
  double sd = 0;
  double se_ratio = 0;  ///< √mean(se²) over standard deviation
  double coverage = 0;  ///< of the default interval
};

using Wanted = std::function<bool(const StudyCell&)>;

CellsSummary summary_of(const ArmResult& arm, const Wanted& wanted) {
  CellsSummary s;
  double covered = 0, given = 0;
  for (std::size_t c = 0; c < arm.cells.size(); ++c) {
    const auto& tally = arm.by_cell[c];
    if (!wanted(arm.cells[c]) || tally.estimated < 2 || !(tally.sd() > 0)) continue;
    const auto& method =
        tally.method[arm.cells[c].kind == CellKind::share ? default_method() : wald_method];
    ++s.cells;
    s.bias += tally.bias();
    s.relative += std::abs(tally.bias()) / tally.sd();
    s.sd += tally.sd();
    s.se_ratio += std::sqrt(tally.se2 / static_cast<double>(tally.estimated)) / tally.sd();
    covered += static_cast<double>(method.covered);
    given += static_cast<double>(method.given());
  }
  const auto n = static_cast<double>(s.cells);
  for (auto* mean : {&s.bias, &s.relative, &s.sd, &s.se_ratio}) *mean /= n;
  s.coverage = covered / given;
  return s;
}

/// The cells of a study by what they are of.
class Cells {
 public:
  explicit Cells(const WeightingStudy& study) : study_(study) {}

  Wanted shares(Division division, bool apart) const {
    return [this, division, apart](const StudyCell& cell) {
      return cell.kind == CellKind::share && is(cell, division, apart);
    };
  }
  Wanted of(std::size_t indicator, Division division, bool apart) const {
    return [this, indicator, division, apart](const StudyCell& cell) {
      return cell.indicator == indicator && is(cell, division, apart);
    };
  }

 private:
  bool is(const StudyCell& cell, Division division, bool apart) const {
    return study_.regions[cell.region].division == division &&
           (cell.sex != StudyDomains::everybody) == apart;
  }
  const WeightingStudy& study_;
};

std::string points(double fraction) {
  return signed_number(100 * fraction, 2);
}

/// "A", "B", …: what an arm is called in the tables.
std::string letter(std::size_t arm) {
  return std::string(1, static_cast<char>('A' + arm));
}

std::string list_of_arms(const WeightingResponse& response) {
  std::string text;
  for (std::size_t a = 0; a < response.arms.size(); ++a)
    text += fmt::format("- **{}**: {}\n", letter(a), response.arms[a].name);
  return text + "\n";
}

/// A row an arm: the whole and the areas, all shares together.
std::string arms_table(const WeightingStudy& study, const WeightingResponse& response) {
  const Cells cells(study);
  MarkdownTable table(
      {"weights", "whole: mean bias, points", "abs. bias / sd", "se / sd", "coverage, %",
       "by sex: abs. bias / sd", "coverage, %", "areas: abs. bias / sd", "se / sd", "coverage, %"},
      1);
  for (std::size_t a = 0; a < response.arms.size(); ++a) {
    const auto& arm = response.arms[a];
    const auto whole = summary_of(arm, cells.shares(Division::whole, false));
    const auto sexes = summary_of(arm, cells.shares(Division::whole, true));
    const auto areas = summary_of(arm, cells.shares(Division::areas, false));
    table.row({letter(a), points(whole.bias), fixed(whole.relative, 2), fixed(whole.se_ratio, 3),
               percent(whole.coverage), fixed(sexes.relative, 2), percent(sexes.coverage),
               fixed(areas.relative, 2), fixed(areas.se_ratio, 3), percent(areas.coverage)});
  }
  return table.text();
}

/// A row an indicator: its bias for the whole under every arm.
std::string bias_table(const WeightingStudy& study, const WeightingResponse& response) {
  const Cells cells(study);
  std::vector<std::string> header{"indicator", "true value"};
  for (std::size_t a = 0; a < response.arms.size(); ++a) header.push_back(letter(a));
  header.emplace_back("sd of " + letter(response.arms.size() - 1));
  MarkdownTable table(header, 1);
  for (std::size_t i = 0; i < study.indicators.size(); ++i) {
    const auto wanted = cells.of(i, Division::whole, false);
    std::vector<std::string> row{study.indicators[i]};
    bool is_share = true;
    for (const auto& cell : response.arms.front().cells)
      if (wanted(cell)) {
        is_share = cell.kind == CellKind::share;
        row.push_back(is_share ? percent(cell.truth, 2) : fixed(cell.truth, 3));
      }
    const auto shown = [&](double value) {
      return is_share ? points(value) : signed_number(value, 3);
    };
    for (const auto& arm : response.arms) row.push_back(shown(summary_of(arm, wanted).bias));
    const double sd = summary_of(response.arms.back(), wanted).sd;
    row.push_back(is_share ? percent(sd, 2) : fixed(sd, 3));
    table.row(row);
  }
  return table.text();
}

/// A row an indicator: coverage and standard errors under the last arm.
std::string coverage_table(const WeightingStudy& study, const WeightingResponse& response) {
  const Cells cells(study);
  const auto& arm = response.arms.back();
  MarkdownTable table({"indicator", "whole: se / sd", "coverage, %", "by sex: se / sd",
                       "coverage, %", "areas: se / sd", "coverage, %"},
                      1);
  for (std::size_t i = 0; i < study.indicators.size(); ++i) {
    std::vector<std::string> row{study.indicators[i]};
    for (const auto& [division, apart] :
         {std::pair{Division::whole, false}, {Division::whole, true}, {Division::areas, false}}) {
      const auto s = summary_of(arm, cells.of(i, division, apart));
      row.push_back(fixed(s.se_ratio, 3));
      row.push_back(percent(s.coverage));
    }
    table.row(row);
  }
  return table.text();
}

std::string part(const WeightingStudy& study, const WeightingResponse& response) {
  std::string failures;
  for (const auto& arm : response.arms)
    if (arm.failed > 0)
      failures += fmt::format("{}: {} samples could not be weighed ({}). ", arm.name, arm.failed,
                              arm.failure);
  if (!failures.empty()) failures += "\n\n";
  return fmt::format("### Under {}\n\n{} of the sampled answer, on average.\n\n",
                     response_name(response.response), counted(response.respondents)) +
         failures + "All shares together:\n\n" + arms_table(study, response) +
         "Bias of each indicator for the whole, in points (means: in their own unit):\n\n" +
         bias_table(study, response) +
         "Under the last of these weights, each indicator by itself:\n\n" +
         coverage_table(study, response);
}

std::string header(const WeightingStudy& study, const WeightingStudyTexts& texts) {
  const double error = 100 * std::sqrt(0.95 * 0.05 / static_cast<double>(study.options.samples));
  const bool by_steps = texts.judged == WeightingStudyTexts::Judged::steps;
  const auto what =
      by_steps ? "with its steps one after another, and without each of them"
               : "with all its steps, the variance by formula and by replicates, every step redone "
                 "in each";
  const auto taken_out = by_steps
                             ? " Where no step makes up for those who did not answer, they are "
                               "taken out first, as if the file held the others alone."
                             : "";
  return fmt::format(
      "## {}\n\n"
      "> **SYNTHETIC DATA.** What is judged is the method.\n\n"
      "All {} who are sampled are in the file, those who did not answer with what the register "
      "knows, and are weighed by `{}`: {}.\n\n{}"
      "All weights see the same {} samples of round {} under each kind of response.{}\n\n"
      "Written by `{}` ({}).\n\n"
      "**Bias** is the mean error of an estimate over the samples; **sd** the standard deviation "
      "of the estimates, which is what a standard error estimates; **se / sd** the root mean "
      "square of the standard errors over it, 1 when they are right. **Coverage** is of the "
      "{:g} % intervals that estimates come with (Korn–Graubard for shares, Wald for means). One "
      "cell alone has a Monte Carlo error of {} points of coverage and {} of se / sd.\n\n",
      by_steps ? "The steps of the weighting" : "Replicates beside the formula",
      counted(static_cast<double>(study.sampled)), texts.recipe, what,
      list_of_arms(study.responses.front()), counted(study.options.samples), study.wave, taken_out,
      texts.command, texts.program, 100 * study.options.level, fixed(error, 1),
      fixed(1 / std::sqrt(2.0 * study.options.samples), 3));
}

}  // namespace

std::string weighting_study_report(const WeightingStudy& study, const WeightingStudyTexts& texts) {
  auto text = header(study, texts);
  for (const auto& response : study.responses) text += part(study, response);
  return text;
}

}  // namespace trygg::reports
