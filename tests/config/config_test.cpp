#include "config/config.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace trygg;
using Catch::Matchers::Contains;

TEST_CASE("a key that nobody asked for is an error with its line and the nearest key",
          "[config][error]") {
  const auto config = Config::parse("strata = \"h\"\n\nweigth = \"w\"\n", "d.toml");
  config.optional_text("strata");
  config.optional_text("weight");
  CHECK_THROWS_WITH(config.reject_unknown(),
                    "d.toml:3: unknown key 'weigth'; did you mean 'weight'?");
}

TEST_CASE("unknown keys of sub-tables are found with their parent", "[config][error]") {
  const auto config = Config::parse("[design]\nx = 1\n", "d.toml");
  const auto design = config.table("design");
  CHECK_THROWS_AS(config.reject_unknown(), ConfigError);
  CHECK(design->integer("x") == 1);
  CHECK_NOTHROW(config.reject_unknown());
}

TEST_CASE("keys come in the order of the file, not of the alphabet", "[config]") {
  const auto config = Config::parse("b = 1\na = 2\nc = 3\n", "d.toml");
  CHECK(config.keys() == std::vector<std::string>{"b", "a", "c"});
}

TEST_CASE("texts and lists take numbers as they are written", "[config]") {
  const auto config =
      Config::parse("codes = [1, \"02\", 2.5]\none = 7\nlists = [[\"a\", 1], \"b\"]\n", "d.toml");
  CHECK(config.texts("codes") == std::vector<std::string>{"1", "02", "2.5"});
  CHECK(config.texts("one") == std::vector<std::string>{"7"});
  CHECK(config.text_lists("lists") == std::vector<std::vector<std::string>>{{"a", "1"}, {"b"}});
}

TEST_CASE("a later version of a file is refused", "[config][error]") {
  CHECK_THROWS_WITH(Config::parse("version = 2\n", "d.toml"), Contains("d.toml:1: key 'version'"));
}

TEST_CASE("text that is not TOML is told with its line", "[config][error]") {
  CHECK_THROWS_WITH(Config::parse("a = 1\nb = \n", "d.toml"), Contains("d.toml:2: not valid TOML"));
}

TEST_CASE("a required key that is misspelt is named with its line", "[config][error]") {
  const auto config = Config::parse("kind = \"calibrate\"\ndistence = \"raking\"\n", "r.toml");
  config.text("kind");
  CHECK_THROWS_WITH(config.text("distance"),
                    "r.toml:2: unknown key 'distence'; did you mean 'distance'?");
  CHECK_THROWS_WITH(config.text("margins"), Contains("key 'margins': is missing"));
}
