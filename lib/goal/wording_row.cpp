#include "goal/wording_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "goal/area_choice.hpp"
#include "goal/goal_words.hpp"
#include "goal/judge.hpp"
#include "goal/share_parts.hpp"

namespace trygg {
namespace {

std::size_t base_of(const GoalRow& row) {
  return std::min(row.n, row.n_baseline);
}

WordingRow row_for(const Wording& wording, const GoalRow& from) {
  WordingRow row;
  row.wording = wording.name;
  row.kind = wording.kind;
  row.wave = from.wave;
  row.baseline = from.baseline;
  row.occasion = from.occasion;
  row.era = from.era;
  row.indicator = from.indicator;
  row.area_level = from.area_level;
  row.sex = from.sex;
  return row;
}

void add_note(WordingRow& row, std::string_view note) {
  if (note.empty()) return;
  if (!row.note.empty()) row.note += ' ';
  row.note += note;
}

bool is_before_target(const GoalRow& row) {
  const auto codes = split(row.note, ' ');
  return std::ranges::find(codes, "before_target_year") != codes.end();
}

WordingRow whole(const Wording& wording, const GoalRow& from) {
  auto row = row_for(wording, from);
  row.state = from.state;
  row.p_reached = from.p_reached;
  row.p_not_reached = from.p_not_reached;
  row.baseline_estimate = from.baseline_estimate;
  row.estimate = from.estimate;
  row.ratio = from.ratio;
  row.note = from.note;
  row.smallest_base = base_of(from);
  return row;
}

void count(WordingRow& row, Verdict state) {
  auto& counter = state == Verdict::reached       ? row.reached
                  : state == Verdict::not_reached ? row.not_reached
                  : state == Verdict::cannot_tell ? row.cannot_tell
                                                  : row.not_available;
  ++counter;
}

WordingRow every(const Wording& wording, const AreaFamily& family, double alpha) {
  auto row = row_for(wording, *family.rows.front());
  row.areas = family.rows.size();
  row.smallest_base = base_of(*family.rows.front());
  double greatest = 0, least = 1, tested = 0;
  for (const auto* area : family.rows) {
    count(row, area->state_adjusted);
    row.smallest_base = std::min(row.smallest_base, base_of(*area));
    if (std::isnan(area->p_reached)) continue;
    ++tested;
    greatest = std::max(greatest, area->p_reached);
    least = std::min(least, area->p_not_reached);
  }
  if (is_before_target(*family.rows.front())) add_note(row, "before_target_year");
  if (row.not_available > 0) add_note(row, "areas_without_state");
  if (tested == 0) return row;
  row.p_not_reached = std::min(1.0, tested * least);
  if (row.not_available == 0) row.p_reached = greatest;
  row.state = row.p_not_reached <= alpha ? Verdict::not_reached
              : row.p_reached <= alpha   ? Verdict::reached
                                         : Verdict::cannot_tell;
  return row;
}

/// The mean of several shares with equal weights.
class Mean {
 public:
  explicit Mean(double level) : level_(level) {}

  void add(const ShareEstimate& share) {
    const double variance = std::pow(se_in_sum(share, level_), 2);
    n_ += share.n;
    value_ += share.value;
    variance_ += variance;
    by_df_ += variance * variance / share.df;
    parts_.push_back({1, share.n, share.value, share.variance, share.df});
  }
  ShareEstimate share() const {
    const auto count = static_cast<double>(parts_.size());
    ShareEstimate mean{.n = n_,
                       .value = value_ / count,
                       .variance = variance_ / (count * count),
                       .df = variance_ > 0 && by_df_ <= 0 ? std::numeric_limits<double>::infinity()
                                                          : variance_ * variance_ / by_df_};
    auto parts = parts_;
    for (auto& part : parts) part.weight = 1 / count;
    set_parts(mean, parts);
    return mean;
  }

 private:
  double level_, n_ = 0, value_ = 0, variance_ = 0, by_df_ = 0;
  std::vector<SharePart> parts_;
};

RatioPair together(const AreaFamily& family, const AreaChoice& choice, double level) {
  Mean now(level), baseline(level);
  double covariance = 0;
  for (const auto i : choice.picked) {
    const auto& area = *family.rows[i];
    const auto& shrunken = family.baseline.shares[i];
    const bool by_model = choice.kind == Wording::Choice::shrink;
    const double se0 = by_model ? shrunken.se : area.baseline_se;
    now.add({.n = static_cast<double>(area.n),
             .value = area.estimate,
             .variance = area.se * area.se,
             .df = area.estimate_df});
    baseline.add({.n = static_cast<double>(area.n_baseline),
                  .value = by_model ? shrunken.value : area.baseline_estimate,
                  .variance = se0 * se0,
                  .df = by_model ? std::numeric_limits<double>::infinity() : area.baseline_df});
    covariance += by_model ? 0 : area.correlation * area.se * se0;
  }
  RatioPair pair{.now = now.share(), .baseline = baseline.share()};
  const auto count = static_cast<double>(choice.picked.size());
  const double product = count * count * std::sqrt(pair.now.variance * pair.baseline.variance);
  if (product > 0) pair.correlation = covariance / product;
  return pair;
}

WordingRow worst(const Wording& wording, const AreaFamily& family, const AreaChoice& choice,
                 const Goal& goal) {
  auto row = row_for(wording, *family.rows.front());
  row.areas = wording.count;
  row.chosen_by = choice.chosen_by;
  add_note(row, choice.reason);
  if (is_before_target(*family.rows.front())) add_note(row, "before_target_year");
  if (choice.picked.empty()) return row;
  if (choice.kind == Wording::Choice::baseline) add_note(row, "falls_by_itself");
  row.smallest_base = base_of(*family.rows[choice.picked.front()]);
  for (const auto i : choice.picked) {
    row.area_codes.push_back(family.rows[i]->area);
    row.smallest_base = std::min(row.smallest_base, base_of(*family.rows[i]));
  }
  const auto pair = together(family, choice, goal.level);
  row.baseline_estimate = pair.baseline.value;
  row.estimate = pair.now.value;
  row.ratio = ratio_interval(pair, goal.level, goal.interval);
  add_note(row, row.ratio.reason);
  if (row.ratio.reason.empty() && !(pair.now.parts.empty() && pair.baseline.parts.empty()))
    add_note(row, "all_or_none");
  row.state = state_of(row.ratio, goal.factor);
  const auto tests = ratio_tests(pair, goal.factor, goal.interval);
  row.p_reached = tests.below;
  row.p_not_reached = tests.above;
  return row;
}

void check_level(const Wording& wording, const std::vector<GoalRow>& rows) {
  std::set<std::string> levels;
  for (const auto& row : rows)
    if (!row.area.empty()) levels.insert(row.area_level);
  const std::vector<std::string> known(levels.begin(), levels.end());
  require<ConfigError>(levels.contains(wording.level),
                       "the goal's wording '{}' is about the level '{}', which has no rows{}",
                       wording.name, wording.level, did_you_mean(wording.level, known));
}

}  // namespace

std::vector<WordingRow> wordings(const Goal& goal, const std::vector<GoalRow>& rows,
                                 const Cube& cube) {
  if (rows.empty()) return {};
  const AreaChooser chooser(goal, cube);
  const std::vector<Wording> usual{{.name = "whole"}};
  std::vector<WordingRow> found;
  for (const auto& wording : goal.wordings.empty() ? usual : goal.wordings) {
    if (wording.kind == Wording::Kind::whole) {
      for (const auto& row : rows)
        if (row.area.empty()) found.push_back(whole(wording, row));
      continue;
    }
    check_level(wording, rows);
    for (const auto& family : area_families(rows, wording.level))
      found.push_back(
          wording.kind == Wording::Kind::every
              ? every(wording, family, goal.alpha())
              : worst(wording, family, chooser.choose(family, wording, wording.chosen_by), goal));
  }
  return found;
}

std::string_view to_text(Wording::Kind kind) {
  return text_of(kind, kind_words);
}

std::string to_csv(const std::vector<WordingRow>& rows) {
  const std::vector<std::string> header{"wording",     "kind",          "wave",
                                        "baseline",    "occasion",      "era",
                                        "indicator",   "area_level",    "sex",
                                        "state",       "p_reached",     "p_not_reached",
                                        "areas",       "reached",       "not_reached",
                                        "cannot_tell", "not_available", "baseline_estimate",
                                        "estimate",    "ratio",         "lower",
                                        "upper",       "set",           "chosen_by",
                                        "area_codes",  "note"};
  std::string csv = csv_line(header);
  for (const auto& row : rows) {
    std::vector<std::string> fields{row.wording,
                                    std::string(to_text(row.kind)),
                                    row.wave,
                                    row.baseline,
                                    std::string(to_text(row.occasion)),
                                    row.era,
                                    row.indicator,
                                    row.area_level,
                                    row.sex,
                                    std::string(to_text(row.state)),
                                    shortest(row.p_reached),
                                    shortest(row.p_not_reached)};
    for (const auto number :
         {row.areas, row.reached, row.not_reached, row.cannot_tell, row.not_available})
      fields.push_back(row.kind == Wording::Kind::whole ? "" : fmt::format("{}", number));
    for (const double number :
         {row.baseline_estimate, row.estimate, row.ratio.ratio, row.ratio.lower, row.ratio.upper})
      fields.push_back(shortest(number));
    for (const auto& text : {std::string(to_text(row.ratio.set)), row.chosen_by,
                             joined(row.area_codes, "|"), row.note})
      fields.push_back(text);
    csv += csv_line(fields);
  }
  return csv;
}

}  // namespace trygg
