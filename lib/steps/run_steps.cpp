#include "steps/run_steps.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "steps/file_hashes.hpp"
#include "steps/step_memory.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

bool makes(const Step& step, const fs::path& file) {
  return std::ranges::find(step.outputs, file) != step.outputs.end();
}

void require_inputs(const Step& step, std::span<const Step> steps) {
  for (const auto& input : step.inputs) {
    if (fs::exists(input)) continue;
    std::string hint;
    for (const auto& other : steps)
      if (makes(other, input)) hint = fmt::format("; step '{}' makes it", other.name);
    throw InputError(
        fmt::format("step '{}' reads {}, which is not there{}", step.name, input.string(), hint));
  }
}

/// By step, the numbers of those before it that make what it reads.
std::vector<std::vector<std::size_t>> needs_of(std::span<const Step> steps) {
  std::vector<std::vector<std::size_t>> needs(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (std::size_t before = 0; before < i; ++before)
      if (std::ranges::any_of(steps[i].inputs,
                              [&](const auto& input) { return makes(steps[before], input); }))
        needs[i].push_back(before);
  return needs;
}

/// One run over a list of steps.
class Run {
 public:
  Run(std::span<const Step> steps, const RunOptions& options, FileHashes& hashes,
      StepMemory& memory, const StepObserver& observer)
      : steps_(steps),
        options_(options),
        hashes_(hashes),
        memory_(memory),
        observer_(observer),
        needs_(needs_of(steps)),
        state_(steps.size(), State::waits),
        reports_(steps.size()),
        notes_(steps.size()) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (!is_asked(steps[i])) state_[i] = State::done;
  }

  std::vector<fs::path> files() {
    const auto threads = options_.threads ? options_.threads : default_threads();
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < std::min<std::size_t>(threads, steps_.size()); ++t)
      others.emplace_back([this] { work(); });
    work();
    for (auto& thread : others) thread.join();
    tell_notes();
    if (failure_) std::rethrow_exception(failure_);
    return made();
  }

 private:
  enum class State { waits, runs, done };

  bool is_asked(const Step& step) const {
    return options_.only.empty() || step.name == options_.only;
  }

  bool is_ready(std::size_t i) const {
    return state_[i] == State::waits && std::ranges::all_of(needs_[i], [&](std::size_t before) {
             return state_[before] == State::done;
           });
  }

  /// Waits until a step can begin; none: all have begun, or one has failed.
  std::optional<std::size_t> next() {
    std::unique_lock lock(guard_);
    while (!failure_ && std::ranges::find(state_, State::waits) != state_.end()) {
      for (std::size_t i = 0; i < steps_.size(); ++i)
        if (is_ready(i)) {
          state_[i] = State::runs;
          return i;
        }
      changed_.wait(lock);
    }
    return std::nullopt;
  }

  void work() {
    while (const auto i = next()) {
      std::exception_ptr failure;
      try {
        deal_with(*i);
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard lock(guard_);
      state_[*i] = State::done;
      if (failure && *i < failed_at_) {
        failed_at_ = *i;
        failure_ = failure;
      }
      changed_.notify_all();
    }
  }

  void deal_with(std::size_t i) {
    const auto& step = steps_[i];
    require_inputs(step, steps_);
    auto record = record_of_inputs(step);
    const auto reason = reason_to_run(step, record);
    if (!reason) return leave(i);
    {
      const std::lock_guard lock(guard_);
      observer_.begins(step, *reason);
    }
    step.run(reports_[i].emplace());
    for (const auto* files : {&step.outputs, &std::as_const(reports_[i]->made)})
      for (const auto& file : *files) record.outputs[named(file)] = hashes_.of(file);
    record.notes = reports_[i]->notes;
    const std::lock_guard lock(guard_);
    notes_[i] = record.notes;
    memory_.record(step.id(), std::move(record));
  }

  void leave(std::size_t i) {
    const std::lock_guard lock(guard_);
    observer_.unchanged(steps_[i]);
    if (const auto* last = memory_.of(steps_[i].id())) notes_[i] = last->notes;
  }

  std::string named(const fs::path& file) const {
    return fs::absolute(file)
        .lexically_normal()
        .lexically_relative(fs::absolute(options_.folder).lexically_normal())
        .generic_string();
  }

  StepRecord record_of_inputs(const Step& step) const {
    StepRecord record{.program = sha256(options_.program), .settings = sha256(step.settings)};
    for (const auto& input : step.inputs) record.inputs[named(input)] = hashes_.of(input);
    return record;
  }

  std::optional<StepRecord> remembered(const Step& step) const {
    const std::lock_guard lock(guard_);
    const auto* found = memory_.of(step.id());
    return found ? std::optional(*found) : std::nullopt;
  }

  /// Nothing: what it would make is there.
  std::optional<std::string> reason_to_run(const Step& step, const StepRecord& now) const {
    const auto last = remembered(step);
    if (options_.only.empty() && step.others_outputs == OthersOutputs::kept &&
        are_there(step.outputs) && !(last && are_as_left(*last)))
      return std::nullopt;
    if (options_.remake == Remake::all || !options_.only.empty()) return "it is asked for";
    if (!last) return "it has not been run before";
    if (last->program != now.program) return "another version of the program";
    if (last->settings != now.settings) return "its settings changed";
    for (const auto& [file, hash] : now.inputs) {
      const auto before = last->inputs.find(file);
      if (before == last->inputs.end()) return fmt::format("{} is new", file);
      if (before->second != hash) return fmt::format("{} changed", file);
    }
    for (const auto& [file, hash] : last->inputs)
      if (!now.inputs.contains(file)) return fmt::format("{} is gone", file);
    return reason_of_outputs(step, *last);
  }

  static bool are_there(const std::vector<fs::path>& files) {
    return std::ranges::all_of(files, [](const auto& file) { return fs::exists(file); });
  }

  bool are_as_left(const StepRecord& last) const {
    return std::ranges::all_of(last.outputs, [&](const auto& output) {
      return hashes_.of(options_.folder / output.first) == output.second;
    });
  }

  std::optional<std::string> reason_of_outputs(const Step& step, const StepRecord& last) const {
    for (const auto& output : step.outputs)
      if (!last.outputs.contains(named(output)))
        return fmt::format("{} is to be made", named(output));
    for (const auto& [file, hash] : last.outputs) {
      const auto found = hashes_.of(options_.folder / file);
      if (found.empty()) return fmt::format("{} was removed", file);
      if (found != hash) return fmt::format("{} was edited", file);
    }
    return std::nullopt;
  }

  void tell_notes() const {
    for (const auto& of_step : notes_)
      for (const auto& note : of_step) observer_.note(note);
  }

  std::vector<fs::path> made() const {
    std::vector<fs::path> files;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (!reports_[i]) continue;
      files.insert(files.end(), steps_[i].outputs.begin(), steps_[i].outputs.end());
      for (const auto& file : reports_[i]->made)
        if (!makes(steps_[i], file)) files.push_back(file);
    }
    return files;
  }

  std::span<const Step> steps_;
  const RunOptions& options_;
  FileHashes& hashes_;
  StepMemory& memory_;
  const StepObserver& observer_;
  std::vector<std::vector<std::size_t>> needs_;
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::vector<State> state_;
  std::vector<std::optional<StepReport>> reports_;
  std::vector<std::vector<std::string>> notes_;
  std::size_t failed_at_ = SIZE_MAX;
  std::exception_ptr failure_;
};

}  // namespace

std::vector<fs::path> run_steps(std::span<const Step> steps, const RunOptions& options,
                                FileHashes& hashes, StepMemory& memory,
                                const StepObserver& observer) {
  if (!options.only.empty() && std::ranges::find(steps, options.only, &Step::name) == steps.end()) {
    std::vector<std::string> names;
    for (const auto& step : steps)
      if (std::ranges::find(names, step.name) == names.end()) names.push_back(step.name);
    throw ConfigError(fmt::format("--only '{}': there is no such step{}", options.only,
                                  did_you_mean(options.only, names)));
  }
  return Run(steps, options, hashes, memory, observer).files();
}

}  // namespace trygg
