#include "linalg/orthonormal.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "linalg/sum.hpp"

using namespace trygg;

TEST_CASE("columns become orthonormal under the weights: aliased ones are dropped",
          "[linalg][law]") {
  Random random(1);
  Eigen::MatrixXd x(40, 5);
  Eigen::VectorXd d(40);
  for (Eigen::Index i = 0; i < 40; ++i) {
    d[i] = i == 7 ? 0 : 1 + random.uniform();
    for (Eigen::Index j = 0; j < 5; ++j) x(i, j) = 1e4 + random.normal();  // nearly parallel
    x(i, 3) = x(i, 0) - 2 * x(i, 1);
  }
  const Eigen::VectorXd norm = (x.cwiseAbs2().transpose() * d).cwiseSqrt();
  const auto q = orthonormalise(x, d, norm);
  CHECK(q.aliased == std::vector<Eigen::Index>{3});
  REQUIRE(q.columns.cols() == 4);
  const Eigen::MatrixXd gram = q.columns.transpose() * d.asDiagonal() * q.columns;
  CHECK((gram - Eigen::MatrixXd::Identity(4, 4)).cwiseAbs().maxCoeff() < 1e-13);
  // What was given lies in their span.
  const Eigen::MatrixXd rest = x - q.columns * (q.columns.transpose() * d.asDiagonal() * x);
  CHECK((rest.cwiseAbs2().transpose() * d).cwiseSqrt().cwiseQuotient(norm).maxCoeff() < 1e-13);
}

TEST_CASE("orthonormalise refuses lengths that do not fit", "[linalg][error]") {
  CHECK_THROWS_AS(orthonormalise(Eigen::MatrixXd(3, 2), Eigen::VectorXd(2), Eigen::VectorXd(2)),
                  ArgumentError);
}

TEST_CASE("a compensated sum keeps what a plain one loses", "[linalg][law]") {
  Sum sum;
  for (const double x : {1.0, 1e100, 1.0, -1e100}) sum.add(x);
  CHECK(sum.value() == 2);
}
