#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "change/overlap.hpp"
#include "design/design_file.hpp"
#include "tools/change_output.hpp"
#include "tools/change_rounds.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_options.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"
#include "weights/recipe.hpp"
#include "weights/step.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view name = "trygg change";
constexpr std::string_view summary = "what has changed between two rounds of a survey";

struct Settings {
  ChangeTyped typed;
  std::optional<std::string> scale;
  std::string overlap = "none", adjust = "holm";
  bool relative = false;
};

void declare(Options& options, Settings& settings) {
  auto& typed = settings.typed;
  options.positionals(typed.rounds.files, "WAVE",
                      "WAVE1 WAVE2: the data of the earlier round and of the later");
  options.add("--wave", typed.wave, "V=A,B",
              "one file holds both rounds: V tells them apart, A is the earlier");
  declare_design(options, typed.rounds,
                 {"none|keep|V[,V...]",
                  "finite population correction: none (default), that of the design file, or "
                  "columns as in trygg estimate"});
  options.add("--design2", typed.design2, "FILE.toml", "the design of WAVE2, where it has its own");
  options.add("--recipe2", typed.recipe2, "RECIPE.toml", "the recipe of WAVE2");
  declare_what(options, typed.rounds);
  declare_groups(options, typed.rounds);
  options.add("--standardize", typed.rounds.standard, "V=FILE",
              "shares, means and ratios as if V were distributed as in FILE (columns V,total)");
  options.section("How");
  options.add("--overlap", settings.overlap, "none|V",
              "the samples are independent (default), or V identifies the persons or PSUs that are "
              "in both");
  options.add("--scale", settings.scale, "SCALE",
              "difference (default), relative, ratio or log-ratio");
  options.flag("--relative", settings.relative, "the same as --scale relative: (t2 - t1)/t1");
  options.add("--adjust", settings.adjust, "HOW",
              "p-values over the cells of a classification: holm (default), bh or none");
  options.add("--level", typed.rounds.level, "P", "confidence level (default: 0.95)");
  options.add("--df", typed.rounds.df, "N", "degrees of freedom, everywhere");
  options.section("Output");
  add_output(options, typed.rounds.output);
  options.flag("--labels", typed.rounds.labels, "a table names groups by their labels");
  options.section("Reading DATA");
  add_data_options(options, typed.rounds.data);
  options.add("--codebook2", typed.codebook2, "FILE",
              "the codebook of WAVE2, where it has its own");
  options.common(typed.rounds.common);
}

/// Takes --fpc apart: a rule, or columns of the design.
void read_fpc(ChangeTyped& typed) {
  auto& fpc = typed.rounds.fpc;
  typed.keep_fpc = fpc && *fpc != "none";
  if (fpc && (*fpc == "none" || *fpc == "keep")) fpc.reset();
}

CompareOptions compare_options(const Settings& settings) {
  const auto& rounds = settings.typed.rounds;
  require<ConfigError>(!settings.relative || !settings.scale || *settings.scale == "relative",
                       "--relative and --scale {}: choose one", settings.scale.value_or(""));
  CompareOptions options;
  const auto scale = settings.scale.value_or(settings.relative ? "relative" : "difference");
  options.scale = of_option("--scale", [&] { return to_change_scale(scale); });
  options.adjustment = of_option("--adjust", [&] { return to_adjustment(settings.adjust); });
  options.level = rounds.level.value_or(0.95);
  options.df = rounds.df;
  options.threads = rounds.common.threads;
  require<ConfigError>(options.level > 0 && options.level < 1,
                       "--level {}: must be between 0 and 1, such as 0.95", options.level);
  require<ConfigError>(!options.df || *options.df > 0, "--df {}: must be more than 0",
                       options.df.value_or(0));
  return options;
}

void check_second(const ChangeTyped& typed) {
  require<ConfigError>(!typed.design2 || typed.rounds.design,
                       "--design2 {}: WAVE1 needs its own, --design", typed.design2.value_or(""));
  require<ConfigError>(!typed.recipe2 || typed.rounds.recipe,
                       "--recipe2 {}: WAVE1 needs its own, --recipe", typed.recipe2.value_or(""));
}

/// Totals of a population are of one year.
void check_totals(const ChangeTyped& typed) {
  if (typed.rounds.recipe && !typed.recipe2) {
    const auto recipe = weights::read_recipe(*typed.rounds.recipe);
    const bool has_totals =
        recipe.design.population.has_value() ||
        std::ranges::any_of(recipe.steps, [](const auto& step) { return !step->files().empty(); });
    require<ConfigError>(!has_totals,
                         "--recipe {}: its totals are of the population of one round; name the "
                         "recipe of WAVE2 by --recipe2 (the same file, if they are alike)",
                         recipe.source);
  }
  if (typed.rounds.design && !typed.design2 && typed.keep_fpc)
    require<ConfigError>(
        read_design_file(*typed.rounds.design).stratum_population.empty(),
        "--fpc keep: stratum_population in {} is of the population of one round; name the design "
        "of WAVE2 by --design2 (the same file, if they are alike)",
        *typed.rounds.design);
}

void check_files(const ChangeTyped& typed) {
  const auto& rounds = typed.rounds;
  auto inputs = rounds.files;
  for (const auto& file : {rounds.data.codebook, typed.codebook2, rounds.design, typed.design2,
                           rounds.recipe, typed.recipe2})
    inputs.push_back(file.value_or(""));
  check_not_input(rounds.output.file, inputs);
}

/// What a reader must know of the rounds.
void remark(const std::array<LoadedRound, 2>& rounds, const SurveyRound& earlier,
            const SurveyRound& later, const std::optional<RoundOverlap>& overlap,
            const Streams& streams) {
  for (const auto& round : rounds)
    remark_on_weights(std::string(name), round.table.source(), round.spec,
                      count_weights(round.design), streams);
  if (overlap)
    streams.err << fmt::format("{}: {} of {} units in {} and of {} in {} are the same\n", name,
                               overlap->common(), overlap->units(0), rounds[0].table.source(),
                               overlap->units(1), rounds[1].table.source());
  for (const auto& text : differing_labels(earlier, later))
    streams.err << fmt::format("{}: {}; was it asked alike?\n", name, text);
}

/// "stadsdelsomrade 21".
std::string cell_text(const ComparedRow& row, const Compared& compared) {
  std::vector<std::string> parts;
  for (std::size_t v = 0; v < row.groups.size(); ++v)
    if (!row.groups[v].empty()) parts.push_back(compared.variables[v] + " " + row.groups[v]);
  return joined(parts, ", ");
}

/// Cells that only one round has: other codes, or another division.
void remark_on_cells(const Compared& compared, const Streams& streams) {
  std::vector<std::string> told;
  for (const auto& row : compared.rows) {
    if ((row.earlier.n > 0) == (row.later.n > 0)) continue;
    auto text = fmt::format("{} has no record in the {} round", cell_text(row, compared),
                            row.later.n > 0 ? "earlier" : "later");
    if (std::ranges::find(told, text) == told.end()) told.push_back(std::move(text));
  }
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, told.size()); ++i)
    streams.err << fmt::format("{}: {}\n", name, told[i]);
  if (told.size() > most) streams.err << fmt::format("{}: and {} more\n", name, told.size() - most);
  if (!told.empty())
    streams.err << fmt::format(
        "{}: if a division has changed between the rounds, codes that remain may mean other areas, "
        "too; trygg build pools them into one division\n",
        name);
}

/// What a table's verdicts rest on, below it.
void remark_on_table(const Compared& compared, const Settings& settings, const Streams& streams) {
  if (settings.adjust == "none" || compared.variables.empty()) return;
  const std::string_view by = settings.adjust == "holm" ? "Holm" : "Benjamini-Hochberg";
  if (settings.typed.rounds.common.lang == "en")
    streams.err << fmt::format(
        "Verdicts are adjusted for the number of cells ({}); intervals are of each by itself.\n",
        by);
  else
    streams.err << fmt::format(
        "Utfallen är justerade för antalet redovisningsgrupper ({}); intervallen gäller var för "
        "sig.\n",
        by);
}

void write(const Compared& compared, const Settings& settings, const CompareOptions& options,
           const std::array<LoadedRound, 2>& rounds, const Streams& streams) {
  const auto& typed = settings.typed.rounds;
  if (format_of(typed.output, streams) != "table")
    return write_table(to_output(compared), typed.output, Access::secret, streams);
  const ChangeTelling telling{.names = {rounds[0].name, rounds[1].name},
                              .scale = options.scale,
                              .level = options.level,
                              .lang = typed.common.lang,
                              .labels = typed.labels};
  write_table(to_told(compared, telling), typed.output, Access::secret, streams);
  if (!typed.common.quiet) remark_on_table(compared, settings, streams);
}

void run(Args args, const Streams& streams) {
  Settings settings;
  Options options{std::string(name), std::string(summary)};
  declare(options, settings);
  options.parse(args);
  auto& typed = settings.typed;
  read_fpc(typed);
  compose_texts(typed.rounds);
  check_design(typed.rounds);
  check_second(typed);
  check_totals(typed);
  check_format(typed.rounds.output);
  check_files(typed);
  const auto how = compare_options(settings);
  Progress progress(streams, typed.rounds.common, std::string(name));
  progress.step("reading " + joined(typed.rounds.files, ", "));
  const auto rounds = load_rounds(typed);
  const SurveyRound earlier{rounds[0].table, rounds[0].design, rounds[0].request};
  const SurveyRound later{rounds[1].table, rounds[1].design, rounds[1].request};
  std::optional<RoundOverlap> overlap;
  if (settings.overlap != "none")
    overlap.emplace(RoundOverlap::Sample{earlier.table, earlier.design},
                    RoundOverlap::Sample{later.table, later.design}, settings.overlap);
  require<InputError>(!overlap || overlap->common() > 0,
                      "--overlap {}: no value of it is in both {} and {}; are they written alike "
                      "('0012' and '12' are two)? Without --overlap the samples are independent",
                      settings.overlap, rounds[0].table.source(), rounds[1].table.source());
  const auto compared = compare(earlier, later, overlap ? &*overlap : nullptr, how);
  progress.done();
  if (!typed.rounds.common.quiet) {
    remark(rounds, earlier, later, overlap, streams);
    remark_on_cells(compared, streams);
  }
  write(compared, settings, how, rounds, streams);
}

std::string help() {
  Settings settings;
  Options options{std::string(name), std::string(summary)};
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command change_command{"change", summary, run, help};

}  // namespace trygg::tools
