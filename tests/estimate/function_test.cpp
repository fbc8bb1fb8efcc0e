#include "estimate/function.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "estimate/expression.hpp"
#include "estimate/random_survey.hpp"
#include "estimate/request.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

using Notes = std::vector<Note>;

Table columns() {
  std::vector<Column> all;
  for (const auto* name : {"a", "b", "total", "a) ", "x"}) {
    ColumnBuilder builder(name);
    for (const auto* value : {"1", "2", "3"}) builder.add(value);
    all.push_back(builder.take());
  }
  ColumnBuilder kind("kind");
  for (const auto* value : {"p", "q", "r)"}) kind.add(value);
  all.push_back(kind.take());
  return Table("d.csv", std::move(all));
}

/// f of the totals of its parts, in their order of appearance.
Dual at(const std::string& text, const Numbers& totals) {
  return read_function(text, columns()).function->at(totals);
}

Measure of_parts(const std::string& text, std::vector<Numbers> parts) {
  Measure m{.statistic = Statistic::function, .y = {}, .x = {}};
  m.parts = std::move(parts);
  m.function = read_function(text, columns()).function;
  return m;
}

}  // namespace

TEST_CASE("operators bind as in algebra", "[estimate][function]") {
  const auto value = [](const std::string& text) { return at(text, {2, 3}).value; };
  CHECK(value("total(a) + total(b) * 4") == 14);
  CHECK(value("(total(a) + total(b)) * 4") == 20);
  CHECK(value("total(a) - total(b) - 1") == -2);
  CHECK(value("total(a) / total(b) / 2") == Approx(1 / 3.0));
  CHECK(value("-total(a)^2") == -4);
  CHECK(value("total(a)^-1") == 0.5);
  CHECK(value("total(a)^total(b)^2") == 512);
  CHECK(value("total(a)--total(b)") == 5);
  CHECK(value("1e1*total(a)+.5E+1") == 25);
  CHECK(value("exp(log(sqrt(total(a)^2)))") == Approx(2));
}

TEST_CASE("totals are of columns, codes and everybody, each once", "[estimate][function]") {
  const auto table = columns();
  const auto f =
      read_function("mean(a)/share(kind=p|q) + total(a) - total(kind=r\\)) + count()", table);
  REQUIRE(f.parts.size() == 4);
  CHECK(f.parts[0].statistic == Statistic::total);
  CHECK(f.parts[0].variable == "a");
  CHECK(f.parts[1].statistic == Statistic::count);
  CHECK(f.parts[2].levels.size() == 2);
  CHECK(f.parts[3].levels.size() == 1);
  CHECK(f.function->at(Numbers{6, 2, 1, 5}).value == 6.0 / 2 / (1.0 / 2) + 6 - 5 + 2);
  CHECK(f.statistic == Statistic::function);
  // Names and codes may hold what closes an argument.
  CHECK(read_function("total(\"a) \")", table).parts[0].variable == "a) ");
  CHECK(read_function("total(kind=r))", table).parts[0].levels == std::vector<std::uint32_t>{2});
  CHECK(read_function("total(\"a\")", table).parts[0].variable == "a");
  CHECK(read_function("total(total)", table).parts[0].variable == "total");
}

TEST_CASE("derivatives are exact", "[estimate][function][law]") {
  // Against differences in both directions: half of the digits.
  for (const auto* text :
       {"total(a)/total(b) - total(x)/total(a)",
        "log(total(a)) * exp(-total(b)/10) + sqrt(total(x))", "total(a)^total(b)",
        "(total(a)+total(b))^2/total(x)", "-total(a)^-1.5 + 3*total(b)*total(x)"}) {
    CAPTURE(text);
    const auto parts = read_function(text, columns()).parts.size();
    Numbers t{1.7, 2.3, 4.1};
    t.resize(parts);
    const auto f = at(text, t);
    for (std::size_t j = 0; j < parts; ++j) {
      constexpr double h = 1e-5;
      auto up = t, down = t;
      up[j] += h;
      down[j] -= h;
      CHECK(f.gradient[j] ==
            Approx((at(text, up).value - at(text, down).value) / (2 * h)).epsilon(1e-8));
    }
  }
  // A constant exponent of a negative base, and a constant part without a derivative.
  CHECK(at("total(a)^3", {-2}).gradient == Numbers{12});
  CHECK(at("total(a) + sqrt(0)", {-2}).gradient == Numbers{1});
}

TEST_CASE("an expression that does not parse says where and why", "[estimate][function][error]") {
  const auto refused = [](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_function(text, columns()), ConfigError);
    CHECK_THROWS_WITH(read_function(text, columns()), message);
  };
  refused(
      "total(a)/tot(b)",
      "'total(a)/tot(b)', character 10: 'tot' is no function; known: total, mean, share, count, "
      "log, exp, sqrt");
  refused("total(a)/total(c)",
          "'total(a)/total(c)', character 16: d.csv: there is no column 'c'; did you mean 'a'?");
  refused("\"a\"/total(c)",
          "'\"a\"/total(c)', character 2: a column stands in total(a) or mean(a)");
  refused("total(\"a\")/", "'total(\"a\")/', character 12: a number, a total(…) or ( is expected");
  refused("total(a) )",
          "'total(a) )', character 7: what stands in () can be read in several ways; put it in "
          "quotes, \"…\"");
  refused("total(a", "'total(a', character 7: the ( before it is never closed");
  refused("(total(a)", "'(total(a)', character 10: a ) is expected");
  refused("total(a))", "'total(a))', character 9: an operator (+ - * / ^) or the end is expected");
  refused("total(a) 2",
          "'total(a) 2', character 10: an operator (+ - * / ^) or the end is expected");
  refused("1.2.3*total(a)",
          "'1.2.3*total(a)', character 4: an operator (+ - * / ^) or the end is expected");
  refused("1e*total(a)", "'1e*total(a)', character 1: '1e' is no number");
  refused("share(kind=z)",
          "'share(kind=z)', character 7: column 'kind' has no code 'z'; did you mean 'p'?");
  refused("share(kind)", "'share(kind)', character 7: share takes V=code|code");
  refused("mean(kind=p)",
          "'mean(kind=p)', character 6: mean takes a column; the share of codes is "
          "share(V=code|code)");
  refused("count(a)", "'count(a)', character 7: a ) is expected");
  refused("1+2", "'1+2': there is no total in it");
  refused("", "'', character 1: a number, a total(…) or ( is expected");
  const std::string deep(300, '-');
  CHECK_THROWS_AS(read_function(deep + "total(a)", columns()), ConfigError);
  CHECK_THROWS_AS(read_function(std::string(100000, '('), columns()), ConfigError);
}

TEST_CASE("a function of totals is the estimator that it spells", "[estimate][function][law]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const RandomSurvey s(seed);
    const Numbers one(s.records(), 1);
    for (const auto& spec :
         {RandomSurvey::two_stages(), RandomSurvey::calibrated(RandomSurvey::one_stage())}) {
      const Estimator e(make_design(s.table(), spec), {});
      const auto same = [&](const Result& f, const Result& r) {
        CHECK(f.estimate == Approx(r.estimate).epsilon(1e-13));
        CHECK(f.se == Approx(r.se).epsilon(1e-10));
        CHECK(f.n == r.n);
        CHECK(f.df == r.df);
        if (r.df > 0) CHECK(f.lower == Approx(r.lower).epsilon(1e-10));
      };
      const auto domain = s.in_group(1);
      same(estimate(e, of_parts("total(a)/total(b)", {s.y, s.x}), domain),
           estimate(e, s.ratio(), domain));
      same(estimate(e, of_parts("mean(a)", {s.y, one}), domain), estimate(e, s.mean(), domain));
      same(estimate(e, of_parts("total(a)", {s.y}), domain), estimate(e, s.total(), domain));
      // log(R) has the standard error of R over R.
      const auto r = estimate(e, s.ratio());
      const auto l =
          estimate(e, of_parts("log(total(a)/total(b))", {s.y, s.x}), everybody(s.records()));
      CHECK(l.se == Approx(r.se / r.estimate).epsilon(1e-10));
    }
  }
}

TEST_CASE("only records that answer everything are in a function", "[estimate][function]") {
  const auto table = make_table({{"w", {1, 2, 3, 4}}});
  const Estimator e(make_design(table, {.weight = "w"}), {});
  const auto r =
      estimate(e, of_parts("total(a)/total(b)", {{1, NAN, 3, 4}, {1, 1, NAN, 2}}), everybody(4));
  CHECK(r.n == 2);
  CHECK(r.estimate == (1 * 1 + 4 * 4) / (1 * 1 + 4 * 2.0));
}

TEST_CASE("a function without a value or derivative says so", "[estimate][function]") {
  const auto table = make_table({{"w", {1, 2, 3, 4}}});
  const Estimator e(make_design(table, {.weight = "w"}), {});
  const auto of = [&](const std::string& text, const Numbers& y) {
    return estimate(e, of_parts(text, {y}), everybody(4));
  };
  const auto none = of("1/total(a)", {1, -1, -1, 1});  // 1 − 2 − 3 + 4 = 0
  CHECK(none.notes == Notes{Note::not_finite});
  CHECK(std::isnan(none.estimate));
  CHECK(of("log(total(a))", {-1, -1, -1, -1}).notes == Notes{Note::not_finite});
  const auto steep = of("sqrt(total(a))", {1, -1, -1, 1});
  CHECK(steep.estimate == 0);
  CHECK(std::isnan(steep.se));
  CHECK(std::isnan(steep.lower));
  CHECK(steep.notes == Notes{Note::not_finite});
  const auto constant = of("total(a)/total(a)", {1, 2, 3, 4});
  CHECK(constant.se == 0);
  CHECK(constant.notes == Notes{Note::no_variance});
  CHECK(estimate(e, of_parts("total(a)", {{1, 2, 3, 4}}), {}).notes == Notes{Note::empty_domain});
}
