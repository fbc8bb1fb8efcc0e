#include "design/without_fpc.hpp"

namespace trygg {

DesignSpec without_fpc(DesignSpec spec) {
  spec.fpc.clear();
  spec.stratum_population.clear();
  return spec;
}

}  // namespace trygg
