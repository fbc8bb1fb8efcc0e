#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace trygg {

class Design;
class UnitForm;

/// What each record adds to the error of an estimate: u_k = w_k z_k for the records in `record`.
/// All others add 0, and so do the PSUs and strata that have only such.
struct Contributions {
  std::span<const std::uint32_t> record;
  std::span<const double> u;
};

/// What a parent is to LonelyPsu::average.
enum class Standing : char { no_part, has_variance, lonely };

/// One stage of sampling as the variance sees it.
struct Layer {
  std::span<const std::uint32_t> unit;     ///< unit of each record
  std::span<const std::uint32_t> parent;   ///< of each unit
  std::span<const std::uint32_t> sampled;  ///< of each parent: n
  std::vector<double> coefficient;         ///< of each parent: c below
  std::vector<std::uint32_t> adjusted;     ///< lonely parents centred at the mean of all units
  std::vector<Standing> standing;          ///< of each parent; empty but under LonelyPsu::average
  /// In place of the sum below (variance/unit_form.hpp); null: that sum.
  std::shared_ptr<const UnitForm> form = {};
  /// What `unit`, `parent` and `sampled` are views of where it is not the design's stages.
  std::shared_ptr<const void> owner = {};
};

/// Units in parents, as degrees of freedom count them.
struct Nesting {
  std::span<const std::uint32_t> unit;    ///< of each record
  std::span<const std::uint32_t> parent;  ///< of each unit
  std::size_t parents = 0;
  std::shared_ptr<const void> owner = {};  ///< as Layer's
};

/// Working memory of the kernel, to be used again by one thread after another estimate.
struct KernelMemory {
  struct Totals {
    double a = 0, b = 0;
    bool touched = false;
  };
  struct Sums {
    double a = 0, b = 0, product = 0;
    std::uint32_t units = 0;
  };
  std::vector<Totals> of_unit;
  std::vector<Sums> of_parent;
  std::vector<std::uint32_t> units, parents;  ///< that have been touched
};

/// The variance of a sum of contributions under the design's sampling, stage by stage:
///
///     V = Σ_s Σ_p c_p Σ_{j in p} (u_j − ū_p)²,   c_p = π_p (1 − f_p) n_p/(n_p − 1),
///
/// p runs over the strata (stage 1) or the units one stage up, j over all n_p units that were
/// sampled in p, u_j are the totals of their records' contributions; π_p is the product of the
/// sampling fractions of p and of what p lies in (1 for a stratum). Without fpc, f = 0 and only the
/// first stage counts: ultimate clusters, drawn with replacement. f > 1 − 1e-7 counts as 1.
///
/// Covariances come from the same sums, with (u_j − ū_p)(v_j − v̄_p) in place of the square.
///
/// A parent with n_p = 1, f_p < 1 and π_p > 0 is lonely; what it contributes, by rule:
/// certainty and remove 0; adjust π_p (1 − f_p)(u_j − ū)², ū the mean of all units of the stage;
/// average: the stage's sum times P/(P − P1), of P parents with contributions of which P1 are
/// lonely (nothing is imputed to a stratum that a domain has no record in; 0 if all P are lonely).
///
/// PSUs that were not drawn at random within strata have a form of their own in the first stage,
/// π_j in the place of f_p for what lies below (variance/unit_form.hpp); a sample of two phases has
/// layers of its own (variance/two_phase.hpp).
///
/// Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 4.3.1–4.4; the same
/// numbers as R's survey::svyrecvar (4.5).
class Kernel {
 public:
  /// \param design  must outlive the kernel
  /// \throws DesignError  a lonely stratum under LonelyPsu::fail (names at most ten), or no other
  ///                      under LonelyPsu::average; a lonely one under average or adjust where
  ///                      the PSUs have a form
  explicit Kernel(const Design& design);

  double variance(Contributions a, KernelMemory& memory) const;
  double covariance(Contributions a, Contributions b, KernelMemory& memory) const;

  /// PSUs that `records` lie in, minus the strata of those PSUs. The units of the stage below,
  /// minus 1, of a PSU taken with certainty. Of two phases: the smaller of the PSUs minus their
  /// strata and the records minus the strata of the second phase.
  double degrees_of_freedom(std::span<const std::uint32_t> records, KernelMemory& memory) const;

  std::span<const Layer> layers() const { return layers_; }
  /// Whether `variance` may be below 0 by more than rounding.
  bool may_be_negative() const;

 private:
  std::vector<Layer> layers_;
  std::vector<Nesting> freedom_;
};

}  // namespace trygg
