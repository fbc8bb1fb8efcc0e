#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dist/quantiles.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

/// A class of cells with its name in a sentence.
struct NamedGroup {
  const GroupSummary* group;
  std::string name;
};

std::vector<NamedGroup> size_groups(const StudyResponse& part, CellKind kind) {
  std::vector<NamedGroup> groups;
  for (std::size_t size = 0; size < size_bounds.size(); ++size)
    if (const auto* g = find(part.groups, {.kind = kind, .size = size});
        g != nullptr && g->cells >= enough_cells)
      groups.push_back({g, size_name(size) + " respondents"});
  return groups;
}

std::vector<NamedGroup> share_groups(const StudyResponse& part) {
  std::vector<NamedGroup> groups;
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    if (const auto* g = find(part.groups, {.share = share});
        g != nullptr && g->cells >= enough_cells)
      groups.push_back({g, "true shares of " + share_name(share)});
  return groups;
}

std::vector<NamedGroup> crossed_groups(const StudyResponse& part) {
  std::vector<NamedGroup> groups;
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      if (const auto* g = find(part.groups, {.size = size, .share = share});
          g != nullptr && g->cells >= enough_cells)
        groups.push_back({g, fmt::format("true shares of {}, {} respondents", share_name(share),
                                         size_name(size))});
  return groups;
}

/// The groups with the lowest and the highest value; `of` gives it.
template <class Value>
std::pair<NamedGroup, NamedGroup> extremes(const std::vector<NamedGroup>& groups, Value of) {
  const auto [low, high] =
      std::ranges::minmax_element(groups, {}, [&](const NamedGroup& g) { return of(*g.group); });
  return {*low, *high};
}

auto coverage_of(std::size_t method) {
  return [method](const GroupSummary& g) { return g.method[method].coverage; };
}

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
                    }).second;
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

/// One row of the comparison: what a method costs and gives.
std::vector<std::string> comparison(const StudyResponse& part, std::size_t method) {
  const auto& m = find(part.groups, {})->method[method];
  const auto& reference = find(part.groups, {})->method[default_method()];
  const auto [low, high] = extremes(crossed_groups(part), coverage_of(method));
  return {method_name(method),
          low.name,
          percent(low.group->method[method].coverage),
          percent(m.coverage),
          percent(m.worst),
          percent(m.none),
          signed_percent(m.width / reference.width - 1, 0)};
}

/// The lowest coverage of a method by size and share.
double lowest(const StudyResponse& part, std::size_t method) {
  const auto low = extremes(crossed_groups(part), coverage_of(method)).first;
  return low.group->method[method].coverage;
}

std::string verdict(const StudyResponse& part) {
  const auto chosen = default_method();
  const auto name = method_name(chosen);
  std::vector<std::string> better;
  for (std::size_t m = 0; m < study_methods.size(); ++m)
    if (m != chosen && lowest(part, m) > lowest(part, chosen)) better.push_back(method_name(m));
  const auto low = percent(lowest(part, chosen));
  if (!better.empty())
    return fmt::format("{} falls to {} % in its worst class of size and share; {} do better there.",
                       name, low, listed(better));
  return fmt::format(
      "No other has so high a lowest class: {} is at {} % or more whatever the size and the share. "
      "The price is width, and more coverage than is asked for where few answer.",
      name, low);
}

/// The lowest of `cells` independent coverages of 95 per cent in `samples` samples: about the
/// (1/(cells + 1))-quantile of their normal approximation.
double lowest_by_chance(double level, std::size_t cells, double samples) {
  const double z = normal_quantile(1.0 / (static_cast<double>(cells) + 1));
  return level + z * std::sqrt(level * (1 - level) / samples);
}

std::string failures(const Study& study) {
  std::string text;
  for (const auto& part : study.responses) {
    if (part.failed > 0)
      text += fmt::format("- {} samples under {} could not be weighed and are left out ({}).\n",
                          part.failed, response_name(part.response), part.failure);
    if (part.capped > 0)
      text += fmt::format(
          "- Under {}, the formula gives {} persons a probability above 1; theirs "
          "is 1.\n",
          response_name(part.response), part.capped);
  }
  return text;
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

std::string choice_of_default(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  MarkdownTable table({"interval", "covers least often", "there", "all cells", "worst cell",
                       "no interval", "width against the default"},
                      2);
  for (std::size_t m = 0; m < study_methods.size(); ++m) table.row(comparison(part, m));
  return fmt::format(
             "## The default, and why\n\n`--ci auto` gives shares {} limits. A publication has one "
             "method for all its cells, the small ones and the rare answers included, and a cell "
             "where nobody gave the answer must have an interval, too. {} In per cent, shares "
             "under "
             "repairable response, in classes of size and share with {} cells or more:\n\n",
             method_name(default_method()), verdict(part), enough_cells) +
         table.text();
}

std::string limits_of_study(const Study& study) {
  const auto& part = part_of(study, Response::repairable);
  const auto cells = find(part.groups, {})->cells;
  return fmt::format(
             "## What this does not show\n\n"
             "- One population and one design. Persons are drawn one by one, so that degrees of "
             "freedom are many where answers are; nothing is said of few clusters.\n"
             "- Coverage is over samples and answering, given the population. Cells of a sample "
             "depend on each other; ± MC knows that.\n"
             "- The worst of many cells is low by chance alone: of {} cells that were covered 95 % "
             "exactly, the lowest would be near {} %.\n"
             "- The same samples serve all kinds of response and all methods: differences between "
             "them are surer than ± MC says.\n"
             "- Repairable response is of the form that this weighting assumes. A survey does not "
             "know whether its own is.\n",
             counted(static_cast<double>(cells)),
             percent(lowest_by_chance(study.options.level, cells, study.options.samples))) +
         failures(study);
}

}  // namespace trygg::reports
