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
  std::string cube, rules;
  OutputOptions output;
};

void declare(Options& options, Settings& settings) {
  options.positional(settings.cube, "CUBE", "estimates, from 'trygg build' (CSV)");
  options.add("--rules", settings.rules, "RULES.toml", "the rules of release");
  options.required("--rules");
  add_output(options, settings.output);
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
  check_format(settings.output);
  check_not_input(settings.output.file, {settings.cube, settings.rules});
  const auto rules = read_release_rules(settings.rules);
  const auto released = release(read_cube(settings.cube), rules);
  write_table(table_of(to_csv(released), IsPublished::yes), settings.output, Access::published,
              streams);
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
