#include "replicate/scheme.hpp"

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/replicate_spec.hpp"
#include "replicate/balanced.hpp"
#include "replicate/bootstrap.hpp"
#include "replicate/jackknife.hpp"

namespace trygg {
namespace {

/// Settings that a kind does not take are not passed over.
void check(const ReplicateSpec& spec) {
  const auto kind = to_text(spec.kind);
  const bool jackknife = spec.kind == ReplicateKind::jk1 || spec.kind == ReplicateKind::jk2 ||
                         spec.kind == ReplicateKind::jkn;
  require<ConfigError>(!jackknife || !spec.count,
                       "count: {} makes as many replicates as the sample has units; leave it out",
                       kind);
  const bool counted = spec.kind == ReplicateKind::bootstrap || spec.kind == ReplicateKind::sdr;
  require<ConfigError>(!counted || spec.count,
                       "count: {} needs the number of replicates, such as {}", kind,
                       spec.kind == ReplicateKind::sdr ? 80 : 500);
  const bool bootstrap = spec.kind == ReplicateKind::bootstrap;
  require<ConfigError>(!bootstrap || spec.seed, "seed: bootstrap needs one, such as 20230401");
  require<ConfigError>(bootstrap || !spec.seed, "seed: {} draws nothing at random; leave it out",
                       kind);
  require<ConfigError>(bootstrap || spec.method == BootstrapMethod::rao_wu,
                       "method: is one of bootstrap's, not of {}'s", kind);
  const bool fay = spec.kind == ReplicateKind::fay;
  require<ConfigError>(fay == spec.rho.has_value(),
                       "rho: fay needs it, such as 0.3; others take none");
  require<ConfigError>(!fay || (*spec.rho > 0 && *spec.rho < 1),
                       "rho is {}; it must lie between 0 and 1", spec.rho.value_or(0));
}

}  // namespace

std::unique_ptr<const ReplicateScheme> make_scheme(const Design& design,
                                                   const ReplicateSpec& spec) {
  check(spec);
  switch (spec.kind) {
    case ReplicateKind::brr:
    case ReplicateKind::fay:
      return make_half_samples(design, spec.rho.value_or(0), spec.count);
    case ReplicateKind::jk1:
      return make_jk1(design);
    case ReplicateKind::jk2:
      return make_jk2(design);
    case ReplicateKind::jkn:
      return make_jkn(design);
    case ReplicateKind::sdr:
      return make_sdr(design, *spec.count);
    case ReplicateKind::bootstrap:
      break;
  }
  return make_bootstrap(design, spec.method, {*spec.count, *spec.seed});
}

}  // namespace trygg
