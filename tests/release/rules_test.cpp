#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "release/release.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

TEST_CASE("rules of release are read, and what is left out keeps its default", "[release]") {
  const test::Folder folder;
  const auto rules = read_release_rules(
      folder.file("release.toml",
                  "version = 1\nminimum_base = 50\nflag_base = 100\nsimilar_within = 1.5\n"
                  "widest = 4\nminimum_df = 12\ndecimals = 0\nmean_decimals = 3\n"));
  CHECK(rules.minimum_base == 50);
  CHECK(rules.flag_base == 100);
  CHECK(rules.similar_within == 1.5);
  CHECK(rules.widest == 4.0);
  CHECK(rules.minimum_df == 12.0);
  CHECK(rules.decimals == 0);
  CHECK(rules.mean_decimals == 3);
  CHECK(read_release_rules(folder.file("empty.toml", "")).minimum_base == 30);
}

TEST_CASE("a rule of release that cannot be is refused", "[release][error]") {
  const test::Folder folder;
  const auto refused = [&](const std::string& text, const std::string& message) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_release_rules(folder.file("r.toml", text)), ConfigError);
    CHECK_THROWS_WITH(read_release_rules(folder.file("r.toml", text)), Contains(message));
  };
  refused("minimum_bas = 3\n", "r.toml:1: unknown key 'minimum_bas'; did you mean 'minimum_base'?");
  refused("minimum_base = 0\n", "r.toml:1: key 'minimum_base': 0 answers");
  refused("minimum_base = 2.5\n", "must be a whole number");
  refused("widest = -1\n", "key 'widest': -1 is not allowed");
  refused("minimum_df = nan\n", "key 'minimum_df'");
  refused("decimals = 7\n", "key 'decimals': 7: must be 0 to 6");
  refused("minimum_base = 30\nflag_base = 20\n", "r.toml:2: key 'flag_base': 20 is less than");
}
