#include "reports/phrases/by_factor.hpp"

namespace trygg::reports {

std::string by_factor(std::string_view key, double factor) {
  return std::string(key) + (factor == 0.5 ? "" : "_other");
}

}  // namespace trygg::reports
