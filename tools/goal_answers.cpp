#include "tools/goal_answers.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "goal/wording_file.hpp"

namespace trygg::tools {
namespace {

class GoalAnswers {
 public:
  GoalAnswers(const GoalTextInput& input, const GoalSpeech& speech)
      : goal_(input.goal), input_(input), speech_(speech), words_(speech.words) {}

  std::string text() {
    add_heading();
    add_answers(input_.wordings);
    add_counts(input_.counts);
    return std::move(text_);
  }

 private:
  void add_heading() {
    if (!goal_.name.empty()) text_ += goal_.name + '\n';
    text_ += GoalSpeech::wrapped(
        speech_.say(words_.goal, goal_.indicator, speech_.number(100 * goal_.factor),
                    joined(goal_.baselines, " / "), speech_.number(goal_.target_year)),
        "");
    if (!goal_.population.text.empty())
      text_ += speech_.say(words_.population, goal_.population.text) + '\n';
  }

  /// Of the chosen rule first; then the other.
  void add_answers(const std::vector<ReleasedWordingRow>& wordings) {
    text_ += fmt::format("\n{}\n", words_.answers);
    auto first = Occasion::nearest, second = Occasion::interpolated;
    if (goal_.target_rule == TargetRule::interpolate) std::swap(first, second);
    for (const auto occasion : {first, second})
      for (const auto& baseline : goal_.baselines) add_occasion(wordings, occasion, baseline);
  }

  bool is_in_sight(const ReleasedWordingRow& row) const {
    const bool everybody = row.sex == goal_.population.sex.value_or("");
    return everybody &&
           (row.area_level.empty() || row.era == latest_era(input_.rows, row.area_level));
  }

  void add_occasion(const std::vector<ReleasedWordingRow>& wordings, Occasion occasion,
                    const std::string& baseline) {
    bool is_first = true;
    for (const auto& row : wordings) {
      if (row.occasion != occasion || row.baseline != baseline || !is_in_sight(row)) continue;
      if (is_first) add_occasion_heading(row);
      is_first = false;
      text_ += GoalSpeech::wrapped(
          fmt::format("{} – {}", speech_.state(row.state), description(row)), "    ");
    }
  }

  void add_occasion_heading(const ReleasedWordingRow& row) {
    const auto target = speech_.number(goal_.target_year);
    auto heading = row.occasion == Occasion::nearest
                       ? speech_.say(words_.nearest, target, row.wave, row.baseline)
                       : speech_.say(words_.interpolated, target, row.baseline);
    const auto codes = split(row.note, ' ');
    if (std::ranges::find(codes, "before_target_year") != codes.end())
      heading += fmt::format(" {}", words_.before_target);
    text_ += GoalSpeech::wrapped(heading, "  ");
  }

  /// The goal's own, or in the language what it is.
  std::string name_of(const ReleasedWordingRow& row) const {
    for (const auto& wording : goal_.wordings)
      if (wording.name == row.wording && wording.name != default_name(wording)) return row.wording;
    if (row.kind == Wording::Kind::whole) return std::string(words_.whole);
    if (row.kind == Wording::Kind::every) return speech_.say(words_.every_of, row.area_level);
    return speech_.say(words_.worst_of, row.areas, row.area_level);
  }

  std::string description(const ReleasedWordingRow& row) const {
    if (row.state == Verdict::not_available) return name_of(row);
    if (row.kind == Wording::Kind::whole)
      return fmt::format("{}: {} → {} %, {} % ({})", name_of(row),
                         speech_.number(row.baseline_estimate), speech_.number(row.estimate),
                         speech_.number(row.ratio),
                         speech_.interval(row.ratio_lower, row.ratio_upper, row.set));
    if (row.kind == Wording::Kind::every) {
      if (!row.reached.is_shown()) return speech_.say(words_.every_withheld, name_of(row));
      return speech_.say(words_.every, name_of(row), speech_.number(row.reached),
                         speech_.number(row.not_reached), speech_.number(row.cannot_tell)) +
             (row.not_available.value() > 0
                  ? speech_.say(words_.every_unavailable, speech_.number(row.not_available))
                  : "");
    }
    const auto how = row.chosen_by == "baseline" ? std::string(words_.by_itself)
                     : row.chosen_by == "shrink" ? std::string(words_.by_shrinking)
                                                 : speech_.say(words_.by_round, row.chosen_by);
    return speech_.say(words_.worst, name_of(row), how, speech_.number(row.baseline_estimate),
                       speech_.number(row.estimate), speech_.number(row.ratio)) +
           fmt::format(" ({})", speech_.interval(row.ratio_lower, row.ratio_upper, row.set));
  }

  /// Of each goal the last list that is known, and what came after it.
  void add_counts(const std::vector<CountRow>& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      bool is_followed = false;
      for (std::size_t j = i + 1; j < counts.size() && counts[j].name == counts[i].name; ++j)
        is_followed = is_followed || !std::isnan(counts[j].count);
      if (!is_followed) add_count(counts[i]);
    }
  }

  void add_count(const CountRow& row) {
    const auto year = speech_.number(row.year);
    auto line =
        std::isnan(row.count)
            ? speech_.say(words_.count_unknown, row.label, year)
            : speech_.say(words_.count, row.label, year, speech_.number(row.count),
                          speech_.number(row.target),
                          row.state == Verdict::reached ? words_.reached : words_.not_reached);
    if (row.is_recut) line += words_.recut;
    text_ += GoalSpeech::wrapped(line, "  ");
  }

  const Goal& goal_;
  const GoalTextInput& input_;
  const GoalSpeech& speech_;
  const GoalWords& words_;
  std::string text_;
};

}  // namespace

std::string latest_era(const std::vector<ReleasedGoalRow>& rows, const std::string& level) {
  std::string era;
  for (const auto& row : rows)
    if (row.area_level == level) era = std::max(era, row.era);
  return era;
}

std::string goal_answers(const GoalTextInput& input, const GoalSpeech& speech) {
  return GoalAnswers(input, speech).text();
}

}  // namespace trygg::tools
