#include "support.hpp"

namespace trygg::test {

std::filesystem::path source_dir() {
  return TRYGG_SOURCE_DIR;
}

std::filesystem::path shared_data() {
  return source_dir().parent_path() / "shared/data";
}

}  // namespace trygg::test
