#include <optional>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "synth/synth.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"

namespace trygg::tools {
namespace {

struct SynthArguments {
  std::string folder, seed;
  Common common;
};

void declare(Options& options, SynthArguments& a) {
  options.positional(a.folder, "DIR", "a project's folder, with synth.toml in it");
  options.add("--seed", a.seed, "N", "draw with this seed (default: the one in synth.toml)");
  options.common(a.common);
}

std::optional<std::uint64_t> seed_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto number = to_number(text);
  require<ConfigError>(number && *number >= 0 && *number < 0x1p53 &&
                           *number == static_cast<double>(static_cast<std::uint64_t>(*number)),
                       "--seed '{}': must be a whole number from 0", text);
  return static_cast<std::uint64_t>(*number);
}

void run(Args args, const Streams& streams) {
  SynthArguments a;
  Options options("synth", std::string(synth_command.summary));
  declare(options, a);
  options.parse(args);
  const auto summary = synthesize(std::filesystem::path(a.folder) / "synth.toml",
                                  {.seed = seed_of(a.seed), .threads = a.common.threads});
  if (a.common.quiet) return;
  for (const auto& wave : summary.waves)
    streams.err << fmt::format(
        "{}: {} persons, {} sampled, {} answered ({:.1f} %)\n", wave.name, wave.population,
        wave.sampled, wave.answered,
        100.0 * static_cast<double>(wave.answered) / static_cast<double>(wave.sampled));
  streams.err << fmt::format("{} files written; the first is {}\n", summary.files.size(),
                             summary.files.front().string());
}

std::string help() {
  SynthArguments a;
  Options options("synth", std::string(synth_command.summary));
  declare(options, a);
  return options.help();
}

}  // namespace

const Command synth_command{"synth", "make the waves of a synthetic survey and their true values",
                            run, help};

}  // namespace trygg::tools
