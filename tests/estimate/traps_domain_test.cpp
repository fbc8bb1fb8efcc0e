// Domains, degrees of freedom, lonely units: where other packages gave a wrong standard error. The
// names of issues are public threads of the package that had the fault.

#include "estimate/traps.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

/// Two strata of four PSUs with two records each; y is missing in the whole first PSU.
Columns eight_clusters() {
  Columns c{{"h", {}}, {"psu", {}}, {"w", {}}, {"g", {}}, {"y", {}}, {"b", {}}};
  const Numbers y{NAN, NAN, 3, 5, 7, 2, 9, 4, 6, 8, 1, 5, 3, 7, 2, 6};
  for (std::size_t k = 0; k < 16; ++k) {
    c[0].second.push_back(k < 8 ? 1 : 2);
    c[1].second.push_back(static_cast<double>(k / 2 + 1));
    c[2].second.push_back(10.0 + static_cast<double>(k % 3));
    c[3].second.push_back(static_cast<double>(k % 2 + 1));
    c[4].second.push_back(y[k]);
    c[5].second.push_back(y[k] > 4);
  }
  column(c, "b")[0] = column(c, "b")[1] = NAN;
  return c;
}

const Args design{"--weight", "w", "--strata", "h", "--psu", "psu"};

}  // namespace

TEST_CASE("trap: a PSU without an answer stays in the variance (svy#72)", "[estimate][trap]") {
  const auto all = eight_clusters();
  const auto kept = estimated(all, with(design, {"--mean", "y"})).at(0);
  const auto dropped =
      estimated(filtered(all, [](auto k) { return k > 1; }), with(design, {"--mean", "y"})).at(0);
  CHECK(kept.number("estimate") == dropped.number("estimate"));
  // By hand: u_j are PSU totals of w (y - ybar)/N, three of them and a zero in stratum 1.
  Numbers u(8, 0.0);
  double sum_w = 0;
  for (std::size_t k = 2; k < 16; ++k) sum_w += all[2].second[k];
  for (std::size_t k = 2; k < 16; ++k)
    u[k / 2] += all[2].second[k] * (all[4].second[k] - kept.number("estimate")) / sum_w;
  const auto stratum = [&](std::size_t from) {
    double mean = 0, squares = 0;
    for (std::size_t j = from; j < from + 4; ++j) mean += u[j] / 4;
    for (std::size_t j = from; j < from + 4; ++j) squares += (u[j] - mean) * (u[j] - mean);
    return 4 / 3.0 * squares;
  };
  CHECK(kept.number("se") == Approx(std::sqrt(stratum(0) + stratum(4))).epsilon(1e-13));
  CHECK(std::abs(kept.number("se") / dropped.number("se") - 1) > 0.001);
  CHECK(kept.number("df") == 5);  // seven PSUs have an answer
}

TEST_CASE("trap: a domain is not a filtered file (Survey.jl PR#330)", "[estimate][trap]") {
  const RandomSurvey s(7);
  const auto domain = estimated(columns_of(s), with(clusters, {"--total", "y", "--by", "g"}));
  const auto file = filtered(columns_of(s), [&](auto k) { return s.group[k] == 1; });
  const auto alone = estimated(file, with(clusters, {"--total", "y", "--lonely-psu", "remove"}));
  CHECK(domain.find({{"g", "1"}}).number("estimate") == Approx(alone.at(0).number("estimate")));
  CHECK(domain.find({{"g", "1"}}).number("se") != Approx(alone.at(0).number("se")).epsilon(1e-3));
}

TEST_CASE("trap: degrees of freedom are the domain's (svy#3, svy#94)", "[estimate][trap]") {
  auto c = eight_clusters();
  column(c, "w")[14] = column(c, "w")[15] = 0;  // one PSU of weights 0
  const auto in_2 = with(design, {"--share", "b=1", "--where", "h=2"});
  CHECK(estimated(c, in_2).at(0).number("df") == 2);  // three PSUs of one stratum
  CHECK(estimated(c, with(design, {"--count"})).at(0).number("df") == 5);
  const auto t = estimated(c, with(in_2, {"--ci", "wald"})).at(0);
  const double half = (t.number("upper") - t.number("lower")) / 2;
  CHECK(half / t.number("se") == Approx(4.302652729749464).epsilon(1e-12));  // R: qt(.975, 2)
}

TEST_CASE("trap: no degrees of freedom, no interval (svy#96, svy#98)", "[estimate][trap]") {
  for (const auto* ci : {"wald", "logit", "wilson", "arcsine", "korn-graubard", "likelihood"}) {
    const auto row = estimated(eight_clusters(),
                               with(design, {"--share", "b=1", "--where", "psu=3", "--ci", ci}))
                         .at(0);
    CHECK(row.number("df") == 0);
    CHECK(std::isnan(value(row, "lower")));
    CHECK(std::isnan(value(row, "upper")));
    CHECK(row.field.at("note").find("df") != std::string::npos);
  }
}

TEST_CASE("trap: intervals at 0 rest on the domain's n (svy#175)", "[estimate][trap]") {
  Columns c{{"g", Numbers(1000, 2)}, {"b", Numbers(1000, 1)}};
  for (std::size_t k = 0; k < 20; ++k) c[0].second[k] = 1, c[1].second[k] = 0;
  const auto row = estimated(c, {"--share", "b=1", "--by", "g"}).find({{"g", "1"}});
  CHECK(row.number("lower") == 0);
  CHECK(row.number("upper") == Approx(1 - std::pow(0.025, 1 / 20.0)).epsilon(1e-12));
  const auto wilson =
      estimated(c, {"--share", "b=1", "--by", "g", "--ci", "wilson"}).find({{"g", "1"}});
  const double t = 2.093024054408263;  // R: qt(.975, 19)
  CHECK(wilson.number("upper") == Approx(t * t / (20 + t * t)).epsilon(1e-12));
}

TEST_CASE("trap: a stratum with one PSU is never dropped in silence (svy#32)", "[estimate][trap]") {
  auto c = eight_clusters();
  for (std::size_t k = 2; k < 8; ++k) column(c, "h")[k] = 2;
  const auto said = refused(c, with(design, {"--mean", "y"}));
  CHECK_THAT(said, Catch::Contains("'1'") && Catch::Contains("single PSU"));
}

TEST_CASE("trap: average is one factor for every statistic (svy#177)", "[estimate][trap]") {
  auto c = eight_clusters();
  for (std::size_t k = 0; k < 16; ++k) column(c, "h")[k] = static_cast<double>(k / 6 + 1);
  // Strata of three, three and two PSUs; make the last one lonely.
  for (std::size_t k = 12; k < 16; ++k) column(c, "psu")[k] = 7;
  for (const Args& what : {Args{"--mean", "y"}, Args{"--total", "y"}, Args{"--share", "b=1"},
                           Args{"--ratio", "y/w"}, Args{"--count"}}) {
    const auto removed = estimated(c, with(with(design, what), {"--lonely-psu", "remove"})).at(0);
    const auto average = estimated(c, with(with(design, what), {"--lonely-psu", "average"})).at(0);
    CHECK(average.number("se") == Approx(removed.number("se") * std::sqrt(3 / 2.0)).epsilon(1e-13));
  }
}

TEST_CASE("trap: a domain that meets one PSU of many does not make it lonely", "[estimate][trap]") {
  const auto row =
      estimated(eight_clusters(), with(design, {"--total", "w", "--where", "psu=5|6|3"})).at(0);
  CHECK(row.number("df") == 1);
  CHECK(row.number("se") > 0);
}

TEST_CASE("trap: the fpc of a later stage belongs to its PSU and stratum", "[estimate][trap]") {
  // The same PSU codes in both strata, each with as many units in the population as its own.
  Columns c{{"h", {1, 1, 1, 1, 2, 2, 2, 2}},   {"psu", {1, 1, 2, 2, 1, 1, 2, 2}},
            {"ssu", {1, 2, 1, 2, 1, 2, 1, 2}}, {"N", {4, 4, 4, 4, 8, 8, 8, 8}},
            {"M", {2, 2, 4, 4, 8, 8, 16, 16}}, {"y", {1, 3, 2, 7, 4, 4, 9, 1}}};
  const auto row =
      estimated(c, {"--strata", "h", "--psu", "psu,ssu", "--nest", "--fpc", "N,M", "--total", "y"})
          .at(0);
  // Σ_h (1-f) 2 Σ (t-tbar)^2 + Σ_h f Σ_i (1-f_i) 2 Σ (y-ybar)^2
  const double first = .5 * 2 * (2 * 2.5 * 2.5) + .75 * 2 * (2 * 1.0);
  const double second = .5 * (0 * 2 * 2 + .5 * 2 * 12.5) + .25 * (.75 * 2 * 0 + .875 * 2 * 32);
  CHECK(row.number("se") == Approx(std::sqrt(first + second)).epsilon(1e-13));
}

TEST_CASE("trap: an estimate does not depend on those before it (samplics#61)",
          "[estimate][trap]") {
  const RandomSurvey s(3);
  const auto under = [&](const char* fold, std::vector<std::string> asked) {
    asked.insert(asked.end(), {"--by", "g", "--fold", fold});
    return estimated(columns_of(s), with(clusters, asked));
  };
  const std::vector<std::string> others{"--total", "x",       "--share", "share=1", "--mean",
                                        "y",       "--count", "--by",    "o"};
  for (const auto* fold : {"never", "always"}) {
    const auto alone = under(fold, {"--mean", "y"}), among = under(fold, others);
    // Other groups make other cells, and those another order of summation.
    const double digits = fold == std::string("never") ? 0 : 1e-14;
    for (const auto* g : {"0", "1", "2"})
      for (const auto* figure : {"n", "estimate", "se", "lower", "upper", "df", "deff"}) {
        const auto row =
            among.find({{"indicator", "y"}, {"statistic", "mean"}, {"g", g}, {"o", ""}});
        const double a = alone.find({{"g", g}}).number(figure), b = row.number(figure);
        CHECK(std::abs(a - b) <= digits * std::abs(a));
      }
  }
}

TEST_CASE("trap: new data under an old name are new (svy 0.19)", "[estimate][trap]") {
  const auto first = [] {
    return test::estimate(
        Estimator(make_design(make_table({{"w", {1, 1, 1}}}), {.weight = "w"}), {}),
        {Statistic::mean, {1, 2, 3}, {}});
  };
  const auto second = [] {
    return test::estimate(
        Estimator(make_design(make_table({{"w", {1, 1, 2}}}), {.weight = "w"}), {}),
        {Statistic::mean, {1, 2, 3}, {}});
  };
  for (int again = 0; again < 3; ++again) {
    CHECK(first().estimate == 2);
    CHECK(second().estimate == 2.25);
  }
}

TEST_CASE("trap: an empty level is no stratum and no cell (survey 3.35-1)", "[estimate][trap]") {
  // A stratum, and a group, that only records without a weight have.
  auto c = eight_clusters();
  for (auto& [name, values] : c) values.push_back(9);
  column(c, "w").back() = NAN;
  const auto printed = [&](const Columns& columns) {
    return estimated(columns, with(design, {"--mean", "y", "--by", "g"})).csv.rows;
  };
  const Folder folder;
  const auto ran = run_trygg(with({"estimate", folder.file("survey.csv", to_csv(c))},
                                  with(design, {"--mean", "y", "--by", "g"})));
  CHECK(ran.status == 0);
  CHECK(parse_csv(ran.out, "").rows == printed(eight_clusters()));
}

TEST_CASE("trap: shares of a cell add up to 1 in it (srvyr#114, srvyr#118)", "[estimate][trap]") {
  const RandomSurvey s(11);
  const auto printed = estimated(columns_of(s), with(clusters, {"--shares", "g", "--by", "o"}));
  for (const auto* o : {"", "0", "1"}) {
    double sum = 0;
    for (const auto* g : {"0", "1", "2"})
      sum += printed.find({{"indicator", std::string("g=") + g}, {"o", o}}).number("estimate");
    CHECK(sum == Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("trap: a variable of one code, and a cell that nobody is in (samplics#37)",
          "[estimate][trap]") {
  Columns c{{"g", {1, 1, 2, 2, 2}}, {"o", {1, 1, 1, 2, 2}}, {"same", Numbers(5, 4)}};
  const auto one = estimated(c, {"--shares", "same"}).at(0);
  CHECK(one.number("estimate") == 1);
  CHECK(one.number("upper") == 1);
  CHECK(one.field.at("note") == "all_or_none");
  const auto crossed = estimated(c, {"--count", "--by", "g+o"});
  CHECK(crossed.csv.rows.size() == 4);  // the whole and the three cells that there are
}

TEST_CASE("trap: records of weight 0 are in no n, no extreme, no deff (cardx PR#353)",
          "[estimate][trap]") {
  const RandomSurvey s(5);
  auto c = columns_of(s);
  for (auto& [name, values] : c) values.push_back(values[0]);
  column(c, "w").back() = 0;
  column(c, "y").back() = 1e9;
  const auto without = estimated(columns_of(s), with(clusters, {"--mean", "y"})).at(0);
  const auto row = estimated(c, with(clusters, {"--mean", "y"})).at(0);
  for (const auto* figure : {"n", "df"}) CHECK(row.field.at(figure) == without.field.at(figure));
  for (const auto* figure : {"estimate", "se", "deff"})
    CHECK(row.number(figure) == Approx(without.number(figure)).epsilon(1e-13));
}
