#include "tools/goal_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "tools/goal_words.hpp"

namespace trygg::tools {
namespace {

constexpr std::size_t most_rows = 30;
constexpr std::size_t line_width = 96;
constexpr double never = -1;  // no observed ratio would have done

using Rows = std::vector<const ReleasedGoalRow*>;

/// `text` in lines of at most `line_width`, the later ones indented.
std::string wrapped(std::string_view text, std::string_view indent) {
  std::string lines, line(indent);
  for (const auto& word : split(text, ' ')) {
    if (code_points(line) + 1 + code_points(word) > line_width) {
      lines += line + '\n';
      line = std::string(indent) + std::string(indent.empty() ? 0 : 2, ' ');
    }
    if (line.find_first_not_of(' ') != std::string::npos) line += ' ';
    line += word;
  }
  return lines + line + '\n';
}

class GoalText {
 public:
  GoalText(const Goal& goal, const std::vector<ReleasedGoalRow>& rows, std::string_view language)
      : goal_(goal), rows_(rows), words_(goal_words(language)) {}

  std::string text(const std::vector<ReleasedWordingRow>& wordings,
                   const std::vector<CountRow>& counts) {
    add_heading();
    add_answers(wordings);
    add_counts(counts);
    for (const auto& baseline : goal_.baselines) add_baseline(baseline);
    return std::move(text_);
  }

 private:
  template <class... Args>
  std::string say(std::string_view format, const Args&... args) const {
    return fmt::format(fmt::runtime(format), args...);
  }
  std::string number(std::string text) const {
    if (words_.decimal == ',') std::ranges::replace(text, '.', ',');
    if (text.starts_with('-') && text.size() > 1) text.replace(0, 1, "−");
    return text;
  }
  std::string number(const Published& value) const {
    return value.is_shown() ? number(value.text()) : value.text();
  }
  std::string number(double value) const { return number(shortest(value)); }
  std::string state(Verdict verdict) const {
    return std::string(word_of(verdict, goal_.factor, words_));
  }

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

  void add_heading() {
    if (!goal_.name.empty()) text_ += goal_.name + '\n';
    text_ += wrapped(say(words_.goal, goal_.indicator, number(100 * goal_.factor),
                         joined(goal_.baselines, " / "), number(goal_.target_year)),
                     "");
    if (!goal_.population.text.empty())
      text_ += say(words_.population, goal_.population.text) + '\n';
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
    return everybody && (row.area_level.empty() || row.era == latest_era(row.area_level));
  }

  std::string latest_era(const std::string& level) const {
    std::string era;
    for (const auto& row : rows_)
      if (row.area_level == level) era = std::max(era, row.era);
    return era;
  }

  void add_occasion(const std::vector<ReleasedWordingRow>& wordings, Occasion occasion,
                    const std::string& baseline) {
    bool is_first = true;
    for (const auto& row : wordings) {
      if (row.occasion != occasion || row.baseline != baseline || !is_in_sight(row)) continue;
      if (is_first) add_occasion_heading(row);
      is_first = false;
      text_ += wrapped(fmt::format("{} – {}", state(row.state), description(row)), "    ");
    }
  }

  void add_occasion_heading(const ReleasedWordingRow& row) {
    const auto target = number(goal_.target_year);
    auto heading = row.occasion == Occasion::nearest
                       ? say(words_.nearest, target, row.wave, row.baseline)
                       : say(words_.interpolated, target, row.baseline);
    const auto codes = split(row.note, ' ');
    if (std::ranges::find(codes, "before_target_year") != codes.end())
      heading += fmt::format(" {}", words_.before_target);
    text_ += wrapped(heading, "  ");
  }

  std::string description(const ReleasedWordingRow& row) const {
    if (row.kind == Wording::Kind::whole)
      return fmt::format("{}: {} → {} %, {} % ({})", words_.whole, number(row.baseline_estimate),
                         number(row.estimate), number(row.ratio),
                         interval(row.ratio_lower, row.ratio_upper, row.set));
    if (row.kind == Wording::Kind::every) {
      if (!row.reached.is_shown()) return say(words_.every_withheld, row.area_level);
      return say(words_.every, row.area_level, number(row.reached), number(row.not_reached),
                 number(row.cannot_tell));
    }
    const auto how = row.chosen_by == "baseline" ? std::string(words_.by_itself)
                     : row.chosen_by == "shrink" ? std::string(words_.by_shrinking)
                                                 : say(words_.by_round, row.chosen_by);
    return say(words_.worst, row.areas, row.area_level, how, number(row.baseline_estimate),
               number(row.estimate), number(row.ratio)) +
           fmt::format(" ({})", interval(row.ratio_lower, row.ratio_upper, row.set));
  }

  std::string interval(const Published& lower, const Published& upper, RatioSet set) const {
    switch (set) {
      case RatioSet::interval:
        return fmt::format("{}–{}", number(lower), number(upper));
      case RatioSet::half_line:
        return fmt::format("≥ {}", number(lower));
      case RatioSet::complement:
        return fmt::format("≤ {} / ≥ {}", number(lower), number(upper));
      case RatioSet::everything:
        return "0–∞";
      case RatioSet::none:
        break;
    }
    return "..";
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
    const auto year = number(row.year);
    auto line = std::isnan(row.count)
                    ? say(words_.count_unknown, row.label, year)
                    : say(words_.count, row.label, year, number(row.count), number(row.target),
                          row.state == Verdict::reached ? words_.reached : words_.not_reached);
    if (row.is_recut) line += words_.recut;
    text_ += wrapped(line, "  ");
  }

  void add_baseline(const std::string& baseline) {
    const auto wave = latest(baseline);
    if (wave.empty()) return;
    std::map<std::string, Rows> levels;
    for (const auto& row : rows_)
      if (row.occasion == Occasion::round && row.baseline == baseline && row.wave == wave &&
          (row.area.empty() || row.era == latest_era(row.area_level)))
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
    text_ += fmt::format("\n{}\n", say(words_.against, wave, baseline));
    add_table(shown, baseline);
    add_projection(levels[""]);
    for (const auto& remark : remarks) text_ += wrapped(remark, "");
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
    if (told == 0) return;
    if (rows.size() > most_rows)
      remarks.push_back(say(words_.too_many, level, rows.size(), states[Verdict::reached],
                            state(Verdict::reached), states[Verdict::not_reached],
                            state(Verdict::not_reached), unclear));
    remarks.push_back(
        say(2 * unclear > told ? words_.most_unclear : words_.few_unclear, level, unclear, told));
    if (family > 1)
      remarks.push_back(
          say(words_.false_verdicts, family,
              number(fmt::format("{:.2g}", static_cast<double>(family) * goal_.alpha()))));
    if (is_adjusted && rows.size() <= most_rows) remarks.push_back(say(words_.holm, family));
    if (reached.empty() || not_reached.empty()) return;
    const auto highest = median(reached), lowest = median(not_reached);
    remarks.push_back(highest == never
                          ? say(words_.never_told, whole_number(lowest))
                          : say(words_.told_at, whole_number(highest), whole_number(lowest)));
  }

  static double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
  }
  std::string whole_number(double value) const { return number(fmt::format("{:.0f}", value)); }

  void add_projection(const Rows& whole) {
    for (const auto* row : whole) {
      if (row->sex != goal_.population.sex.value_or("")) continue;
      if (row->projection.is_shown())
        text_ += wrapped(say(words_.projection, number(goal_.target_year), number(row->projection),
                             number(row->projection_lower), number(row->projection_upper)),
                         "");
      else if (to_number(row->wave).value_or(0) < goal_.target_year)
        text_ += wrapped(words_.no_projection, "");
    }
  }

  void add_table(const Rows& rows, const std::string& baseline) {
    std::vector<std::vector<std::string>> lines{
        {std::string(words_.state), std::string(words_.course), std::string(words_.area),
         std::string(words_.sex), baseline, rows.empty() ? "" : rows.front()->wave,
         say(words_.ratio, baseline), std::string(words_.distance)}};
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

  std::vector<std::string> line_of(const ReleasedGoalRow& row) const {
    const bool falls = row.state != row.state_adjusted;
    auto distance = number(row.distance);
    if (row.distance.is_shown() && row.distance.value() > 0) distance = "+" + distance;
    const auto ratio = row.set == RatioSet::none
                           ? std::string("..")
                           : fmt::format("{} ({})", number(row.ratio),
                                         interval(row.ratio_lower, row.ratio_upper, row.set));
    return {state(row.state) + (falls ? "*" : ""),
            std::string(word_of(row.course, words_)),
            row.area.empty() ? std::string(words_.whole) : row.area,
            row.sex.empty() ? std::string(words_.all) : row.sex,
            number(row.baseline_estimate),
            number(row.estimate),
            ratio,
            distance};
  }

  const Goal& goal_;
  const std::vector<ReleasedGoalRow>& rows_;
  const GoalWords& words_;
  std::string text_;
};

}  // namespace

std::string goal_text(const Goal& goal, const std::vector<ReleasedGoalRow>& rows,
                      const std::vector<ReleasedWordingRow>& wordings,
                      const std::vector<CountRow>& counts, std::string_view language) {
  return GoalText(goal, rows, language).text(wordings, counts);
}

}  // namespace trygg::tools
