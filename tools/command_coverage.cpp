#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "coverage/study.hpp"
#include "design/design.hpp"
#include "project/project.hpp"
#include "reports/coverage_report.hpp"
#include "reports/goal_study_report.hpp"
#include "reports/weighting_study_report.hpp"
#include "tools/commands.hpp"
#include "tools/coverage_goal.hpp"
#include "tools/coverage_weighting.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"
#include "tools/version.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct CoverageArguments {
  std::string folder, wave, recipe, steps, goal, indicators, output;
  unsigned samples = 0, seed = 1;  // samples 0: the default
  Common common;
};

constexpr auto summary = "draw samples of a synthetic survey and judge the intervals";

void declare(Options& options, CoverageArguments& a) {
  options.positional(a.folder, "PROJECT", "a project's folder, whose trygg.toml names a generator");
  options.add("--samples", a.samples, "N", "samples under each kind of response (default: 2000)");
  options.add("--seed", a.seed, "N", "draw samples with this seed (default: 1)");
  options.add("--wave", a.wave, "NAME", "the round (default: the one that is published)");
  options.add("--recipe", a.recipe, "FILE", "weigh by this recipe (default: the round's)");
  options.add("--steps", a.steps, "FILE",
              "judge the steps of this recipe instead, of all who are sampled (default: 1000 "
              "samples)");
  options.add("--goal", a.goal, "FILE",
              "judge the verdicts on this goal instead, by rounds whose true course is known");
  options.add("--indicators", a.indicators, "FILE",
              "estimate these indicators, too, beside the project's");
  options.add("-o,--output", a.output, "FILE.md", "the report; its charts are written beside it");
  options.required("--output");
  options.common(a.common);
}

/// Place of the item whose name is wanted. \throws ConfigError  there is none; names the nearest
template <class Items, class Name>
std::size_t place_of(const Items& items, Name name, const std::string& wanted,
                     const std::string& source) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.*name);
  const auto found = std::ranges::find(names, wanted);
  require<ConfigError>(found != names.end(), "{} '{}': there is no such round{}", source, wanted,
                       did_you_mean(wanted, names));
  return static_cast<std::size_t>(found - names.begin());
}

std::size_t sex_place(const SynthModel& model, const std::string& code, const fs::path& source) {
  const auto found = std::ranges::find(model.sexes, code, &SynthModel::Sex::code);
  require<ConfigError>(found != model.sexes.end(), "{}: there is no [[sex]] with the code '{}'",
                       source.string(), code);
  return static_cast<std::size_t>(found - model.sexes.begin());
}

void check(const CoverageArguments& a) {
  require<ConfigError>(a.samples >= 2, "--samples '{}': must be 2 or more", a.samples);
  require<ConfigError>(a.steps.empty() || a.recipe.empty(),
                       "--steps and --recipe exclude each other: one judges the steps of a recipe, "
                       "the other the intervals under it");
  require<ConfigError>(a.goal.empty() || (a.steps.empty() && a.indicators.empty()),
                       "--goal excludes --steps and --indicators: the goal names its indicator");
  require<ConfigError>(fs::path(a.output).extension() == ".md",
                       "-o '{}': the report is Markdown; its name must end in .md", a.output);
}

/// The recipe's totals must be there before a population is drawn.
void check_totals(const weights::Recipe& recipe, const std::string& folder) {
  std::vector<fs::path> files;
  if (recipe.design.population) files.push_back(*recipe.design.population);
  for (const auto& step : recipe.steps)
    for (const auto& file : step->files()) files.push_back(file.path);
  for (const auto& file : files)
    require<InputError>(fs::exists(file),
                        "{}: there is no such file; 'trygg synth {}' writes the totals of the "
                        "synthetic population",
                        file.lexically_normal().string(), folder);
}

/// Weighs by `recipe`, as `trygg weight` does, and makes the design that it declares.
WeighSample weighing(const weights::Recipe& recipe) {
  return [&recipe](Table& table) {
    auto weighted = weights::weigh(table, recipe, weights::Replicates::leave);
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
  if (!a.steps.empty()) text += " --steps " + a.steps;
  if (!a.goal.empty()) text += " --goal " + a.goal;
  if (!a.indicators.empty()) text += " --indicators " + a.indicators;
  if (!a.wave.empty()) text += " --wave " + a.wave;
  if (!a.recipe.empty()) text += " --recipe " + a.recipe;
  return text + " -o " + a.output;
}

/// The program's name and version, without what compiled it.
std::string program() {
  const auto text = version_text();
  return text.substr(0, text.find(" ("));
}

/// What a study is made of, read from the project's files.
struct StudyInputs {
  Project project;
  weights::Recipe recipe;
  SynthModel model;
  std::size_t wave = 0;  ///< place in the model
};

fs::path recipe_path(const CoverageArguments& a, const Wave& wave) {
  if (!a.steps.empty()) return a.steps;
  return a.recipe.empty() ? wave.recipe : fs::path(a.recipe);
}

StudyInputs read_inputs(const CoverageArguments& a) {
  StudyInputs in{.project = read_project(a.folder)};
  require<ConfigError>(in.project.generator.has_value(),
                       "{}/trygg.toml: names no generator; only of a synthetic survey the true "
                       "values are known",
                       a.folder);
  const auto& name = a.wave.empty() ? in.project.publication.wave : a.wave;
  const auto& wave = in.project.waves[place_of(in.project.waves, &Wave::name, name, "--wave")];
  in.recipe = weights::read_recipe(recipe_path(a, wave));
  check_not_input(a.output, {a.folder + "/trygg.toml", in.recipe.source});
  check_totals(in.recipe, a.folder);
  in.model = read_synth(*in.project.generator);
  if (!a.indicators.empty())
    for (auto& indicator : read_indicators(a.indicators))
      in.model.indicators.push_back(std::move(indicator));
  require<ConfigError>(a.steps.empty() || in.model.sampled.has_value(),
                       "{}: has no [sampled], which tells how those who do not answer stand in a "
                       "file",
                       in.project.generator->string());
  require<ConfigError>(std::ranges::any_of(in.model.indicators,
                                           [](const Indicator& indicator) {
                                             return indicator.kind != IndicatorKind::index;
                                           }),
                       "{}: no indicator is a share, and intervals of shares are what is judged",
                       in.project.indicators.string());
  in.wave =
      place_of(in.model.waves, &SynthModel::Wave::name, wave.name, in.project.generator->string());
  return in;
}

void write_report(const Study& study, const StudyInputs& in, const CoverageArguments& a) {
  const fs::path path = a.output;
  const auto chart = chart_path(path, ".svg"), narrow = chart_path(path, "-narrow.svg");
  reports::CoverageTexts texts{.program = program(),
                               .command = command_line(a),
                               .project = in.project.name,
                               .recipe = fs::path(in.recipe.source).filename().string(),
                               .population_seed = in.model.seed,
                               .chart = chart.filename().string(),
                               .narrow_chart = narrow.filename().string()};
  for (const auto& indicator : in.model.indicators) texts.indicators.push_back(indicator.id);
  const auto report = reports::coverage_report(study, texts);
  write_file(chart, report.chart, Access::published);
  write_file(narrow, report.narrow_chart, Access::published);
  write_file(path, report.markdown, Access::published);
}

SexPair sexes_of(const StudyInputs& in) {
  const auto place = [&](const std::string& code) {
    return sex_place(in.model, code, *in.project.generator);
  };
  return {place(in.project.variables.women), place(in.project.variables.men)};
}

/// Tells of the samples done, and by what response they are told apart.
auto told_by(Progress& progress) {
  return [&progress](Response response, std::uint32_t done, std::uint32_t of) {
    progress.step(fmt::format("{} response: {} of {} samples", to_text(response), done, of));
  };
}

void judge_intervals(const StudyInputs& in, const CoverageArguments& a,
                     const StudyPopulation& population, Progress& progress) {
  const auto study = run_study(population, weighing(in.recipe),
                               {.samples = a.samples,
                                .seed = a.seed,
                                .gap = sexes_of(in),
                                .threads = a.common.threads,
                                .ranks = a.common.ranks,
                                .told = told_by(progress)});
  if (a.common.ranks->is_first()) write_report(study, in, a);
}

void judge_steps(const StudyInputs& in, const CoverageArguments& a,
                 const StudyPopulation& population, Progress& progress) {
  const auto arms = arms_of(in.recipe, population, a.seed);
  const auto study = run_weighting_study(population, arms,
                                         {.samples = a.samples,
                                          .seed = a.seed,
                                          .pair = sexes_of(in),
                                          .threads = a.common.threads,
                                          .ranks = a.common.ranks,
                                          .told = told_by(progress)});
  if (!a.common.ranks->is_first()) return;
  using Judged = reports::WeightingStudyTexts::Judged;
  const reports::WeightingStudyTexts texts{
      program(), command_line(a), fs::path(in.recipe.source).filename().string(),
      in.recipe.replicates ? Judged::replicates : Judged::steps};
  write_file(a.output, reports::weighting_study_report(study, texts), Access::published);
}

void judge_goal(const StudyInputs& in, const CoverageArguments& a,
                const StudyPopulation& population, Progress& progress) {
  const auto goal = studied_goal(a.goal);
  const auto study =
      run_goal_study(population, studied_indicator(in.model, goal, a.goal), declaring(in.recipe),
                     {.samples = a.samples,
                      .seed = a.seed,
                      .level = goal.level,
                      .pair = sexes_of(in),
                      .threads = a.common.threads,
                      .ranks = a.common.ranks,
                      .told = [&progress](std::uint32_t done, std::uint32_t of) {
                        progress.step(fmt::format("{} of {} samples", done, of));
                      }});
  if (!a.common.ranks->is_first()) return;
  const fs::path path = a.output;
  const auto chart = chart_path(path, ".svg"), narrow = chart_path(path, "-narrow.svg");
  const auto report =
      reports::goal_study_report(study, {.program = program(),
                                         .command = command_line(a),
                                         .project = in.project.name,
                                         .recipe = fs::path(in.recipe.source).filename().string(),
                                         .population_seed = in.model.seed,
                                         .chart = chart.filename().string(),
                                         .narrow_chart = narrow.filename().string()});
  write_file(chart, report.chart, Access::published);
  write_file(narrow, report.narrow_chart, Access::published);
  write_file(path, report.markdown, Access::published);
}

void run(Args args, const Streams& streams) {
  CoverageArguments a;
  Options options("coverage", summary);
  declare(options, a);
  options.parse(args);
  if (a.samples == 0) a.samples = a.steps.empty() ? 2000 : 1000;
  use_ranks(a.common, streams);
  check(a);
  const auto in = read_inputs(a);
  const auto round = prepare_round(in.model, in.wave);
  Progress progress(streams, a.common, "coverage");
  progress.step("drawing the population");
  const auto population = draw_population(round, a.common.threads);
  const auto judge = !a.goal.empty() ? judge_goal : a.steps.empty() ? judge_intervals : judge_steps;
  judge(in, a, population, progress);
}

std::string help() {
  CoverageArguments a;
  Options options("coverage", summary);
  declare(options, a);
  return options.help();
}

}  // namespace

const Command coverage_command{"coverage", summary, run, help, RunBy::ranks};

}  // namespace trygg::tools
