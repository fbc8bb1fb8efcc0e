#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "steps/step.hpp"

namespace trygg {

class FileHashes;
class StepMemory;

/// Which steps are run.
enum class Remake {
  changed,  ///< those whose inputs, settings or program changed, or whose outputs are not as left
  all,      ///< every one
};

struct RunOptions {
  std::string only;  ///< name of steps to run alone, on the files that lie there; empty: all
  Remake remake = Remake::changed;
  unsigned threads = 0;          ///< 0: the machine's
  std::string program;           ///< tells one program from another
  std::filesystem::path folder;  ///< of the project: paths are remembered relative to it
};

/// Is told of steps, one at a time, from any thread.
struct StepObserver {
  /// \param reason  why it is run: "data/2023.csv changed", "it has not been run before"
  std::function<void(const Step&, const std::string& reason)> begins;
  std::function<void(const Step&)> unchanged;
  std::function<void(const std::string& note)> note;  ///< in the order of the steps, at the end
};

/// Runs the steps, at a time those whose inputs are made: a step comes after every step that makes
/// a file that it reads. What would come out the same is left alone.
///
/// \param steps  in an order in which they could be run one by one
/// \return  the files that were made, in the order of the steps
/// \throws ConfigError  no step is called `only`
/// \throws InputError   an input is not there; the message names the step that makes it
/// \throws  what the first of the steps threw that failed; none begins after it
std::vector<std::filesystem::path> run_steps(std::span<const Step> steps, const RunOptions& options,
                                             FileHashes& hashes, StepMemory& memory,
                                             const StepObserver& observer);

}  // namespace trygg
