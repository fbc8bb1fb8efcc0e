#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_options.hpp"
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
  declare_design(options, typed,
                 {"V[,V...]",
                  "by stage, the population's number of units (> 1) or the fraction taken (<= 1)"});
  declare_what(options, typed);
  declare_groups(options, typed);
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
  options.not_yet({"--lonely-domain"});
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

void check_files(const EstimateTyped& typed) {
  std::vector<std::string> inputs{typed.data.codebook.value_or(""), typed.design.value_or(""),
                                  typed.recipe.value_or(""), typed.joint.value_or("")};
  inputs.insert(inputs.end(), typed.files.begin(), typed.files.end());
  check_not_input(typed.output.file, inputs);
}

void run(Args args, const Streams& streams) {
  EstimateTyped typed;
  Options options("trygg estimate", std::string(estimate_command.summary));
  declare(options, typed);
  options.parse(args);
  use_ranks(typed.common, streams);
  compose_texts(typed);
  check_design(typed);
  require<ConfigError>(typed.fold == "auto" || typed.fold == "always" || typed.fold == "never",
                       "--fold '{}': must be auto, always or never", typed.fold);
  check_format(typed.output);
  check_files(typed);
  const auto how = estimate_options(typed);
  Progress progress(streams, typed.common, "trygg estimate");
  progress.step("reading " + joined(typed.files, ", "));
  EstimationData data(typed.data, typed.files, typed.common.threads, streams.ranks);
  const auto made = estimate(typed, how, data, streams);
  progress.done();
  if (!streams.ranks.is_first()) return;
  if (!typed.common.quiet)
    remark_on_weights("trygg estimate", made.table.source(), made.spec, made.counts, streams);
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

const Command estimate_command{"estimate",
                               "estimate shares, totals, quantiles and more, with standard errors",
                               run, help, RunBy::ranks};

}  // namespace trygg::tools
