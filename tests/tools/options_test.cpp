#include "tools/options.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

using namespace trygg;
using namespace trygg::tools;

namespace {

struct Parsed {
  std::string data, weight;
  std::optional<double> df;
  std::vector<std::string> by;
  Ordered what;
  Common common;
};

Parsed parse(const std::vector<std::string>& args) {
  Parsed p;
  Options options("trygg probe", "try the parser");
  options.positional(p.data, "DATA", "the file");
  options.add("--weight", p.weight, "V", "weights");
  options.add("-d,--df", p.df, "N", "degrees of freedom");
  options.add("--by", p.by, "V", "groups");
  options.ordered("--share", p.what, "V=code", "shares");
  options.ordered("--mean", p.what, "V", "means");
  options.ordered_flag("--count", p.what, "count");
  options.common(p.common);
  options.not_yet({"--quantile"});
  options.parse(args);
  return p;
}

void refused(const std::vector<std::string>& args, const std::string& message) {
  CAPTURE(args);
  CHECK_THROWS_AS(parse(args), ConfigError);
  CHECK_THROWS_WITH(parse(args), message);
}

}  // namespace

TEST_CASE("options keep the order of what may be mixed", "[tools][options]") {
  const auto p = parse({"--mean", "a", "d.csv", "--count", "--share", "v=1", "--mean", "b"});
  CHECK(p.data == "d.csv");
  CHECK(p.what == Ordered{{"--mean", "a"}, {"--count", ""}, {"--share", "v=1"}, {"--mean", "b"}});
}

TEST_CASE("option values are taken whole, however they look", "[tools][options]") {
  CHECK(parse({"d", "--weight=w"}).weight == "w");
  CHECK(parse({"d", "--weight=a=b"}).weight == "a=b");
  CHECK(parse({"d", "--df", "-3.5"}).df == -3.5);
  CHECK(parse({"d", "-d7"}).df == 7);
  CHECK(parse({"d", "--weight", "[a,b]"}).weight == "[a,b]");
  CHECK(parse({"d", "--weight", "-w"}).weight == "-w");
  CHECK(parse({"d", "--by", "[a,b]", "--by", "x y"}).by ==
        std::vector<std::string>{"[a,b]", "x y"});
  CHECK(parse({"--share", "\"16-19\"-\"20\"", "d"}).what.front().second == "\"16-19\"-\"20\"");
  CHECK(parse({"--", "-odd.csv"}).data == "-odd.csv");
}

TEST_CASE("what is wrong on a command line is said in plain words", "[tools][options][error]") {
  refused({}, "DATA is missing; usage: trygg probe DATA [OPTION]...");
  refused({"d", "e"}, "'e' is one argument too many; usage: trygg probe DATA [OPTION]...");
  refused({"d", "--weigth", "w"}, "unknown option '--weigth'; did you mean '--weight'?");
  refused({"d", "--weigth=w"}, "unknown option '--weigth'; did you mean '--weight'?");
  refused({"d", "--quantile", "v@0.5"}, "option '--quantile' is not in this version of trygg");
  refused({"d", "--weight"}, "--weight needs a value (V)");
  refused({"d", "--weight="}, "--weight needs a value (V)");
  refused({"d", "--weight", "--by", "v"}, "--weight needs a value (V)");
  refused({"d", "--weight", "a", "--weight", "b"}, "--weight is given 2 times");
  refused({"d", "--count=3"}, "--count takes no value");
  refused({"d", "--df", "many"}, "--df 'many': not a number");
  refused({"d", "--threads", "-1"}, "--threads '-1': not a whole number");
  refused({"d", "--lang", "fi"}, "--lang 'fi': must be sv or en");
}

TEST_CASE("the help fits a terminal of 80 columns", "[tools][options]") {
  std::string value;
  Options options("probe", "try the parser");
  options.positional(value, "DATA", "the file");
  options.section("Many words");
  options.add("--a-very-long-name-of-an-option", value, "VALUE",
              "an explanation that goes on for so long that it has to be broken into lines, åäö");
  CHECK(options.help() ==
        "Usage: trygg probe DATA [OPTION]...\n\ntry the parser.\n\nArguments:\n"
        "  DATA                     the file\n\nMany words:\n"
        "  --a-very-long-name-of-an-option VALUE\n"
        "                           an explanation that goes on for so long that it has\n"
        "                           to be broken into lines, åäö\n"
        "  -h, --help               this text\n");
}
