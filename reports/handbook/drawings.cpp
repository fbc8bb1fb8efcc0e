#include "reports/handbook/drawings.hpp"

#include <fmt/format.h>

#include <array>

#include "reports/charts/dots.hpp"
#include "reports/charts/goal.hpp"
#include "reports/charts/lines.hpp"

namespace trygg::reports {
namespace {

/// A share in percent with its interval, on so many answers.
ReleasedRow level(double estimate, double lower, double upper, Decision decision = Decision::show) {
  ReleasedRow row;
  row.statistic = "share";
  row.decision = decision;
  row.estimate = Published::shown(estimate, 1);
  row.lower = Published::shown(lower, 1);
  row.upper = Published::shown(upper, 1);
  return row;
}

ReleasedRow gap(double estimate, double margin, Finding finding) {
  auto row = level(estimate, estimate - margin, estimate + margin);
  row.contrast = "kon:2-1";
  row.margin = Published::shown(margin, 1);
  row.finding = finding;
  return row;
}

struct ComparedRows {
  ReleasedRow women, men, gap;
};

Chart dots(const std::string& id, const Phrases& phrases) {
  const ComparedRows whole{level(11.1, 10.4, 11.9), level(5.5, 5.0, 6.1),
                           gap(5.6, 0.9, Finding::higher)};
  const ComparedRows secured{level(16.2, 13.1, 19.7), level(7.9, 5.6, 10.8),
                             gap(8.3, 4.2, Finding::higher)};
  const ComparedRows not_shown{level(9.8, 7.3, 12.8), level(7.6, 5.3, 10.5),
                               gap(2.2, 3.8, Finding::not_shown)};
  const ComparedRows unsure{level(12.4, 7.0, 19.8, Decision::flag), level(6.1, 3.9, 9.0),
                            gap(6.3, 7.0, Finding::undetermined)};
  const auto row = [&](const char* name, const ComparedRows& figures, RowKind kind) {
    return DotRow{phrases.word(name), kind, &figures.women, &figures.men, &figures.gap};
  };
  const std::vector rows{
      row("hb_whole", whole, RowKind::total), row("hb_secured", secured, RowKind::part),
      row("hb_not_shown", not_shown, RowKind::part), row("hb_unsure", unsure, RowKind::part)};
  return dot_chart({.id = id,
                    .title = phrases.word("hb_dots_title"),
                    .description = describe_rows(rows, phrases),
                    .row_heading = phrases.word("area_column"),
                    .rows = rows,
                    .synthetic = Synthetic::yes},
                   phrases);
}

Chart lines(const std::string& id, const Phrases& phrases) {
  const std::array women{level(14.8, 13.6, 16.0), level(13.1, 12.2, 14.0), level(12.6, 11.8, 13.4),
                         level(11.1, 10.4, 11.9)};
  const std::array men{level(6.9, 6.1, 7.8), level(5.5, 4.9, 6.2), level(5.8, 5.2, 6.4),
                       level(5.5, 5.0, 6.1)};
  constexpr std::array years{2014, 2017, 2020, 2023};
  const auto series = [&](const char* name, const char* style, Shape shape, const auto& figures) {
    LineSeries line{phrases.word(name), style, shape, {}};
    for (std::size_t i = 0; i < years.size(); ++i)
      line.points.push_back(
          {fmt::format("{}", years[i]), static_cast<double>(years[i]), &figures[i]});
    return line;
  };
  return line_chart({.id = id,
                     .title = phrases.word("hb_lines_title"),
                     .description = phrases.word("hb_lines_desc"),
                     .series = {series("Women", "w", Shape::circle, women),
                                series("Men", "m", Shape::square, men)},
                     .comparable_since = "2017",
                     .synthetic = Synthetic::yes},
                    phrases);
}

Chart goal(const std::string& id, const Phrases& phrases) {
  const std::array observed{level(10.9, 10.2, 11.7), level(9.3, 8.8, 9.9), level(9.2, 8.7, 9.7),
                            level(8.3, 7.9, 8.8)};
  Goal aim;
  aim.baselines = {"2017"};
  ReleasedGoalRow latest;
  latest.wave = "2023";
  latest.baseline = "2017";
  latest.decision = Decision::show;
  latest.baseline_estimate = observed[1].estimate;
  latest.estimate = observed[3].estimate;
  latest.target = Published::shown(4.7, 1);
  latest.path = Published::shown(5.5, 1);
  latest.course = Course::behind_path;
  std::vector<LinePoint> points;
  for (std::size_t i = 0; i < observed.size(); ++i)
    points.push_back(
        {fmt::format("{}", 2014 + 3 * i), 2014.0 + 3.0 * static_cast<double>(i), &observed[i]});
  return goal_chart({.id = id,
                     .title = phrases.word("hb_goal_title"),
                     .description = phrases.word("hb_goal_desc"),
                     .observed = points,
                     .goal = &aim,
                     .latest = &latest,
                     .comparable_since = "2017",
                     .synthetic = Synthetic::yes},
                    phrases);
}

constexpr std::array<std::string_view, 3> names{"punkt", "utveckling", "mal"};

}  // namespace

std::span<const std::string_view> example_names() {
  return names;
}

std::optional<Chart> example_drawing(std::string_view name, const std::string& id,
                                     const Phrases& phrases) {
  if (name == "punkt") return dots(id, phrases);
  if (name == "utveckling") return lines(id, phrases);
  if (name == "mal") return goal(id, phrases);
  return std::nullopt;
}

}  // namespace trygg::reports
