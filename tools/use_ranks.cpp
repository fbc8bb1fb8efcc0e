#include "tools/options.hpp"

namespace trygg::tools {

void use_ranks(Common& common, const Streams& streams) {
  common.ranks = &streams.ranks;
  if (common.threads == 0) common.threads = streams.ranks.threads();
}

}  // namespace trygg::tools
