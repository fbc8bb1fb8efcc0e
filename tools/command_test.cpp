#include "base/error.hpp"
#include "base/text.hpp"
#include "io/encoding.hpp"
#include "tools/commands.hpp"
#include "tools/estimate_options.hpp"
#include "tools/estimation_data.hpp"
#include "tools/output.hpp"
#include "tools/progress.hpp"
#include "tools/test_output.hpp"
#include "tools/test_run.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view name = "trygg test";
constexpr std::string_view summary = "tests of independence and t-tests that know the design";

struct Settings {
  TestTyped typed;
};

void declare(Options& options, Settings& settings) {
  auto& typed = settings.typed.estimate;
  options.positionals(typed.files, "DATA", "microdata; several text files are one data set");
  options.section("What to test (repeatable)");
  options.add("--independence", settings.typed.independence, "V+W",
              "whether two classifications are independent");
  options.add("--method", settings.typed.methods, "NAME",
              "of it: rao_scott (default), rao_scott_first, rao_scott_chi2, wald, adjusted_wald "
              "or all");
  options.add("--contrast", typed.contrasts, "C",
              "whether groups differ in what is estimated: V:a-b, V:a/b, V:2*a-b-c");
  options.add("--against", settings.typed.against, "X",
              "whether what is estimated is X, in the whole and every group");
  declare_what(options, typed);
  declare_groups(options, typed);
  declare_design(options, typed,
                 {"V[,V...]", "population size or fraction per stage; 1: all taken"});
  options.section("How");
  options.add("--level", typed.level, "P", "confidence level (default: 0.95)");
  options.add("--df", typed.df, "N", "degrees of freedom of the design, everywhere");
  options.section("Output");
  add_output(options, typed.output);
  options.section("Reading DATA");
  add_data_options(options, typed.data);
  options.common(typed.common);
}

void check(Settings& settings) {
  auto& typed = settings.typed.estimate;
  compose_texts(typed);
  for (auto& text : settings.typed.independence) text = composed(std::move(text));
  check_estimation(typed);
  methods_of(settings.typed.methods);
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
  const auto tested = test_hypotheses(settings.typed, data);
  progress.done();
  if (!typed.common.quiet)
    remark_on_weights(std::string(name), tested.source, tested.spec, tested.counts, streams);
  const bool is_table = format_of(typed.output, streams) == "table";
  const TestTelling telling{typed.level.value_or(0.95), typed.common.lang};
  write_table(is_table ? to_told(tested, telling) : to_output(tested), typed.output, Access::secret,
              streams);
}

std::string help() {
  Settings settings;
  Options options{std::string(name), std::string(summary)};
  declare(options, settings);
  return options.help();
}

}  // namespace

const Command test_command{"test", summary, run, help};

}  // namespace trygg::tools
