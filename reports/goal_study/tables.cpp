#include <fmt/format.h>

#include <cmath>

#include "reports/coverage/markdown.hpp"
#include "reports/coverage/words.hpp"
#include "reports/goal_study/parts.hpp"

namespace trygg::reports {
namespace {

constexpr std::size_t scenarios = GoalPlan::ratio.size();

std::string signless(double ratio) {
  return std::isnan(ratio) ? "–" : fixed(ratio, 3);
}

std::string_view way_name(WorstBy by) {
  if (by == WorstBy::baseline) return "the baseline itself";
  return by == WorstBy::shrunk ? "the baseline, shrunk" : "another round";
}

/// Rows of all groups under all scenarios, with the group named in its first row.
template <class Fields>
std::string by_group(const std::vector<std::string>& header, const GoalStudy& study, Fields fields,
                     bool together_only = false) {
  auto all = std::vector<std::string>{"cells", "true ratio"};
  all.insert(all.end(), header.begin(), header.end());
  MarkdownTable table(all, 1);
  for (std::size_t g = 0; g < goal_groups.size(); ++g) {
    if (together_only && goal_groups[g].sexes == SexPart::apart) continue;
    for (std::size_t s = 0; s < scenarios; ++s) {
      std::vector<std::string> row{s == 0 ? group_name(g) : "", ratio_name(s)};
      for (auto& field : fields(study.rates[s][g])) row.push_back(std::move(field));
      table.row(row);
    }
  }
  return table.text();
}

}  // namespace

std::string group_name(std::size_t group) {
  const auto& g = goal_groups[group];
  const auto name = division_name(g.division);
  return g.sexes == SexPart::apart ? name + " by sex" : name;
}

std::string ratio_name(std::size_t scenario) {
  return fmt::format("{:g}", GoalPlan::ratio[scenario]);
}

std::string rate_text(const Rate& rate, int decimals) {
  return percent(rate.rate(), decimals);
}

std::string rate_with_error(const Rate& rate) {
  return fmt::format("{} ({})", percent(rate.rate()), percent(rate.error()));
}

std::string state_table(const GoalStudy& study) {
  return by_group(
      {"reached", "not reached", "cannot be told", "no ratio"}, study, [](const GoalRates& r) {
        const double told = at(r, GoalRate::reached).rate() + at(r, GoalRate::not_reached).rate() +
                            at(r, GoalRate::cannot_tell).rate();
        return std::vector{rate_with_error(at(r, GoalRate::reached)),
                           rate_with_error(at(r, GoalRate::not_reached)),
                           rate_text(at(r, GoalRate::cannot_tell)), percent(std::abs(1 - told))};
      });
}

std::string family_table(const GoalStudy& study) {
  MarkdownTable table(
      {"level", "true ratio", "some area reached", "by Holm", "some not reached", "by Holm"}, 1);
  for (std::size_t g = 0; g < goal_groups.size(); ++g) {
    if (goal_groups[g].division == Division::whole || goal_groups[g].sexes == SexPart::apart)
      continue;
    for (std::size_t s = 0; s < scenarios; ++s) {
      const auto& r = study.rates[s][g];
      table.row({s == 0 ? group_name(g) : "", ratio_name(s),
                 rate_text(at(r, GoalRate::any_reached)),
                 rate_with_error(at(r, GoalRate::any_reached_adjusted)),
                 rate_text(at(r, GoalRate::any_not_reached)),
                 rate_with_error(at(r, GoalRate::any_not_reached_adjusted))});
    }
  }
  return table.text();
}

std::string course_table(const GoalStudy& study) {
  return by_group({"on the path", "behind it", "cannot be told"}, study, [](const GoalRates& r) {
    return std::vector{rate_with_error(at(r, GoalRate::on_path)),
                       rate_with_error(at(r, GoalRate::behind_path)),
                       rate_text(at(r, GoalRate::course_unclear))};
  });
}

std::string interval_table(const GoalStudy& study) {
  return by_group(
      {"log, MOVER at 0", "none", "Fieller", "open", "none", "MOVER", "none", "difference", "none"},
      study, [](const GoalRates& r) {
        std::vector<std::string> fields;
        for (const auto rate : {GoalRate::ratio, GoalRate::ratio_none, GoalRate::fieller,
                                GoalRate::fieller_open, GoalRate::fieller_none, GoalRate::mover,
                                GoalRate::mover_none, GoalRate::change, GoalRate::change_none})
          fields.push_back(rate_text(at(r, rate)));
        return fields;
      });
}

std::string projection_table(const GoalStudy& study) {
  std::vector<std::string> header{"cells"};
  for (std::size_t s = 0; s < scenarios; ++s) header.push_back("ratio " + ratio_name(s));
  header.insert(header.end(), {"rounds that scatter", "none"});
  MarkdownTable table(header, 1);
  for (std::size_t g = 0; g < goal_groups.size(); ++g) {
    std::vector<std::string> row{group_name(g)};
    for (std::size_t s = 0; s < scenarios; ++s)
      row.push_back(rate_with_error(at(study.rates[s][g], GoalRate::projection)));
    row.push_back(rate_with_error(at(study.rates[at_factor][g], GoalRate::scattered)));
    row.push_back(rate_text(at(study.rates[at_factor][g], GoalRate::scattered_none)));
    table.row(row);
  }
  return table.text();
}

std::string gap_table(const GoalStudy& study) {
  return by_group(
      {"gap", "none", "change of the gap", "none"}, study,
      [](const GoalRates& r) {
        return std::vector{rate_with_error(at(r, GoalRate::gap)),
                           rate_text(at(r, GoalRate::gap_none)),
                           rate_with_error(at(r, GoalRate::change_of_gap)),
                           rate_text(at(r, GoalRate::change_of_gap_none))};
      },
      true);
}

std::string worst_table(const GoalStudy& study) {
  MarkdownTable table({"areas", "true ratio", "chosen by", "observed ratio", "off by", "coverage",
                       "reached", "not reached"},
                      3);
  for (std::size_t o = 0; o < all_worst_of.size(); ++o)
    for (std::size_t s = 0; s < scenarios; ++s)
      for (std::size_t b = 0; b < all_worst_by.size(); ++b) {
        const auto& w = study.worst[s][o][b];
        table.row({s == 0 && b == 0 ? fmt::format("{} worst {}", all_worst_of[o].count,
                                                  division_name(all_worst_of[o].division))
                                    : "",
                   b == 0 ? ratio_name(s) : "", std::string(way_name(all_worst_by[b])),
                   signless(w.ratio / w.samples),
                   fmt::format("{} ({})", signed_percent(w.mean_excess()), percent(w.error())),
                   rate_text(w.covered), rate_text(w.reached), rate_text(w.not_reached)});
      }
  return table.text();
}

}  // namespace trygg::reports
