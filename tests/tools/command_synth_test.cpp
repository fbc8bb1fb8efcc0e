#include <catch2/catch.hpp>

#include "support.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::run_trygg;

TEST_CASE("synth writes the files of a project and says what it made", "[tools][synth]") {
  const Folder folder;
  test::tiny_city(folder);
  const auto ran = run_trygg({"synth", folder.path().string()});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Contains("first: 19050 persons, 1200 sampled, "));
  CHECK_THAT(ran.err, Contains("12 files written"));
  CHECK(std::filesystem::exists(folder / "out/second.csv"));
  CHECK(std::filesystem::exists(folder / "out/truth.csv"));
}

TEST_CASE("synth is silent when asked, and takes another seed", "[tools][synth]") {
  const Folder folder;
  test::tiny_city(folder);
  const auto dir = folder.path().string();
  const auto ran = run_trygg({"synth", dir, "--quiet", "--seed", "7"});
  CHECK(ran.err.empty());
  const auto seven = read_file(folder / "out/first.csv");
  run_trygg({"synth", dir, "--quiet"});
  CHECK(read_file(folder / "out/first.csv") == seven);  // the seed of the settings is 7
  run_trygg({"synth", dir, "--quiet", "--seed", "8", "--threads", "1"});
  CHECK(read_file(folder / "out/first.csv") != seven);
}

TEST_CASE("synth tells what is wrong and leaves nothing behind", "[tools][synth][error]") {
  const Folder folder;
  const auto dir = folder.path().string();
  CHECK(run_trygg({"synth"}).status == 2);
  CHECK(run_trygg({"synth", dir, "--sed", "1"}).status == 2);
  const auto none = run_trygg({"synth", dir});
  CHECK(none.status == 2);
  CHECK_THAT(none.err, Contains("synth.toml"));
  test::tiny_city(folder);
  const auto seed = run_trygg({"synth", dir, "--seed", "1.5"});
  CHECK(seed.status == 2);
  CHECK_THAT(seed.err, Contains("--seed '1.5'"));
  folder.file("crosswalk.csv", "quarter,old,new\nn1,N,A\n");
  const auto wrong = run_trygg({"synth", dir});
  CHECK(wrong.status == 1);
  CHECK_THAT(wrong.err, Contains("crosswalk.csv"));
  CHECK_FALSE(std::filesystem::exists(folder / "out"));
}
