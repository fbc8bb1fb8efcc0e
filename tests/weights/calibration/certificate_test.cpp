// Certificates of calibrations without a solution: each is checked against the solver or by the
// inequality that it states.
#include "weights/calibration/certificate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/calibrate.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using Codes = std::vector<std::uint32_t>;
using Values = std::vector<double>;
using Verdict = Certificate::Verdict;

namespace {

/// Two or three margins whose totals are often beyond reach within narrow bounds.
struct Drawn {
  Values d, x;
  std::vector<Codes> codes;
  std::vector<Values> total;
  double x_total = 0;

  explicit Drawn(std::uint32_t number) {
    Random random(7, number);
    const std::size_t n = 30 + random.below(60);
    Values other;
    for (std::size_t k = 0; k < n; ++k) {
      d.push_back(5 + 10 * random.uniform());
      x.push_back(1 + 9 * random.uniform());
      other.push_back(d[k] * (0.2 + 2.5 * random.uniform()));
      x_total += other[k] * x[k];
    }
    for (std::uint32_t m = 0; m < 2 + random.below(2); ++m) {
      const auto categories = 2 + random.below(4);
      auto& of = codes.emplace_back();
      auto& sum = total.emplace_back(categories);
      for (std::size_t k = 0; k < n; ++k) {
        of.push_back(k < categories ? static_cast<std::uint32_t>(k) : random.below(categories));
        sum[of[k]] += other[k];
      }
    }
  }
  CalibrationProblem problem(bool has_numeric) const {
    CalibrationProblem p{.weight = d};
    for (std::size_t m = 0; m < codes.size(); ++m) {
      auto& margin = p.margins.emplace_back();
      margin.name = "m" + std::to_string(m);
      for (std::size_t c = 0; c < total[m].size(); ++c) margin.level.push_back(std::to_string(c));
      margin.category = codes[m];
      margin.total = total[m];
    }
    if (has_numeric) p.numeric.push_back({"x", x, x_total});
    return p;
  }
};

Certificate certified(const CalibrationProblem& p, const char* distance, const Shape& shape = {}) {
  return certify(p, Auxiliaries(p), find_distance(distance), shape);
}

bool is_solved(const CalibrationProblem& p, const char* distance, const Shape& shape = {}) {
  try {
    calibrate(p, find_distance(distance), shape, Failure::named);
    return true;
  } catch (const ConvergenceError&) {
    return false;
  }
}

/// Σ coefficient × Σ w x over the terms of a conflict.
double combined(const CalibrationProblem& p, const Certificate& c, const Values& w) {
  const Auxiliaries x(p);
  double sum = 0;
  for (const auto& term : c.conflict)
    for (std::size_t column = 0; column < x.columns(); ++column) {
      if (Auxiliaries::name_of(p, column) != term.name) continue;
      for (std::size_t k = 0; k < w.size(); ++k)
        for (const auto& entry : x.row(x.unit_of(k)))
          if (entry.column == column) sum += term.coefficient * w[k] * entry.value * x.unit(column);
    }
  return sum;
}

constexpr Shape narrow{0.7, 1.6};

}  // namespace

TEST_CASE("the linear program and the solver say the same of what can be met", "[weights][law]") {
  int infeasible = 0;
  for (std::uint32_t i = 0; i < 60; ++i) {
    const Drawn drawn(i);
    const auto p = drawn.problem(i % 2 == 0);
    const Shape shape{0.3 + 0.01 * i, 2.8 - 0.028 * i};
    CAPTURE(i);
    const bool has = certified(p, "truncated", shape).verdict == Verdict::feasible;
    CHECK(has == is_solved(p, "truncated", shape));
    infeasible += !has;
  }
  CHECK(infeasible > 10);
  CHECK(infeasible < 50);
}

TEST_CASE("no weights within the bounds exceed what a certificate calls attainable",
          "[weights][law]") {
  int seen = 0;
  for (std::uint32_t i = 0; i < 40; ++i) {
    const Drawn drawn(i);
    const auto p = drawn.problem(i % 2 == 0);
    const auto c = certified(p, "truncated", narrow);
    if (c.verdict == Verdict::feasible) continue;
    CAPTURE(i);
    ++seen;
    CHECK(c.wanted > c.attainable);
    Random random(8, i);
    for (int draw = 0; draw < 200; ++draw) {
      auto w = drawn.d;
      for (auto& weight : w) weight *= random.below(2) == 0 ? narrow.lower : narrow.upper;
      CHECK(combined(p, c, w) <= c.attainable + 1e-6 * std::abs(c.attainable) + 1e-9);
    }
  }
  CHECK(seen > 10);
}

TEST_CASE("the narrowest bounds do, and bounds a thousandth narrower do not", "[weights][law]") {
  int seen = 0;
  for (std::uint32_t i = 0; i < 40; ++i) {
    const Drawn drawn(i);
    const auto p = drawn.problem(i % 2 == 0);
    const auto c = certified(p, "truncated", narrow);
    if (c.verdict == Verdict::feasible) continue;
    CAPTURE(i);
    const auto solves = [&](double lower, double upper) {
      return certified(p, "truncated", {lower, upper}).verdict == Verdict::feasible;
    };
    if (c.upper) {
      ++seen;
      CHECK(*c.upper > narrow.upper);
      CHECK(solves(narrow.lower, *c.upper * 1.0001));
      CHECK(is_solved(p, "truncated", {narrow.lower, *c.upper * 1.01}));
      CHECK_FALSE(solves(narrow.lower, *c.upper * 0.999));
    }
    if (c.lower) {
      CHECK(*c.lower < narrow.lower);
      CHECK(solves(*c.lower * 0.9999, narrow.upper));
      CHECK_FALSE(solves(*c.lower * 1.001, narrow.upper));
    }
    if (c.both) {
      const auto [lower, upper] = *c.both;
      CHECK((1 - lower) / (1 - narrow.lower) == Approx((upper - 1) / (narrow.upper - 1)));
      CHECK(solves(lower * 0.9999, upper * 1.0001));
      CHECK_FALSE(solves(1 - (1 - lower) * 0.999, 1 + (upper - 1) * 0.999));
    }
  }
  CHECK(seen > 10);
}

TEST_CASE("a merge that is proposed leaves totals that can be met", "[weights][law]") {
  int seen = 0;
  for (std::uint32_t i = 0; i < 60; ++i) {
    const Drawn drawn(i);
    const auto p = drawn.problem(false);
    const auto c = certified(p, "truncated", narrow);
    for (const auto& merge : c.merges) {
      CAPTURE(i, merge.margin, merge.level, merge.with);
      auto merged = drawn;
      const auto m = static_cast<std::size_t>(merge.margin[1] - '0');
      const auto from = std::stoul(merge.level), to = std::stoul(merge.with);
      for (auto& code : merged.codes[m])
        if (code == from) code = static_cast<std::uint32_t>(to);
      merged.total[m][to] += merged.total[m][from];
      merged.total[m][from] = 0;
      CHECK(certified(merged.problem(false), "truncated", narrow).verdict == Verdict::feasible);
      ++seen;
    }
  }
  CHECK(seen > 5);
}

TEST_CASE("no total of a conflict can be left out", "[weights][law]") {
  // Numeric totals alone, so that each can be taken away.
  int several = 0;
  for (std::uint32_t i = 0; i < 60; ++i) {
    Random random(9, i);
    std::vector<Values> x(6, Values(25));
    Values d(25, 10.0), totals(6);
    for (std::size_t v = 0; v < 6; ++v)
      for (std::size_t k = 0; k < 25; ++k) {
        x[v][k] = random.uniform();
        totals[v] += d[k] * x[v][k] * (0.5 + random.uniform());
      }
    const auto problem = [&](std::string_view without) {
      CalibrationProblem p{.weight = d};
      for (std::size_t v = 0; v < 6; ++v)
        if (const auto name = "x" + std::to_string(v); name != without)
          p.numeric.push_back({name, x[v], totals[v]});
      return p;
    };
    const Shape tight{0.93, 1.07};
    const auto c = certified(problem(""), "truncated", tight);
    if (c.verdict == Verdict::feasible) continue;
    CAPTURE(i);
    // The terms by themselves contradict each other; take one away and the rest do not.
    const auto only = [&](std::string_view left_out) {
      CalibrationProblem p{.weight = d};
      for (const auto& term : c.conflict)
        if (term.name != left_out)
          p.numeric.push_back({term.name, x[term.name[1] - '0'], term.total});
      return certified(p, "truncated", tight).verdict;
    };
    CHECK(only("") == Verdict::infeasible);
    if (c.conflict.size() == 1) continue;
    ++several;
    for (const auto& term : c.conflict) CHECK(only(term.name) == Verdict::feasible);
  }
  CHECK(several > 3);
}

TEST_CASE("the totals that are proposed can be met", "[weights][law]") {
  for (std::uint32_t i = 0; i < 20; ++i) {
    const Drawn drawn(i);
    auto p = drawn.problem(true);
    const auto c = certified(p, "truncated", narrow);
    for (const auto& change : c.nearest) {
      for (auto& m : p.margins)
        for (std::size_t r = 0; r < m.total.size(); ++r)
          if (m.name + ", " + m.level[r] == change.name) m.total[r] = change.nearest;
      if (p.numeric[0].name == change.name) p.numeric[0].total = change.nearest;
    }
    CAPTURE(i);
    // They lie at the edge of what can be met: a hair more room than the bounds.
    CHECK(certified(p, "truncated", {narrow.lower - 1e-6, narrow.upper + 1e-6}).verdict ==
          Verdict::feasible);
  }
}

TEST_CASE("one category that its bounds cannot fill is told in so many words", "[weights]") {
  const Values d{10, 10, 10, 10};
  const Codes a{0, 0, 1, 1}, b{0, 1, 0, 1};
  const CalibrationProblem p{
      .weight = d,
      .margins = {{"a", {"a 1", "a 2"}, a, {45, 15}}, {"b", {"b 1", "b 2"}, b, {30, 30}}}};
  CHECK_THROWS_WITH(calibrate(p, find_distance("logit"), {0.5, 2}),
                    Contains("a, a 1 can be at most 40, its total is 45") &&
                        Contains("an upper bound of 2.25 or more"));
  const CalibrationProblem low{
      .weight = d,
      .margins = {{"a", {"a 1", "a 2"}, a, {32, 8}}, {"b", {"b 1", "b 2"}, b, {20, 20}}}};
  CHECK_THROWS_WITH(calibrate(low, find_distance("truncated"), {0.5, 2}),
                    Contains("a, a 2 can be at least 10, its total is 8") &&
                        Contains("a lower bound of 0.4 or less"));
}

TEST_CASE("totals that only weights of 0 meet are told from those that none do",
          "[weights][trap]") {
  // Cells (1,1), (1,2), (2,2) with all of a 1 in b 1: the second must be 0.
  const Values d{10, 10, 10};
  const Codes a{0, 0, 1}, b{0, 1, 1};
  const CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {150, 150}}, {"b", {"1", "2"}, b, {150, 150}}}};
  const auto c = certified(p, "raking");
  CHECK(c.verdict == Verdict::at_bounds_only);
  CHECK_THAT(to_text(c, p, find_distance("raking")),
             Contains("totals can be met only with weights of 0"));
  CHECK(certified(p, "linear").verdict == Verdict::feasible);
}

TEST_CASE("bounds on the weight itself have their own narrowest", "[weights]") {
  const Values d{10, 20, 10, 20}, lower{0.8, 0.4, 0.8, 0.4},
      upper{2.5, 1.25, 2.5, 1.25};  // 8 to 25
  const Codes a{0, 0, 1, 1}, b{0, 1, 0, 1};
  const CalibrationProblem p{
      .weight = d,
      .lower = lower,
      .upper = upper,
      .weight_bounds = std::pair{8.0, 25.0},
      .margins = {{"a", {"1", "2"}, a, {56, 40}}, {"b", {"1", "2"}, b, {48, 48}}}};
  CHECK_THROWS_WITH(calibrate(p, find_distance("truncated")),
                    Contains("no weights from 8 to 25 meet the totals: a, 1 can be at most 50") &&
                        Contains("an upper bound of 28 or more"));
}
