#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "coverage/study.hpp"
#include "design/design.hpp"
#include "project/project.hpp"
#include "reports/coverage_report.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/progress.hpp"
#include "tools/version.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct CoverageArguments {
  std::string folder, wave, recipe, output;
  unsigned samples = 2000, seed = 1;
  Common common;
};

constexpr auto summary = "draw sample after sample of a synthetic survey and judge the intervals";

void declare(Options& options, CoverageArguments& a) {
  options.positional(a.folder, "PROJECT", "a project's folder, whose trygg.toml names a generator");
  options.add("--samples", a.samples, "N",
              "samples under each kind of response (default: 2000)");
  options.add("--seed", a.seed, "N", "draw samples with this seed (default: 1)");
  options.add("--wave", a.wave, "NAME", "the round (default: the one that is published)");
  options.add("--recipe", a.recipe, "FILE", "weigh by this recipe (default: the round's)");
  options.add("-o,--output", a.output, "FILE.md",
              "the report; its charts are written beside it");
  options.required("--output");
  options.common(a.common);
}

std::size_t wave_place(const SynthModel& model, const std::string& name, const fs::path& source) {
  std::vector<std::string> names;
  for (const auto& wave : model.waves) names.push_back(wave.name);
  const auto found = std::ranges::find(names, name);
  require<ConfigError>(found != names.end(), "{}: there is no [[wave]] with the name '{}'{}",
                       source.string(), name, did_you_mean(name, names));
  return static_cast<std::size_t>(found - names.begin());
}

std::size_t sex_place(const SynthModel& model, const std::string& code, const fs::path& source) {
  const auto found = std::ranges::find(model.sexes, code, &SynthModel::Sex::code);
  require<ConfigError>(found != model.sexes.end(), "{}: there is no [[sex]] with the code '{}'",
                       source.string(), code);
  return static_cast<std::size_t>(found - model.sexes.begin());
}

/// Weighs by `recipe`, as `trygg weight` does, and makes the design that it declares.
WeighSample weighing(const weights::Recipe& recipe) {
  return [&recipe](Table& table) {
    auto weighted = weights::weigh(table, recipe);
    for (auto& column : weighted.columns) table.add(std::move(column));
    return make_design(table, weighted.design);
  };
}

/// `FILE.md` → `FILE.svg` and `FILE-narrow.svg`, beside it.
fs::path chart_path(const fs::path& report, const char* ending) {
  return report.parent_path() / (report.stem().string() + ending);
}

std::string command_line(const CoverageArguments& a) {
  auto text = fmt::format("trygg coverage {} --samples {} --seed {}", a.folder, a.samples, a.seed);
  if (!a.wave.empty()) text += " --wave " + a.wave;
  if (!a.recipe.empty()) text += " --recipe " + a.recipe;
  return text + " -o " + a.output;
}

/// The program's name and version, without what compiled it.
std::string program() {
  const auto text = version_text();
  return text.substr(0, text.find(" ("));
}

void write_report(const Study& study, const Project& project, const SynthModel& model,
                  const weights::Recipe& recipe, const CoverageArguments& a) {
  const fs::path path = a.output;
  const auto chart = chart_path(path, ".svg"), narrow = chart_path(path, "-narrow.svg");
  reports::CoverageTexts texts{.program = program(),
                               .command = command_line(a),
                               .project = project.name,
                               .recipe = fs::path(recipe.source).filename().string(),
                               .population_seed = model.seed,
                               .chart = chart.filename().string(),
                               .narrow_chart = narrow.filename().string()};
  for (const auto& indicator : model.indicators) texts.indicators.push_back(indicator.id);
  const auto report = reports::coverage_report(study, texts);
  write_file(chart, report.chart, Access::published);
  write_file(narrow, report.narrow_chart, Access::published);
  write_file(path, report.markdown, Access::published);
}

void run(Args args, const Streams& streams) {
  CoverageArguments a;
  Options options("coverage", summary);
  declare(options, a);
  options.parse(args);
  require<ConfigError>(a.samples >= 2, "--samples '{}': must be 2 or more", a.samples);

  const auto project = read_project(a.folder);
  require<ConfigError>(project.generator.has_value(),
                       "{}/trygg.toml: names no generator; only of a synthetic survey the true "
                       "values are known",
                       a.folder);
  const auto& wave = project.wave(a.wave.empty() ? project.publication.wave : a.wave);
  const auto recipe = weights::read_recipe(a.recipe.empty() ? wave.recipe : fs::path(a.recipe));
  const auto model = read_synth(*project.generator);
  const auto round = prepare_round(model, wave_place(model, wave.name, *project.generator));
  Progress progress(streams, a.common, "coverage");
  progress.step("drawing the population");
  const auto population = draw_population(round, a.common.threads);
  const auto study = run_study(
      population, weighing(recipe),
      {.samples = a.samples,
       .seed = a.seed,
       .gap = {sex_place(model, project.variables.women, *project.generator),
               sex_place(model, project.variables.men, *project.generator)},
       .threads = a.common.threads,
       .told = [&](Response response, std::uint32_t done, std::uint32_t of) {
         progress.step(fmt::format("{} response: {} of {} samples", to_text(response), done, of));
       }});
  progress.done();
  write_report(study, project, model, recipe, a);
}

std::string help() {
  CoverageArguments a;
  Options options("coverage", summary);
  declare(options, a);
  return options.help();
}

}  // namespace

const Command coverage_command{"coverage", summary, run, help};

}  // namespace trygg::tools
