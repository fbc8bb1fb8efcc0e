#include "linalg/orthonormal.hpp"

#include <cmath>

#include "base/error.hpp"

namespace trygg {

Orthonormal orthonormalise(const Eigen::MatrixXd& x, const Eigen::VectorXd& d,
                           const Eigen::VectorXd& norm, double tolerance) {
  require(x.rows() == d.size() && x.cols() == norm.size(),
          "{} weights and {} norms for a matrix of {} x {}", d.size(), norm.size(), x.rows(),
          x.cols());
  Orthonormal result;
  auto& q = result.columns;
  q.resize(x.rows(), x.cols());
  Eigen::Index kept = 0;
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    Eigen::VectorXd v = x.col(j);
    for (int pass = 0; pass < 2; ++pass) {
      const Eigen::VectorXd weighted = d.cwiseProduct(v);
      const Eigen::VectorXd along = q.leftCols(kept).transpose() * weighted;
      v -= q.leftCols(kept) * along;
    }
    const double rest = std::sqrt(v.cwiseAbs2().dot(d));
    if (rest > tolerance * norm[j])
      q.col(kept++) = v / rest;
    else
      result.aliased.push_back(j);
  }
  q.conservativeResize(Eigen::NoChange, kept);
  return result;
}

}  // namespace trygg
