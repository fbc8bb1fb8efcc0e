#include "replicate/scheme.hpp"

#include "design/design.hpp"
#include "design/replicate_file.hpp"
#include "replicate/balanced.hpp"
#include "replicate/bootstrap.hpp"
#include "replicate/jackknife.hpp"

namespace trygg {
std::unique_ptr<const ReplicateScheme> make_scheme(const Design& design,
                                                   const ReplicateSpec& spec) {
  check_replicate_spec(spec);
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
