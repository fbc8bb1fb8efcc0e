#include "design/without_fpc.hpp"

namespace trygg {

DesignSpec without_fpc(DesignSpec spec) {
  spec.fpc.clear();
  spec.stratum_population.clear();
  return spec;
}

bool has_fpc(const DesignSpec& spec) {
  return !spec.fpc.empty() || !spec.stratum_population.empty();
}

}  // namespace trygg
