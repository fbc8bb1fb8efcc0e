#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "estimate/cube.hpp"
#include "release/release.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view summary = "decide for every cell whether it may be published";

struct Settings {
  Common common;
  std::string cube, rules, output;
};

void declare(Options& options, Settings& settings) {
  options.positional(settings.cube, "CUBE", "estimates, from 'trygg build' (CSV)");
  options.add("--rules", settings.rules, "RULES.toml", "the rules of release");
  options.required("--rules");
  options.add("-o,--output", settings.output, "FILE", "write to FILE (default: standard output)");
  options.common(settings.common);
}

std::string counts(const Release& released) {
  std::size_t shown = 0, flagged = 0, suppressed = 0;
  for (const auto& row : released.rows)
    ++(row.decision == Decision::show   ? shown
       : row.decision == Decision::flag ? flagged
                                        : suppressed);
  return fmt::format("{} rows: {} shown, {} flagged, {} suppressed", released.rows.size(), shown,
                     flagged, suppressed);
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options("release", std::string(summary));
  declare(options, settings);
  options.parse(args);
  check_not_input(settings.output, {settings.cube, settings.rules});
  const auto rules = read_release_rules(settings.rules);
  const auto released = release(read_cube(settings.cube), rules);
  if (settings.output.empty())
    streams.out << to_csv(released);
  else
    write_file(settings.output, to_csv(released), Access::published);
  if (!settings.common.quiet) streams.err << counts(released) << '\n';
}

std::string help() {
  Settings settings;
  Options options("release", std::string(summary));
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command release_command{"release", summary, run, help};

}  // namespace trygg::tools
