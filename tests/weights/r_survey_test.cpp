// Weights against R's survey package, record by record. Standard errors: standard_error_test.cpp.
#include <catch2/catch.hpp>
#include <numeric>

#include "weights/api.hpp"
#include "weights/weigh.hpp"

using namespace trygg;

TEST_CASE("calibrated weights agree with R's, record by record", "[weights][reference]") {
  const test::Folder folder;
  const auto table = test::read_apiclus1();
  if (!table) return;
  const auto base = table->numbers("pw");
  const auto api00 = table->numbers("api00"), enroll = table->numbers("enroll");
  for (const auto& expected : test::api_cases()) {
    CAPTURE(expected.column);
    auto with_weights = *table;
    auto weighted = weights::weigh(*table, test::api_recipe(expected, folder));
    with_weights.add(std::move(weighted.columns[0]));
    const auto w = with_weights.numbers("vikt"), of_r = table->numbers(expected.column);
    // R stops at gaps of 1e-13 of the totals; Newton's last step is far below the rest.
    for (std::size_t k = 0; k < w.size(); ++k) CHECK(w[k] == Approx(of_r[k]).epsilon(1e-10));
    if (expected.smallest > 0) {
      CHECK(weighted.steps[0].smallest_g == Approx(expected.smallest).epsilon(1e-9));
      CHECK(weighted.steps[0].largest_g == Approx(expected.largest).epsilon(1e-9));
    }
    const auto sum = std::accumulate(w.begin(), w.end(), 0.0);
    CHECK(std::inner_product(w.begin(), w.end(), api00.begin(), 0.0) / sum ==
          Approx(expected.mean).epsilon(1e-11));  // 12 digits are printed
    CHECK(std::inner_product(w.begin(), w.end(), enroll.begin(), 0.0) ==
          Approx(expected.total).epsilon(1e-11));
  }
}
