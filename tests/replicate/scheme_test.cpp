#include "replicate/scheme.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "design/replicate_spec.hpp"
#include "replicate/replicated.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

// Values printed by tests/reference/replicates.R (survey 4.1-1) with 15 digits; sums of a few
// doubles on both sides.
Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-13);
}

ReplicateSpec of(ReplicateKind kind) {
  return {.kind = kind};
}

/// Levy & Lemeshow's ambulance data: three strata of two units.
struct Ambulances {
  Numbers arrests{120, 78, 185, 228, 670, 530}, alive{25, 24, 30, 49, 80, 70};
  Table table = make_table({{"esa", {1, 1, 2, 2, 3, 3}}, {"f", {.5, .5, .2, .2, .1, .1}}});
  Design design = make_design(table, {.strata = "esa"});
  Design finite = make_design(table, {.strata = "esa", .fpc = {"f"}});

  double ratio_error(const ReplicateSpec& spec) const {
    const auto scheme = make_scheme(design, spec);
    return std::sqrt(replicate_variance(*scheme, design, [&](const Numbers& w) {
      return total_of(alive, w) / total_of(arrests, w);
    }));
  }
};

/// The Stata manual's fpc data: strata of 5 and 3.
struct Fpc {
  Numbers x{2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2};
  Table table = make_table({{"h", {1, 1, 1, 1, 1, 2, 2, 2}},
                            {"w", {3, 3, 3, 3, 3, 4, 4, 4}},
                            {"N", {15, 15, 15, 15, 15, 12, 12, 12}},
                            {"all", Numbers(8, 27.0)}});
  Design design = make_design(table, {.weight = "w", .strata = "h", .fpc = {"N"}});
  Design one = make_design(table, {.weight = "w", .fpc = {"all"}});
};

double mean_of(const Numbers& x, const Numbers& w) {
  return total_of(x, w) / total_of(Numbers(x.size(), 1.0), w);
}

}  // namespace

TEST_CASE("half-samples and jackknife of the ambulances agree with R survey",
          "[replicate][reference]") {
  const Ambulances data;
  auto fay = of(ReplicateKind::fay);
  fay.rho = 0.3;
  CHECK(data.ratio_error(of(ReplicateKind::brr)) == agrees(0.00941840066991849));
  CHECK(data.ratio_error(fay) == agrees(0.00952518747770524));
  CHECK(data.ratio_error(of(ReplicateKind::jkn)) == agrees(0.00984645720399716));
  CHECK(make_scheme(data.design, of(ReplicateKind::brr))->scale() == 0.25);
  CHECK(make_scheme(data.design, fay)->scale() == agrees(0.510204081632653));
}

TEST_CASE("jackknives with finite populations agree with R survey", "[replicate][reference]") {
  const Fpc data;
  const auto error = [&](const Design& design, ReplicateKind kind) {
    const auto scheme = make_scheme(design, of(kind));
    return std::sqrt(
        replicate_variance(*scheme, design, [&](const Numbers& w) { return mean_of(data.x, w); }));
  };
  CHECK(error(data.design, ReplicateKind::jkn) == agrees(0.616040723361294));
  CHECK(error(data.one, ReplicateKind::jk1) == agrees(0.60511986258128));
  CHECK(make_scheme(data.one, of(ReplicateKind::jk1))->scale() == agrees(0.615740740740741));
  const auto jkn = make_scheme(data.design, of(ReplicateKind::jkn));
  CHECK(jkn->rscales()[0] == agrees(0.533333333333333));
  CHECK(jkn->rscales()[7] == 0.5);
}

TEST_CASE("the variance of a total by balanced replicates is the linear one", "[replicate][law]") {
  const Ambulances data;
  for (const auto* design : {&data.design, &data.finite}) {
    const double linear = kernel_variance(*design, data.alive);
    for (const auto kind : {ReplicateKind::brr, ReplicateKind::fay, ReplicateKind::jk2,
                            ReplicateKind::jkn, ReplicateKind::sdr}) {
      auto spec = of(kind);
      if (kind == ReplicateKind::fay) spec.rho = 0.5;
      if (kind == ReplicateKind::sdr) spec.count = 8;
      const auto scheme = make_scheme(*design, spec);
      INFO(std::string(to_text(kind)));
      const auto total = [&](const Numbers& w) { return total_of(data.alive, w); };
      CHECK(replicate_variance(*scheme, *design, total, centre_of(kind)) == agrees(linear));
    }
  }
}

TEST_CASE("half-samples of twenty strata are balanced at a larger order too", "[replicate][law]") {
  Numbers h, y;
  for (int k = 0; k < 40; ++k) {
    h.push_back(k / 2);
    y.push_back(k * k % 17);
  }
  const auto table = make_table({{"h", h}});
  const auto design = make_design(table, {.strata = "h"});
  const double linear = kernel_variance(design, y);
  for (const std::size_t order : {24, 28, 32, 36, 40, 80}) {
    auto spec = of(ReplicateKind::brr);
    spec.count = order;
    const auto scheme = make_scheme(design, spec);
    CHECK(scheme->count() == order);
    CHECK(replicate_variance(*scheme, design, [&](const Numbers& w) { return total_of(y, w); }) ==
          agrees(linear));
  }
  CHECK(make_scheme(design, of(ReplicateKind::brr))->count() == 24);
}

TEST_CASE("a half-sample leaves every unit out as often as it doubles it", "[replicate][law]") {
  // The row of ones would have one unit of its stratum in all replicates.
  const Ambulances data;
  const auto scheme = make_scheme(data.design, of(ReplicateKind::brr));
  Numbers sum(6, 0.0), factors(6);
  for (std::size_t r = 0; r < scheme->count(); ++r) {
    scheme->factors(r, factors);
    for (std::size_t k = 0; k < 6; ++k) sum[k] += factors[k];
  }
  CHECK(sum == Numbers(6, 4.0));
}

TEST_CASE("successive differences run round each stratum in the order of the file",
          "[replicate][law]") {
  const Fpc data;
  for (const std::size_t order : {8, 12, 16, 20, 80}) {
    auto spec = of(ReplicateKind::sdr);
    spec.count = order;
    const auto scheme = make_scheme(data.design, spec);
    double expected = 0;
    for (std::size_t h = 0; h < 2; ++h) {
      const std::size_t first = h == 0 ? 0 : 5, n = h == 0 ? 5 : 3;
      const double w = h == 0 ? 3 : 4, f = h == 0 ? 1 / 3. : 0.25;
      for (std::size_t i = 0; i < n; ++i) {
        const double step = w * (data.x[first + i] - data.x[first + (i + 1) % n]);
        expected += (1 - f) / 2 * step * step;
      }
    }
    INFO("order " << order);
    CHECK(scheme->scale() == 4.0 / static_cast<double>(order));
    const auto total = [&](const Numbers& w) { return total_of(data.x, w); };
    CHECK(replicate_variance(*scheme, data.design, total, ReplicateCentre::full_sample) ==
          agrees(expected));
  }
}

TEST_CASE("successive differences of many units use rows again in other pairs",
          "[replicate][law]") {
  Numbers y;
  for (int k = 0; k < 40; ++k) y.push_back(k % 7 + 0.1 * k);
  const auto table = make_table({{"y", y}});
  const auto design = make_design(table, {});
  auto spec = of(ReplicateKind::sdr);
  spec.count = 16;
  const auto scheme = make_scheme(design, spec);
  Numbers factors(40);
  std::vector<bool> moved(40, false);
  for (std::size_t r = 0; r < 16; ++r) {
    scheme->factors(r, factors);
    for (std::size_t k = 0; k < 40; ++k) moved[k] = moved[k] || factors[k] != 1;
  }
  CHECK(std::ranges::all_of(moved, [](bool m) { return m; }));
}

TEST_CASE("strata taken whole and lonely ones are told apart", "[replicate][law]") {
  const auto table = make_table({{"h", {1, 1, 2, 2, 3}}, {"f", {.5, .5, 1, 1, .1}}});
  DesignSpec spec{.strata = "h", .fpc = {"f"}, .lonely_psu = LonelyPsu::certainty};
  const auto design = make_design(table, spec);
  const auto scheme = make_scheme(design, of(ReplicateKind::jkn));
  CHECK(scheme->count() == 2);
  Numbers factors(5);
  scheme->factors(0, factors);
  CHECK(factors == Numbers{0, 2, 1, 1, 1});
}

TEST_CASE("samples that a kind of replicates cannot do are refused", "[replicate][error]") {
  const Fpc data;
  const auto refused = [&](const ReplicateSpec& spec, const std::string& message) {
    CHECK_THROWS_WITH(make_scheme(data.design, spec), message);
  };
  refused(of(ReplicateKind::brr),
          "brr replicates need two PSUs in every stratum; stratum '1' has 5: use jkn or bootstrap");
  refused(of(ReplicateKind::jk2),
          "jk2 replicates need two PSUs in every stratum; stratum '1' has 5");
  refused(of(ReplicateKind::jk1),
          "jk1 replicates are those of a sample without strata; this one has 2: use jkn");
  refused(of(ReplicateKind::sdr), "count: sdr needs the number of replicates, such as 80");
  auto spec = of(ReplicateKind::sdr);
  spec.count = 30;
  refused(spec,
          "sdr replicates: count is 30, but it must be the order of a Hadamard matrix; the "
          "nearest are 28 and 32");
  spec = of(ReplicateKind::jkn);
  spec.count = 8;
  refused(spec, "count: jkn makes as many replicates as the sample has units; leave it out");
  spec = of(ReplicateKind::jkn);
  spec.rho = 0.3;
  refused(spec, "rho: fay needs it, such as 0.3; others take none");
  spec = of(ReplicateKind::bootstrap);
  refused(spec, "count: bootstrap needs the number of replicates, such as 500");
  spec.count = 10;
  refused(spec, "seed: bootstrap needs one, such as 20230401");
}

TEST_CASE("too few balanced replicates are an error, never copies", "[replicate][error]") {
  const Ambulances data;
  auto spec = of(ReplicateKind::brr);
  spec.count = 2;
  CHECK_THROWS_WITH(make_scheme(data.design, spec),
                    "brr replicates of 3 strata: count is 2, but they need the order of a Hadamard "
                    "matrix above the number of strata; 4 is the smallest");
}

TEST_CASE("lonely strata are refused by name", "[replicate][error]") {
  const auto table = make_table({{"h", {1, 1, 2}}});
  DesignSpec spec{.strata = "h"};
  CHECK_THROWS_WITH(
      make_scheme(make_design(table, spec), of(ReplicateKind::jkn)),
      "jkn replicates: 1 strata have a single PSU (2); merge them with others, or say "
      "lonely_psu = \"certainty\"");
  spec.lonely_psu = LonelyPsu::adjust;
  CHECK_THROWS_AS(make_scheme(make_design(table, spec), of(ReplicateKind::jkn)), ConfigError);
}
