#include "variance/covariance_matrix.hpp"

#include <catch2/catch.hpp>

#include "design/design.hpp"
#include "estimate/random_designs.hpp"
#include "io/read.hpp"
#include "regression/fitted.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

InfluenceMatrix some_influences(const Design& design, std::uint32_t seed) {
  Random random(seed);
  InfluenceMatrix a;
  for (std::uint32_t k = 0; k < design.records(); ++k)
    if (random.uniform() < 0.7) a.record.push_back(k);
  a.z.resize(static_cast<Eigen::Index>(a.record.size()), 4);
  for (Eigen::Index i = 0; i < a.z.rows(); ++i)
    for (Eigen::Index j = 0; j < 4; ++j) a.z(i, j) = random.uniform() - 0.4 * double(j);
  return a;
}

bool is_one_pass(const Design& design) {
  const Variance variance(design);
  return CovarianceMatrix(design, variance).in_one_pass(some_influences(design, 4)).has_value();
}

/// The largest difference to covariances pair by pair, in standard errors.
double difference(const Design& design) {
  const Variance variance(design);
  const auto a = some_influences(design, 3);
  const auto v = CovarianceMatrix(design, variance).of(a);
  VarianceMemory memory;
  double worst = 0;
  for (Eigen::Index i = 0; i < 4; ++i)
    for (Eigen::Index j = 0; j < 4; ++j) {
      const Eigen::VectorXd x = a.z.col(i), y = a.z.col(j);
      const auto n = a.record.size();
      const double expected =
          variance.covariance({a.record, {x.data(), n}}, {a.record, {y.data(), n}}, memory);
      const double size = std::sqrt(v(i, i) * v(j, j));
      if (size > 0) worst = std::max(worst, std::abs(v(i, j) - expected) / size);
    }
  return worst;
}

}  // namespace

TEST_CASE("covariances of many estimates at once are those of each pair", "[variance][law]") {
  const auto table = made_sample(80, 21);
  CHECK(difference(make_design(table, stratified)) < 1e-12);
  CHECK(difference(make_design(table, {.weight = "w"})) < 1e-12);
  CHECK(is_one_pass(make_design(table, stratified)));
  for (const auto rule : {LonelyPsu::adjust, LonelyPsu::average, LonelyPsu::certainty}) {
    auto columns = std::vector<std::pair<std::string, Numbers>>{};
    for (const auto& name : table.names()) columns.emplace_back(name, table.numbers(name));
    columns[0].second[0] = 9;  // a stratum of one record
    CHECK(difference(make_design(make_table(columns),
                                 {.weight = "w", .strata = "h", .lonely_psu = rule})) < 1e-12);
  }
}

TEST_CASE("covariances at once are those of pairs on random designs of several stages",
          "[variance][law][reference]") {
  const auto drawn = random_designs();
  if (!drawn) return;
  std::size_t designs = 0, by_pairs = 0;
  for (const auto& drawn_design : drawn->designs) {
    const auto table = read_table(drawn->folder / (drawn_design.number + ".csv"));
    INFO(drawn_design.in_words());
    const auto design = make_design(table, drawn_design.spec());
    CHECK(difference(design) < 1e-10);
    // Only lonely strata have a variance of another form here.
    if (!is_one_pass(design)) {
      CHECK((drawn_design.lonely == "adjust" || drawn_design.lonely == "average"));
      ++by_pairs;
    }
    ++designs;
  }
  CHECK(designs > 20);
  CHECK(by_pairs < designs / 2);
}
