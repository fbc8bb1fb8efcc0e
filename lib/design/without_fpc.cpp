#include "design/without_fpc.hpp"

namespace trygg {

DesignSpec without_fpc(DesignSpec spec) {
  spec.fpc.clear();
  spec.stratum_population.clear();
  if (spec.probability) {
    spec.probability->pps.reset();
    spec.probability->joint.reset();
    spec.probability->form = PpsForm::ht;
  }
  if (spec.psu.size() <= 1) spec.certainty.reset();
  return spec;
}

bool has_fpc(const DesignSpec& spec) {
  return !spec.fpc.empty() || !spec.stratum_population.empty() ||
         (spec.probability && spec.probability->pps) || (spec.certainty && spec.psu.size() <= 1);
}

}  // namespace trygg
