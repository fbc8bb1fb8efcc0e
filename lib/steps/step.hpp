#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace trygg {

/// What a step tells while it runs.
struct StepReport {
  std::vector<std::string> notes;           ///< lines that a person should know of
  std::vector<std::filesystem::path> made;  ///< outputs that were not known beforehand
};

/// What becomes of outputs that the step did not leave as they are.
enum class OthersOutputs {
  replaced,  ///< they are made again
  kept,      ///< somebody has put them there: the step runs where one is missing, or where all are
             ///< as it left them and its inputs changed
};

/// One box of a build: which files it reads and writes, and how. The library knows only the graph;
/// what a step does is handed in, so that it may use more than the library. The same inputs and
/// settings must give the same bytes.
struct Step {
  std::string name;     ///< as in --only; several steps may share one
  std::string part;     ///< what tells them apart, such as a round; mostly empty
  std::string summary;  ///< what it does, for people who watch
  std::vector<std::filesystem::path> inputs, outputs;
  std::string settings;  ///< all else that the outputs depend on, besides the program
  std::function<void(StepReport&)> run;
  OthersOutputs others_outputs = OthersOutputs::replaced;

  std::string id() const { return part.empty() ? name : name + " " + part; }
};

}  // namespace trygg
