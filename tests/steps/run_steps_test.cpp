#include "steps/run_steps.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <mutex>

#include "base/error.hpp"
#include "steps/file_hashes.hpp"
#include "steps/step_memory.hpp"
#include "support.hpp"

using namespace trygg;
namespace fs = std::filesystem;

namespace {

/// Two data files are weighed apart, estimated together, then judged and released.
struct Graph {
  test::Folder folder;
  std::mutex guard;
  std::vector<std::string> ran, reasons, notes;
  std::string settings, program = "p 1";
  OthersOutputs others = OthersOutputs::replaced;

  Graph() {
    folder.file("a.csv", "1");
    folder.file("b.csv", "2");
  }

  /// Output: the inputs, one after the other.
  Step step(const std::string& name, const std::string& part,
            const std::vector<std::string>& inputs, const std::string& output) {
    Step made{.name = name, .part = part, .settings = settings};
    for (const auto& input : inputs) made.inputs.push_back(folder / input);
    made.outputs.push_back(folder / output);
    made.others_outputs = others;
    made.run = [this, made, output](StepReport& report) {
      std::string text;
      for (const auto& input : made.inputs) text += read_file(input);
      folder.file(output, text);
      report.notes.push_back(output);
      const std::lock_guard lock(guard);
      ran.push_back(output);
    };
    return made;
  }

  std::vector<Step> steps() {
    return {step("weigh", "a", {"a.csv"}, "wa"), step("weigh", "b", {"b.csv"}, "wb"),
            step("estimate", "", {"wa", "wb"}, "e"), step("judge", "", {"e"}, "j"),
            step("release", "", {"e"}, "r")};
  }

  std::vector<fs::path> run(RunOptions options = {}) {
    return run_these(steps(), std::move(options));
  }

  std::vector<fs::path> run_these(const std::vector<Step>& all, RunOptions options = {}) {
    options.program = program;
    options.folder = folder.path();
    ran.clear();
    reasons.clear();
    notes.clear();
    FileHashes hashes(folder / "files");
    StepMemory memory(folder / "steps.json");
    const StepObserver observer{
        .begins = [this](const Step&, const std::string& reason) { reasons.push_back(reason); },
        .unchanged = [](const Step&) {},
        .note = [this](const std::string& note) { notes.push_back(note); }};
    auto made = run_steps(all, options, hashes, memory, observer);
    hashes.remember();
    std::ranges::sort(ran);
    return made;
  }
};

using Names = std::vector<std::string>;
const Names all_outputs{"e", "j", "r", "wa", "wb"};

}  // namespace

TEST_CASE("a step comes after those that make what it reads, on any number of threads",
          "[steps][law]") {
  for (const unsigned threads : {1u, 2u, 5u}) {
    CAPTURE(threads);
    Graph graph;
    const auto made = graph.run({.threads = threads});
    CHECK(graph.ran == all_outputs);
    CHECK(read_file(graph.folder / "r") == "12");
    CHECK(graph.notes == Names{"wa", "wb", "e", "j", "r"});  // as the steps, whoever was first
    REQUIRE(made.size() == 5);
    CHECK(made[2].filename() == "e");
  }
}

TEST_CASE("what nothing changed for is left alone, and its notes are told again", "[steps][law]") {
  Graph graph;
  graph.run();
  CHECK(graph.run().empty());
  CHECK(graph.ran.empty());
  CHECK(graph.notes == Names{"wa", "wb", "e", "j", "r"});
  graph.run({.remake = Remake::all});
  CHECK(graph.ran == all_outputs);
}

TEST_CASE("a changed input remakes what depends on it, as far as anything comes out different",
          "[steps][law]") {
  Graph graph;
  graph.run();
  graph.folder.file("b.csv", "3");
  graph.run();
  CHECK(graph.ran == Names{"e", "j", "r", "wb"});
  CHECK(read_file(graph.folder / "j") == "13");
  CHECK(graph.reasons.front() == "b.csv changed");
  graph.settings = "other";  // every step again, though with the same result
  graph.run();
  CHECK(graph.ran == all_outputs);
  CHECK(graph.reasons.front() == "its settings changed");
  graph.program = "p 2";
  graph.run();
  CHECK(graph.ran == all_outputs);
}

TEST_CASE("a step whose inputs come out as before is not run", "[steps][law]") {
  Graph graph;
  auto steps = graph.steps();
  steps[2].run = [&](StepReport&) { graph.folder.file("e", "always the same"); };
  graph.run_these(steps);
  graph.folder.file("a.csv", "4");
  graph.run_these(steps);
  CHECK(graph.ran == Names{"wa"});
}

TEST_CASE("an output that was edited or removed is made again", "[steps][law]") {
  Graph graph;
  graph.run();
  graph.folder.file("e", "by hand");
  graph.run();
  CHECK(graph.ran == Names{"e"});
  CHECK(graph.reasons == Names{"e was edited"});
  fs::remove(graph.folder / "r");
  graph.run();
  CHECK(graph.ran == Names{"r"});
  CHECK(graph.reasons == Names{"r was removed"});
}

TEST_CASE("a step that broke off is run again, and so is what comes after", "[steps][error]") {
  Graph graph;
  graph.run();
  graph.folder.file("a.csv", "5");
  auto steps = graph.steps();
  steps[2].run = [&](StepReport&) {
    graph.folder.file("e", "half");
    throw InputError("the disk is full");
  };
  CHECK_THROWS_WITH(graph.run_these(steps), "the disk is full");
  CHECK(read_file(graph.folder / "r") == "12");
  graph.run();
  CHECK(graph.ran == Names{"e", "j", "r"});
  CHECK(read_file(graph.folder / "r") == "52");
}

TEST_CASE("of several steps that fail the first is told, and none begins after it",
          "[steps][error]") {
  Graph graph;
  auto steps = graph.steps();
  for (const std::size_t i : {0u, 1u})
    steps[i].run = [i](StepReport&) { throw InputError(i == 0 ? "first" : "second"); };
  CHECK_THROWS_WITH(graph.run_these(steps, {.threads = 1}), "first");
  CHECK(graph.ran.empty());
}

TEST_CASE("data that somebody put in the place of made ones are kept", "[steps][law]") {
  Graph graph;
  graph.others = OthersOutputs::kept;
  const std::vector<Step> only_one{graph.step("synth", "", {"a.csv"}, "data")};
  graph.run_these(only_one);
  graph.folder.file("a.csv", "6");
  graph.run_these(only_one);
  CHECK(read_file(graph.folder / "data") == "6");  // its own, and the settings changed
  graph.folder.file("data", "real answers");
  graph.folder.file("a.csv", "7");
  graph.run_these(only_one);
  graph.run_these(only_one, {.remake = Remake::all});
  CHECK(read_file(graph.folder / "data") == "real answers");
  fs::remove(graph.folder / "data");
  graph.run_these(only_one);
  CHECK(read_file(graph.folder / "data") == "7");
}

TEST_CASE("one step runs alone, when what it reads is there", "[steps][error]") {
  Graph graph;
  CHECK_THROWS_WITH(graph.run({.only = "estimate"}),
                    Catch::Contains("which is not there; step 'weigh' makes it"));
  CHECK(graph.ran.empty());
  graph.run({.only = "weigh"});
  CHECK(graph.ran == Names{"wa", "wb"});
  graph.run({.only = "estimate"});
  CHECK(graph.ran == Names{"e"});
  graph.run({.only = "estimate"});
  CHECK(graph.ran == Names{"e"});
}

TEST_CASE("a step that does not exist is named with the nearest", "[steps][error]") {
  Graph graph;
  CHECK_THROWS_WITH(graph.run({.only = "estimat"}),
                    "--only 'estimat': there is no such step; did you mean 'estimate'?");
}

TEST_CASE("a memory of steps that cannot be read costs time only", "[steps][error]") {
  Graph graph;
  graph.run();
  for (const auto* text : {"not json", "{}", "{\"version\":1,\"steps\":{\"weigh a\":3}}"}) {
    CAPTURE(text);
    graph.folder.file("steps.json", text);
    graph.folder.file("files", "neither is this\n");
    graph.run();
    CHECK(graph.ran == all_outputs);
  }
}
