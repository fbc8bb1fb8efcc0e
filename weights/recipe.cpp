#include "weights/recipe.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "config/config.hpp"
#include "design/design_file.hpp"
#include "weights/steps.hpp"

namespace trygg::weights {
namespace {

LonelyPsu read_lonely_psu(const Config& config) {
  const auto name = config.text("lonely_psu", "fail");
  try {
    return to_lonely_psu(name);
  } catch (const ConfigError& error) {
    config.fail("lonely_psu", error.what());
  }
}

void check(const Config& config, const BaseDesign& design) {
  const auto& spec = design.spec;
  if (!design.probability.empty() && (design.population || spec.weight))
    config.fail("probability",
                "one of `population`, `weight` and `probability` gives the base weight");
  if (!design.population) return;
  if (spec.weight) config.fail("weight", "either `population` or `weight` gives the base weight");
  if (!spec.strata) config.fail("population", "needs `strata`, whose totals it lists");
  if (!spec.psu.empty() && spec.fpc.empty() && design.fpc == BaseDesign::Fpc::as_known)
    config.fail("psu",
                "`population` counts persons, not PSUs; give fpc = \"none\", or the columns "
                "that hold the number of PSUs");
}

BaseDesign read_design_table(const Config& config) {
  BaseDesign design;
  auto& spec = design.spec;
  design.population = config.optional_path("population");
  design.probability = config.texts("probability");
  spec.weight = config.optional_text("weight");
  spec.strata = config.optional_text("strata");
  spec.psu = config.texts("psu");
  spec.fpc = config.texts("fpc");
  spec.nest = config.flag("nest", false);
  spec.lonely_psu = read_lonely_psu(config);
  if (spec.fpc == std::vector<std::string>{"none"}) {
    spec.fpc.clear();
    design.fpc = BaseDesign::Fpc::none;
  }
  check(config, design);
  return design;
}

void read_output(const Config& config, Recipe& recipe) {
  recipe.weight = config.text("weight", "vikt");
  if (recipe.weight.empty()) config.fail("weight", "a column must have a name");
}

}  // namespace

Recipe read_recipe(const Config& config) {
  Recipe recipe{.source = config.source()};
  if (const auto design = config.table("design")) recipe.design = read_design_table(*design);
  if (const auto outcome = config.table("outcome")) recipe.outcome = read_outcome(*outcome);
  const StepContext context{recipe.outcome};
  for (const auto& step : config.tables("step"))
    recipe.steps.push_back(find_step_kind(step).read(step, context));
  if (const auto replicates = config.table("replicates"))
    recipe.replicates = read_recipe_replicates(*replicates);
  if (const auto diagnostics = config.table("diagnostics"))
    recipe.diagnostics = read_diagnostics(*diagnostics);
  if (const auto output = config.table("output")) read_output(*output, recipe);
  config.reject_unknown();
  return recipe;
}

std::vector<std::string> columns_of(const Recipe& recipe) {
  auto names = columns_of(recipe.design.spec);
  for (const auto& name : recipe.design.probability)
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const auto& step : recipe.steps) std::ranges::for_each(step->columns(), add);
  return names;
}

Recipe read_recipe(const std::filesystem::path& path) {
  return read_recipe(Config::read(path));
}

}  // namespace trygg::weights
