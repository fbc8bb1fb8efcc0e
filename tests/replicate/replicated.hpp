#pragma once

#include <functional>

#include "design/design.hpp"
#include "design/replicate_spec.hpp"
#include "estimate/survey_table.hpp"
#include "replicate/scheme.hpp"
#include "variance/kernel.hpp"

namespace trygg::test {

/// scale Σ rscale (θ_r − centre)², θ_r = estimate(weights of replicate r), written out.
inline double replicate_variance(const ReplicateScheme& scheme, const Design& design,
                                 const std::function<double(const Numbers&)>& estimate,
                                 ReplicateCentre centre = ReplicateCentre::mean) {
  Numbers theta, factors(design.records());
  double mean = 0, sum = 0;
  for (std::size_t r = 0; r < scheme.count(); ++r) {
    scheme.factors(r, factors);
    for (std::size_t k = 0; k < factors.size(); ++k) factors[k] *= design.weight()[k];
    theta.push_back(estimate(factors));
    mean += theta.back() / static_cast<double>(scheme.count());
  }
  if (centre == ReplicateCentre::full_sample)
    mean = estimate(Numbers(design.weight().begin(), design.weight().end()));
  for (std::size_t r = 0; r < theta.size(); ++r)
    sum += scheme.rscales()[r] * (theta[r] - mean) * (theta[r] - mean);
  return scheme.scale() * sum;
}

inline double total_of(const Numbers& y, const Numbers& w) {
  double sum = 0;
  for (std::size_t k = 0; k < y.size(); ++k) sum += w[k] * y[k];
  return sum;
}

/// What the kernel says of the total of y.
inline double kernel_variance(const Design& design, const Numbers& y) {
  const Kernel kernel(design);
  KernelMemory memory;
  Numbers u(y);
  for (std::size_t k = 0; k < u.size(); ++k) u[k] *= design.weight()[k];
  const auto all = everybody(u.size());
  return kernel.variance({all, u}, memory);
}

}  // namespace trygg::test
