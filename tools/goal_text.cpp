#include "tools/goal_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "tools/goal_answers.hpp"
#include "tools/goal_speech.hpp"

namespace trygg::tools {
namespace {

constexpr std::size_t most_rows = 30;
constexpr double never = -1;  // no observed ratio would have done

using Rows = std::vector<const ReleasedGoalRow*>;

class GoalText {
 public:
  GoalText(const GoalTextInput& input, std::string_view language)
      : goal_(input.goal),
        input_(input),
        rows_(input.rows),
        speech_(input.goal, language),
        words_(speech_.words) {}

  std::string text() {
    text_ = goal_answers(input_, speech_);
    for (const auto& baseline : goal_.baselines) add_baseline(baseline);
    return std::move(text_);
  }

 private:
  /// The latest round that was judged against a baseline.
  std::string latest(const std::string& baseline) const {
    std::string found;
    double year = -1;
    for (const auto& row : rows_) {
      const auto of_row = to_number(row.wave).value_or(-1);
      if (row.occasion == Occasion::round && row.baseline == baseline && of_row > year) {
        year = of_row;
        found = row.wave;
      }
    }
    return found;
  }

  void add_baseline(const std::string& baseline) {
    const auto wave = latest(baseline);
    if (wave.empty()) return;
    std::map<std::string, Rows> levels;
    for (const auto& row : rows_)
      if (row.occasion == Occasion::round && row.baseline == baseline && row.wave == wave &&
          (row.area.empty() || row.era == latest_era(rows_, row.area_level)))
        levels[row.area_level].push_back(&row);
    Rows shown = levels[""];
    std::vector<std::string> remarks;
    for (auto& [level, rows] : levels) {
      if (level.empty()) continue;
      std::erase_if(rows,
                    [&](const auto* row) { return row->sex != goal_.population.sex.value_or(""); });
      if (rows.size() <= most_rows) shown.insert(shown.end(), rows.begin(), rows.end());
      add_remarks(remarks, level, rows);
    }
    text_ += fmt::format("\n{}\n", speech_.say(words_.against, wave, baseline));
    add_table(shown, baseline);
    add_projection(levels[""]);
    if (std::ranges::any_of(shown, [](const auto* row) { return row->reason == "series_break"; }))
      text_ += GoalSpeech::wrapped(speech_.say(words_.broken, baseline, wave), "");
    for (const auto& remark : remarks) text_ += GoalSpeech::wrapped(remark, "");
  }

  void add_remarks(std::vector<std::string>& remarks, const std::string& level, const Rows& rows) {
    std::map<Verdict, std::size_t> states;
    std::vector<double> reached, not_reached;
    bool is_adjusted = false;
    std::size_t family = 0;
    for (const auto* row : rows) {
      ++states[row->state];
      family = std::max(family, row->family);
      is_adjusted = is_adjusted || row->state != row->state_adjusted;
      if (row->state == Verdict::not_available) continue;
      reached.push_back(row->reached_at.is_shown() ? row->reached_at.value() : never);
      if (row->not_reached_at.is_shown()) not_reached.push_back(row->not_reached_at.value());
    }
    const auto told = rows.size() - states[Verdict::not_available];
    const auto unclear = states[Verdict::cannot_tell];
    add_unavailable(remarks, level, rows);
    if (told == 0) return;
    if (rows.size() > most_rows)
      remarks.push_back(speech_.say(words_.too_many, level, rows.size(), states[Verdict::reached],
                                    speech_.state(Verdict::reached), states[Verdict::not_reached],
                                    speech_.state(Verdict::not_reached), unclear));
    remarks.push_back(speech_.say(2 * unclear > told ? words_.most_unclear : words_.few_unclear,
                                  level, unclear, told));
    if (family > 1)
      remarks.push_back(speech_.say(
          words_.false_verdicts, family,
          speech_.number(fmt::format("{:.2g}", static_cast<double>(family) * goal_.alpha()))));
    if (is_adjusted && rows.size() <= most_rows)
      remarks.push_back(speech_.say(words_.holm, family));
    if (reached.empty() || not_reached.empty()) return;
    const auto highest = median(reached), lowest = median(not_reached);
    remarks.push_back(
        highest == never ? speech_.say(words_.never_told, whole_number(lowest))
        : highest < 0.5  ? speech_.say(words_.told_near_0, whole_number(lowest))
                        : speech_.say(words_.told_at, whole_number(highest), whole_number(lowest)));
  }

  void add_unavailable(std::vector<std::string>& remarks, const std::string& level,
                       const Rows& rows) const {
    std::map<std::string, std::size_t> reasons;
    std::size_t all = 0;
    for (const auto* row : rows)
      if (row->state == Verdict::not_available) {
        ++reasons[row->reason];
        ++all;
      }
    std::vector<std::string> causes;
    for (const auto& [reason, count] : reasons)
      causes.push_back(speech_.say(reason == "few_answers"    ? words_.few_answers
                                   : reason == "series_break" ? words_.series_break
                                                              : words_.not_estimable,
                                   count));
    if (all > 0)
      remarks.push_back(
          speech_.say(words_.unavailable, level, all, rows.size(), joined(causes, ", ")));
  }

  static double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
  }
  std::string whole_number(double value) const {
    return speech_.number(fmt::format("{:.0f}", value));
  }

  void add_projection(const Rows& whole) {
    for (const auto* row : whole) {
      if (row->sex != goal_.population.sex.value_or("")) continue;
      if (row->projection.is_shown())
        text_ += GoalSpeech::wrapped(
            speech_.say(words_.projection, speech_.number(goal_.target_year),
                        speech_.number(row->projection), speech_.number(row->projection_lower),
                        speech_.number(row->projection_upper)),
            "");
      else if (row->state != Verdict::not_available &&
               to_number(row->wave).value_or(0) < goal_.target_year)
        text_ += GoalSpeech::wrapped(words_.no_projection, "");
    }
  }

  void add_table(const Rows& rows, const std::string& baseline) {
    std::vector<std::vector<std::string>> lines{
        {std::string(words_.state), std::string(words_.course), std::string(words_.area),
         std::string(words_.sex), baseline, rows.empty() ? "" : rows.front()->wave,
         speech_.say(words_.ratio, baseline), std::string(words_.distance)}};
    for (const auto* row : rows) lines.push_back(line_of(*row));
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& line : lines)
      for (std::size_t c = 0; c < line.size(); ++c)
        widths[c] = std::max(widths[c], code_points(line[c]));
    for (const auto& line : lines) {
      std::string drawn;
      for (std::size_t c = 0; c < line.size(); ++c) {
        const std::string pad(widths[c] - code_points(line[c]), ' ');
        const bool to_the_right = c == 4 || c == 5 || c == 7;
        drawn += (c == 0 ? "" : "  ") + (to_the_right ? pad + line[c] : line[c] + pad);
      }
      text_ += drawn.substr(0, drawn.find_last_not_of(' ') + 1) + '\n';
    }
  }

  std::string name_of(const ReleasedGoalRow& row) const {
    if (row.area.empty()) return std::string(words_.whole);
    for (const auto& area : input_.areas)
      if (area.code == row.area && area.level == row.area_level &&
          (area.era.empty() || area.era == row.era))
        return area.name;
    return row.area;
  }

  std::vector<std::string> line_of(const ReleasedGoalRow& row) const {
    const bool falls = row.state != row.state_adjusted;
    auto distance = speech_.number(row.distance);
    if (row.distance.is_shown() && row.distance.value() > 0) distance = "+" + distance;
    const auto ratio =
        row.set == RatioSet::none
            ? std::string("..")
            : fmt::format("{} ({})", speech_.number(row.ratio),
                          speech_.interval(row.ratio_lower, row.ratio_upper, row.set));
    return {speech_.state(row.state) + (falls ? "*" : ""),
            std::string(word_of(row.course, words_)),
            name_of(row),
            row.sex.empty() ? std::string(words_.all) : row.sex,
            speech_.number(row.baseline_estimate),
            speech_.number(row.estimate),
            ratio,
            distance};
  }

  const Goal& goal_;
  const GoalTextInput& input_;
  const std::vector<ReleasedGoalRow>& rows_;
  GoalSpeech speech_;
  const GoalWords& words_;
  std::string text_;
};

}  // namespace

std::string goal_text(const GoalTextInput& input, std::string_view language) {
  return GoalText(input, language).text();
}

}  // namespace trygg::tools
