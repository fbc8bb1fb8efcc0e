#include <algorithm>
#include <iterator>
#include <ostream>

#include "base/error.hpp"
#include "base/lock.hpp"
#include "project/project.hpp"
#include "steps/file_hashes.hpp"
#include "steps/run_steps.hpp"
#include "steps/step_memory.hpp"
#include "tools/build_files.hpp"
#include "tools/build_publish.hpp"
#include "tools/build_steps.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/version.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct BuildOptions {
  std::string folder = ".";
  std::string only;
  bool force = false, without_pdf = false;
  Common common;
};

constexpr auto summary = "run everything that a project needs, from data to publication";

void declare(Options& options, BuildOptions& target) {
  options.optional_positional(target.folder, "PROJECT_DIR", "folder with trygg.toml (default: .)");
  options.add("--only", target.only, "STEP",
              "one step: synth, weight, estimate, goal, release or report");
  options.flag("--force", target.force, "run every step, also those that nothing changed for");
  options.flag("--without-pdf", target.without_pdf, "make no PDF, only pages and data files");
  options.common(target.common);
}

void make_folder(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    throw InputError(
        fmt::format("{}: the folder cannot be made: {}", folder.string(), failed.message()));
}

/// Tells the steps as they begin, one line each.
StepObserver observer(const Streams& streams, const Common& common) {
  const auto tell = [&streams, quiet = common.quiet](std::string_view name, std::string_view text) {
    if (quiet) return;
    streams.err << fmt::format("{:<9} {}\n", name, text);
    streams.err.flush();
  };
  return {.begins =
              [tell](const Step& step, const std::string& reason) {
                tell(step.name, fmt::format("{} ({})", step.summary, reason));
              },
          .unchanged =
              [tell](const Step& step) {
                tell(step.name,
                     step.part.empty() ? "unchanged" : fmt::format("unchanged ({})", step.part));
              },
          .note = [tell](const std::string& note) { tell("note", note); }};
}

/// Tells this program from another build of the same version, too.
std::string program_of(FileHashes& hashes) {
  return version_text() + ' ' + hashes.of("/proc/self/exe");
}

std::vector<Step> steps_of(const Project& project, const BuildOptions& options,
                           FileHashes& hashes) {
  return build_steps(project, options.common.threads,
                     options.without_pdf ? PdfWanted::no : PdfWanted::yes, hashes);
}

/// Everything that steps are run with.
struct Build {
  const Project& project;
  const BuildOptions& options;
  FileHashes& hashes;
  StepMemory& memory;
  StepObserver observer;

  std::vector<fs::path> run(std::span<const Step> steps) const {
    return run_steps(steps,
                     {.only = options.only,
                      .remake = options.force ? Remake::all : Remake::changed,
                      .threads = options.common.threads,
                      .program = program_of(hashes),
                      .folder = project.folder},
                     hashes, memory, observer);
  }

  /// Synthetic data come with margins that later steps read, so these are listed anew when it has
  /// run: else the next build would find inputs that this one did not know of, and run again.
  std::vector<fs::path> run_all(std::span<const Step> planned) const {
    if (!project.generator || !options.only.empty()) return run(planned);
    auto made = run(planned.first(1));
    const auto steps = steps_of(project, options, hashes);
    std::ranges::copy(run(std::span(steps).subspan(1)), std::back_inserter(made));
    return made;
  }
};

void run(Args args, const Streams& streams) {
  BuildOptions options;
  Options declared("build", summary);
  declare(declared, options);
  declared.parse(args);
  const auto project = read_project(options.folder);
  if (options.common.lang != "sv") project.texts_in(options.common.lang);  // refused, not ignored
  const auto memory_folder = BuildFiles(project).memory;
  FileHashes hashes(memory_folder / "files");
  const auto planned = steps_of(project, options, hashes);
  make_folder(memory_folder);
  const FileLock lock(memory_folder / "lock",
                      fmt::format("a build of {}", project.folder.lexically_normal().string()));
  StepMemory memory(memory_folder / "steps.json");
  const auto made =
      Build{project, options, hashes, memory, observer(streams, options.common)}.run_all(planned);
  hashes.remember();
  if (options.common.quiet) return;
  for (const auto& file : made)
    streams.out << fmt::format("{}\n", file.lexically_normal().string());
}

std::string help() {
  BuildOptions options;
  Options declared("build", summary);
  declare(declared, options);
  return declared.help();
}

}  // namespace

const Command build_command{"build", summary, run, help};

}  // namespace trygg::tools
