#include "tools/estimate_asked.hpp"

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design_file.hpp"
#include "design/replicate_file.hpp"
#include "design/sampling_file.hpp"
#include "estimate/standard.hpp"
#include "weights/recipe.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

/// The columns that a design names; a text such as "region,block" is two of them.
std::vector<std::string> columns_of(const std::vector<std::string>& texts, const Table& table) {
  std::vector<std::string> names;
  for (const auto& text : texts)
    for (auto& name : read_names(text, ',', table)) names.push_back(std::move(name));
  return names;
}

std::optional<ReplicateSpec> replicates_of_options(const EstimateTyped& typed) {
  if (!typed.replicate_kind) {
    require<ConfigError>(!typed.replicates,
                         "--replicates: --replicate-kind must say how they were made: brr, fay, "
                         "jk1, jk2, jkn, bootstrap or sdr");
    require<ConfigError>(!typed.fay_rho && !typed.replicate_scale && !typed.mse,
                         "--fay-rho, --replicate-scale and --mse need --replicates and "
                         "--replicate-kind");
    return std::nullopt;
  }
  ReplicateSpec spec;
  spec.kind =
      of_option("--replicate-kind", [&] { return to_replicate_kind(*typed.replicate_kind); });
  if (typed.replicates) spec.columns = {*typed.replicates};
  spec.scale = typed.replicate_scale;
  spec.rho = typed.fay_rho;
  if (typed.mse) spec.centre = ReplicateCentre::full_sample;
  of_option("--replicate-kind", [&] { check_replicate_spec(spec); });
  return spec;
}

/// `--pps-form` of the key `pps_form`.
std::string option_of(std::string key) {
  std::ranges::replace(key, '_', '-');
  return "--" + key;
}

void set_sampling_of_options(DesignSpec& spec, const EstimateTyped& typed) {
  SamplingTexts texts{.probability = typed.probability,
                      .pps = typed.pps,
                      .pps_form = typed.pps_form,
                      .certainty = typed.certainty,
                      .order = typed.order,
                      .phase2 = typed.phase2,
                      .phase2_strata = typed.phase2_strata,
                      .phase2_probability = typed.phase2_probability,
                      .joint = {}};
  if (typed.joint) texts.joint = *typed.joint;
  set_sampling(spec, texts, [](const std::string& key, const std::string& problem) {
    throw ConfigError(fmt::format("{}: {}", option_of(key), problem));
  });
}

DesignSpec spec_of_options(const EstimateTyped& typed) {
  DesignSpec spec{.weight = typed.weight, .strata = typed.strata, .nest = typed.nest};
  spec.replicates = replicates_of_options(typed);
  if (typed.psu) spec.psu = {*typed.psu};
  if (typed.fpc) spec.fpc = {*typed.fpc};
  if (typed.lonely_psu)
    spec.lonely_psu = of_option("--lonely-psu", [&] { return to_lonely_psu(*typed.lonely_psu); });
  set_sampling_of_options(spec, typed);
  return spec;
}

What what_of(const std::string& option, const std::string& text, const Table& table) {
  if (option == "--shares") return read_shares(text, table);
  if (option == "--quantile") return read_quantiles(text, table);
  if (option == "--function") return {read_function(text, table)};
  const auto statistic = option == "--share"   ? Statistic::share
                         : option == "--mean"  ? Statistic::mean
                         : option == "--total" ? Statistic::total
                         : option == "--ratio" ? Statistic::ratio
                                               : Statistic::count;
  return read_what(statistic, text, table);
}

/// Has every WHAT brought to the standard population.
void standardise(Request& request, const EstimateTyped& typed, const Table& table) {
  if (!typed.standard) return;
  const auto standard = std::make_shared<const Standard>(
      of_option("--standardize", [&] { return read_standard(*typed.standard, table); }));
  check_not_input(typed.output.file, {standard->source});
  for (auto& what : request.what) {
    for (auto& quantity : what) {
      require<ConfigError>(
          can_be_standardised(quantity.statistic),
          "--standardize: shares, means and ratios can be standardised, and --{} is "
          "asked for",
          to_text(quantity.statistic));
      quantity.standard = standard;
    }
  }
}

}  // namespace

DesignSpec declared_design(const EstimateTyped& typed, const Table& table) {
  auto spec = typed.design ? read_design_file(*typed.design) : spec_of_options(typed);
  const auto said_by = [&](const std::string& key) {
    return typed.design ? *typed.design + ": " + key : "--" + key;
  };
  spec.psu = of_option(said_by("psu"), [&] { return columns_of(spec.psu, table); });
  spec.fpc = of_option(said_by("fpc"), [&] { return columns_of(spec.fpc, table); });
  check_sampling(spec);
  return spec;
}

WeightedDesign weighted_design(const EstimateTyped& typed, Table& table) {
  if (!typed.recipe) return {declared_design(typed, table), nullptr};
  const auto recipe = weights::read_recipe(*typed.recipe);
  const auto how = by_replicates(typed, recipe.replicates.has_value())
                       ? weights::Replicates::as_asked
                       : weights::Replicates::leave;
  auto weighted = weights::weigh(table, recipe, how, typed.common.threads, *typed.common.ranks);
  for (auto& column : weighted.columns) table.add(std::move(column));
  return {std::move(weighted.design), std::move(weighted.replicates)};
}

bool by_replicates(const EstimateTyped& typed, bool has_replicates) {
  const bool used = typed.variance ? *typed.variance == "replicates" : has_replicates;
  require<ConfigError>(
      !used || !typed.components,
      "--components: replicates do not tell the parts apart; --variance linearised "
      "does, where the design says how the weights were made");
  if (!typed.variance) return used;
  const auto& how = *typed.variance;
  require<ConfigError>(how == "replicates" || how == "linearised",
                       "--variance '{}': must be replicates or linearised", how);
  require<ConfigError>(how == "linearised" || has_replicates,
                       "--variance replicates: the design has none; --replicates, or [replicates] "
                       "in a design file or recipe");
  return how == "replicates";
}

Request request_of(const EstimateTyped& typed, const Table& table) {
  require<ConfigError>(!typed.what.empty(),
                       "nothing is asked for; give at least one of --share, --shares, --mean, "
                       "--total, --quantile, --count, --ratio, --function");
  return request_with_groups(typed, table);
}

Request request_with_groups(const EstimateTyped& typed, const Table& table) {
  Request request;
  for (const auto& asked : typed.what)
    request.what.push_back(
        of_option(asked.first, [&] { return what_of(asked.first, asked.second, table); }));
  for (const auto& text : typed.by) {
    auto by = of_option("--by", [&] { return read_names(text, '+', table); });
    require<ConfigError>(std::ranges::find(request.by, by) == request.by.end(),
                         "--by '{}' is given twice", text);
    request.by.push_back(std::move(by));
  }
  for (const auto& text : typed.where)
    request.where.push_back(of_option("--where", [&] { return read_condition(text, table); }));
  for (const auto& text : typed.contrasts)
    request.contrasts.push_back(
        of_option("--contrast", [&] { return read_contrast(text, table); }));
  standardise(request, typed, table);
  return request;
}

Needs needs_of(const EstimateTyped& typed, const Table& names) {
  require<NotFolded>(!typed.standard, "--standardize needs every record");
  Needs needs{.what = typed.what,
              .by = typed.by,
              .where = typed.where,
              .contrasts = typed.contrasts,
              .design = {},
              .weight = {}};
  if (typed.recipe) {
    const auto recipe = weights::read_recipe(*typed.recipe);
    require<NotFolded>(!by_replicates(typed, recipe.replicates.has_value()),
                       "replicates need every record");
    require<NotFolded>(!names.has(recipe.weight), "there is a column '{}' already", recipe.weight);
    needs.design = weights::columns_of(recipe);
    needs.weight = recipe.design.spec.weight;
    if (!std::ranges::all_of(recipe.steps, &weights::Step::treats_alike))
      needs.each_weight = "a step of the recipe looks at them one by one";
  } else {
    const auto spec = declared_design(typed, names);
    require<NotFolded>(!by_replicates(typed, spec.replicates.has_value()),
                       "replicates need every record");
    const auto why = why_records(spec);
    require<NotFolded>(why.empty(), "{} need every record", why);
    needs.design = trygg::columns_of(spec);
    needs.weight = spec.weight;
    if (!spec.calibration.empty() || !spec.calibrated_on.empty())
      needs.each_weight = "the design says how they were calibrated";
  }
  return needs;
}

}  // namespace trygg::tools
