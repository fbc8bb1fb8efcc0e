// Intervals, design effects and tests: where other packages ignored an option or mixed up figures.

#include "dist/quantiles.hpp"
#include "estimate/traps.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

const Args kinds{"wald", "logit", "korn-graubard", "wilson", "arcsine", "likelihood"};

Row share(const Columns& c, const Args& more) {
  return estimated(c, with(clusters, with({"--share", "share=1"}, more))).at(0);
}

}  // namespace

TEST_CASE("trap: --df is honoured by every interval of a share (srvyr#212)", "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(2));
  for (const auto& kind : kinds) {
    CAPTURE(kind);
    const auto few = share(c, {"--ci", kind, "--df", "3"});
    const auto many = share(c, {"--ci", kind, "--df", "300"});
    CHECK(few.number("df") == 3);
    CHECK(few.number("lower") < many.number("lower"));
    CHECK(few.number("upper") > many.number("upper"));
  }
  const auto wald = share(c, {"--ci", "wald", "--df", "3"});
  CHECK(wald.number("upper") ==
        Approx(wald.number("estimate") + t_quantile(0.975, 3) * wald.number("se")).epsilon(1e-14));
}

TEST_CASE("trap: limits use t with the domain's df, not 1.96 (srvyr#58, srvyr#119)",
          "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(2));
  const auto printed =
      estimated(c, with(clusters, {"--mean", "y", "--total", "x", "--ratio", "y/x", "--by", "g"}));
  for (std::size_t r = 0; r < printed.csv.rows.size(); ++r) {
    const auto row = printed.at(r);
    const double t = t_quantile(0.975, row.number("df"));
    CHECK(row.number("upper") - row.number("estimate") ==
          Approx(t * row.number("se")).epsilon(1e-12));
    CHECK(row.number("estimate") - row.number("lower") ==
          Approx(t * row.number("se")).epsilon(1e-12));
  }
}

TEST_CASE("trap: a p-value uses the degrees of freedom that are asked for (broom#839)",
          "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(2));
  const auto row = [&](const Args& more) {
    return estimated(c, with(clusters, with({"--mean", "y", "--contrast", "o:1-0"}, more))).at(1);
  };
  const auto few = row({"--df", "2"});
  CHECK(few.number("p_value") == Approx(t_two_sided(few.number("t"), 2)).epsilon(1e-13));
  CHECK(few.number("p_value") > row({"--df", "200"}).number("p_value"));
  CHECK(few.number("se") == row({}).number("se"));
}

TEST_CASE("trap: the standard error is no limit whatever stands beside it (srvyr#29)",
          "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(9));
  double se = 0;
  for (const auto& kind : kinds) {
    const auto row = share(c, {"--ci", kind, "--level", "0.9"});
    if (se == 0) se = row.number("se");
    CHECK(row.number("se") == se);
    CHECK(row.number("lower") < row.number("estimate"));
    CHECK(row.number("upper") > row.number("estimate"));
  }
}

TEST_CASE("trap: a share has the variance of a mean, not of a total (svy 0.20.1)",
          "[estimate][trap]") {
  const auto c = columns_of(RandomSurvey(4));
  const auto printed =
      estimated(c, with(clusters, {"--share", "share=1", "--mean", "share", "--total", "share",
                                   "--count", "--where", "share=0|1"}));
  const auto row = [&](const char* statistic) { return printed.find({{"statistic", statistic}}); };
  CHECK(row("share").number("se") == row("mean").number("se"));
  CHECK(row("share").number("estimate") == row("mean").number("estimate"));
  const double uncentred = row("total").number("se") / row("count").number("estimate");
  CHECK(std::abs(row("share").number("se") / uncentred - 1) > 0.01);
  CHECK(row("share").number("lower") >= 0);
  CHECK(row("share").number("upper") <= 1);
}

TEST_CASE("trap: a design effect says against which sampling (svy-rs 0.12)", "[estimate][trap]") {
  // Four fifths of the population: with replacement says a fifth of the other.
  Columns c{{"w", Numbers(40, 1.25)}, {"N", Numbers(40, 50)}, {"y", {}}};
  for (std::size_t k = 0; k < 40; ++k) c[2].second.push_back(static_cast<double>(k * k % 17));
  const Args design{"--weight", "w", "--fpc", "N", "--mean", "y"};
  CHECK(estimated(c, with(design, {"--deff", "wr"})).at(0).number("deff") ==
        Approx(0.2).epsilon(1e-13));
  CHECK(estimated(c, with(design, {"--deff", "wor"})).at(0).number("deff") ==
        Approx(1).epsilon(1e-13));
  CHECK_THAT(refused(c, with(design, {"--deff", "true"})),
             Catch::Contains("wr") && Catch::Contains("wor"));
}

TEST_CASE("trap: weights that sum to n change no share, error or design effect",
          "[estimate][trap]") {
  auto c = columns_of(RandomSurvey(6));
  const Args what{"--share", "share=1", "--mean", "y", "--ratio", "y/x", "--by", "g"};
  const auto before = estimated(c, with(clusters, what));
  double sum = 0;
  for (const double w : column(c, "w")) sum += w;
  for (double& w : column(c, "w")) w *= static_cast<double>(column(c, "w").size()) / sum;
  const auto after = estimated(c, with(clusters, what));
  for (std::size_t r = 0; r < before.csv.rows.size(); ++r) {
    CHECK(after.at(r).field.at("n") == before.at(r).field.at("n"));
    for (const auto* figure : {"estimate", "se", "lower", "upper", "df", "deff", "n_effective"})
      CHECK(after.at(r).number(figure) == Approx(before.at(r).number(figure)).epsilon(1e-12));
  }
}

TEST_CASE("trap: samples without a finite population have none by default (vardpoor#1)",
          "[estimate][trap]") {
  // Half of the population taken: only a declared fpc halves the variance.
  Columns c{{"w", Numbers(10, 2)}, {"N", Numbers(10, 20)}, {"y", {1, 4, 2, 8, 5, 7, 1, 3, 9, 6}}};
  const auto without = estimated(c, {"--weight", "w", "--mean", "y"}).at(0);
  const auto declared = estimated(c, {"--weight", "w", "--mean", "y", "--fpc", "N"}).at(0);
  CHECK(declared.number("se") == Approx(without.number("se") * std::sqrt(0.5)).epsilon(1e-14));
}

TEST_CASE("trap: a finite population gives its own error, not a hundredfold (samplics#60)",
          "[estimate][trap]") {
  // Without weights each record counts once; R: svymean(~y, svydesign(~1, fpc = ~N, data)).
  Columns c{{"N", Numbers(5, 20)}, {"y", {31, 12, 43, 28, 36}}};
  const auto row = estimated(c, {"--mean", "y", "--fpc", "N"}).at(0);
  CHECK(row.number("estimate") == 30);
  CHECK(row.number("se") == Approx(std::sqrt(0.75 * 133.5 / 5)).epsilon(1e-14));
}

TEST_CASE("trap: weights are used, not accepted and ignored (table1#146)", "[estimate][trap]") {
  Columns c{{"w", {1, 1, 8}}, {"b", {1, 1, 0}}};
  CHECK(estimated(c, {"--share", "b=1"}).at(0).number("estimate") == Approx(2 / 3.0));
  CHECK(estimated(c, {"--share", "b=1", "--weight", "w"}).at(0).number("estimate") == Approx(0.2));
}

TEST_CASE("trap: an option that is not there is an error (GaussSuppression#124)",
          "[estimate][trap]") {
  const Columns c{{"b", {1, 1, 0}}};
  for (const auto& option : {"--weigth", "--cluster", "--vartype"})
    CHECK_THAT(refused(c, {"--share", "b=1", option, "b"}), Catch::Contains(option));
}

TEST_CASE("trap: what cannot be estimated has a reason and no number", "[estimate][trap]") {
  Columns c{{"g", {1, 1, 2, 2, 3, 3}}, {"y", {1, 2, NAN, NAN, 5, 6}}, {"x", {1, -1, 3, 4, 2, 2}}};
  const auto printed = estimated(c, {"--mean", "y", "--ratio", "y/x", "--by", "g"});
  const auto check = [&](const char* statistic, const char* g, const char* note) {
    const auto row = printed.find({{"statistic", statistic}, {"g", g}});
    CHECK(row.field.at("note") == note);
    for (const auto* figure : {"estimate", "se", "lower", "upper", "deff"})
      CHECK(row.field.at(figure).empty());
  };
  check("mean", "2", "no_valid_answers");
  check("ratio", "2", "no_valid_answers");
  check("ratio", "1", "zero_denominator");
  const auto nobody = estimated(c, {"--mean", "y", "--where", "x>100"}).at(0);
  CHECK(nobody.field.at("note") == "empty_domain");
  CHECK(nobody.field.at("n") == "0");
  CHECK(nobody.field.at("estimate").empty());
}

TEST_CASE("trap: the variance of a difference is never negative (vardpoor PR#22)",
          "[estimate][trap]") {
  // Two domains that differ by one record of next to no weight: V(a) + V(b) - 2 Cov(a, b) cancels.
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomSurvey s(seed);
    for (const double weight : {1e-3, 1e-9, 1e-15}) {
      s.weight[0] = weight;
      const Estimator e(make_design(s.table(), RandomSurvey::one_stage()), {});
      const auto rest = records_where(s.records(), [](auto k) { return k > 0; });
      const auto r =
          e.difference(e.linearise(s.mean(), everybody(s.records())), e.linearise(s.mean(), rest));
      CHECK(r.se >= 0);
      CHECK(r.se < weight);
      CHECK((std::isnan(r.lower) ? !r.notes.empty() : r.lower < r.upper));
    }
  }
}

TEST_CASE("trap: a missing code is no answer, in numerator and denominator", "[estimate][trap]") {
  Columns c{{"b", {1, 2, 9, 1, 2, 2, 9, 9}}};
  const auto row = estimated(c, {"--share", "b=1", "--missing", "b=9"}).at(0);
  CHECK(row.number("estimate") == 0.4);
  CHECK(row.number("n") == 5);
  CHECK(estimated(c, {"--share", "b=1"}).at(0).number("estimate") == 0.25);
}
