#include "ranking/ranked_domains.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "ranking/standing.hpp"

using namespace trygg;

namespace {

/// Four areas of one record each, and the whole of all; a mean of the records' figures.
class FourRecords : public DomainEstimator {
 public:
  void levels(std::span<const Domain> domains,
              std::span<std::vector<Result>> results) const override {
    for (std::size_t d = 0; d < domains.size(); ++d) {
      Result result{.n = 100 * domains[d].size(), .df = 99};
      result.estimate = mean(domains[d]);
      results[d].push_back(result);
    }
  }
  void contrasts(const Contrast&, std::span<const std::vector<Domain>>,
                 std::span<std::vector<Result>>) const override {}
  double covariance(Cell a, Cell b) const override {
    double common = 0;
    for (const auto i : *a.domain)
      for (const auto j : *b.domain) common += i == j ? 0.01 * (i + 1) : 0;
    return common / static_cast<double>(a.domain->size() * b.domain->size());
  }

 private:
  static double mean(const Domain& domain) {
    double sum = 0;
    for (const auto i : domain) sum += i * i;
    return sum / static_cast<double>(domain.size());
  }
};

RankedDomains four_areas(const FourRecords& estimator, const std::vector<Domain>& domains) {
  std::vector<NamedDomain> areas;
  for (std::size_t a = 0; a + 1 < domains.size(); ++a) areas.push_back({{}, &domains[a]});
  return {estimator, std::move(areas), {{}, &domains.back()}};
}

}  // namespace

TEST_CASE("areas are compared with the whole without covariances among themselves",
          "[ranking][law]") {
  const FourRecords estimator;
  const std::vector<Domain> domains{{0}, {1}, {2}, {3}, {0, 1, 2, 3}};
  const auto ranked = four_areas(estimator, domains);
  const Quantity quantity{.indicator = "unsafe", .statistic = Statistic::mean};
  const auto all = ranked.figure(quantity, 0),
             fewer = ranked.figure(quantity, 0, Covariances::with_whole);
  REQUIRE(all.covariance.size() == 25);
  REQUIRE(fewer.covariance.size() == 25);
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j) {
      CAPTURE(i, j);
      const double found = fewer.covariance[i * 5 + j];
      if (i == j || i == 4 || j == 4)
        CHECK(found == all.covariance[i * 5 + j]);
      else
        CHECK(std::isnan(found));
    }
  const auto rows = against_whole(fewer);
  CHECK(to_csv(rows) == to_csv(against_whole(all)));
  CHECK(rows.front().side == Side::below);
  CHECK(rows.back().side == Side::above);
}
