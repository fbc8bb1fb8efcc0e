#include "replicate/jackknife.hpp"

#include "base/error.hpp"
#include "design/design.hpp"
#include "replicate/strata.hpp"

namespace trygg {
namespace {

double count_of(const SampledStratum& stratum) {
  return static_cast<double>(stratum.unit.size());
}

/// One unit left out.
class LeaveOneOut final : public UnitScheme {
 public:
  LeaveOneOut(const Design& design, std::vector<SampledStratum> strata)
      : UnitScheme(design), strata_(std::move(strata)) {
    for (std::uint32_t s = 0; s < strata_.size(); ++s) {
      const double n = count_of(strata_[s]), rscale = (1 - strata_[s].fraction) * (n - 1) / n;
      for (const auto unit : strata_[s].unit) {
        left_out_.push_back({s, unit});
        rscales_.push_back(rscale);
      }
    }
  }
  /// The factor of all replicates as one. For a single stratum.
  void move_rscales_to_scale() {
    scale_ = rscales_.front();
    rscales_.assign(rscales_.size(), 1.0);
  }

 private:
  void unit_factors(std::size_t r, std::span<double> of_unit) const override {
    const auto& stratum = strata_[left_out_[r].stratum];
    const double n = count_of(stratum);
    for (const auto unit : stratum.unit) of_unit[unit] = n / (n - 1);
    of_unit[left_out_[r].unit] = 0;
  }

  struct LeftOut {
    std::uint32_t stratum, unit;
  };
  std::vector<SampledStratum> strata_;
  std::vector<LeftOut> left_out_;
};

/// The first of two units left out.
class LeaveFirstOut final : public UnitScheme {
 public:
  LeaveFirstOut(const Design& design, std::vector<SampledStratum> strata)
      : UnitScheme(design), strata_(std::move(strata)) {
    for (const auto& stratum : strata_) {
      require<DesignError>(stratum.unit.size() == 2,
                           "jk2 replicates need two PSUs in every stratum; stratum '{}' has {}",
                           design.stratum_name(stratum.h), stratum.unit.size());
      rscales_.push_back(1 - stratum.fraction);
    }
  }

 private:
  void unit_factors(std::size_t r, std::span<double> of_unit) const override {
    of_unit[strata_[r].unit[0]] = 0;
    of_unit[strata_[r].unit[1]] = 2;
  }

  std::vector<SampledStratum> strata_;
};

}  // namespace

std::unique_ptr<const ReplicateScheme> make_jkn(const Design& design) {
  require_first_stage_only(design, "jkn");
  return std::make_unique<LeaveOneOut>(design, sampled_strata(design, "jkn"));
}

std::unique_ptr<const ReplicateScheme> make_jk1(const Design& design) {
  require<DesignError>(design.strata() == 1,
                       "jk1 replicates are those of a sample without strata; this one has {}: use "
                       "jkn",
                       design.strata());
  require_first_stage_only(design, "jk1");
  auto scheme = std::make_unique<LeaveOneOut>(design, sampled_strata(design, "jk1"));
  scheme->move_rscales_to_scale();
  return scheme;
}

std::unique_ptr<const ReplicateScheme> make_jk2(const Design& design) {
  require_first_stage_only(design, "jk2");
  return std::make_unique<LeaveFirstOut>(design, sampled_strata(design, "jk2"));
}

}  // namespace trygg
