#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_options.hpp"
#include "tools/estimation_data.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"
#include "tools/rank_output.hpp"
#include "tools/rank_run.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view name = "trygg rank";
constexpr std::string_view summary =
    "which groups differ from the whole, and what places they may have";

struct Settings {
  RankTyped typed;
  std::optional<double> seed;
};

void declare(Options& options, Settings& settings) {
  auto& typed = settings.typed.estimate;
  options.positionals(typed.files, "DATA", "microdata; several text files are one data set");
  options.add("--over", settings.typed.over, "V", "the groups that are placed, such as areas");
  options.required("--over");
  declare_design(options, typed,
                 {"V[,V...]", "population size or fraction per stage; 1: all taken"});
  declare_what(options, typed);
  declare_groups(options, typed);
  options.section("How");
  options.add("--level", typed.level, "P", "confidence level (default: 0.95)");
  options.add("--df", typed.df, "N", "degrees of freedom, everywhere");
  options.add("--seed", settings.seed, "N",
              "of the draws that the quantile is made of (default: 1)");
  options.section("Output");
  add_output(options, typed.output);
  options.flag("--labels", typed.labels, "a table names groups by their labels");
  options.section("Reading DATA");
  add_data_options(options, typed.data);
  options.common(typed.common);
}

void check(Settings& settings) {
  auto& typed = settings.typed.estimate;
  auto& options = settings.typed.options;
  compose_texts(typed);
  check_estimation(typed);
  require<ConfigError>(!typed.what.empty(),
                       "nothing is asked for; give a --share, --mean or other");
  options.level = typed.level.value_or(0.95);
  const double seed = settings.seed.value_or(1);
  require<ConfigError>(
      seed >= 0 && seed <= 1e15 && seed == static_cast<double>(static_cast<std::uint64_t>(seed)),
      "--seed {}: must be a whole number, 0 or more", seed);
  options.seed = static_cast<std::uint64_t>(seed);
}

/// What a table's words rest on, below it.
void remark_on_table(const EstimateTyped& typed, const Streams& streams) {
  const auto level = 100 * typed.level.value_or(0.95);
  if (typed.common.lang == "en")
    streams.err << fmt::format(
        "Above and below are adjusted for the number of groups (Holm). Place 1 is the highest; "
        "with "
        "{} % confidence all groups lie within their places together, or one by itself.\n",
        level);
  else
    streams.err << fmt::format(
        "Över och under är justerade för antalet grupper (Holm). Plats 1 är högst; med {} % "
        "säkerhet "
        "ligger alla grupper samtidigt inom sina platser, eller en grupp för sig.\n",
        level);
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options{std::string(name), std::string(summary)};
  declare(options, settings);
  options.parse(args);
  check(settings);
  const auto& typed = settings.typed.estimate;
  Progress progress(streams, typed.common, std::string(name));
  progress.step("reading " + joined(typed.files, ", "));
  EstimationData data(typed.data, typed.files, typed.common.threads);
  const auto ranked = rank_groups(settings.typed, data);
  progress.done();
  if (!typed.common.quiet)
    remark_on_weights(std::string(name), ranked.source, ranked.spec, ranked.counts, streams);
  const bool is_table = format_of(typed.output, streams) == "table";
  const RankTelling telling{settings.typed.options.level, typed.common.lang,
                            typed.labels ? GroupNames::labels : GroupNames::codes};
  write_table(is_table ? to_told(ranked, telling) : to_output(ranked), typed.output, Access::secret,
              streams);
  if (is_table && !typed.common.quiet) remark_on_table(typed, streams);
}

std::string help() {
  Settings settings;
  Options options{std::string(name), std::string(summary)};
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command rank_command{"rank", summary, run, help};

}  // namespace trygg::tools
