#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "design/design_file.hpp"
#include "design/provenance.hpp"
#include "io/write.hpp"
#include "reports/weighting_report.hpp"
#include "reports/weighting_tables.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/project_texts.hpp"
#include "tools/version.hpp"
#include "weights/chain.hpp"
#include "weights/diagnosis/diagnose.hpp"
#include "weights/recipe.hpp"
#include "weights/templates.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct Settings {
  Common common;
  DataOptions data;
  std::string recipe, output, templates, report;
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
  options.add("--report", s.report, "DIR",
              "write what a reviewer needs into DIR: rapport.html, and every figure as CSV");
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
  require<ConfigError>(s.report.empty() || (!s.dry_run && s.templates.empty()),
                       "--report writes a report on weights that are made; it takes no --dry-run "
                       "and no --template");
  require<ConfigError>(s.report.empty() || s.common.lang == "sv",
                       "the report on weights has no texts in '{}' yet; known languages: sv",
                       s.common.lang);
  check_not_input(s.output, {s.data.file, s.data.codebook.value_or("")});
  check_not_input(design_file(s.output), {s.data.file, s.recipe});
  if (!s.output.empty()) check_extension(s.output);
}

/// What a run reads.
std::vector<fs::path> files_read(const Settings& s, const weights::Recipe& recipe) {
  std::vector<fs::path> paths{s.data.file, s.recipe};
  if (s.data.codebook) paths.emplace_back(*s.data.codebook);
  if (recipe.design.population) paths.push_back(*recipe.design.population);
  for (const auto& step : recipe.steps)
    for (const auto& file : step->files()) paths.push_back(file.path);
  return paths;
}

/// What is written must not take the place of what is read.
void check_not_read(const Settings& s, const weights::Recipe& recipe,
                    const std::vector<reports::NamedText>& report) {
  std::vector<std::string> read;
  for (const auto& path : files_read(s, recipe)) read.push_back(path.string());
  std::vector<std::string> written;
  if (!s.output.empty()) written = {s.output, design_file(s.output)};
  for (const auto& [name, text] : report) written.push_back((fs::path(s.report) / name).string());
  for (const auto& file : written) {
    check_not_input(file, read);
    require<ConfigError>(!fs::is_directory(file), "{} is a folder; a file is to be written there",
                         file);
  }
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

/// The files that the weights were made from, each once, without their folders.
std::vector<UsedFile> used_files(const Settings& s, const weights::Recipe& recipe) {
  std::vector<UsedFile> files;
  std::vector<fs::path> seen;
  for (const auto& path : files_read(s, recipe)) {
    const auto whole = fs::weakly_canonical(path);
    if (std::ranges::find(seen, whole) != seen.end() || !fs::is_regular_file(whole)) continue;
    seen.push_back(whole);
    files.push_back({path.filename().string(), sha256(read_file(path))});
  }
  return files;
}

/// A report that cannot be written must be known before the weights are.
void make_folder(const std::string& folder) {
  if (folder.empty()) return;
  std::error_code error;
  fs::create_directories(folder, error);
  require<InputError>(!error, "{}: the folder cannot be made: {}", folder, error.message());
}

Provenance provenance_of(const Settings& s, const weights::Recipe& recipe) {
  Provenance provenance{.program = version_text(), .recipe = read_file(s.recipe)};
  for (auto& file : used_files(s, recipe)) provenance.files.push_back({file.name, file.sha256});
  return provenance;
}

void write_weighted(Table& table, weights::Weighted& weighted, const Settings& s,
                    const weights::Recipe& recipe) {
  const auto design = to_toml(weighted.design) + to_toml(provenance_of(s, recipe));
  for (auto& column : weighted.columns) table.add(std::move(column));
  if (weighted.replicates)
    for (auto& column : weights::replicate_columns(weighted, table, recipe))
      table.add(std::move(column));
  write_table(table, s.output, s.common.threads);
  write_file(design_file(s.output), design, Access::published);
}

/// The report's files, finished before anything is written.
std::vector<reports::NamedText> make_report(const Table& table, const weights::Recipe& recipe,
                                            const Settings& s) {
  if (s.report.empty()) return {};
  auto diagnosis = weights::diagnose(table, recipe, weights::Chain(table, recipe));
  diagnosis.program = version_text();
  diagnosis.data = fs::path(s.data.file).filename().string();
  diagnosis.recipe = fs::path(s.recipe).filename().string();
  diagnosis.files = used_files(s, recipe);
  auto files = reports::weighting_tables(diagnosis);
  files.push_back(
      {"rapport.html", reports::weighting_report(diagnosis, fs::absolute(s.recipe).parent_path())});
  return files;
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
  const auto report = make_report(table, recipe, s);
  check_not_read(s, recipe, report);
  make_folder(s.report);
  if (!s.dry_run) write_weighted(table, weighted, s, recipe);
  // Row numbers and weights of persons: for those who may see the data.
  for (const auto& [name, text] : report)
    write_file(fs::path(s.report) / name, text, Access::secret);
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
