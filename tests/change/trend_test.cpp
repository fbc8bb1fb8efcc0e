#include "change/trend.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/error.hpp"
#include "linalg/solve.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

using Numbers = std::vector<double>;

// The same formulas by another route in double precision; quantiles agree to about 12 digits.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-9);
}

RoundSeries series(const Numbers& years, const Numbers& values, const Numbers& errors) {
  RoundSeries made;
  for (std::size_t i = 0; i < years.size(); ++i)
    made.rounds.push_back({.year = years[i],
                           .n = 1000,
                           .value = values[i],
                           .variance = errors[i] * errors[i],
                           .df = 900});
  return made;
}

/// Rounds that overlap with the next.
Numbers neighbours(std::size_t n, double rho) {
  Numbers all(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) all[i * n + i] = 1;
  for (std::size_t i = 0; i + 1 < n; ++i) all[i * n + i + 1] = all[(i + 1) * n + i] = rho;
  return all;
}

const Numbers five_years{2011, 2014, 2017, 2020, 2023};
const Numbers five_errors{0.0041, 0.0039, 0.0038, 0.0036, 0.0035};

RoundSeries five(const Numbers& values) {
  auto made = series(five_years, values, five_errors);
  made.correlation = neighbours(5, 0.2);
  return made;
}

const Numbers four_years{2008, 2014, 2017, 2023};
RoundSeries scattered() {
  return series(four_years, {0.10, 0.16, 0.09, 0.12}, {0.006, 0.007, 0.005, 0.006});
}

TrendLine only_line(const RoundSeries& rounds) {
  const auto lines = fit_trend(rounds, 0.95);
  REQUIRE(lines.size() == 1);
  return lines[0];
}

using Notes = std::vector<std::string_view>;

}  // namespace

TEST_CASE("a line through correlated rounds agrees with the formulas in R", "[trend][reference]") {
  // Printed by tests/reference/trend.R (R 4.2.2): "near".
  const auto line = only_line(five({0.131, 0.122, 0.118, 0.101, 0.097}));
  CHECK(line.from == 2011);
  CHECK(line.to == 2023);
  CHECK(line.rounds == 5);
  CHECK(line.centre == 2017);
  CHECK(line.intercept == agrees(-2.0575923968235021));
  CHECK(line.slope == agrees(-0.0291772650346275));
  CHECK(line.var_intercept == agrees(4.21176943216071e-04));
  CHECK(line.var_slope == agrees(2.10305538355375e-05));
  CHECK(line.cov == agrees(6.86393346252632e-06));
  CHECK(line.lack_of_fit == agrees(3.62627478453356));
  CHECK(line.p_lack_of_fit == agrees(0.304750197841818));
  CHECK(line.tau2 == agrees(0.0002393109368965));
  CHECK(line.df == 3);
  CHECK(line.lower == agrees(-0.0437716715784897));
  CHECK(line.upper == agrees(-0.0145828584907653));
  CHECK(line.p_value == agrees(0.00785738146357585));
  CHECK(line.notes.empty());
  const auto ahead = project(line, 2025, 0.95);
  CHECK(ahead.value == agrees(0.0918702076385063));
  CHECK(ahead.lower == agrees(0.0803639532591059));
  CHECK(ahead.upper == agrees(0.1048360882581505));
  CHECK(ahead.se_logit == agrees(0.0460028940501289));
  CHECK(ahead.df == 3);
  CHECK(ahead.reason.empty());
}

TEST_CASE("rounds that fit a line have no variance between them", "[trend][reference]") {
  // Printed by tests/reference/trend.R (R 4.2.2): "fits".
  const auto line = only_line(five({0.131, 0.124, 0.116, 0.106, 0.098}));
  CHECK(line.tau2 == 0);
  CHECK(line.slope == agrees(-0.0275034927720623));
  CHECK(line.var_slope == agrees(1.80081895455686e-05));
  CHECK(line.lack_of_fit == agrees(0.377313219556727));
  CHECK(line.p_lack_of_fit == agrees(0.944888130860732));
  CHECK(line.lower == agrees(-0.0410085401312879));
  const auto ahead = project(line, 2025, 0.95);
  CHECK(ahead.lower == agrees(0.0836100065757357));
  CHECK(ahead.upper == agrees(0.1053786903340704));
}

TEST_CASE("rounds that scatter about the line widen its interval", "[trend][reference]") {
  // Printed by tests/reference/trend.R (R 4.2.2): "scattered".
  const auto line = only_line(scattered());
  CHECK(line.centre == 2015.5);
  CHECK(line.slope == agrees(0.00464682145058457));
  CHECK(line.tau2 == agrees(0.127939724609578));
  CHECK(line.p_lack_of_fit == Approx(1.0542057463867e-17).epsilon(1e-8));
  CHECK(line.lower == agrees(-0.139737288423040));
  CHECK(line.upper == agrees(0.149030931324209));
  const auto ahead = project(line, 2026, 0.95);
  CHECK(ahead.lower == agrees(0.0135717968932833));
  CHECK(ahead.upper == agrees(0.5756116459829415));
}

TEST_CASE("whitened least squares and explicit inverses give one line", "[trend][law]") {
  const auto rounds = five({0.131, 0.122, 0.118, 0.101, 0.097});
  const auto line = only_line(rounds);
  const std::size_t n = 5;
  Numbers s(n * n), y(n);
  const auto se = [&](std::size_t i) {
    const auto& r = rounds.rounds[i];
    return std::sqrt(r.variance) / (r.value * (1 - r.value));
  };
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = std::log(rounds.rounds[i].value / (1 - rounds.rounds[i].value));
    for (std::size_t j = 0; j < n; ++j)
      s[i * n + j] = rounds.correlation[i * n + j] * se(i) * se(j) + (i == j ? line.tau2 : 0);
  }
  const auto w = inverse_symmetric(s, n);
  const auto form = [&](const Numbers& a, const Numbers& b) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) sum += a[i] * w[i * n + j] * b[j];
    return sum;
  };
  const Numbers one(n, 1.0), x{-6, -3, 0, 3, 6};
  const Numbers normal{form(one, one), form(one, x), form(one, x), form(x, x)};
  const auto b = solve_symmetric(normal, {form(one, y), form(x, y)});
  CHECK(line.intercept == agrees(b[0]));
  CHECK(line.slope == agrees(b[1]));
  CHECK(line.var_slope == agrees(inverse_symmetric(normal, 2)[3]));
}

TEST_CASE("the calendar's origin changes no line", "[trend][law]") {
  auto rounds = scattered();
  const auto line = only_line(rounds);
  for (auto& round : rounds.rounds) round.year -= 2000;
  const auto moved = only_line(rounds);
  CHECK(moved.centre == line.centre - 2000);
  CHECK(moved.slope == agrees(line.slope));
  CHECK(moved.tau2 == agrees(line.tau2));
  CHECK(moved.upper == agrees(line.upper));
  CHECK(project(moved, 26, 0.95).upper == agrees(project(line, 2026, 0.95).upper));
}

TEST_CASE("rounds on an exact line have no lack of fit and are met by the line", "[trend][law]") {
  Numbers values;
  for (const double year : four_years)
    values.push_back(1 / (1 + std::exp(2 + 0.03 * (year - 2015))));
  const auto line = only_line(series(four_years, values, {0.006, 0.007, 0.005, 0.006}));
  CHECK(line.lack_of_fit == Approx(0).margin(1e-20));
  CHECK(line.p_lack_of_fit == Approx(1));
  CHECK(line.tau2 == 0);
  CHECK(line.slope == agrees(-0.03));
  CHECK(project(line, 2025, 0.95).value == agrees(1 / (1 + std::exp(2.3))));
}

TEST_CASE("yes and no change places: the line changes sign", "[trend][law]") {
  auto rounds = five({0.131, 0.122, 0.118, 0.101, 0.097});
  const auto line = only_line(rounds);
  for (auto& round : rounds.rounds) round.value = 1 - round.value;
  const auto turned = only_line(rounds);
  CHECK(turned.slope == agrees(-line.slope));
  CHECK(turned.lower == agrees(-line.upper));
  CHECK(turned.tau2 == agrees(line.tau2));
}

TEST_CASE("a break gives the lines of its parts", "[trend][law]") {
  auto rounds = series({2005, 2008, 2011, 2014, 2017, 2020, 2023},
                       {0.14, 0.13, 0.135, 0.09, 0.085, 0.08, 0.07}, Numbers(7, 0.006));
  rounds.correlation = neighbours(7, 0.3);
  rounds.breaks = {2012};
  const auto lines = fit_trend(rounds, 0.95);
  REQUIRE(lines.size() == 2);
  auto before = rounds, after = rounds;
  before.breaks.clear();
  after.breaks.clear();
  before.rounds.resize(3);
  after.rounds.erase(after.rounds.begin(), after.rounds.begin() + 3);
  before.correlation = neighbours(3, 0.3);
  after.correlation = neighbours(4, 0.3);
  CHECK(lines[0].slope == only_line(before).slope);
  CHECK(lines[1].slope == only_line(after).slope);
  CHECK(lines[1].upper == only_line(after).upper);
  CHECK(lines[0].to == 2011);
  CHECK(lines[1].from == 2014);
  CHECK(lines[0].rounds == 3);
  // Breaks that no round lies between split nothing further; one before the first splits nothing.
  rounds.breaks = {2000, 2012, 2013};
  CHECK(fit_trend(rounds, 0.95).size() == 2);
  rounds.breaks = {2014};  // the round in the year of the break is the first of the new
  CHECK(fit_trend(rounds, 0.95)[1].from == 2014);
}

TEST_CASE("few rounds give no line, or one that projects nothing", "[trend]") {
  const auto three = only_line(series({2017, 2020, 2023}, {0.1, 0.09, 0.07}, Numbers(3, 0.005)));
  CHECK(three.df == 1);
  CHECK(three.slope < 0);
  CHECK(project(three, 2025, 0.95).reason == "too_few_rounds");
  CHECK(std::isnan(project(three, 2025, 0.95).value));
  const auto two = only_line(series({2020, 2023}, {0.1, 0.07}, Numbers(2, 0.005)));
  CHECK(two.notes == Notes{"too_few_rounds"});
  CHECK(std::isnan(two.slope));
  CHECK(two.rounds == 2);
  CHECK(fit_trend({}, 0.95).empty());
}

TEST_CASE("a round at 0 stands half an answer inside, and it is told", "[trend]") {
  auto rounds = scattered();
  rounds.rounds[3].value = 0;
  rounds.rounds[3].variance = 0;
  const auto line = only_line(rounds);
  CHECK(line.notes == Notes{"share_of_none"});
  auto inside = rounds;
  inside.rounds[3].value = 0.0005;
  inside.rounds[3].variance = 0.0005 * 0.9995 / 1000;
  CHECK(line.slope == agrees(only_line(inside).slope));
  CHECK(std::isfinite(line.upper));
  for (auto& round : rounds.rounds) round.value = 1 - round.value;
  CHECK(only_line(rounds).slope == agrees(-line.slope));
}

TEST_CASE("a round that cannot be estimated is left out, and it is told", "[trend]") {
  auto rounds = five({0.131, 0.122, 0.118, 0.101, 0.097});
  rounds.rounds[1].variance = std::nan("");
  const auto line = only_line(rounds);
  CHECK(line.notes == Notes{"not_estimable"});
  CHECK(line.rounds == 4);
  auto without = series({2011, 2017, 2020, 2023}, {0.131, 0.118, 0.101, 0.097},
                        {0.0041, 0.0038, 0.0036, 0.0035});
  without.correlation = neighbours(4, 0.2);
  without.correlation[1] = without.correlation[4] = 0;  // 2011 and 2017 do not overlap
  CHECK(line.slope == agrees(only_line(without).slope));
  CHECK(line.upper == agrees(only_line(without).upper));
}

TEST_CASE("rounds that are one and the same give no line", "[trend]") {
  auto rounds = scattered();
  rounds.correlation = Numbers(16, 1.0);
  const auto line = only_line(rounds);
  CHECK(line.notes == Notes{"no_covariance"});
  CHECK(std::isnan(line.slope));
  CHECK(project(line, 2025, 0.95).reason == "not_estimable");
}

TEST_CASE("what is no series of rounds is refused", "[trend][error]") {
  auto rounds = scattered();
  CHECK_THROWS_WITH(fit_trend(rounds, 95), Contains("level 95"));
  rounds.correlation = {1};
  CHECK_THROWS_WITH(fit_trend(rounds, 0.95), Contains("1 correlations for 4 rounds"));
  rounds.correlation = Numbers(16, 1.5);
  CHECK_THROWS_WITH(fit_trend(rounds, 0.95), Contains("correlation 1.5"));
  rounds.correlation.clear();
  std::swap(rounds.rounds[1], rounds.rounds[2]);
  CHECK_THROWS_WITH(fit_trend(rounds, 0.95), Contains("year 2014 after 2017"));
  const auto line = only_line(scattered());
  CHECK_THROWS_WITH(project(line, 2000, 0.95), Contains("before the line, which begins in 2008"));
}
