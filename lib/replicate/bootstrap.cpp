#include "replicate/bootstrap.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "design/design.hpp"
#include "design/replicate_spec.hpp"
#include "replicate/draws.hpp"
#include "replicate/staged.hpp"
#include "replicate/strata.hpp"

namespace trygg {
namespace {

/// 1 + √(1−f) (c n/(n−1) − 1), by c.
struct RaoWu {
  RaoWu(std::size_t n, double fraction)
      : lambda(std::sqrt(1 - fraction)),
        per_draw(lambda * static_cast<double>(n) / (static_cast<double>(n) - 1)) {}
  double operator()(std::uint32_t times) const { return 1 - lambda + per_draw * times; }
  double lambda, per_draw;
};

/// Schemes that draw PSUs, stratum by stratum.
class DrawnUnits : public UnitScheme {
 public:
  DrawnUnits(const Design& design, std::vector<SampledStratum> strata, BootstrapDraws draws)
      : UnitScheme(design), strata_(std::move(strata)), draws_(draws) {
    scale_ = 1 / (static_cast<double>(draws.count) - 1);
    rscales_.assign(draws.count, 1.0);
  }

 protected:
  const std::vector<SampledStratum>& strata() const { return strata_; }

 private:
  virtual void stratum_factors(const SampledStratum& stratum, Random& random,
                               std::span<double> of_unit) const = 0;
  void unit_factors(std::size_t r, std::span<double> of_unit) const final {
    for (const auto& stratum : strata_) {
      Random random(draws_.seed, static_cast<std::uint32_t>(r), stratum.h);
      stratum_factors(stratum, random, of_unit);
    }
  }

  std::vector<SampledStratum> strata_;
  BootstrapDraws draws_;
};

class RaoWuUnits final : public DrawnUnits {
 public:
  using DrawnUnits::DrawnUnits;

 private:
  void stratum_factors(const SampledStratum& stratum, Random& random,
                       std::span<double> of_unit) const override {
    const auto n = stratum.unit.size();
    const RaoWu factor(n, stratum.fraction);
    std::vector<std::uint32_t> times(n);
    draw_with_replacement(random, n - 1, times);
    for (std::size_t i = 0; i < n; ++i) of_unit[stratum.unit[i]] = factor(times[i]);
  }
};

class CantyDavison final : public DrawnUnits {
 public:
  CantyDavison(const Design& design, std::vector<SampledStratum> of, BootstrapDraws draws)
      : DrawnUnits(design, std::move(of), draws) {
    double sum = 0;
    for (const auto& stratum : strata()) sum += relative_variance(stratum);
    scale_ *= static_cast<double>(strata().size()) / sum;
  }

 private:
  void stratum_factors(const SampledStratum& stratum, Random& random,
                       std::span<double> of_unit) const override {
    const auto n = stratum.unit.size();
    std::vector<std::uint32_t> times(n);
    if (stratum.fraction > 0)
      draw_from_copies(random, population(n, stratum.fraction), times);
    else
      draw_with_replacement(random, n, times);
    for (std::size_t i = 0; i < n; ++i) of_unit[stratum.unit[i]] = times[i];
  }

  /// Var(c)/(1−f): a unit has k or k + 1 copies, and c is hypergeometric given them.
  static double relative_variance(const SampledStratum& stratum) {
    const auto units = stratum.unit.size();
    const auto n = static_cast<double>(units), f = stratum.fraction;
    if (f == 0) return 1 - 1 / n;
    const auto size = population(units, f);
    const auto copies = static_cast<double>(size), more = static_cast<double>(size % units) / n;
    const double mean = copies / n, spread = more * (1 - more);
    const double given = (copies * mean - mean * mean - spread) * (copies - n) / (copies - 1);
    return n / (copies * copies) * (given + n * spread) / (1 - f);
  }
  static std::size_t population(std::size_t n, double fraction) {
    const auto rounded = std::llround(static_cast<double>(n) / fraction);
    return std::max(n, static_cast<std::size_t>(rounded));
  }
};

/// Schemes that draw at every stage. The streams of a replicate are numbered through the strata and
/// then the units above of each stage.
class StagedBootstrap : public ReplicateScheme {
 public:
  StagedBootstrap(const Design& design, std::string_view kind, BootstrapDraws draws)
      : design_(&design), stages_(sampled_parents(design, kind)), draws_(draws) {
    scale_ = 1 / (static_cast<double>(draws.count) - 1);
    rscales_.assign(draws.count, 1.0);
  }

 protected:
  std::size_t stages() const { return stages_.size(); }
  /// \param draw  is given every parent that adds to the variance, and its random stream
  template <class Draw>
  void each_parent(std::size_t r, std::size_t s, Draw draw) const {
    std::uint32_t stream = 0;
    for (std::size_t before = 0; before < s; ++before)
      stream += static_cast<std::uint32_t>(stages_[before].size());
    for (const auto& parent : stages_[s]) {
      Random random(draws_.seed, static_cast<std::uint32_t>(r), stream + parent.parent);
      if (parent.adds) draw(parent, random);
    }
  }
  const Stage& stage(std::size_t s) const { return design_->stages()[s]; }

 private:
  const Design* design_;
  std::vector<std::vector<SampledParent>> stages_;
  BootstrapDraws draws_;
};

class RaoWuYueBeaumont final : public StagedBootstrap {
 public:
  RaoWuYueBeaumont(const Design& design, BootstrapDraws draws)
      : StagedBootstrap(design, "rao-wu-yue-beaumont", draws) {}

  void factors(std::size_t r, std::span<double> of_record) const override {
    std::fill(of_record.begin(), of_record.end(), 1.0);
    for (std::size_t s = 0; s < stages(); ++s) {
      std::vector<double> of_unit(stage(s).parent.size(), 1.0);
      each_parent(r, s, [&](const SampledParent& parent, Random& random) {
        const auto n = parent.unit.size();
        const RaoWu factor(n, parent.fraction);
        const double damped = std::sqrt(parent.above / (2 - parent.above));
        std::vector<std::uint32_t> times(n);
        draw_with_replacement(random, n - 1, times);
        for (std::size_t i = 0; i < n; ++i)
          of_unit[parent.unit[i]] = 1 + damped * (factor(times[i]) - 1);
      });
      for (std::size_t k = 0; k < of_record.size(); ++k) of_record[k] *= of_unit[stage(s).unit[k]];
    }
  }
};

class Preston final : public StagedBootstrap {
 public:
  Preston(const Design& design, BootstrapDraws draws) : StagedBootstrap(design, "preston", draws) {}

  void factors(std::size_t r, std::span<double> of_record) const override {
    std::fill(of_record.begin(), of_record.end(), 1.0);
    // Π √(n/m) δ of what a unit of the stage lies in, and the sum over the stages so far.
    std::vector<double> kept(stage(0).sampled.size(), 1.0);
    for (std::size_t s = 0; s < stages(); ++s) {
      std::vector<double> added(stage(s).parent.size()), next(added.size());
      for (std::size_t u = 0; u < next.size(); ++u) next[u] = kept[stage(s).parent[u]];
      each_parent(r, s, [&](const SampledParent& parent, Random& random) {
        const auto n = parent.unit.size(), m = n / 2;
        const double ratio = static_cast<double>(n) / static_cast<double>(m);
        const double lambda = std::sqrt(parent.above * (1 - parent.fraction) / (ratio - 1));
        const auto is_drawn = draw_some(random, n, m);
        for (std::size_t i = 0; i < n; ++i) {
          const auto u = parent.unit[i];
          added[u] = lambda * next[u] * (is_drawn[i] ? ratio - 1 : -1.0);
          next[u] *= is_drawn[i] ? std::sqrt(ratio) : 0.0;
        }
      });
      for (std::size_t k = 0; k < of_record.size(); ++k) of_record[k] += added[stage(s).unit[k]];
      kept = std::move(next);
    }
  }
};

}  // namespace

std::unique_ptr<const ReplicateScheme> make_bootstrap(const Design& design, BootstrapMethod method,
                                                      BootstrapDraws draws) {
  require<ConfigError>(draws.count >= 2, "bootstrap replicates: count is {}; at least 2 are needed",
                       draws.count);
  if (method == BootstrapMethod::preston) return std::make_unique<Preston>(design, draws);
  if (method == BootstrapMethod::rao_wu_yue_beaumont)
    return std::make_unique<RaoWuYueBeaumont>(design, draws);
  const auto kind = to_text(method);
  require_first_stage_only(design, kind);
  auto strata = sampled_strata(design, kind);
  if (method == BootstrapMethod::canty_davison)
    return std::make_unique<CantyDavison>(design, std::move(strata), draws);
  return std::make_unique<RaoWuUnits>(design, std::move(strata), draws);
}

}  // namespace trygg
