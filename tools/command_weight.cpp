#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "design/design_file.hpp"
#include "io/write.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "weights/recipe.hpp"
#include "weights/templates.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct Settings {
  Common common;
  DataOptions data;
  std::string recipe, output, templates;
  bool dry_run = false;
};

constexpr auto summary =
    "Makes survey weights by a recipe, and the design file that lets the variance know how they "
    "were made.";

void declare(Options& options, Settings& s) {
  add_data(options, s.data);
  options.add("--recipe", s.recipe, "RECIPE.toml", "where weights come from and what they meet");
  options.required("--recipe");
  options.add("-o,--output", s.output, "OUT",
              "DATA with the weights (.csv .sav .dta); OUT.design.toml is written beside it");
  options.flag("--dry-run", s.dry_run, "check everything, tell the summary, write nothing");
  options.add("--template", s.templates, "DIR",
              "write the files of totals that the recipe names, empty, and stop");
  options.common(s.common);
}

std::string design_file(const std::string& output) {
  return output + ".design.toml";
}

void check(const Settings& s) {
  require<ConfigError>(s.templates.empty() || (!s.dry_run && s.output.empty()),
                       "--template writes files of totals and stops; it takes no -o and no "
                       "--dry-run");
  require<ConfigError>(!s.output.empty() || s.dry_run || !s.templates.empty(),
                       "-o OUT is missing: where to write (or --dry-run, or --template DIR)");
  check_not_input(s.output, {s.data.file, s.data.codebook.value_or("")});
  check_not_input(design_file(s.output), {s.data.file, s.recipe});
  if (!s.output.empty()) check_extension(s.output);
}

void write_templates(const std::vector<weights::Template>& all, const Settings& s,
                     const Streams& streams) {
  const fs::path folder = s.templates;
  for (const auto& made : all)
    require<ConfigError>(!fs::exists(folder / made.name), "{}: exists; nothing was written",
                         (folder / made.name).string());
  for (const auto& made : all) {
    write_file(folder / made.name, made.text, Access::published);
    if (!s.common.quiet)
      streams.err << fmt::format("{}: {} totals to fill in\n", (folder / made.name).string(),
                                 made.rows);
  }
}

void write_weighted(Table& table, weights::Weighted& weighted, const weights::Recipe& recipe,
                    const Settings& s) {
  for (auto& column : weighted.columns) table.add(std::move(column));
  if (weighted.replicates)
    for (auto& column : weights::replicate_columns(weighted, table, recipe))
      table.add(std::move(column));
  write_table(table, s.output, s.common.threads);
  write_file(design_file(s.output), to_toml(weighted.design), Access::published);
}

void run(Args args, const Streams& streams) {
  Settings s;
  Options options("weight", summary);
  declare(options, s);
  options.parse(args);
  check(s);
  const auto recipe = weights::read_recipe(s.recipe);
  auto table = read(s.data, {}, s.common.threads);
  if (!s.templates.empty())
    return write_templates(weights::make_templates(table, recipe), s, streams);
  auto weighted = weights::weigh(table, recipe, weights::Replicates::as_asked, s.common.threads);
  const auto summary_text = weights::to_text(weighted);
  if (!s.dry_run) write_weighted(table, weighted, recipe, s);
  if (!s.common.quiet) streams.err << summary_text;  // last: a failure is one line
}

std::string help() {
  Settings s;
  Options options("weight", summary);
  declare(options, s);
  return options.help();
}

}  // namespace

const Command weight_command{"weight", "make survey weights by a recipe", run, help};

}  // namespace trygg::tools
