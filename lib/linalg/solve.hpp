#pragma once

#include <vector>

namespace trygg {

/// Solves A x = b for a symmetric A (n × n, row by row; only the lower triangle is read), by L D L'
/// in the given order.
///
/// A column that is a combination of earlier ones (its pivot falls to `tolerance` times its own
/// diagonal element or below) is *aliased*: its element of x is 0 and its equation is left out. So
/// an A that is singular because its columns overlap, such as a Gram matrix of several margins, has
/// the solution that the later of them adds nothing to.
///
/// \throws ArgumentError  A has not n² elements for the n of b
std::vector<double> solve_symmetric(std::vector<double> a, std::vector<double> b,
                                    double tolerance = 1e-11);

/// A generalised inverse of such an A, row by row: (A⁻)b is what `solve_symmetric` gives for any b
/// that the columns of A span; rows and columns of aliased ones are 0.
/// \throws ArgumentError  A is not square
std::vector<double> inverse_symmetric(std::vector<double> a, std::size_t n,
                                      double tolerance = 1e-11);

}  // namespace trygg
