#include "tools/test_run.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "estimate/tabulate.hpp"
#include "hypothesis/independence.hpp"
#include "hypothesis/t_test.hpp"
#include "tools/classified.hpp"
#include "tools/estimate_run.hpp"
#include "tools/estimation_data.hpp"

namespace trygg::tools {
namespace {

constexpr std::array independence_methods{TestMethod::rao_scott_second, TestMethod::rao_scott_first,
                                          TestMethod::rao_scott_chi2, TestMethod::wald,
                                          TestMethod::adjusted_wald};

/// What all tests of one run are made from.
struct Ground {
  const TestTyped& typed;
  const Table& table;
  const Design& design;
  Request request;
  std::vector<std::string> variables;

  EstimateOptions options() const {
    return {.level = typed.estimate.level.value_or(0.95), .df = typed.estimate.df};
  }
};

std::vector<std::string> read_pair(const std::string& text, const Ground& ground) {
  const auto pair =
      of_option("--independence", [&] { return read_names(text, '+', ground.table); });
  require<ConfigError>(pair.size() == 2 && pair[0] != pair[1],
                       "--independence '{}': name two variables, V+W", text);
  for (const auto& name : pair)
    require<ConfigError>(std::ranges::find(ground.variables, name) == ground.variables.end(),
                         "--by {}: it is one of those tested by --independence {}", name, text);
  return pair;
}

std::vector<std::uint32_t> codes_of(const std::string& name, const Ground& ground) {
  const auto& column = ground.table.column(name);
  std::vector<std::uint32_t> codes;
  for (const auto row : ground.design.table_row())
    codes.push_back(column.at(row).missing == Missing::none ? column.codes[row]
                                                            : TwoWayCodes::missing);
  return codes;
}

/// Holm's over rows of one test in the cells of one run: every `step`-th from `first`.
void adjust(std::vector<TestRow>& rows, std::size_t first, std::size_t step) {
  for (std::size_t m = 0; m < step; ++m) {
    std::vector<double> p;
    for (auto r = first + m; r < rows.size(); r += step) p.push_back(rows[r].outcome.p_value);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < adjusted.size(); ++i)
      rows[first + m + i * step].p_adjusted = adjusted[i];
  }
}

void add_independence(const std::string& text, const IndependenceTester& tester,
                      const Ground& ground, Tested& tested) {
  const auto pair = read_pair(text, ground);
  const TwoWayCodes codes{codes_of(pair[0], ground), codes_of(pair[1], ground)};
  const auto methods = methods_of(ground.typed.methods);
  const auto first = tested.rows.size();
  const auto within = domain_where(ground.request.where, ground.table, ground.design);
  for (const auto& place : places_of(ground.request.by, within, ground.table, ground.design)) {
    const auto found = tester.test(codes, place.domain);
    for (const auto& outcome : found.tests) {
      if (std::ranges::find(methods, outcome.method) == methods.end()) continue;
      TestRow row{.test = "independence",
                  .of = joined(pair, "+"),
                  .codes = place.groups,
                  .outcome = outcome,
                  .pearson = found.pearson,
                  .design_effect = found.design_effect,
                  .note = std::string(to_text(outcome.reason))};
      row.result.n = found.n;
      tested.rows.push_back(std::move(row));
    }
  }
  adjust(tested.rows, first, methods.size());
}

std::string notes_of(const Result& result, NoTest reason) {
  std::vector<std::string> codes;
  for (const auto note : result.notes) codes.emplace_back(to_text(note));
  if (codes.empty() && reason != NoTest::none) codes.emplace_back(to_text(reason));
  return joined(codes, " ");
}

TTest t_test_of(const EstimateRow& row, const Ground& ground) {
  const TTestOptions options{ground.options().level, ground.options().df};
  if (row.contrast.empty()) return test_level(row.result, *ground.typed.against, options);
  const auto asked = std::ranges::find(ground.request.contrasts, row.contrast, &Contrast::text);
  const auto scale =
      asked->kind == ContrastKind::ratio ? TTestScale::log_ratio : TTestScale::difference;
  return test_contrast(row.result, asked->terms.size(), scale, options);
}

/// A share is a fraction, and 30 is not 30 %.
void check_against(const Ground& ground) {
  if (!ground.typed.against) return;
  const double x = *ground.typed.against;
  for (const auto& what : ground.request.what)
    for (const auto& quantity : what)
      require<ConfigError>(quantity.statistic != Statistic::share || (x >= 0 && x <= 1),
                           "--against {}: {} is a share, a fraction from 0 to 1{}", x,
                           quantity.indicator,
                           x > 1 && x <= 100 ? fmt::format("; {} % is {}", x, x / 100) : "");
}

void add_t_tests(const Ground& ground, Tested& tested) {
  check_against(ground);
  const auto estimates = tabulate(ground.request, ground.table, ground.design, ground.options(),
                                  ground.typed.estimate.common.threads);
  auto first = tested.rows.size();
  for (const auto& row : estimates.rows) {
    if (row.contrast.empty() && !ground.typed.against) continue;
    auto found = t_test_of(row, ground);
    TestRow made{.test = row.contrast.empty() ? "level" : "contrast",
                 .of = row.indicator,
                 .contrast = row.contrast,
                 .outcome = found.test,
                 .result = found.result,
                 .note = notes_of(found.result, found.test.reason)};
    for (std::size_t v = 0; v < row.levels.size(); ++v)
      made.codes.push_back(
          row.levels[v] == EstimateRow::all
              ? ""
              : ground.table.column(estimates.variables[v]).levels[row.levels[v]].text);
    if (first < tested.rows.size() &&
        (tested.rows.back().of != made.of || tested.rows.back().contrast != made.contrast)) {
      adjust(tested.rows, first, 1);
      first = tested.rows.size();
    }
    tested.rows.push_back(std::move(made));
  }
  if (first < tested.rows.size()) adjust(tested.rows, first, 1);
}

void check(const TestTyped& typed) {
  const auto& estimate = typed.estimate;
  if (!estimate.what.empty()) {
    const auto& [option, text] = estimate.what.front();
    require<ConfigError>(!estimate.contrasts.empty() || typed.against,
                         "{} {}: what is it to be tested against? --contrast 'V:a-b' compares "
                         "groups, --against X a level with a number",
                         option, text);
  }
  require<ConfigError>(!estimate.what.empty() || (estimate.contrasts.empty() && !typed.against),
                       "--contrast and --against need a --mean, --share or other to test");
  require<ConfigError>(!estimate.what.empty() || !typed.independence.empty(),
                       "nothing is to be tested; give --independence V+W, or a --mean, --share or "
                       "other with --contrast or --against");
  require<ConfigError>(typed.methods.empty() || !typed.independence.empty(),
                       "--method is that of --independence, which is not asked for");
}

}  // namespace

std::vector<TestMethod> methods_of(const std::vector<std::string>& names) {
  if (names.empty()) return {TestMethod::rao_scott_second};
  std::vector<TestMethod> methods;
  for (const auto method : independence_methods)
    for (const auto& name : names)
      if (name == "all" || name == to_text(method)) {
        methods.push_back(method);
        break;
      }
  for (const auto& name : names)
    require<ConfigError>(
        name == "all" ||
            std::ranges::any_of(independence_methods, [&](auto m) { return name == to_text(m); }),
        "--method '{}' is not known; known: rao_scott, rao_scott_first, "
        "rao_scott_chi2, wald, adjusted_wald, all",
        name);
  return methods;
}

Tested test_hypotheses(const TestTyped& typed, EstimationData& data) {
  check(typed);
  auto table = data.records();
  auto weighted = weighted_design(typed.estimate, table);
  const auto design = design_of_records(typed.estimate, weighted, table);
  auto request = typed.estimate.what.empty() ? request_with_groups(typed.estimate, table)
                                             : request_of(typed.estimate, table);
  Ground ground{typed, table, design, std::move(request), {}};
  ground.variables = variables_of(ground.request.by);
  Tested tested{.variables = ground.variables,
                .rows = {},
                .against = typed.against,
                .spec = std::move(weighted.spec),
                .counts = count_weights(design),
                .source = table.source()};
  if (!typed.independence.empty()) {
    const IndependenceTester tester(design, ground.options());
    for (const auto& text : typed.independence) add_independence(text, tester, ground, tested);
  }
  if (!typed.estimate.what.empty()) add_t_tests(ground, tested);
  return tested;
}

}  // namespace trygg::tools
