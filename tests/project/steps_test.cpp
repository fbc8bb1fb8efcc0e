#include "project/steps.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;

namespace {

struct Graph {
  test::Folder folder;
  std::vector<std::string> ran;
  std::vector<Step> steps{
      {"weight", "", {folder.file("data.csv", "x\n")}, {folder / "w"}, [this] { make("w"); }},
      {"estimate", "", {folder / "w"}, {folder / "e"}, [this] { make("e"); }}};

  void make(const std::string& name) {
    ran.push_back(name);
    folder.file(name, name);
  }
  void run(const std::string& only) {
    run_steps(steps, only, [](const Step&) {});
  }
};

}  // namespace

TEST_CASE("steps run in their order", "[project]") {
  Graph graph;
  graph.run("");
  CHECK(graph.ran == std::vector<std::string>{"w", "e"});
}

TEST_CASE("one step runs alone, when what it reads is there", "[project][error]") {
  Graph graph;
  CHECK_THROWS_WITH(graph.run("estimate"),
                    Catch::Contains("which is not there; step 'weight' makes it"));
  CHECK(graph.ran.empty());
  graph.run("weight");
  graph.run("estimate");
  CHECK(graph.ran == std::vector<std::string>{"w", "e"});
}

TEST_CASE("a step that does not exist is named with the nearest", "[project][error]") {
  Graph graph;
  CHECK_THROWS_WITH(graph.run("estimat"),
                    "--only 'estimat': there is no such step; did you mean 'estimate'?");
}
