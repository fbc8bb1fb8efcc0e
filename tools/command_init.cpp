#include <ostream>

#include "base/error.hpp"
#include "base/resources.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string folder;
  Common common;
};

constexpr auto summary = "make an empty project: another city is another folder";

void declare(Options& options, InitOptions& target) {
  options.positional(target.folder, "DIR", "the folder to make; it must not hold anything yet");
  options.common(target.common);
}

void run(Args args, const Streams& streams) {
  InitOptions options;
  Options declared("init", summary);
  declare(declared, options);
  declared.parse(args);
  const fs::path folder = options.folder;
  require<ConfigError>(!folder.empty(), "DIR is empty; name a folder that is new or empty");
  require<ConfigError>(!fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder)),
                       "{}: there is something already; name a folder that is new or empty",
                       folder.string());
  const auto model = find_resource("examples/mall", folder);
  fs::create_directories(folder / "data");
  fs::copy(model, folder, fs::copy_options::recursive);
  if (options.common.quiet) return;
  streams.out << fmt::format(
      "{0}: an empty project\n\n"
      "Next:\n"
      "  1. put the data files into {0}/data and name them in {0}/trygg.toml\n"
      "  2. trygg codebook {0}/data/FILE -o {0}/codebook.toml   drafts a codebook\n"
      "  3. fill in indicators.toml, areas.csv, crosswalk.csv, goal.toml and recipes/\n"
      "  4. trygg build {0}\n",
      folder.string());
}

std::string help() {
  InitOptions options;
  Options declared("init", summary);
  declare(declared, options);
  return declared.help();
}

}  // namespace

const Command init_command{"init", summary, run, help};

}  // namespace trygg::tools
