#include "weights/calibration/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/text.hpp"
#include "linalg/linear_program.hpp"
#include "weights/calibration/admissible.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/conflict.hpp"
#include "weights/calibration/slack.hpp"

namespace trygg::weights {
namespace {

constexpr double infinity = LinearProgram::infinity;
constexpr std::size_t most_merges_tried = 24, most_merges_told = 3;
// Each bound takes a second of a sample of 15,000 that cannot be added up by pattern: one is told.
constexpr std::size_t most_rows_for_all_bounds = 5000;
constexpr int most_steps = 40;  // of Newton's method on a bound

void name_conflict(Certificate& made, const CalibrationProblem& p, const Auxiliaries& x,
                   const Admissible& a, const std::vector<double>& y) {
  // In the units of the totals themselves, the largest coefficient 1.
  std::vector<double> own(y);
  double largest = 0;
  for (std::size_t c = 0; c < y.size(); ++c) {
    own[c] /= x.unit(c);
    largest = std::max(largest, std::abs(own[c]));
  }
  for (std::size_t c = 0; c < y.size(); ++c) {
    if (y[c] == 0) continue;
    made.conflict.push_back(
        {Auxiliaries::name_of(p, c), a.target[c] * a.amount * x.unit(c), own[c] / largest});
    made.wanted += made.conflict.back().coefficient * made.conflict.back().total;
  }
  made.attainable = attainable(a, y) * a.amount / largest;
}

void name_nearest(Certificate& made, const CalibrationProblem& p, const Auxiliaries& x,
                  const Admissible& a, const Slack::Answer& answer) {
  for (std::size_t c = 0; c < answer.missing.size(); ++c) {
    if (!a.is_hard[c] || std::abs(answer.missing[c]) <= negligible * a.size[c]) continue;
    const double unit = a.amount * x.unit(c);
    made.nearest.push_back(
        {Auxiliaries::name_of(p, c), a.target[c] * unit, (a.target[c] - answer.missing[c]) * unit});
  }
}

/// Whether the totals of all other margins can be met: if not, no merge in this one helps.
bool is_mended_without(Slack& slack, std::size_t first, std::size_t rows) {
  for (std::size_t r = 0; r < rows; ++r) slack.free(first + r);
  const bool is_mended = slack.solve().shortfall <= negligible;
  for (std::size_t r = 0; r < rows; ++r) slack.hold(first + r);
  return is_mended;
}

/// Siblings in the order of the file, the nearest first.
void name_merges(Certificate& made, const CalibrationProblem& p, const Auxiliaries& x, Slack& slack,
                 const std::vector<double>& y) {
  std::size_t tried = 0;
  for (std::size_t m = 0; m < p.margins.size(); ++m) {
    const auto& margin = p.margins[m];
    const auto first = x.first()[m], rows = margin.total.size();
    const auto own = std::span(y).subspan(first, rows);
    if (std::ranges::count(own, 0.0) == std::ssize(own) || !is_mended_without(slack, first, rows))
      continue;
    for (std::size_t r = 0; r < rows; ++r) {
      if (y[first + r] == 0) continue;
      for (std::size_t away = 1; away < 2 * rows; ++away) {
        const auto other = away % 2 == 1 ? r + (away + 1) / 2 : r - away / 2;
        if (other >= rows) continue;  // r − away/2 wraps
        if (tried++ == most_merges_tried || made.merges.size() == most_merges_told) return;
        const auto merge = slack.merge(first + r, first + other);
        const bool is_mended = slack.solve().shortfall <= negligible;
        slack.part(merge);
        if (!is_mended) continue;
        made.merges.push_back({margin.name, margin.level[r], margin.level[other]});
        break;
      }
    }
  }
}

/// The least s at which a certificate no longer holds: s Σ (price × widening) makes up for what it
/// says is wanting. Infinite: it holds at any.
double resolving(const Admissible& a, const Widening& wider, const std::vector<double>& y) {
  double wanting = -attainable(a, y), growth = 0, size = 0;
  for (std::size_t c = 0; c < y.size(); ++c) wanting += y[c] * a.target[c];
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    double price = 0;
    for (const auto& [row, value] : a.rows[i]) price += y[row] * value;
    growth += price > 0 ? price * wider.up[i] : -price * wider.down[i];
    size += std::abs(price) * (wider.up[i] + wider.down[i]);
  }
  return growth > 1e-9 * size ? wanting / growth : infinity;
}

/// The least s at which the totals can be met. The shortfall is convex and piecewise linear in s,
/// so that Newton's method comes to it from below in a few steps (Dinkelbach 1967).
std::optional<double> least_widening(const Admissible& a, Slack& slack, const Widening& wider) {
  double s = 0;
  slack.go_back();
  for (int step = 0; step < most_steps; ++step) {
    const auto answer = slack.solve(wider, s);
    if (answer.shortfall <= negligible) return s;
    const double next = resolving(a, wider, answer.y);
    if (!std::isfinite(next)) return std::nullopt;
    if (next <= s * (1 + 1e-12)) break;
    s = next;
  }
  return std::nullopt;
}

std::vector<double> times(std::vector<double> values, double factor) {
  for (auto& value : values) value *= factor;
  return values;
}

/// Narrowest bounds where all of them come from one pair [L, U], on g or on the weight itself.
void name_bounds(Certificate& made, const Admissible& a, Slack& slack,
                 std::pair<double, double> given, bool is_of_weight) {
  const auto [lower, upper] = given;
  const auto is_finite = [](double bound) { return std::isfinite(bound); };
  if (!std::ranges::all_of(a.low, is_finite) || !std::ranges::all_of(a.high, is_finite)) return;
  std::vector<double> width(a.low.size()), none(a.low.size());  // of each, by 1 of the bounds
  for (std::size_t i = 0; i < width.size(); ++i)
    width[i] = (a.high[i] - a.low[i]) / (upper - lower);
  const bool is_large = a.rows.size() > most_rows_for_all_bounds;
  if (!is_large || is_of_weight)
    if (const auto s = least_widening(a, slack, {none, width})) made.upper = upper + *s;
  if (!is_large)
    if (const auto s = least_widening(a, slack, {width, none}); s && *s <= lower)
      made.lower = lower - *s;
  if (is_of_weight || !(lower < 1 && 1 < upper)) return;
  const auto s = least_widening(a, slack, {times(width, 1 - lower), times(width, upper - 1)});
  if (s && (1 - lower) * (1 + *s) <= 1)
    made.both = {1 - (1 - lower) * (1 + *s), 1 + (upper - 1) * (1 + *s)};
}

/// Bounds by record are none that could be moved, unless they are one range of the weight.
void name_bounds(Certificate& made, const CalibrationProblem& p, const Shape& shape,
                 const Admissible& a, Slack& slack) {
  if (p.lower.empty()) {
    name_bounds(made, a, slack, {shape.lower, shape.upper}, false);
  } else if (p.weight_bounds && !std::isfinite(shape.lower) && !std::isfinite(shape.upper)) {
    name_bounds(made, a, slack, *p.weight_bounds, true);
  }
}

/// The same weights, kept from the ends of their range by a ten-thousandth.
Admissible inner(Admissible a, const Distance& distance) {
  constexpr double away = 1e-4;
  for (std::size_t i = 0; i < a.d.size(); ++i) {
    const double width = std::isfinite(a.high[i]) ? a.high[i] - a.low[i] : std::abs(a.d[i]);
    if (std::isfinite(a.low[i])) a.low[i] += away * width;
    if (distance.reach == Distance::Reach::bounded) a.high[i] -= away * width;
  }
  return a;
}

}  // namespace

Certificate certify(const CalibrationProblem& problem, const Auxiliaries& x,
                    const Distance& distance, const Shape& shape, std::span<const double> g) {
  Certificate made;
  Admissible a(problem, x, distance, shape, g);
  std::optional<Slack> slack(std::in_place, a);
  auto answer = slack->solve();
  slack->remember();
  if (answer.shortfall <= negligible) {
    made.verdict = Certificate::Verdict::feasible;
    if (distance.reach == Distance::Reach::any_sign || distance.name == "truncated" ||
        distance.name == "trim")
      return made;
    a = inner(std::move(a), distance);
    slack.emplace(a);
    answer = slack->solve();
    slack->remember();
    if (answer.shortfall <= negligible) return made;
    made.verdict = Certificate::Verdict::at_bounds_only;
  }
  const auto y = conflict_of(problem, x, a, *slack, answer.y);
  name_conflict(made, problem, x, a, y);
  name_nearest(made, problem, x, a, answer);
  if (distance.reach == Distance::Reach::bounded) name_bounds(made, problem, shape, a, *slack);
  slack->go_back();
  name_merges(made, problem, x, *slack, y);
  return made;
}

}  // namespace trygg::weights
