// What every calibration obeys, on problems drawn at random, and the traps of other programs.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "weights/calibration/calibrate.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using Codes = std::vector<std::uint32_t>;
using Values = std::vector<double>;

namespace {

/// A sample with a few margins and perhaps a numeric variable. Its totals are those of other
/// weights between 0.4 d and 2.5 d, so that every distance has a solution.
struct Drawn {
  Values d;
  std::vector<Codes> codes;
  std::vector<Values> numeric;
  std::vector<Values> total;
  Values numeric_total;

  explicit Drawn(std::uint32_t number) {
    Random random(20261121, number);
    const std::size_t n = 40 + random.below(200);
    for (std::size_t k = 0; k < n; ++k) d.push_back(1 + 20 * random.uniform());
    Values other;
    for (const double weight : d) other.push_back(weight * (0.4 + 2.1 * random.uniform()));
    const auto margins = 2 + random.below(3);
    for (std::uint32_t m = 0; m < margins; ++m) add_margin(random, other);
    if (number % 2 == 0) add_numeric(random, other);
  }

  CalibrationProblem problem() const {
    CalibrationProblem p{.weight = d};
    for (std::size_t m = 0; m < codes.size(); ++m) p.margins.push_back(margin(m));
    for (std::size_t v = 0; v < numeric.size(); ++v)
      p.numeric.push_back({"x", numeric[v], numeric_total[v]});
    return p;
  }

  CategoryTotals margin(std::size_t m) const {
    return {"m" + std::to_string(m), std::vector<std::string>(total[m].size(), "level"), codes[m],
            total[m]};
  }

 private:
  void add_margin(Random& random, const Values& other) {
    const auto categories = 2 + random.below(5);
    Codes of(d.size());
    Values sums(categories);
    for (std::size_t k = 0; k < d.size(); ++k) {
      of[k] = k < categories ? static_cast<std::uint32_t>(k) : random.below(categories);
      sums[of[k]] += other[k];
    }
    codes.push_back(std::move(of));
    total.push_back(std::move(sums));
  }
  void add_numeric(Random& random, const Values& other) {
    Values x;
    for (std::size_t k = 0; k < d.size(); ++k) x.push_back(20000 + 5000 * random.normal());
    numeric_total.push_back(std::inner_product(x.begin(), x.end(), other.begin(), 0.0));
    numeric.push_back(std::move(x));
  }
};

constexpr std::uint32_t problems = 60;
const Shape wide{0.1, 6.0};

struct Choice {
  const char* name;
  Shape bounds;
};
const std::vector<Choice> every_distance{{"linear", {}},  {"raking", {}},
                                         {"logit", wide}, {"truncated", wide},
                                         {"sinh", {}},    {"sinh", {.alpha = 0.3}}};

Calibration solve(const CalibrationProblem& p, const Choice& choice) {
  return calibrate(p, find_distance(choice.name), choice.bounds);
}

Values weights_of(const CalibrationProblem& p, const Calibration& done) {
  Values w(p.weight.begin(), p.weight.end());
  for (std::size_t k = 0; k < w.size(); ++k) w[k] *= done.g[k];
  return w;
}

/// Relative to the largest weight: near-zero weights carry the rounding of the others.
void check_same(const Values& a, const Values& b, double tolerance) {
  REQUIRE(a.size() == b.size());
  double largest = 0, difference = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    largest = std::max(largest, std::abs(a[k]));
    difference = std::max(difference, std::abs(a[k] - b[k]));
  }
  CHECK(difference <= tolerance * largest);
}

Values sums(const CategoryTotals& margin, const Values& w) {
  Values sum(margin.total.size());
  for (std::size_t k = 0; k < w.size(); ++k) sum[margin.category[k]] += w[k];
  return sum;
}

/// The oldest way of raking: one margin at a time until all fit. Slow, and another algorithm.
Values proportional_fitting(const Drawn& drawn) {
  Values w = drawn.d;
  for (int sweep = 0; sweep < 2000; ++sweep)
    for (std::size_t m = 0; m < drawn.codes.size(); ++m) {
      Values sum(drawn.total[m].size());
      for (std::size_t k = 0; k < w.size(); ++k) sum[drawn.codes[m][k]] += w[k];
      for (std::size_t k = 0; k < w.size(); ++k)
        w[k] *= drawn.total[m][drawn.codes[m][k]] / sum[drawn.codes[m][k]];
    }
  return w;
}

}  // namespace

TEST_CASE("calibrated weights reproduce every total", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    const auto p = drawn.problem();
    for (const auto& choice : every_distance) {
      CAPTURE(i, choice.name);
      const auto done = solve(p, choice);
      const auto w = weights_of(p, done);
      CHECK(done.largest_gap <= 1e-10);
      for (const auto& margin : p.margins) {
        Values sum(margin.total.size());
        for (std::size_t k = 0; k < w.size(); ++k) sum[margin.category[k]] += w[k];
        for (std::size_t c = 0; c < sum.size(); ++c)
          CHECK(sum[c] == Approx(margin.total[c]).epsilon(1e-9));
      }
      for (const auto& v : p.numeric)
        CHECK(std::inner_product(w.begin(), w.end(), v.value.begin(), 0.0) ==
              Approx(v.total).epsilon(1e-9));
    }
  }
}

TEST_CASE("g-weights keep to the range of their distance", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    for (const auto& choice : every_distance) {
      CAPTURE(i, choice.name);
      for (const double g : solve(drawn.problem(), choice).g) {
        if (find_distance(choice.name).reach == Distance::Reach::positive) CHECK(g > 0);
        CHECK(g >= choice.bounds.lower);
        CHECK(g <= choice.bounds.upper);
      }
    }
  }
}

TEST_CASE("the scale of the weights before changes nothing", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    auto scaled = drawn;
    for (auto& d : scaled.d) d *= i % 3 == 0 ? 1e-6 : 1e4;
    for (const auto* distance : {"linear", "raking"}) {
      CAPTURE(i, distance);
      const auto p = drawn.problem(), q = scaled.problem();
      check_same(weights_of(p, solve(p, {distance, {}})), weights_of(q, solve(q, {distance, {}})),
                 1e-9);
    }
  }
}

TEST_CASE("calibrating what is calibrated changes nothing", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    for (const auto& choice : every_distance) {
      CAPTURE(i, choice.name);
      auto p = drawn.problem();
      const auto w = weights_of(p, solve(p, choice));
      p.weight = w;
      for (const double g : solve(p, choice).g) CHECK(g == Approx(1).margin(1e-9));
    }
  }
}

TEST_CASE("the order of the margins does not matter", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    for (const auto& choice : every_distance) {
      CAPTURE(i, choice.name);
      const auto p = drawn.problem();
      auto q = drawn.problem();
      std::reverse(q.margins.begin(), q.margins.end());
      check_same(weights_of(p, solve(p, choice)), weights_of(q, solve(q, choice)), 1e-8);
    }
  }
}

TEST_CASE("with one margin post-stratification, raking and linear are the same", "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    CAPTURE(i);
    const CalibrationProblem one{.weight = drawn.d, .margins = {drawn.margin(0)}};
    const auto cells = weights_of(one, solve(one, {"poststratify", {}}));
    // A second margin, of everybody, adds nothing; but it takes the way of several margins.
    auto two = one;
    const Codes everybody(drawn.d.size(), 0);
    const auto& total = drawn.total[0];
    two.margins.push_back(
        {"all", {"all"}, everybody, {std::accumulate(total.begin(), total.end(), 0.0)}});
    for (const auto& choice : every_distance) {
      CAPTURE(choice.name);
      check_same(cells, weights_of(one, solve(one, choice)), 1e-9);
      check_same(cells, weights_of(two, solve(two, choice)), 1e-9);
    }
  }
}

TEST_CASE("raking is what iterative proportional fitting comes to", "[weights][law]") {
  for (std::uint32_t i = 1; i < problems; i += 2) {  // those without a numeric variable
    CAPTURE(i);
    const Drawn drawn(i);
    const auto p = drawn.problem();
    check_same(weights_of(p, solve(p, {"raking", {}})), proportional_fitting(drawn), 1e-9);
  }
}

TEST_CASE("a scale q moves weights in proportion, and the totals are still met", "[weights][law]") {
  const Values d{10, 10, 10}, q{0, 1, 2};
  const Codes one(3, 0);
  const CalibrationProblem p{.weight = d, .scale = q, .margins = {{"all", {"all"}, one, {60}}}};
  // Linear: g = 1 + q λ with 30 λ = 30.
  CHECK(solve(p, {"linear", {}}).g == Values{1, 2, 3});
}

TEST_CASE("logit comes to totals that ask for weights close to its bounds", "[weights][law]") {
  // Weights at 0.27 to 0.33 d and at nearly all of the room above that, in turn; a line search that
  // looks at the largest gap loses itself in two of these.
  for (std::uint32_t i = 300; i < 400; ++i) {
    CAPTURE(i);
    Random random(70, i);
    const std::size_t n = 30 + random.below(200);
    Values d, x, other;
    const double spread = 0.2 + 2.5 * random.uniform();
    for (std::size_t k = 0; k < n; ++k) {
      d.push_back(5 + 10 * random.uniform() * (k % 10 == 0 ? 8 : 1));
      x.push_back(1 + 9 * random.uniform() * (k % 7 == 0 ? 20 : 1));
      other.push_back(d[k] * (k % 2 == 1 ? 0.3 : 0.3 + spread) * (0.9 + 0.2 * random.uniform()));
    }
    std::vector<Codes> codes(2 + random.below(3));
    CalibrationProblem p{.weight = d};
    for (auto& of : codes) {
      const auto categories = 2 + random.below(6);
      for (std::size_t k = 0; k < n; ++k)
        of.push_back(k < categories ? static_cast<std::uint32_t>(k) : random.below(categories));
      p.margins.push_back({"m", std::vector<std::string>(categories), of, Values(categories)});
      p.margins.back().total = sums(p.margins.back(), other);
    }
    const double total = std::inner_product(x.begin(), x.end(), other.begin(), 0.0);
    if (i % 2 == 1) p.numeric.push_back({"x", x, total});
    const double upper = 0.35 + 1.1 * spread;
    CHECK(solve(p, {"logit", {0.2, upper > 1.01 ? upper : 1.3}}).largest_gap <= 1e-10);
  }
}

TEST_CASE("a soft margin by itself closes c/(1 + c) of its gaps", "[weights][law]") {
  for (const double price : {0.1, 1.0, 10.0}) {
    CAPTURE(price);
    const Drawn drawn(2);
    CalibrationProblem p{.weight = drawn.d, .margins = {drawn.margin(0)}};
    p.margins[0].price = price;
    const auto before = sums(p.margins[0], drawn.d);
    const auto after = sums(p.margins[0], weights_of(p, solve(p, {"linear", {}})));
    for (std::size_t c = 0; c < before.size(); ++c)
      CHECK((after[c] - before[c]) / (p.margins[0].total[c] - before[c]) ==
            Approx(price / (1 + price)).epsilon(1e-10));
  }
}

TEST_CASE("hard totals are met beside soft ones, which near theirs as their price grows",
          "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    CAPTURE(i);
    const Drawn drawn(i);
    auto p = drawn.problem();
    double last = INFINITY;
    for (const double price : {0.5, 5.0, 50.0, 1e7}) {
      p.margins[1].price = price;
      const auto w = weights_of(p, solve(p, {"linear", {}}));
      const auto hard = sums(p.margins[0], w), soft = sums(p.margins[1], w);
      double gap = 0;
      for (std::size_t c = 0; c < soft.size(); ++c)
        gap += std::pow(soft[c] - p.margins[1].total[c], 2);
      for (std::size_t c = 0; c < hard.size(); ++c)
        CHECK(hard[c] == Approx(p.margins[0].total[c]).epsilon(1e-9));
      CHECK(gap < last);
      last = gap;
    }
    p.margins[1].price = exactly;
    check_same(
        weights_of(p, solve(p, {"linear", {}})),
        [&] {
          p.margins[1].price = 1e12;
          return weights_of(p, solve(p, {"linear", {}}));
        }(),
        1e-8);
  }
}

TEST_CASE("soft totals are for the linear distance", "[weights][error]") {
  const Drawn drawn(1);
  auto p = drawn.problem();
  p.margins[0].price = 2;
  CHECK_THROWS_WITH(solve(p, {"raking", {}}), "soft totals need the linear distance");
}

TEST_CASE("bounds of every record hold, and where all are the same they are those of the shape",
          "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    const Drawn drawn(i);
    for (const auto* distance : {"logit", "truncated"}) {
      CAPTURE(i, distance);
      auto p = drawn.problem();
      const auto common = weights_of(p, solve(p, {distance, wide}));
      const Values lower(drawn.d.size(), wide.lower), upper(drawn.d.size(), wide.upper);
      p.lower = lower;
      p.upper = upper;
      check_same(weights_of(p, solve(p, {distance, {}})), common, 1e-9);
      Values low, high;  // of the weights: 0.5 to 120
      for (const double d : drawn.d) {
        low.push_back(0.5 / d);
        high.push_back(120 / d);
      }
      p.lower = low;
      p.upper = high;
      for (const double w : weights_of(p, solve(p, {distance, {}}))) {
        CHECK(w >= 0.5 * (1 - 1e-12));
        CHECK(w <= 120 * (1 + 1e-12));
      }
    }
  }
}

TEST_CASE("members of a household get one weight, and the totals of persons are met",
          "[weights][law]") {
  for (std::uint32_t i = 0; i < problems; ++i) {
    Drawn drawn(i);
    Codes household;
    for (std::uint32_t k = 0; k < drawn.d.size(); ++k) household.push_back(k / 3);
    for (std::size_t k = 0; k < drawn.d.size(); ++k) drawn.d[k] = drawn.d[k - k % 3];
    for (const auto* distance : {"linear", "raking", "sinh"}) {
      CAPTURE(i, distance);
      auto p = drawn.problem();
      p.household = household;
      // Totals that households' weights can meet.
      Values other;
      for (std::size_t k = 0; k < drawn.d.size(); ++k)
        other.push_back(drawn.d[k] * (0.7 + 0.1 * static_cast<double>(k / 3 % 7)));
      for (auto& margin : p.margins) margin.total = sums(margin, other);
      for (auto& v : p.numeric)
        v.total = std::inner_product(other.begin(), other.end(), v.value.begin(), 0.0);
      const auto w = weights_of(p, solve(p, {distance, {}}));
      for (std::size_t k = 0; k < w.size(); ++k) CHECK(w[k] == w[k - k % 3]);
      for (const auto& margin : p.margins) {
        const auto met = sums(margin, w);
        for (std::size_t c = 0; c < met.size(); ++c)
          CHECK(met[c] == Approx(margin.total[c]).epsilon(1e-9).margin(1e-9));
      }
    }
  }
}

TEST_CASE("a household's g is that of its mean auxiliaries", "[weights][law]") {
  // Two households, sizes 2 and 1, x = 1 for everybody and z: linear g = 1 + λ₁ + λ₂ z̄ by hand.
  const Values d{10, 10, 20}, z{0, 4, 5};
  const Codes household{7, 7, 3}, one(3, 0);
  const CalibrationProblem p{.weight = d,
                             .household = household,
                             .margins = {{"all", {"all"}, one, {50}}},
                             .numeric = {{"z", z, 190}}};
  // 20 g₁ + 20 g₂ = 50 and 40 g₁ + 100 g₂ = 190: g₁ = 1, g₂ = 1.5.
  const auto g = solve(p, {"linear", {}}).g;
  CHECK(g[0] == Approx(1).epsilon(1e-12));
  CHECK(g[1] == g[0]);
  CHECK(g[2] == Approx(1.5).epsilon(1e-12));
}

TEST_CASE("sinh keeps to its equation", "[weights][law]") {
  const auto& sinh = find_distance("sinh");
  for (const double alpha : {0.2, 1.0, 3.0})
    for (const double u : {-30.0, -1.0, -0.01, 0.4, 7.0}) {
      CAPTURE(alpha, u);
      const double g = sinh.at(u, {.alpha = alpha}).g;
      CHECK(std::sinh(alpha * (g - 1 / g)) == Approx(2 * alpha * u).epsilon(1e-10));
    }
  // α → 0: g − 1/g = 2u.
  CHECK(sinh.at(0.75, {.alpha = 1e-6}).g == Approx(2).epsilon(1e-9));
}

TEST_CASE("weights before count: records of one cell keep their proportion", "[weights][trap]") {
  const Values d{1, 3, 2, 2};
  const Codes a{0, 0, 1, 1}, b{0, 0, 0, 1};
  const CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {50, 50}}, {"b", {"1", "2"}, b, {70, 30}}}};
  const auto w = weights_of(p, solve(p, {"raking", {}}));
  CHECK(w[1] == Approx(3 * w[0]).epsilon(1e-12));
  CHECK(w[0] == Approx(12.5).epsilon(1e-12));
}

TEST_CASE("raking that nears a solution it can never reach is not taken for solved",
          "[weights][trap]") {
  // Cells (1,1), (1,2), (2,2): b1 = 150 must come from a1 = 100. Steps get small, totals stay off.
  const Values d{10, 10, 10};
  const Codes a{0, 0, 1}, b{0, 1, 1};
  CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {100, 200}}, {"b", {"1", "2"}, b, {150, 150}}}};
  CHECK_THROWS_AS(solve(p, {"raking", {}}), ConvergenceError);
  CHECK_THROWS_WITH(
      solve(p, {"raking", {}}),
      Contains("no weights above 0 meet the totals: (a, 2) - (b, 2) can be at most 0, the totals "
               "200, 150 make it 50; merge"));
  // A solution at the very edge is found, and judged on its totals.
  p.margins[0].total = {150.001, 149.999};
  const auto w = weights_of(p, solve(p, {"raking", {}}));
  CHECK(w[0] == Approx(150).epsilon(1e-9));
  CHECK(w[1] == Approx(0.001).epsilon(1e-7));
}

TEST_CASE("linear calibration of totals that contradict each other in the sample is refused",
          "[weights][trap]") {
  // a and b are the same division of these records, but not of the population.
  const Values d{10, 10};
  const Codes a{0, 1};
  const CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {40, 60}}, {"b", {"1", "2"}, a, {50, 50}}}};
  CHECK_THROWS_WITH(solve(p, {"linear", {}}),
                    Contains("(a, 2) - (b, 2) can be at most 0, the totals 60, 50 make it 10"));
}

TEST_CASE("a category with neither records nor total is no hindrance", "[weights][trap]") {
  const Values d{1, 1, 1, 1};
  const Codes a{0, 0, 2, 2}, b{0, 1, 0, 1};
  const CalibrationProblem p{
      .weight = d,
      .margins = {{"a", {"1", "2", "3"}, a, {40, 0, 60}}, {"b", {"1", "2"}, b, {30, 70}}}};
  for (const auto* distance : {"linear", "raking"}) {
    CAPTURE(distance);
    const auto w = weights_of(p, solve(p, {distance, {}}));
    CHECK(w[0] + w[1] == Approx(40).epsilon(1e-12));
    CHECK(w[0] + w[2] == Approx(30).epsilon(1e-12));
  }
}

TEST_CASE("linear weights meet a total of 0 with weights that cancel", "[weights][trap]") {
  const Values d{1, 1, 1, 1};
  const Codes a{0, 0, 1, 1}, b{0, 1, 0, 1};
  const CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {0, 100}}, {"b", {"1", "2"}, b, {60, 40}}}};
  const auto w = weights_of(p, solve(p, {"linear", {}}));
  CHECK(w[0] + w[1] == Approx(0).margin(1e-10));
  CHECK(w[0] == Approx(5).epsilon(1e-12));
}

TEST_CASE("weights that sum to the sample size rake to a population a million times as large",
          "[weights][trap]") {
  const Values d{1, 1, 1, 1};
  const Codes a{0, 0, 1, 1}, b{0, 1, 0, 1};
  const CalibrationProblem p{
      .weight = d, .margins = {{"a", {"1", "2"}, a, {4e6, 6e6}}, {"b", {"1", "2"}, b, {3e6, 7e6}}}};
  CHECK(weights_of(p, solve(p, {"raking", {}}))[0] == Approx(1.2e6).epsilon(1e-12));
}

TEST_CASE("raking to a numeric total alone does not overflow", "[weights][trap]") {
  const Values d{1, 1, 1}, x{1, 2, 700};
  const CalibrationProblem p{.weight = d, .numeric = {{"x", x, 7000}}};
  const auto w = weights_of(p, solve(p, {"raking", {}}));
  CHECK(w[0] + 2 * w[1] + 700 * w[2] == Approx(7000).epsilon(1e-9));
}

TEST_CASE("arrays that do not fit are refused", "[weights][error]") {
  const Values d{1, 1}, infinite{1, INFINITY};
  const Codes a{0};
  CHECK_THROWS_AS(
      calibrate({.weight = d, .margins = {{"a", {"1"}, a, {2}}}}, find_distance("linear")),
      ArgumentError);
  CHECK_THROWS_WITH(calibrate({.weight = infinite}, find_distance("linear")),
                    "a weight is not a finite number");
}

TEST_CASE("distances are 1 with slope 1 where nothing is to be changed", "[weights][law]") {
  for (const auto& [name, bounds] : every_distance) {
    CAPTURE(name);
    const auto& distance = find_distance(name);
    CHECK(distance.at(0, bounds).g == Approx(1).epsilon(1e-14));
    CHECK(distance.at(0, bounds).slope == Approx(1).epsilon(1e-14));
    // Elsewhere the derivative is the slope of g; 1e-6 is the error of the central difference.
    for (const double u : {-0.5, 0.3, 1.2}) {
      const double h = 1e-5;
      CHECK((distance.at(u + h, bounds).g - distance.at(u - h, bounds).g) / (2 * h) ==
            Approx(distance.at(u, bounds).slope).epsilon(1e-6));
    }
  }
}

TEST_CASE("logit stays between its bounds however far it is driven", "[weights][trap]") {
  const auto& logit = find_distance("logit");
  CHECK(logit.at(1e4, wide).g == Approx(wide.upper));
  CHECK(logit.at(-1e4, wide).g == Approx(wide.lower));
  CHECK(logit.at(1e4, wide).slope == Approx(0).margin(1e-12));
}

TEST_CASE("a distance that does not exist is refused with those that do", "[weights][error]") {
  CHECK_THROWS_WITH(
      find_distance("chi"),
      "no distance 'chi'; known: linear, raking, poststratify, logit, truncated, sinh");
}
