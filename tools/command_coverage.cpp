#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "coverage/study.hpp"
#include "design/design.hpp"
#include "project/project.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/progress.hpp"
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
  std::string text;
  for (const auto& r : study.responses)
    for (const auto& g : r.groups) {
      text += fmt::format("{} kind {} size {} share {} div {} sex {} cells {} df {:.0f} bias {:.3f} {:.3f} se {:.3f} {:.3f}\n", to_text(r.response), int(g.key.kind), g.key.size ? int(*g.key.size) : -1, g.key.share ? int(*g.key.share) : -1,g.key.division ? int(*g.key.division) : -1, g.key.sexes ? int(*g.key.sexes) : -1, g.cells, g.df, g.bias, g.absolute_bias, g.se_mean, g.se_rms);
      for (std::size_t m = 0; m < methods_of(g.key.kind); ++m) {
        const auto& s = g.method[m];
        text += fmt::format("   {} {:.4f} ±{:.4f} below {:.4f} above {:.4f} none {:.4f} width {:.4f} worst {:.4f}\n", m, s.coverage, s.error, s.below, s.above, s.none, s.width, s.worst);
      }
    }
  write_file(a.output, text, Access::published);
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
