#include <fmt/format.h>

#include <cmath>

#include "dist/quantiles.hpp"
#include "reports/coverage/markdown.hpp"
#include "reports/coverage/parts.hpp"
#include "reports/coverage/words.hpp"

namespace trygg::reports {
namespace {

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

}  // namespace

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
