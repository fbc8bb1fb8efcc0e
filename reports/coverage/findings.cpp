#include <fmt/format.h>

#include <algorithm>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/named_groups.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

/// "from 93.4 % (60–119 respondents) to 98.4 % (under 15 respondents)".
std::string range_of(const std::vector<NamedGroup>& groups, std::size_t method) {
  const auto [low, high] = extremes(groups, coverage_of(method));
  return fmt::format("from {} % ({}) to {} % ({})", percent(low.group->method[method].coverage),
                     low.name, percent(high.group->method[method].coverage), high.name);
}

/// The groups where a method's summary meets `holds`, with the coverage.
template <class Holds>
std::string where(const std::vector<NamedGroup>& groups, std::size_t method, Holds holds) {
  std::vector<std::string> found;
  for (const auto& [group, name] : groups)
    if (const auto& m = group->method[method]; holds(m))
      found.push_back(fmt::format("{} ({} %)", name, percent(m.coverage)));
  return listed(found);
}

std::string low_and_high(const StudyResponse& part, std::size_t method) {
  auto groups = size_groups(part, CellKind::share);
  const auto more = share_groups(part);
  groups.insert(groups.end(), more.begin(), more.end());
  const auto low =
      where(groups, method, [](const MethodSummary& m) { return m.coverage < low_coverage; });
  const auto high = where(groups, method, [](const MethodSummary& m) {
    return m.coverage > high_coverage && m.none <= often_none;
  });
  std::string text;
  if (!low.empty())
    text += fmt::format(" Covers badly, below {} %: {}.", percent(low_coverage, 0), low);
  if (!high.empty())
    text += fmt::format(" Cautious, above {} %: {}.", percent(high_coverage, 0), high);
  return text;
}

/// Why a group's cells have no interval by a method, "35.6 % all answers alike".
std::string reasons(const GroupSummary& g, std::size_t method) {
  const double alike = g.method[method].none - g.no_answers - g.no_df;
  constexpr double too_few_to_name = 0.0005;
  std::vector<std::string> items;
  for (const auto& [share, reason] :
       {std::pair{alike, "nobody or everybody gave the answer"},
        std::pair{g.no_df, "no degrees of freedom"}, std::pair{g.no_answers, "nobody answered"}})
    if (share > too_few_to_name) items.push_back(fmt::format("{} % {}", percent(share), reason));
  return listed(items);
}

std::string without_interval(const StudyResponse& part, std::size_t method) {
  const double none = find(part.groups, {})->method[method].none;
  if (none == 0) return " Always gives an interval.";
  const auto high = extremes(size_groups(part, CellKind::share), [&](const GroupSummary& g) {
                      return g.method[method].none;
                    }).high;
  const auto why = reasons(*high.group, method);
  return fmt::format(" No interval in {} % of the cases, {} % in domains of {}{}.",
                     percent(none, none < 0.001 ? 4 : 1),
                     percent(high.group->method[method].none, none < 0.001 ? 3 : 1), high.name,
                     why.empty() ? "" : " (" + why + ")");
}

std::string side_of_misses(const MethodSummary& m) {
  const double misses = m.below + m.above;
  if (!(misses > 0)) return "";
  const double above = m.above / misses;
  if (above < 0.6 && above > 0.4) return "";
  return fmt::format(" Of its misses, {} % have the true value {} the interval.",
                     percent(std::max(above, 1 - above), 0), above > 0.5 ? "above" : "below");
}

std::string method_finding(const StudyResponse& part, std::size_t method) {
  const auto* all = find(part.groups, {});
  const auto& m = all->method[method];
  return fmt::format("- **{}**{}: {} % over all cells, {} by size.{}{}{}\n", method_name(method),
                     method == default_method() ? " (the default for shares)" : "",
                     percent(m.coverage), range_of(size_groups(part, CellKind::share), method),
                     low_and_high(part, method), without_interval(part, method), side_of_misses(m));
}

std::string error_finding(const StudyResponse& part) {
  const auto groups = size_groups(part, CellKind::share);
  const auto [low, high] = extremes(groups, [](const GroupSummary& g) { return g.se_rms; });
  const auto [lowest, highest] = extremes(groups, [](const GroupSummary& g) { return g.se_mean; });
  return fmt::format(
      "- **Standard errors of shares**, against the standard deviation of the estimates: root mean "
      "square from {} % ({}) to {} % ({}), mean from {} % ({}) to {} % ({}). A standard error of "
      "0, "
      "where all answers are alike, counts.\n",
      signed_percent(low.group->se_rms), low.name, signed_percent(high.group->se_rms), high.name,
      signed_percent(lowest.group->se_mean), lowest.name, signed_percent(highest.group->se_mean),
      highest.name);
}

std::string wald_finding(const StudyResponse& part, CellKind kind, const char* name) {
  const auto groups = size_groups(part, kind);
  if (groups.empty()) return "";
  const auto* all = find(part.groups, {.kind = kind});
  return fmt::format("- **{}** (Wald): {} % over all cells, {} by size.\n", name,
                     percent(all->method[wald_method].coverage), range_of(groups, wald_method));
}

/// Coverage of the default by kind of domain, "strata 96.6 %".
std::string by_division(const StudyResponse& part) {
  std::vector<std::string> items;
  for (const auto division : all_divisions)
    if (const auto* g = find(part.groups, {.division = division, .sexes = SexPart::together}))
      items.push_back(fmt::format("{} {} % ({})", division_name(division),
                                  percent(g->method[default_method()].coverage),
                                  fixed(g->absolute_bias, 2)));
  return listed(items);
}

std::string bias_finding(const Study& study) {
  return fmt::format(
      "- **Under the survey's own response** {} covers, by kind of domain, with the mean |bias|/sd "
      "after it: {}. An interval measures the error of sampling. What else is wrong with an "
      "estimate does not shrink with the sample, and no kind of interval shows it: here answering "
      "that depends on the answer and on traits beyond the margins, and questions left out.\n",
      method_name(default_method()), by_division(part_of(study, Response::modelled)));
}

std::string respondents(const Study& study) {
  std::vector<std::string> items;
  for (const auto& part : study.responses)
    items.push_back(
        fmt::format("{} under {}", counted(part.respondents), response_name(part.response)));
  return "Respondents in a sample, on average: " + listed(items) + ".\n\n";
}

}  // namespace

std::string findings(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  auto text = respondents(study) +
              "## What it shows\n\nShares under repairable response, in cells of all sizes; each "
              "coverage is of the intervals that were given:\n\n";
  for (std::size_t m = 0; m < study_methods.size(); ++m) text += method_finding(part, m);
  return text + "\nThe rest:\n\n" + error_finding(part) +
         wald_finding(part, CellKind::gap, "Differences between the sexes") +
         wald_finding(part, CellKind::mean, "Means") + bias_finding(study) + "\n";
}

}  // namespace trygg::reports
