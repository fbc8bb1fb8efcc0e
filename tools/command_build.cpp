#include <ostream>

#include "base/error.hpp"
#include "project/project.hpp"
#include "tools/build_steps.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct BuildOptions {
  std::string folder = ".";
  std::string only;
  Common common;
};

constexpr auto summary = "run everything that a project needs, from data to publication";

void declare(Options& options, BuildOptions& target) {
  options.optional_positional(target.folder, "PROJECT_DIR", "folder with trygg.toml (default: .)");
  options.add("--only", target.only, "STEP",
              "one step: synth, weight, estimate, goal, release or report");
  options.common(target.common);
}

void run(Args args, const Streams& streams) {
  BuildOptions options;
  Options declared("build", summary);
  declare(declared, options);
  declared.parse(args);
  require_texts_in(options.common.lang);
  const auto project = read_project(options.folder);
  const auto steps = build_steps(project, options.common.threads, [&](const std::string& line) {
    if (!options.common.quiet) streams.err << fmt::format("{:<9} {}\n", "note", line);
  });
  run_steps(steps, options.only, [&](const Step& step) {
    if (!options.common.quiet) streams.err << fmt::format("{:<9} {}\n", step.name, step.summary);
    streams.err.flush();
  });
  if (options.common.quiet) return;
  for (const auto& step : steps) {
    if (!options.only.empty() && step.name != options.only) continue;
    for (const auto& file : step.outputs)
      streams.out << fmt::format("{}\n", file.lexically_normal().string());
  }
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
