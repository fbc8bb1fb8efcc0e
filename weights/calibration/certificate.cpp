#include "weights/calibration/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/text.hpp"
#include "linalg/linear_program.hpp"
#include "weights/calibration/admissible.hpp"
#include "weights/calibration/auxiliaries.hpp"

namespace trygg::weights {
namespace {

constexpr double infinity = LinearProgram::infinity;
constexpr double negligible = 1e-8;  // of a total: what the simplex method may leave
constexpr std::size_t most_filtered = 40, most_merges_tried = 24, most_merges_told = 3;
// Each bound takes a second of a sample of 15,000 that cannot be added up by pattern: one is told.
constexpr std::size_t most_rows_for_all_bounds = 5000;
constexpr int most_steps = 40;  // of Newton's method on a bound

using Status = LinearProgram::Solution::Status;

/// Ranges that widen with s: low − s·down, high + s·up.
struct Widening {
  std::vector<double> down, up;
};

/// The program Σ w x + s⁺ − s⁻ = t, min Σ (s⁺ + s⁻)/size.
class Slack {
 public:
  explicit Slack(const Admissible& a);

  struct Answer {
    double shortfall = 0;            // Σ (s⁺ + s⁻)/size
    std::vector<double> y, missing;  // by total; missing: s⁺ − s⁻
  };
  Answer solve(LinearProgram::Method method = LinearProgram::Method::primal);
  /// With wider ranges, which are as they were afterwards.
  Answer solve(const Widening& wider, double s);
  /// Goes back to the solution with the ranges and totals as they are given.
  void remember() { basis_ = program_.basis(); }
  void go_back() { program_.begin_at(basis_); }
  /// Leaves a total out, or takes it in again.
  void free(std::size_t total) { program_.set_row(total, -infinity, infinity); }
  void hold(std::size_t total) { program_.set_row(total, a_->target[total], a_->target[total]); }
  /// Merges two totals into one, or parts them again.
  std::size_t merge(std::size_t total, std::size_t with);
  void part(std::size_t merge) { program_.set_column(merge, 0, 0); }

 private:
  const Admissible* a_;
  LinearProgram program_;
  std::size_t first_slack_;
  std::vector<unsigned char> basis_;
};

Slack::Slack(const Admissible& a) : a_(&a), program_(a.target.size()), first_slack_(a.rows.size()) {
  for (std::size_t i = 0; i < a.rows.size(); ++i)
    program_.add_column(0, a.low[i], a.high[i], a.rows[i]);
  for (std::uint32_t c = 0; c < a.target.size(); ++c) {
    const LinearProgram::Entry more{c, 1}, less{c, -1};
    program_.add_column(1 / a.size[c], 0, infinity, {&more, 1});
    program_.add_column(1 / a.size[c], 0, infinity, {&less, 1});
    if (a.is_hard[c]) hold(c);
  }
  program_.begin_high(a.is_high);
}

Slack::Answer Slack::solve(LinearProgram::Method method) {
  const auto solution = program_.solve(method);
  Answer answer{solution.status == Status::optimal ? solution.objective : infinity, solution.y, {}};
  for (std::size_t c = 0; c < a_->target.size(); ++c)
    answer.missing.push_back(solution.x[first_slack_ + 2 * c] -
                             solution.x[first_slack_ + 2 * c + 1]);
  return answer;
}

Slack::Answer Slack::solve(const Widening& wider, double s) {
  for (std::size_t i = 0; i < a_->rows.size(); ++i)
    program_.set_column(i, a_->low[i] - s * wider.down[i], a_->high[i] + s * wider.up[i]);
  auto answer = solve(LinearProgram::Method::dual);
  for (std::size_t i = 0; i < a_->rows.size(); ++i) program_.set_column(i, a_->low[i], a_->high[i]);
  return answer;
}

std::size_t Slack::merge(std::size_t total, std::size_t with) {
  const LinearProgram::Entry transfer[]{{static_cast<std::uint32_t>(total), 1},
                                        {static_cast<std::uint32_t>(with), -1}};
  return program_.add_column(0, -infinity, infinity, transfer);
}

/// max over admissible weights of Σ y Σ w x.
double attainable(const Admissible& a, const std::vector<double>& y) {
  double most = 0;
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    double price = 0;
    for (const auto& [row, value] : a.rows[i]) price += y[row] * value;
    // Where weights have no limit the price is 0 but for rounding.
    const double bound = price > 0 ? a.high[i] : a.low[i];
    if (std::isfinite(bound)) most += price * bound;
  }
  return most;
}

/// The totals that a certificate names; 0 elsewhere.
std::vector<double> cleaned(const Admissible& a, std::vector<double> y) {
  double largest = 0;
  for (std::size_t c = 0; c < y.size(); ++c) largest = std::max(largest, std::abs(y[c]));
  for (std::size_t c = 0; c < y.size(); ++c) {
    y[c] = a.is_hard[c] ? std::round(y[c] / largest * 1e12) / 1e12 : 0;
  }
  return y;
}

/// What most of the values are.
double commonest(std::span<const double> values) {
  return *std::ranges::max_element(values, {},
                                   [&](double value) { return std::ranges::count(values, value); });
}

/// The rows of each margin sum to the same, so a number may be added to all coefficients of one
/// margin and taken from those of another. \return  the fewest coefficients that come of it
std::vector<double> simplified(const CalibrationProblem& p, const Auxiliaries& x,
                               std::vector<double> y) {
  const auto rows_of = [&](auto& of, std::size_t m) {
    return std::span(of).subspan(x.first()[m], p.margins[m].total.size());
  };
  const auto sum = [&](std::size_t m) {
    return std::accumulate(p.margins[m].total.begin(), p.margins[m].total.end(), 0.0);
  };
  auto fewest = y;
  for (std::size_t carrier = 0; carrier < p.margins.size(); ++carrier) {
    auto other = y;
    double taken = 0;
    for (std::size_t m = 0; m < p.margins.size(); ++m) {
      const bool is_same = std::abs(sum(m) - sum(carrier)) <= 1e-9 * std::abs(sum(carrier));
      if (m == carrier || !is_same || p.margins[m].price != exactly) continue;
      const double common = commonest(rows_of(y, m));
      for (auto& value : rows_of(other, m)) value -= common;
      taken += common;
    }
    for (auto& value : rows_of(other, carrier)) value += taken;
    const auto zeros = [](const std::vector<double>& values) {
      return std::ranges::count(values, 0.0);
    };
    if (p.margins[carrier].price == exactly && zeros(other) > zeros(fewest)) fewest = other;
  }
  return fewest;
}

/// The total that is furthest beyond what the bounds let it be by itself; none: all 0.
std::vector<double> alone(const Admissible& a) {
  std::vector<double> most(a.target.size()), least(most), y(most);
  for (std::size_t i = 0; i < a.rows.size(); ++i)
    for (const auto& [row, value] : a.rows[i]) {
      most[row] += std::max(value * a.low[i], value * a.high[i]);
      least[row] += std::min(value * a.low[i], value * a.high[i]);
    }
  double worst = negligible;
  for (std::size_t c = 0; c < y.size(); ++c) {
    const double above = a.target[c] - most[c], below = least[c] - a.target[c];
    if (!a.is_hard[c] || !(std::max(above, below) > worst * a.size[c])) continue;
    worst = std::max(above, below) / a.size[c];
    std::ranges::fill(y, 0.0);
    y[c] = above > below ? 1 : -1;
  }
  return y;
}

bool is_zero(std::span<const double> y) {
  return std::ranges::all_of(y, [](double value) { return value == 0; });
}

/// A contradiction none of whose totals can be left out.
std::vector<double> irreducible(const Admissible& a, Slack& slack, std::vector<double> y) {
  std::vector<std::size_t> held;
  for (std::size_t c = 0; c < y.size(); ++c) {
    if (!a.is_hard[c]) continue;
    if (y[c] == 0) {
      slack.free(c);
    } else {
      held.push_back(c);
    }
  }
  if (held.size() > most_filtered) return y;
  for (const auto c : held) {
    if (y[c] == 0) continue;  // a smaller contradiction has been found that does without
    slack.free(c);
    const auto answer = slack.solve();
    if (answer.shortfall > negligible) {
      const auto smaller = cleaned(a, answer.y);
      for (const auto other : held)
        if (smaller[other] == 0) slack.free(other);
      y = smaller;
    } else {
      slack.hold(c);
    }
  }
  return y;
}

void hold_all(const Admissible& a, Slack& slack) {
  for (std::size_t c = 0; c < a.target.size(); ++c)
    if (a.is_hard[c]) slack.hold(c);
}

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
    if (is_zero(own) || !is_mended_without(slack, first, rows)) continue;
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
  auto y = alone(a);
  if (is_zero(y)) {
    y = simplified(problem, x, cleaned(a, answer.y));
    y = simplified(problem, x, irreducible(a, *slack, std::move(y)));
    hold_all(a, *slack);
  }
  name_conflict(made, problem, x, a, y);
  name_nearest(made, problem, x, a, answer);
  if (distance.reach == Distance::Reach::bounded) name_bounds(made, problem, shape, a, *slack);
  slack->go_back();
  name_merges(made, problem, x, *slack, y);
  return made;
}

}  // namespace trygg::weights
