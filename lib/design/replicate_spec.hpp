#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

/// How replicates of a sample are made, and with it how their spread becomes a variance.
enum class ReplicateKind { brr, fay, jk1, jk2, jkn, bootstrap, sdr };

/// How a bootstrap draws (replicate/bootstrap.hpp).
enum class BootstrapMethod { rao_wu, rao_wu_yue_beaumont, canty_davison, preston };

/// What the estimates of the replicates are compared with.
enum class ReplicateCentre {
  mean,         ///< their own mean
  full_sample,  ///< the estimate by the sample's weight (mse)
};

/// What the columns of given replicates hold.
enum class ReplicateColumns {
  weights,  ///< weights, those of the sample included
  factors,  ///< what the weight of the sample is to be multiplied by
};

/// Replicate weights as a user declares them: columns of the data, or a scheme to be drawn from the
/// strata, units and fractions of the design.
struct ReplicateSpec {
  ReplicateKind kind = ReplicateKind::bootstrap;
  /// Names or patterns (replicate_columns); none: replicates are to be made.
  std::vector<std::string> columns;
  ReplicateColumns hold = ReplicateColumns::weights;
  /// V = scale Σ rscale (θ_r − centre)²; not given: what the kind says.
  std::optional<double> scale;
  std::vector<double> rscales;            ///< one for each replicate
  std::optional<ReplicateCentre> centre;  ///< not given: centre_of(kind)
  std::optional<double> rho;              ///< Fay's, in [0, 1)
  /// Of replicates to be made; BRR, Fay and SDR: the order of the Hadamard matrix.
  std::optional<std::size_t> count;
  std::optional<std::uint64_t> seed;  ///< bootstrap
  BootstrapMethod method = BootstrapMethod::rao_wu;
};

/// "brr", "fay", "jk1", "jk2", "jkn", "bootstrap", "sdr". \throws ConfigError  another name
ReplicateKind to_replicate_kind(std::string_view name);
std::string_view to_text(ReplicateKind kind);
/// What the formula of a kind has for its centre: the full sample for jk2 and sdr, whose factors do
/// not average to 1; the mean for all others, as in R.
ReplicateCentre centre_of(ReplicateKind kind);

/// "rao-wu", "rao-wu-yue-beaumont", "canty-davison", "preston". \throws ConfigError  another name
BootstrapMethod to_bootstrap_method(std::string_view name);
std::string_view to_text(BootstrapMethod method);

}  // namespace trygg
