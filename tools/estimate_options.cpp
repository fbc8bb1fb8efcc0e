#include "tools/estimate_options.hpp"

#include "base/error.hpp"
#include "io/encoding.hpp"

namespace trygg::tools {
namespace {

/// Samples whose PSUs were not drawn at random within strata, and of two phases.
void declare_sampling(Options& options, EstimateTyped& typed) {
  options.add("--probability", typed.probability, "V",
              "inclusion probabilities of the units, at most 1 (weights are 1/V unless given)");
  options.add("--pps", typed.pps, "HOW",
              "they were drawn by them without replacement; variance by brewer, overton, "
              "hartley-rao, ht or yates-grundy (without: with replacement)");
  options.add("--pps-form", typed.pps_form, "FORM",
              "of overton and hartley-rao: ht (default) or yates-grundy");
  options.add("--joint", typed.joint, "FILE",
              "joint probabilities, of ht and yates-grundy: a matrix, or psu1,psu2,probability");
  options.add("--certainty", typed.certainty, "V=code|code",
              "units taken with certainty: strata of their own, all of them taken");
  options.add("--order", typed.order, "V",
              "units were taken at even steps in the order of V: successive differences");
  options.add("--phase2", typed.phase2, "V=code|code",
              "records of the second phase, for which alone answers are known");
  options.add("--phase2-strata", typed.phase2_strata, "V",
              "strata in which they were drawn (without: one)");
  options.add("--phase2-probability", typed.phase2_probability, "V",
              "the probability with which each was drawn by itself");
}

/// Whether an option says anything of how the sample was drawn.
bool says_sampling(const EstimateTyped& typed) {
  return typed.probability || typed.pps || typed.pps_form || typed.joint || typed.certainty ||
         typed.order || typed.phase2 || typed.phase2_strata || typed.phase2_probability;
}

}  // namespace

void declare_design(Options& options, EstimateTyped& typed, const Wording& fpc) {
  options.section("Design");
  options.add("--weight", typed.weight, "V", "weight (without: every record weighs 1)");
  options.add("--strata", typed.strata, "V", "strata (without: one)");
  options.add("--psu", typed.psu, "V[,V...]", "units, stage by stage (without: the records)");
  options.add("--fpc", typed.fpc, std::string(fpc.value), std::string(fpc.help));
  options.flag("--nest", typed.nest, "codes of units repeat between strata");
  options.add("--lonely-psu", typed.lonely_psu, "RULE",
              "a stratum with one unit: fail (default), certainty, remove, adjust or average");
  declare_sampling(options, typed);
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
}

void declare_what(Options& options, EstimateTyped& typed) {
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
}

void declare_groups(Options& options, EstimateTyped& typed) {
  options.section("For whom (repeatable)");
  options.add("--by", typed.by, "V[+V...]", "groups, after the whole");
  options.add("--where", typed.where, "EXPR",
              "only records with V=code|code, V!=code|code, V<5, V<=5, V>5 or V>=5");
}

void compose_texts(EstimateTyped& typed) {
  for (auto& [option, text] : typed.what) text = composed(std::move(text));
  for (auto* texts : {&typed.by, &typed.where, &typed.contrasts})
    for (auto& text : *texts) text = composed(std::move(text));
}

void check_design(const EstimateTyped& typed) {
  const bool by_options = typed.weight || typed.strata || typed.psu || typed.fpc || typed.nest ||
                          typed.lonely_psu || typed.replicates || typed.replicate_kind ||
                          typed.fay_rho || typed.replicate_scale || typed.mse ||
                          says_sampling(typed);
  require<ConfigError>(
      int{typed.design.has_value()} + int{typed.recipe.has_value()} + int{by_options} <= 1,
      "the design is declared once: by --design, by --recipe, or by --weight, "
      "--strata, --psu, --fpc, --nest, --lonely-psu, --replicates and the other options of a "
      "design");
}

void check_estimation(const EstimateTyped& typed) {
  check_design(typed);
  check_format(typed.output);
  const double level = typed.level.value_or(0.95);
  require<ConfigError>(level > 0 && level < 1, "--level {}: must be between 0 and 1, such as 0.95",
                       level);
  // Beyond these Student's distribution is out of reach, or the normal one.
  const double df = typed.df.value_or(1);
  require<ConfigError>(df >= 0.01 && df <= 1e12, "--df {}: must be from 0.01 to 1e12", df);
  std::vector<std::string> inputs{typed.data.codebook.value_or(""), typed.design.value_or(""),
                                  typed.recipe.value_or("")};
  inputs.insert(inputs.end(), typed.files.begin(), typed.files.end());
  check_not_input(typed.output.file, inputs);
}

}  // namespace trygg::tools
