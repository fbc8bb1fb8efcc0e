#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "estimate/standard.hpp"
#include "estimate/tabulate.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/estimate_fold.hpp"
#include "tools/estimate_output.hpp"
#include "tools/estimation_data.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"
#include "weights/recipe.hpp"
#include "weights/weigh.hpp"

namespace trygg::tools {
namespace {

/// The command line as it was typed.
struct Typed {
  DataOptions data;
  Common common;
  OutputOptions output;
  std::optional<std::string> weight, strata, psu, fpc, lonely_psu, design, recipe, standard;
  bool nest = false;
  Ordered what;
  std::vector<std::string> files, by, where, contrasts;
  std::string interval = "auto", deff = "wr", quantile_rule = "math";
  std::optional<double> level, df;
  std::string fold = "auto";
  bool labels = false;
};

void declare(Options& options, Typed& typed) {
  options.positionals(typed.files, "DATA",
                      "data file: .csv .tsv .sav .zsav .dta .sas7bdat .xpt; several text files "
                      "with the same columns are one data set");
  options.section("Design");
  options.add("--weight", typed.weight, "V", "weight (without: every record weighs 1)");
  options.add("--strata", typed.strata, "V", "strata (without: one)");
  options.add("--psu", typed.psu, "V[,V...]", "units, stage by stage (without: the records)");
  options.add("--fpc", typed.fpc, "V[,V...]",
              "by stage, the population's number of units (> 1) or the fraction taken (<= 1)");
  options.flag("--nest", typed.nest, "codes of units repeat between strata");
  options.add("--lonely-psu", typed.lonely_psu, "RULE",
              "a stratum with one unit: fail (default), certainty, remove, adjust or average");
  options.add("--design", typed.design, "FILE.toml", "a file with these keys, in their place");
  options.add("--recipe", typed.recipe, "RECIPE.toml",
              "weigh by a recipe in the same run; nothing is written");
  options.section("What to estimate (repeatable, in this order)");
  options.ordered("--share", typed.what, "V=code|code", "fraction with one of the codes");
  options.ordered("--shares", typed.what, "V", "that for every code of V");
  options.ordered("--mean", typed.what, "V", "mean");
  options.ordered("--total", typed.what, "V", "total");
  options.ordered("--quantile", typed.what, "V@P[,P...]", "quantiles, at probabilities");
  options.ordered_flag("--count", typed.what, "number of persons");
  options.ordered("--ratio", typed.what, "A/B", "total of A over total of B");
  options.ordered("--function", typed.what, "EXPR",
                  "of totals: + - * / ^ ( ) log exp sqrt, total(V), total(V=code|code), mean(V), "
                  "share(V=code|code), count()");
  options.section("For whom (repeatable)");
  options.add("--by", typed.by, "V[+V...]", "groups, after the whole");
  options.add("--where", typed.where, "EXPR",
              "only records with V=code|code, V!=code|code, V<5, V<=5, V>5 or V>=5");
  options.add("--contrast", typed.contrasts, "V:a-b",
              "difference of two groups, or with / their ratio; also V:2*a-b-c and V+W:a+x-b+x");
  options.add("--standardize", typed.standard, "V=FILE",
              "shares, means and ratios as if V were distributed as in FILE (columns V,total)");
  options.section("How");
  options.add("--ci", typed.interval, "KIND",
              "interval of shares and quantiles: auto (shares: korn-graubard, quantiles: wald), "
              "wald, logit, korn-graubard, wilson, arcsine or likelihood; all else: wald");
  options.add("--quantile-rule", typed.quantile_rule, "RULE",
              "how quantiles lie between values: math (default), school, hf1 to hf9, sas");
  options.add("--level", typed.level, "P", "confidence level (default: 0.95)");
  options.add("--df", typed.df, "N", "degrees of freedom, everywhere");
  options.add("--deff", typed.deff, "wr|wor",
              "design effect against simple random sampling with (default) or without replacement");
  options.add("--fold", typed.fold, "WHEN",
              "fold records into cells while reading: auto (default: where the design and what is "
              "asked for allow it), always (or fail, with the reason) or never");
  options.section("Output");
  add_output(options, typed.output);
  options.flag("--labels", typed.labels, "labels of groups in place of their codes");
  options.section("Reading DATA");
  add_data_options(options, typed.data);
  options.common(typed.common);
  options.not_yet({"--replicates", "--replicate-kind", "--fay-rho", "--replicate-scale", "--mse",
                   "--probability", "--pps", "--joint", "--lonely-domain"});
}

/// Runs `read` and says which option was read when it fails.
template <class Read>
auto of_option(const std::string& option, Read read) {
  try {
    return read();
  } catch (const ConfigError& e) {
    throw ConfigError(fmt::format("{}: {}", option, e.what()));
  }
}

void check_design(const Typed& typed) {
  const bool by_options =
      typed.weight || typed.strata || typed.psu || typed.fpc || typed.nest || typed.lonely_psu;
  require<ConfigError>(
      int{typed.design.has_value()} + int{typed.recipe.has_value()} + int{by_options} <= 1,
      "the design is declared once: by --design, by --recipe, or by --weight, "
      "--strata, --psu, --fpc, --nest and --lonely-psu");
}

EstimateOptions estimate_options(const Typed& typed) {
  require<ConfigError>(typed.deff == "wr" || typed.deff == "wor", "--deff '{}': must be wr or wor",
                       typed.deff);
  EstimateOptions options{
      .interval = of_option("--ci", [&] { return to_interval(typed.interval); }),
      .level = typed.level.value_or(0.95),
      .df = typed.df,
      .deff =
          typed.deff == "wr" ? DeffReference::with_replacement : DeffReference::without_replacement,
      .quantile_rule =
          of_option("--quantile-rule", [&] { return to_quantile_rule(typed.quantile_rule); })};
  require<ConfigError>(options.level > 0 && options.level < 1,
                       "--level {}: must be between 0 and 1, such as 0.95", options.level);
  require<ConfigError>(!typed.df || *typed.df > 0, "--df {}: must be more than 0",
                       typed.df.value_or(0));
  const auto asked = [&](std::string_view option) {
    return std::ranges::any_of(typed.what,
                               [&](const auto& w) { return w.first.starts_with(option); });
  };
  require<ConfigError>(asked("--share") || asked("--quantile") ||
                           options.interval == Interval::automatic ||
                           options.interval == Interval::wald,
                       "--ci {}: is an interval of shares and quantiles, and neither --share nor "
                       "--quantile is asked for",
                       typed.interval);
  require<ConfigError>(asked("--quantile") || typed.quantile_rule == "math",
                       "--quantile-rule {}: no --quantile is asked for", typed.quantile_rule);
  return options;
}

/// The columns that a design names; a text such as "region,block" is two of them.
std::vector<std::string> columns_of(const std::vector<std::string>& texts, const Table& table) {
  std::vector<std::string> names;
  for (const auto& text : texts)
    for (auto& name : read_names(text, ',', table)) names.push_back(std::move(name));
  return names;
}

DesignSpec spec_of_options(const Typed& typed) {
  DesignSpec spec{.weight = typed.weight, .strata = typed.strata, .nest = typed.nest};
  if (typed.psu) spec.psu = {*typed.psu};
  if (typed.fpc) spec.fpc = {*typed.fpc};
  if (typed.lonely_psu)
    spec.lonely_psu = of_option("--lonely-psu", [&] { return to_lonely_psu(*typed.lonely_psu); });
  return spec;
}

/// The design as declared by options or a file; the columns are those of `table`.
DesignSpec declared_design(const Typed& typed, const Table& table) {
  auto spec = typed.design ? read_design_file(*typed.design) : spec_of_options(typed);
  const auto said_by = [&](const std::string& key) {
    return typed.design ? *typed.design + ": " + key : "--" + key;
  };
  spec.psu = of_option(said_by("psu"), [&] { return columns_of(spec.psu, table); });
  spec.fpc = of_option(said_by("fpc"), [&] { return columns_of(spec.fpc, table); });
  return spec;
}

/// The same; under --recipe the weights are made and added to the table.
DesignSpec weighted_design(const Typed& typed, Table& table) {
  if (!typed.recipe) return declared_design(typed, table);
  auto weighted = weights::weigh(table, weights::read_recipe(*typed.recipe));
  for (auto& column : weighted.columns) table.add(std::move(column));
  return weighted.design;
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

Request request_of(const Typed& typed, const Table& table) {
  require<ConfigError>(!typed.what.empty(),
                       "nothing is asked for; give at least one of --share, --shares, --mean, "
                       "--total, --quantile, --count, --ratio, --function");
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
  return request;
}

/// Has every WHAT brought to the standard population.
void standardise(Request& request, const Typed& typed, const Table& table) {
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

/// Estimates, and what a reader of them must know.
struct Estimated {
  Estimates estimates;
  Table table;  // with the levels of all groups
  DesignSpec spec;
  std::size_t records = 0, left_out = 0, negative = 0;
};

Estimated described(Estimates estimates, Table table, DesignSpec spec, const Design& design) {
  Estimated made{std::move(estimates), std::move(table), std::move(spec)};
  made.left_out = design.left_out();
  for (std::size_t k = 0; k < design.records(); ++k) {
    const auto times = design.multiplicity().empty() ? 1u : design.multiplicity()[k];
    made.records += times;
    made.negative += design.weight()[k] < 0 ? times : 0;
  }
  return made;
}

/// What the data must have to be weighted and estimated from.
Needs needs_of(const Typed& typed, const Table& names) {
  Needs needs{.what = typed.what,
              .by = typed.by,
              .where = typed.where,
              .contrasts = typed.contrasts,
              .design = {},
              .weight = {}};
  if (typed.recipe) {
    const auto recipe = weights::read_recipe(*typed.recipe);
    require<NotFolded>(!names.has(recipe.weight), "there is a column '{}' already", recipe.weight);
    needs.design = weights::columns_of(recipe);
    needs.weight = recipe.design.spec.weight;
  } else {
    const auto spec = declared_design(typed, names);
    needs.design = trygg::columns_of(spec);
    needs.weight = spec.weight;
    needs.calibrated = !spec.calibration.empty() || !spec.calibrated_on.empty();
  }
  return needs;
}

/// \throws NotFolded  something needs every record
Estimated of_cells(const Typed& typed, const EstimateOptions& how, const EstimationData& data) {
  require<NotFolded>(!typed.standard, "--standardize needs every record");
  auto folded = data.folded(plan_fold(needs_of(typed, data.names()), data));
  const auto request = request_of(typed, folded.dictionary());
  auto spec = weighted_design(typed, folded.cells);
  const auto design = make_design(folded.cells, spec);
  auto estimates = tabulate(request, folded, design, how, typed.common.threads);
  auto made = described(std::move(estimates), folded.dictionary(), std::move(spec), design);
  made.left_out += folded.left_out;
  return made;
}

Estimated of_records(const Typed& typed, const EstimateOptions& how, EstimationData& data) {
  auto table = data.records();
  auto request = request_of(typed, table);
  standardise(request, typed, table);
  auto spec = weighted_design(typed, table);
  const auto design = make_design(table, spec);
  auto estimates = tabulate(request, table, design, how, typed.common.threads);
  return described(std::move(estimates), std::move(table), std::move(spec), design);
}

/// From cells where that can be done. What is wrong with the data is told by the records, which
/// know their rows.
Estimated estimate(const Typed& typed, const EstimateOptions& how, EstimationData& data,
                   const Streams& streams) {
  if (typed.fold == "never") return of_records(typed, how, data);
  try {
    return of_cells(typed, how, data);
  } catch (const NotFolded& reason) {
    require<ConfigError>(typed.fold != "always", "--fold always: {}; --fold auto keeps the records",
                         reason.what());
    constexpr std::uintmax_t worth_telling = 100'000'000;
    if (!typed.common.quiet && data.bytes() > worth_telling)
      streams.err << fmt::format("trygg estimate: {}: all records are kept in memory: {}\n",
                                 typed.files.front(), reason.what());
  } catch (const Error&) {
    // Told better below.
  }
  return of_records(typed, how, data);
}

/// What a reader of the figures must know of the weights.
void remark(const Estimated& made, const Streams& streams) {
  const auto where = fmt::format("trygg estimate: {}: ", made.table.source());
  const auto weight = made.spec.weight.value_or("");
  if (made.left_out > 0)
    streams.err << where
                << fmt::format("{} of {} records have no weight in '{}' and are left out\n",
                               made.left_out, made.records + made.left_out, weight);
  if (!made.spec.calibrated_on.empty())
    streams.err << where
                << fmt::format(
                       "calibrated_on: '{}' stands in for the base weight before the calibration, "
                       "which is not known\n",
                       weight);
  if (made.negative > 0)
    streams.err << where
                << fmt::format("{} weight{} in '{}' {} negative; a linear calibration made {}\n",
                               made.negative, made.negative == 1 ? "" : "s", weight,
                               made.negative == 1 ? "is" : "are",
                               made.negative == 1 ? "it" : "them");
}

void check_files(const Typed& typed) {
  std::vector<std::string> inputs{typed.data.codebook.value_or(""), typed.design.value_or(""),
                                  typed.recipe.value_or("")};
  inputs.insert(inputs.end(), typed.files.begin(), typed.files.end());
  check_not_input(typed.output.file, inputs);
}

void run(Args args, const Streams& streams) {
  Typed typed;
  Options options("trygg estimate", std::string(estimate_command.summary));
  declare(options, typed);
  options.parse(args);
  check_design(typed);
  require<ConfigError>(typed.fold == "auto" || typed.fold == "always" || typed.fold == "never",
                       "--fold '{}': must be auto, always or never", typed.fold);
  check_format(typed.output);
  check_files(typed);
  const auto how = estimate_options(typed);
  Progress progress(streams, typed.common, "trygg estimate");
  progress.step("reading " + joined(typed.files, ", "));
  EstimationData data(typed.data, typed.files, typed.common.threads);
  const auto made = estimate(typed, how, data, streams);
  progress.done();
  if (!typed.common.quiet) remark(made, streams);
  const auto naming = typed.labels ? Naming::labels : Naming::codes;
  if (format_of(typed.output, streams) == "csv")
    write_text(to_csv(made.estimates, made.table, naming, typed.common.threads), typed.output,
               Access::secret, streams);
  else
    write_table(to_output(made.estimates, made.table, naming), typed.output, Access::secret,
                streams);
}

std::string help() {
  Typed typed;
  Options options("trygg estimate", std::string(estimate_command.summary));
  declare(options, typed);
  return options.help();
}

}  // namespace

const Command estimate_command{
    "estimate", "estimate shares, totals, quantiles and more, with standard errors", run, help};

}  // namespace trygg::tools
