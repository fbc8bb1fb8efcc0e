#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_output.hpp"
#include "tools/estimate_run.hpp"
#include "tools/estimation_data.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"

namespace trygg::tools {
namespace {

void declare(Options& options, EstimateTyped& typed) {
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
  options.section("Replicate weights");
  options.add("--replicates", typed.replicates, "PATTERN",
              "their columns: rep_* or rep[1-80] (without: they are made from the design)");
  options.add("--replicate-kind", typed.replicate_kind, "KIND",
              "how they were made: brr, fay, jk1, jk2, jkn, bootstrap or sdr");
  options.add("--fay-rho", typed.fay_rho, "R", "rho of fay");
  options.add("--replicate-scale", typed.replicate_scale, "S",
              "the factor of the sum of squares, in place of what the kind has");
  options.flag("--mse", typed.mse,
               "squares about the estimate of the full sample, not the mean of the replicates");
  options.add("--variance", typed.variance, "HOW",
              "replicates (default where there are any) or linearised");
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
  options.flag("--components", typed.components,
               "add what sampling and what non-response contribute to the standard error");
  options.add("--fold", typed.fold, "WHEN",
              "fold records into cells while reading: auto (default: where the design and what is "
              "asked for allow it), always (or fail, with the reason) or never");
  options.section("Output");
  add_output(options, typed.output);
  options.flag("--labels", typed.labels, "labels of groups in place of their codes");
  options.section("Reading DATA");
  add_data_options(options, typed.data);
  options.common(typed.common);
  options.not_yet({"--probability", "--pps", "--joint", "--lonely-domain"});
}

void check_design(const EstimateTyped& typed) {
  const bool by_options = typed.weight || typed.strata || typed.psu || typed.fpc || typed.nest ||
                          typed.lonely_psu || typed.replicates || typed.replicate_kind ||
                          typed.fay_rho || typed.replicate_scale || typed.mse;
  require<ConfigError>(
      int{typed.design.has_value()} + int{typed.recipe.has_value()} + int{by_options} <= 1,
      "the design is declared once: by --design, by --recipe, or by --weight, "
      "--strata, --psu, --fpc, --nest, --lonely-psu and --replicates");
}

EstimateOptions estimate_options(const EstimateTyped& typed) {
  require<ConfigError>(typed.deff == "wr" || typed.deff == "wor", "--deff '{}': must be wr or wor",
                       typed.deff);
  EstimateOptions options{
      .interval = of_option("--ci", [&] { return to_interval(typed.interval); }),
      .level = typed.level.value_or(0.95),
      .df = typed.df,
      .deff =
          typed.deff == "wr" ? DeffReference::with_replacement : DeffReference::without_replacement,
      .quantile_rule =
          of_option("--quantile-rule", [&] { return to_quantile_rule(typed.quantile_rule); }),
      .parts = typed.components ? ErrorParts::apart : ErrorParts::together};
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

void check_files(const EstimateTyped& typed) {
  std::vector<std::string> inputs{typed.data.codebook.value_or(""), typed.design.value_or(""),
                                  typed.recipe.value_or("")};
  inputs.insert(inputs.end(), typed.files.begin(), typed.files.end());
  check_not_input(typed.output.file, inputs);
}

void run(Args args, const Streams& streams) {
  EstimateTyped typed;
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
  EstimateTyped typed;
  Options options("trygg estimate", std::string(estimate_command.summary));
  declare(options, typed);
  return options.help();
}

}  // namespace

const Command estimate_command{
    "estimate", "estimate shares, totals, quantiles and more, with standard errors", run, help};

}  // namespace trygg::tools
