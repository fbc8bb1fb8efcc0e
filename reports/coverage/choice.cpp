#include <fmt/format.h>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/named_groups.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

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
  const auto low = extremes(crossed_groups(part), coverage_of(method)).low;
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

}  // namespace

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

}  // namespace trygg::reports
