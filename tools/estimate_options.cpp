#include "tools/estimate_options.hpp"

#include "base/error.hpp"
#include "io/encoding.hpp"

namespace trygg::tools {

void declare_design(Options& options, EstimateTyped& typed, const Wording& fpc) {
  options.section("Design");
  options.add("--weight", typed.weight, "V", "weight (without: every record weighs 1)");
  options.add("--strata", typed.strata, "V", "strata (without: one)");
  options.add("--psu", typed.psu, "V[,V...]", "units, stage by stage (without: the records)");
  options.add("--fpc", typed.fpc, std::string(fpc.value), std::string(fpc.help));
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
                          typed.fay_rho || typed.replicate_scale || typed.mse;
  require<ConfigError>(
      int{typed.design.has_value()} + int{typed.recipe.has_value()} + int{by_options} <= 1,
      "the design is declared once: by --design, by --recipe, or by --weight, "
      "--strata, --psu, --fpc, --nest, --lonely-psu and --replicates");
}

}  // namespace trygg::tools
