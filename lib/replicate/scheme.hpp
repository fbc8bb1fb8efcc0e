#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace trygg {

class Design;
struct ReplicateSpec;

/// Replicates of a sample: by which factor each of them multiplies the base weights.
///
///     V(θ) = scale Σ_r rscale_r (θ_r − centre)²
///
/// Factors are made one replicate at a time, so that nobody needs the matrix of all. Thread-safe: a
/// replicate depends on the seed and its number, on nothing that was made before it.
class ReplicateScheme {
 public:
  virtual ~ReplicateScheme() = default;

  std::size_t count() const { return rscales_.size(); }
  double scale() const { return scale_; }
  std::span<const double> rscales() const { return rscales_; }

  /// The factor of every record of the design in replicate `r`, none negative but Preston's.
  virtual void factors(std::size_t r, std::span<double> of_record) const = 0;

 protected:
  double scale_ = 1;
  std::vector<double> rscales_;
};

/// The scheme that `spec` names, of the design's strata, units and fractions. Scales are those of
/// R's survey::as.svrepdesign, times what the finite population takes away:
///
///     kind       factors                                   scale          rscale
///     brr        2 and 0 in half-samples                   1/R            1
///     fay        2 − ρ and ρ                               1/(R(1−ρ)²)    1
///     jk1        0 for one unit, n/(n−1) for all others    (1−f)(n−1)/n   1
///     jkn        the same within the unit's stratum        1              (1−f_h)(n_h−1)/n_h
///     jk2        0 and 2 in one stratum of two             1              1−f_h
///     bootstrap  see bootstrap.hpp                         1/(R−1)        1
///     sdr        1 + 2^(−3/2) (a_i − a_j), see balanced.hpp  4/R          1
///
/// BRR, Fay and SDR take the finite population into the factors: what differs from 1 is multiplied
/// by √(1−f_h). Only the bootstraps of several stages know what later stages add to a variance:
/// where they add anything, the others are refused.
///
/// \param design  must outlive the scheme
/// The order of the PSUs in their strata, which SDR goes by, is that of the design's `order`, else
/// of the file.
///
/// \throws ConfigError  a count, rho or seed that the kind does not take or lacks; a sample of two
///                      phases, of unequal probabilities, or but for SDR in an order
/// \throws DesignError  the sample does not have the form that the kind needs; names the stratum
std::unique_ptr<const ReplicateScheme> make_scheme(const Design& design, const ReplicateSpec& spec);

}  // namespace trygg
