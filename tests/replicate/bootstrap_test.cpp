#include "replicate/bootstrap.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "design/replicate_spec.hpp"
#include "replicate/replicated.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

constexpr std::size_t many = 20000;

/// With R replicates the variance of a nearly normal total has the relative standard error
/// √(2/(R−1)) = 0.01; the tolerance is four of them. The seed is fixed: the test always says the
/// same.
Approx near(double expected) {
  return Approx(expected).epsilon(0.04);
}

/// Strata of 6 and 4 units, of 12 and 20; weights as from there.
struct OneStage {
  Numbers y{3, 8, 1, 9, 4, 7, 20, 11, 15, 2};
  Table table = make_table({{"h", {1, 1, 1, 1, 1, 1, 2, 2, 2, 2}},
                            {"w", {2, 2, 2, 2, 2, 2, 5, 5, 5, 5}},
                            {"N", {12, 12, 12, 12, 12, 12, 20, 20, 20, 20}}});
  Design finite = make_design(table, {.weight = "w", .strata = "h", .fpc = {"N"}});
  Design infinite = make_design(table, {.weight = "w", .strata = "h"});
};

/// Five of six PSUs, in each three of four units, in each two of five persons.
struct ThreeStages {
  Table table = make();
  Numbers y = table.numbers("y");
  Design design =
      make_design(table, {.weight = "w", .psu = {"a", "b", "c"}, .fpc = {"A", "B", "C"}});

  static Table make() {
    Numbers a, b, c, y;
    for (int i = 0; i < 5; ++i)
      for (int j = 0; j < 3; ++j)
        for (int k = 0; k < 2; ++k) {
          a.push_back(i);
          b.push_back(j);
          c.push_back(k);
          y.push_back(10 + 3 * i + (7 * i + 5 * j) % 11 + (11 * i + 4 * j + 9 * k) % 13);
        }
    const auto n = y.size();
    return make_table({{"a", a},
                       {"b", b},
                       {"c", c},
                       {"y", y},
                       {"w", Numbers(n, 6 / 5. * 4 / 3. * 2.5)},
                       {"A", Numbers(n, 6.0)},
                       {"B", Numbers(n, 4.0)},
                       {"C", Numbers(n, 5.0)}});
  }
};

double variance_of_total(const Design& design, const Numbers& y, BootstrapMethod method,
                         std::size_t count = many) {
  const auto scheme = make_bootstrap(design, method, {count, 20230401});
  return replicate_variance(*scheme, design, [&](const Numbers& w) { return total_of(y, w); });
}

std::vector<Numbers> matrix_of(const ReplicateScheme& scheme, std::size_t records) {
  std::vector<Numbers> all(scheme.count(), Numbers(records));
  for (std::size_t r = 0; r < scheme.count(); ++r) scheme.factors(r, all[r]);
  return all;
}

}  // namespace

TEST_CASE("bootstraps of one stage have the linear variance of a total", "[replicate][law]") {
  const OneStage data;
  for (const auto* design : {&data.finite, &data.infinite}) {
    const double linear = kernel_variance(*design, data.y);
    for (const auto method : {BootstrapMethod::rao_wu, BootstrapMethod::rao_wu_yue_beaumont,
                              BootstrapMethod::preston}) {
      INFO(std::string(to_text(method)));
      CHECK(variance_of_total(*design, data.y, method) == near(linear));
    }
  }
}

TEST_CASE("Canty and Davison's bootstrap has it where strata are of one size", "[replicate][law]") {
  const auto table = make_table({{"h", {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}}, {"N", Numbers(10, 12.0)}});
  const Numbers y{3, 8, 1, 9, 4, 20, 11, 15, 2, 5};
  for (const auto& fpc : {std::vector<std::string>{}, {"N"}}) {
    const auto design = make_design(table, {.strata = "h", .fpc = fpc});
    CHECK(variance_of_total(design, y, BootstrapMethod::canty_davison) ==
          near(kernel_variance(design, y)));
  }
}

TEST_CASE("bootstraps of several stages give every stage its part", "[replicate][law]") {
  const ThreeStages data;
  const double linear = kernel_variance(data.design, data.y);
  // Without the later stages a third would be missing.
  auto first = make_design(data.table, {.weight = "w", .psu = {"a"}, .fpc = {"A"}});
  CHECK(kernel_variance(first, data.y) < 0.9 * linear);
  CHECK(variance_of_total(data.design, data.y, BootstrapMethod::preston) == near(linear));
  CHECK(variance_of_total(data.design, data.y, BootstrapMethod::rao_wu_yue_beaumont) ==
        near(linear));
}

TEST_CASE("factors of Rao and Wu are those of n - 1 draws", "[replicate][law]") {
  const OneStage data;
  const auto scheme = make_bootstrap(data.finite, BootstrapMethod::rao_wu, {200, 7});
  CHECK(scheme->scale() == 1.0 / 199);
  const double lambda = std::sqrt(0.5);
  for (const auto& factors : matrix_of(*scheme, 10)) {
    double draws = 0, least = 1;
    for (std::size_t k = 0; k < 6; ++k) {
      draws += (factors[k] - 1 + lambda) / (lambda * 6 / 5);
      least = std::min(least, factors[k]);
    }
    CHECK(draws == Approx(5).epsilon(1e-13));
    CHECK(least == Approx(1 - lambda).epsilon(1e-13));  // five draws leave one of six out
  }
}

TEST_CASE("one stage of Rao, Wu, Yue and Beaumont is Rao and Wu", "[replicate][law]") {
  const OneStage data;
  const auto a = make_bootstrap(data.finite, BootstrapMethod::rao_wu, {20, 7});
  const auto b = make_bootstrap(data.finite, BootstrapMethod::rao_wu_yue_beaumont, {20, 7});
  const auto of_a = matrix_of(*a, 10), of_b = matrix_of(*b, 10);
  for (std::size_t r = 0; r < 20; ++r)
    for (std::size_t k = 0; k < 10; ++k) CHECK(of_a[r][k] == Approx(of_b[r][k]).epsilon(1e-14));
}

TEST_CASE("a replicate depends on seed, number and stratum alone", "[replicate][law]") {
  const OneStage data;
  for (const auto method : {BootstrapMethod::rao_wu, BootstrapMethod::rao_wu_yue_beaumont,
                            BootstrapMethod::canty_davison, BootstrapMethod::preston}) {
    const auto few = matrix_of(*make_bootstrap(data.finite, method, {10, 7}), 10);
    const auto more = matrix_of(*make_bootstrap(data.finite, method, {30, 7}), 10);
    const auto other = matrix_of(*make_bootstrap(data.finite, method, {10, 8}), 10);
    CHECK(std::equal(few.begin(), few.end(), more.begin()));
    CHECK(few != other);
    CHECK(few[0] != few[1]);
  }
}

TEST_CASE("bootstraps that know one stage refuse more", "[replicate][error]") {
  const ThreeStages data;
  const BootstrapDraws draws{10, 1};
  CHECK_THROWS_WITH(make_bootstrap(data.design, BootstrapMethod::rao_wu, draws),
                    "rao-wu replicates resample PSUs alone, but under this fpc the sampling within "
                    "PSUs adds to the variance; use a bootstrap with method = \"preston\" or "
                    "\"rao-wu-yue-beaumont\", or leave the fpc out");
  CHECK_THROWS_WITH(make_bootstrap(data.design, BootstrapMethod::preston, {1, 1}),
                    "bootstrap replicates: count is 1; at least 2 are needed");
}
