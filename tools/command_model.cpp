#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/encoding.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_options.hpp"
#include "tools/estimation_data.hpp"
#include "tools/model_output.hpp"
#include "tools/model_run.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view name = "trygg model";
constexpr std::string_view summary = "regression: differences adjusted for other variables";

void declare(Options& options, ModelTyped& typed) {
  auto& estimate = typed.estimate;
  options.positionals(estimate.files, "DATA", "microdata; several text files are one data set");
  options.section("The model");
  options.add("--response", typed.response, "V[=code|code]",
              "what is modelled: having one of the codes (logistic), or a number (linear)");
  options.required("--response");
  options.add("--covariates", typed.formula.covariates, "V[,V...]",
              "by what, each value a group of its own; a*b: with interaction (a, b and a:b)");
  options.required("--covariates");
  options.add("--numeric", typed.formula.numeric, "V[,V...]", "covariates that enter as numbers");
  options.add("--reference", typed.formula.references, "V=code",
              "the group that others are compared with (default: the first)");
  options.add("--family", typed.family, "KIND",
              "logistic, linear or ordinal (default: by the response)");
  options.add("--response-order", typed.order, "code|code...",
              "answers of an ordinal model, lowest first (default: of the codebook or numbers)");
  declare_design(options, estimate,
                 {"V[,V...]", "population size or fraction per stage; 1: all taken"});
  declare_groups(options, estimate);
  options.section("How");
  options.add("--level", estimate.level, "P", "confidence level (default: 0.95)");
  options.add("--df", estimate.df, "N", "degrees of freedom, everywhere");
  options.section("Output");
  add_output(options, estimate.output);
  options.flag("--labels", estimate.labels, "labels of groups and answers in place of their codes");
  options.section("Reading DATA");
  add_data_options(options, estimate.data);
  options.common(estimate.common);
}

/// Has letters and their marks as one sign, as data have them.
void compose(ModelTyped& typed) {
  compose_texts(typed.estimate);
  for (auto* text : {&typed.response, &typed.formula.covariates})
    *text = composed(std::move(*text));
  for (auto* texts : {&typed.formula.numeric, &typed.formula.references})
    for (auto& text : *texts) text = composed(std::move(text));
  if (typed.order) typed.order = composed(std::move(*typed.order));
}

void run(Args args, const Streams& streams) {
  ModelTyped typed;
  Options options{std::string(name), std::string(summary)};
  declare(options, typed);
  options.parse(args);
  compose(typed);
  check_estimation(typed.estimate);
  const auto& estimate = typed.estimate;
  Progress progress(streams, estimate.common, std::string(name));
  progress.step("reading " + joined(estimate.files, ", "));
  EstimationData data(estimate.data, estimate.files, estimate.common.threads);
  const auto made = fit_models(typed, data);
  progress.done();
  if (!estimate.common.quiet) {
    remark_on_weights(std::string(name), made.source, made.spec, made.counts, streams);
    for (const auto& line : remarks(made))
      streams.err << fmt::format("{}: {}: {}\n", name, made.source, line);
  }
  const bool is_table = format_of(estimate.output, streams) == "table";
  write_table(is_table ? to_told(made, estimate.common.lang) : to_output(made), estimate.output,
              Access::secret, streams);
}

std::string help() {
  ModelTyped typed;
  Options options{std::string(name), std::string(summary)};
  declare(options, typed);
  return options.help();
}

}  // namespace

const Command model_command{"model", summary, run, help};

}  // namespace trygg::tools
