#include "replicate/scheme.hpp"

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/replicate_file.hpp"
#include "replicate/balanced.hpp"
#include "replicate/bootstrap.hpp"
#include "replicate/jackknife.hpp"

namespace trygg {
namespace {

/// Whether the factors of a kind follow how the sample was drawn.
void require_known_sampling(const Design& design, ReplicateKind kind) {
  const auto name = to_text(kind);
  require<ConfigError>(design.second_phase() == nullptr,
                       "{} replicates are of one phase; leave them or --phase2 (phase2) out", name);
  require<ConfigError>(design.unequal() == nullptr,
                       "{} replicates are of PSUs drawn at random within strata; leave out --pps "
                       "(pps), so that PSUs count as drawn with replacement, or the replicates",
                       name);
  require<ConfigError>(design.order() == nullptr || kind == ReplicateKind::sdr,
                       "{} replicates take no account of an order; sdr does, or leave out --order "
                       "(order)",
                       name);
}

}  // namespace

std::unique_ptr<const ReplicateScheme> make_scheme(const Design& design,
                                                   const ReplicateSpec& spec) {
  check_replicate_spec(spec);
  require_known_sampling(design, spec.kind);
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
