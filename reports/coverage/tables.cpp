#include <fmt/format.h>

#include <cmath>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

using Row = std::vector<std::string>;

Row joined_rows(Row a, const Row& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Row method_names() {
  Row names;
  for (std::size_t m = 0; m < study_methods.size(); ++m) names.push_back(method_name(m));
  return names;
}

Row coverages(const GroupSummary& group) {
  Row cells;
  for (const auto& method : group.method) cells.push_back(percent(method.coverage));
  return cells;
}

const Row detail_header{"coverage",    "± MC",   "truth below", "truth above",
                        "no interval", "of all", "mean width",  "worst cell"};

Row details(const MethodSummary& m) {
  return {percent(m.coverage), percent(m.error, 2), percent(m.below), percent(m.above),
          percent(m.none),     percent(m.of_all()), percent(m.width), percent(m.worst)};
}

/// One row a class and method.
template <class Key, class Name>
std::string detailed(const StudyResponse& part, std::string heading, std::size_t classes, Key key,
                     Name name) {
  MarkdownTable table(joined_rows({std::move(heading), "interval", "cells"}, detail_header), 2);
  for (std::size_t c = 0; c < classes; ++c) {
    const auto* group = find(part.groups, key(c));
    if (group == nullptr) continue;
    for (std::size_t m = 0; m < study_methods.size(); ++m)
      table.row(joined_rows({name(c), method_name(m), std::to_string(group->cells)},
                            details(group->method[m])));
  }
  return table.text();
}

std::string by_size(const StudyResponse& part) {
  return detailed(
      part, "respondents", size_bounds.size(),
      [](std::size_t size) { return GroupKey{.size = size}; }, size_name);
}

std::string by_share(const StudyResponse& part) {
  return detailed(
      part, "true share", share_bounds.size(),
      [](std::size_t share) { return GroupKey{.share = share}; }, share_name);
}

std::string by_size_and_share(const StudyResponse& part) {
  MarkdownTable table(joined_rows({"true share", "respondents", "cells"}, method_names()), 2);
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      if (const auto* group = find(part.groups, {.size = size, .share = share}))
        table.row(joined_rows({share_name(share), size_name(size), std::to_string(group->cells)},
                              coverages(*group)));
  return table.text();
}

std::string other_responses(const Study& study) {
  MarkdownTable table(joined_rows({"response", "respondents", "cells"}, method_names()), 2);
  for (const auto kind : {Response::full, Response::modelled})
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      if (const auto* group = find(part_of(study, kind).groups, {.size = size}))
        table.row(joined_rows({response_name(kind), size_name(size), std::to_string(group->cells)},
                              coverages(*group)));
  return table.text();
}

std::string standard_errors(const Study& study) {
  MarkdownTable table({"response", "respondents", "cells", "mean df", "bias/sd", "\\|bias\\|/sd",
                       "mean se/sd − 1", "rms se/sd − 1"},
                      2);
  for (const auto& part : study.responses)
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      if (const auto* g = find(part.groups, {.size = size}))
        table.row({response_name(part.response), size_name(size), std::to_string(g->cells),
                   fixed(g->df, 0), signed_number(g->bias, 2), fixed(g->absolute_bias, 2),
                   signed_percent(g->se_mean) + " %", signed_percent(g->se_rms) + " %"});
  return table.text();
}

std::string wald_of_others(const Study& study) {
  MarkdownTable table(
      {"figure", "response", "respondents", "cells", "coverage", "± MC", "truth below",
       "truth above", "no interval", "of all", "mean width", "worst cell", "mean se/sd − 1"},
      3);
  for (const auto kind : {CellKind::gap, CellKind::mean})
    for (const auto& part : study.responses)
      for (std::size_t size = 0; size < size_bounds.size(); ++size) {
        const auto* g = find(part.groups, {.kind = kind, .size = size});
        if (g == nullptr) continue;
        auto row =
            joined_rows({kind == CellKind::gap ? "difference" : "mean",
                         response_name(part.response), size_name(size), std::to_string(g->cells)},
                        details(g->method[wald_method]));
        if (kind == CellKind::mean) row[10] = fixed(g->method[wald_method].width, 2);
        row.push_back(signed_percent(g->se_mean) + " %");
        table.row(row);
      }
  return table.text();
}

std::string by_division(const Study& study) {
  MarkdownTable table(joined_rows({"domains", "", "response", "cells", "bias/sd"}, method_names()),
                      3);
  for (const auto division : all_divisions)
    for (const auto sexes : {SexPart::together, SexPart::apart})
      for (const auto& part : study.responses)
        if (const auto* g = find(part.groups, {.division = division, .sexes = sexes}))
          table.row(
              joined_rows({division_name(division), sexes_name(sexes), response_name(part.response),
                           std::to_string(g->cells), signed_number(g->bias, 2)},
                          coverages(*g)));
  return table.text();
}

double coverage_of(const MethodTally& tally) {
  const auto given = static_cast<double>(tally.given());
  return given > 0 ? static_cast<double>(tally.covered) / given : Result::missing;
}

/// Figures of the whole population, indicator by indicator, in per cent or the mean's own unit.
std::string whole_by_indicator(const Study& study, const CoverageTexts& texts) {
  MarkdownTable table({"indicator", "response", "true value", "bias", "sd", "bias/sd",
                       "mean se/sd − 1", "coverage"},
                      2);
  const auto& cells = study.responses.front().cells;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const auto& cell = cells[c];
    if (cell.region != 0 || cell.sex != StudyDomains::everybody || cell.kind == CellKind::gap)
      continue;
    const bool share = cell.kind == CellKind::share;
    const double unit = share ? 100 : 1;
    const int decimals = share ? 3 : 4;
    const auto method = share ? default_method() : wald_method;
    for (const auto& part : study.responses) {
      const auto& t = part.by_cell[c];
      const double sd = t.sd();
      table.row({fmt::format("`{}`", texts.indicators[cell.indicator]),
                 response_name(part.response), fixed(unit * cell.truth, 2) + (share ? " %" : ""),
                 signed_number(unit * t.bias(), decimals), fixed(unit * sd, decimals),
                 signed_number(t.bias() / sd, 2),
                 signed_percent(t.se / static_cast<double>(t.estimated) / sd - 1) + " %",
                 percent(coverage_of(t.method[method]))});
    }
  }
  return table.text();
}

}  // namespace

std::string chart_table(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  MarkdownTable table(joined_rows({"shares", "respondents", "cells"}, method_names()), 2);
  for (const auto rarity : {Rarity::rare, Rarity::common})
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      if (const auto* g = find(part.groups, {.size = size, .rarity = rarity}))
        table.row(joined_rows({rarity_name(rarity), size_name(size), std::to_string(g->cells)},
                              coverages(*g)));
  return table.text();
}

std::string tables(const Study& study, const CoverageTexts& texts) {
  const auto& main = part_of(study, Response::repairable);
  return "## Tables\n\nAll in per cent. **Respondents**: expected number in the denominator. **± "
         "MC**: "
         "Monte Carlo standard error of the coverage, over samples. **Truth below, above**: "
         "intervals that miss, by where the true value lies; 2.5 each are promised. **No "
         "interval**: cells and samples for which the method gives none; they count nowhere else "
         "but "
         "in **of all**, the share of all cells and samples with an interval that holds the true "
         "value. "
         "**Worst cell**: coverage of the cell that is covered most seldom, of those with an "
         "interval in half of the samples. **bias, sd**: mean error and standard deviation of the "
         "estimates over the samples; ratios are means over cells.\n\n"
         "### Shares by size of domain, repairable response\n\n" +
         by_size(main) + "### Shares by true share, repairable response\n\n" + by_share(main) +
         "### Coverage by both, repairable response\n\n" + by_size_and_share(main) +
         "### Coverage under the other kinds of response\n\n" + other_responses(study) +
         "### Standard errors of shares\n\n" + standard_errors(study) +
         "### Differences between the sexes, and means (Wald)\n\nThe size of a difference is the "
         "smaller of both sexes'; its width is in percentage points, or, of a mean, in the mean's "
         "own unit times 100.\n\n" +
         wald_of_others(study) + "### Shares by kind of domain\n\n" + by_division(study) +
         "### The whole population, indicator by indicator\n\nBias and sd in percentage points, or "
         "in the mean's own unit; coverage of " +
         method_name(default_method()) + ", for the mean of Wald.\n\n" +
         whole_by_indicator(study, texts);
}

}  // namespace trygg::reports
