#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/words.hpp"
#include "reports/goal_study/parts.hpp"

namespace trygg::reports {
namespace {

constexpr std::size_t scenarios = GoalPlan::ratio.size();

/// A rate and where it is.
struct Found {
  double rate = std::nan("");
  double error = 0;
  std::size_t scenario = 0, group = 0;
  std::string where() const {
    return fmt::format("{}, true ratio {}", group_name(group), ratio_name(scenario));
  }
};

/// The greatest (or, with sign −1, the least) of a rate over the scenarios that are wanted.
template <class Wanted>
Found extreme(const GoalStudy& study, GoalRate rate, double sign, Wanted wanted) {
  Found found;
  for (std::size_t s = 0; s < scenarios; ++s)
    for (std::size_t g = 0; g < goal_groups.size(); ++g) {
      const auto& r = at(study.rates[s][g], rate);
      if (!wanted(s, g) || !(r.trials() > 0)) continue;
      if (std::isnan(found.rate) || sign * r.rate() > sign * found.rate)
        found = {r.rate(), r.error(), s, g};
    }
  return found;
}

bool above_factor(std::size_t s, std::size_t) {
  return GoalPlan::ratio[s] > GoalPlan::factor;
}
bool not_above_factor(std::size_t s, std::size_t) {
  return GoalPlan::ratio[s] <= GoalPlan::factor;
}
bool any(std::size_t, std::size_t) {
  return true;
}

std::string bullet(const std::string& text) {
  return "- " + text + "\n";
}

std::string wrong_states(const GoalStudy& study) {
  const double alpha = (1 - study.options.level) / 2;
  const auto reached = extreme(study, GoalRate::reached, 1, above_factor);
  const auto missed = extreme(study, GoalRate::not_reached, 1, not_above_factor);
  const auto border = extreme(study, GoalRate::reached, 1,
                              [](std::size_t s, std::size_t) { return s == at_factor; });
  return bullet(fmt::format(
      "**Wrong states.** Each of the two tests is allowed to be wrong in {} %. »Reached« is said "
      "of a share that is not halved in at most {} % ({}); »not reached« of one that is halved, or "
      "exactly halved, in at most {} % ({}; Monte Carlo error {}). At exactly half, on the border, "
      "»reached« is said in at most {} % ({}).",
      percent(alpha), percent(reached.rate, 2), reached.where(), percent(missed.rate),
      missed.where(), percent(missed.error), percent(border.rate), border.where()));
}

std::string told_states(const GoalStudy& study) {
  std::string text = "**What can be told.** A true ratio of 0.3 is called reached";
  std::vector<std::string> parts;
  const auto told = [&](std::size_t scenario, GoalRate rate) {
    parts.clear();
    for (std::size_t g = 0; g < goal_groups.size(); ++g)
      if (goal_groups[g].sexes == SexPart::together)
        parts.push_back(fmt::format("in {} % for {}",
                                    percent(at(study.rates[scenario][g], rate).rate(), 0),
                                    group_name(g)));
    return listed(parts);
  };
  text += " " + told(scenarios - 1, GoalRate::reached);
  text += "; no change at all is called not reached " + told(0, GoalRate::not_reached);
  text += ". The rest cannot be told, which is the answer, not a failure: a stratum has " +
          fixed(study.sizes[4].respondents, 0) + " answers a round on average.";
  return bullet(text);
}

std::string families(const GoalStudy& study) {
  const auto levels = [](std::size_t g) {
    return goal_groups[g].division != Division::whole && goal_groups[g].sexes == SexPart::together;
  };
  const auto of = [&](GoalRate rate, bool above) {
    return extreme(study, rate, 1, [&](std::size_t s, std::size_t g) {
      return levels(g) && above_factor(s, g) == above;
    });
  };
  const auto raw = of(GoalRate::any_not_reached, false);
  const auto holm = of(GoalRate::any_not_reached_adjusted, false);
  const auto reached = of(GoalRate::any_reached_adjusted, true);
  return bullet(fmt::format(
      "**Many areas.** Some area of a level is wrongly called not reached in up to {} % of the "
      "samples ({}); after Holm's adjustment in at most {} % ({}), and wrongly called reached in "
      "at "
      "most {} %.",
      percent(raw.rate, 0), raw.where(), percent(holm.rate), holm.where(), percent(reached.rate)));
}

std::string courses(const GoalStudy& study) {
  const auto on = extreme(study, GoalRate::on_path, 1, above_factor);
  const auto behind = extreme(study, GoalRate::behind_path, 1, not_above_factor);
  return bullet(fmt::format(
      "**Course**, three years before the target year: »on the path« is said of a share behind it "
      "in at most {} % ({}), »behind« of one on the path or ahead in at most {} % ({}).",
      percent(on.rate, 2), on.where(), percent(behind.rate), behind.where()));
}

std::string ratios(const GoalStudy& study) {
  const auto line = [&](const char* name, GoalRate rate) {
    const auto low = extreme(study, rate, -1, any), high = extreme(study, rate, 1, any);
    return fmt::format("{} from {} % ({}) to {} %", name, percent(low.rate), low.where(),
                       percent(high.rate));
  };
  const auto open = extreme(study, GoalRate::fieller_open, 1, any);
  const auto none = extreme(study, GoalRate::fieller_none, 1, any);
  return bullet(fmt::format(
      "**Intervals of the ratio** cover: {}; {}; {}. Fieller's set has no end, or a gap, in up to "
      "{} % of the cells, and does not exist where a share is 0, in up to {} % ({}). The "
      "difference "
      "of two rounds: {}.",
      line("the log scale with MOVER where a share is 0", GoalRate::ratio),
      line("Fieller", GoalRate::fieller), line("MOVER throughout", GoalRate::mover),
      percent(open.rate), percent(none.rate), none.where(), line("coverage", GoalRate::change)));
}

std::string gaps(const GoalStudy& study) {
  const auto gap = extreme(study, GoalRate::gap, -1, any);
  const auto change = extreme(study, GoalRate::change_of_gap, -1, any);
  return bullet(fmt::format(
      "**Gaps between the sexes** cover {} % or more ({}), changes of gaps {} % or more ({}).",
      percent(gap.rate), gap.where(), percent(change.rate), change.where()));
}

std::string projections(const GoalStudy& study) {
  const auto low = extreme(study, GoalRate::projection, -1, any);
  const auto least = extreme(study, GoalRate::scattered, -1, any);
  const auto most = extreme(study, GoalRate::scattered, 1, any);
  return bullet(fmt::format(
      "**Projections** to year {:g} from the {} rounds since the baseline cover {} % or more ({}) "
      "where the rounds lie on the course exactly: with t of 2 degrees of freedom their factor is "
      "4.3, the price of not knowing from so few rounds how they scatter. Where every round's "
      "share "
      "is off the course by a factor with a standard deviation of {} %, they cover from {} % ({}) "
      "to {} %.",
      GoalPlan::projected_year, GoalPlan::year.size() - GoalPlan::baseline, percent(low.rate),
      low.where(), percent(GoalPlan::scatter, 0), percent(least.rate), group_name(least.group),
      percent(most.rate)));
}

std::string places(const GoalStudy& study) {
  const auto& r = study.ranks;
  return bullet(fmt::format(
      "**Places of areas** at the baseline: all areas' true places are in their sets at once in {} "
      "% of the samples (Monte Carlo error {}), in sets of {} places on average; the set of one "
      "area "
      "by itself holds in {} %, with {} places.",
      percent(r.all_hold.rate()), percent(r.all_hold.error()), fixed(r.width / r.areas, 1),
      percent(r.own_hold.rate()), fixed(r.own_width / r.areas, 1)));
}

std::string worst(const GoalStudy& study) {
  const auto of = [&](std::size_t o, WorstBy by) -> const WorstTally& {
    return study.worst[0][o][static_cast<std::size_t>(by)];
  };
  const auto part = [&](std::size_t o) {
    return fmt::format(
        "the {} worst {} by {} % when chosen by the baseline itself, {} when that is "
        "shrunk, {} when chosen by another round",
        all_worst_of[o].count, division_name(all_worst_of[o].division),
        signed_percent(of(o, WorstBy::baseline).mean_excess()),
        signed_percent(of(o, WorstBy::shrunk).mean_excess()),
        signed_percent(of(o, WorstBy::other_round).mean_excess()));
  };
  return bullet(fmt::format(
      "**The areas where it was greatest.** Nothing has changed (true ratio 1), and yet the ratio "
      "of "
      "the chosen areas is off by so much on average: {}; {}. At a true ratio of exactly half the "
      "worst {} are called halved in {} % by the baseline, {} % by another round.",
      part(0), part(1), division_name(all_worst_of[1].division),
      percent(study.worst[at_factor][1][0].reached.rate()),
      percent(study.worst[at_factor][1][2].reached.rate())));
}

}  // namespace

std::string goal_study_findings(const GoalStudy& study) {
  return wrong_states(study) + told_states(study) + families(study) + courses(study) +
         ratios(study) + gaps(study) + projections(study) + places(study) + worst(study) + "\n";
}

}  // namespace trygg::reports
