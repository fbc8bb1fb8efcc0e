#include <cmath>

#include "base/error.hpp"
#include "design/design.hpp"
#include "replicate/balanced.hpp"
#include "replicate/hadamard.hpp"
#include "replicate/strata.hpp"

namespace trygg {
namespace {

class HalfSamples final : public UnitScheme {
 public:
  HalfSamples(const Design& design, std::vector<SampledStratum> strata, double rho,
              std::size_t order)
      : UnitScheme(design), strata_(std::move(strata)), rho_(rho), hadamard_(order) {
    scale_ = 1 / (static_cast<double>(order) * (1 - rho) * (1 - rho));
    rscales_.assign(order, 1.0);
  }

 private:
  void unit_factors(std::size_t r, std::span<double> of_unit) const override {
    for (std::size_t s = 0; s < strata_.size(); ++s) {
      const double a = hadamard_(s + 1, r) * (1 - rho_) * std::sqrt(1 - strata_[s].fraction);
      of_unit[strata_[s].unit[0]] = 1 + a;
      of_unit[strata_[s].unit[1]] = 1 - a;
    }
  }

  std::vector<SampledStratum> strata_;
  double rho_;
  Hadamard hadamard_;
};

void check_pairs(const Design& design, const std::vector<SampledStratum>& strata,
                 std::string_view kind) {
  for (const auto& stratum : strata)
    require<DesignError>(stratum.unit.size() == 2,
                         "{} replicates need two PSUs in every stratum; stratum '{}' has {}: use "
                         "jkn or bootstrap",
                         kind, design.stratum_name(stratum.h), stratum.unit.size());
}

}  // namespace

std::unique_ptr<const ReplicateScheme> make_half_samples(const Design& design, double rho,
                                                         std::optional<std::size_t> order) {
  require<ConfigError>(rho >= 0 && rho < 1, "rho is {}; it must be at least 0 and less than 1",
                       rho);
  const auto kind = rho == 0 ? "brr" : "fay";
  require_first_stage_only(design, kind);
  auto strata = sampled_strata(design, kind);
  check_pairs(design, strata, kind);
  const auto least = strata.size() + 1, smallest = hadamard_order_from(least);
  require<ConfigError>(smallest != 0, "{} replicates of {} strata: at most {} can be balanced",
                       kind, strata.size(), Hadamard::largest - 1);
  const auto asked = order.value_or(smallest);
  require<ConfigError>(asked >= least && is_hadamard_order(asked),
                       "{} replicates of {} strata: count is {}, but they need the order of a "
                       "Hadamard matrix above the number of strata; {} is the smallest",
                       kind, strata.size(), asked, smallest);
  return std::make_unique<HalfSamples>(design, std::move(strata), rho, asked);
}

}  // namespace trygg
