#pragma once

#include <cstddef>
#include <vector>

namespace trygg {

/// The lower triangle L, row by row (n × n, zeros above), with L L' = A for a symmetric A that may
/// be singular but not indefinite; only A's lower triangle is read. A pivot that falls to
/// `tolerance` times its own diagonal element or below leaves a column of zeros.
///
/// \throws ArgumentError  A has not n² elements, or a pivot is clearly negative: A is no covariance
std::vector<double> covariance_root(std::vector<double> a, std::size_t n, double tolerance = 1e-11);

}  // namespace trygg
