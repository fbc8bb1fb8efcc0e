#pragma once

#include <Eigen/Core>
#include <vector>

namespace trygg {

/// Columns that are orthonormal under ⟨a, b⟩ = Σ d_i a_i b_i and span what was given.
struct Orthonormal {
  Eigen::MatrixXd columns;
  std::vector<Eigen::Index> aliased;  ///< given columns that were combinations of earlier ones
};

/// Gram–Schmidt in the given order, every column projected twice; one that keeps no more than
/// `tolerance` of its norm is aliased and dropped.
///
/// \param x     the columns
/// \param d     a weight for each row, none negative
/// \param norm  the norm that each column is measured by (that of the column as it was before
///              anything was taken from it)
/// \throws ArgumentError  lengths that do not fit
/// Source: Giraud, Langou & Rozložník (2005), Computers & Mathematics with Applications 50,
/// 1069-1075: twice is enough.
Orthonormal orthonormalise(const Eigen::MatrixXd& x, const Eigen::VectorXd& d,
                           const Eigen::VectorXd& norm, double tolerance = 1e-7);

}  // namespace trygg
