#include "weights/diagnosis/diagnose_response.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "base/error.hpp"
#include "linalg/sum.hpp"
#include "table/match.hpp"
#include "table/table.hpp"
#include "weights/chain.hpp"
#include "weights/response/classes.hpp"
#include "weights/response/code_rule.hpp"
#include "weights/rows.hpp"
#include "weights/totals/margin.hpp"

namespace trygg::weights {
namespace {

using Names = std::vector<std::string>;

/// Variables that the steps adjust for, each once, in the order in which they come.
Names variables_of_steps(const Recipe& recipe, const Chain& chain) {
  Names names;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (std::size_t i = 0; i < recipe.steps.size(); ++i) {
    std::ranges::for_each(recipe.steps[i]->auxiliaries(), add);
    const auto& spec = chain.results()[i].calibration;
    if (!spec) continue;
    for (const auto* margins : {&spec->margins, &spec->sample_margins})
      for (const auto& margin : *margins) std::ranges::for_each(margin, add);
    std::ranges::for_each(spec->partition, add);
  }
  return names;
}

/// Why a variable cannot be an auxiliary of the sample; empty: it can.
std::string fault_of(const Table& table, const std::string& name, std::span<const double> weight) {
  if (!table.has(name)) return "the data have no such column";
  const auto& column = table.column(name);
  std::vector<std::size_t> missing;
  std::vector<std::uint8_t> has(column.levels.size(), 0);
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (!takes_part(weight[k])) continue;
    has[column.codes[k]] = 1;
    if (column.at(k).missing != Missing::none) missing.push_back(k);
  }
  if (!missing.empty())
    return fmt::format("{} of the sample {} no valid value ({})", missing.size(),
                       missing.size() == 1 ? "has" : "have", row_numbers(missing));
  if (std::ranges::count(has, 1) < 2) return "everybody in the sample has the same value";
  return "";
}

/// Levels by their label, else their text; `codes`: the level of the column behind each.
struct NamedFactor {
  Factor factor;
  std::vector<std::uint32_t> codes;
};

NamedFactor factor_of(const Table& table, const std::string& name, std::span<const double> weight) {
  auto classes = classes_of(table, std::span(&name, 1), weight, "[diagnostics]");
  NamedFactor named{{name, std::move(classes.of), {}}, {}};
  for (const auto& codes : classes.codes) {
    const auto& level = table.column(name).levels[codes[0]];
    named.factor.levels.push_back(level.label.empty() ? level.text : level.label);
    named.codes.push_back(codes[0]);
  }
  return named;
}

/// Totals of the population by level, from the first margin that holds the variable; empty where a
/// level of the sample is in none of its rows.
std::vector<double> targets_of(const Recipe& recipe, const Table& table, const NamedFactor& named) {
  for (const auto& step : recipe.steps)
    for (const auto& file : step->files()) {
      if (file.kind != TotalsFile::Kind::margin) continue;
      const auto margin = read_margin(file.path);
      const auto v = std::ranges::find(margin.variables, named.factor.name);
      if (v == margin.variables.end()) continue;
      const auto place = static_cast<std::size_t>(v - margin.variables.begin());
      std::vector<double> totals(named.codes.size(), 0.0);
      std::vector<std::uint8_t> found(named.codes.size(), 0);
      for (std::size_t r = 0; r < margin.codes.size(); ++r) {
        const auto& code = margin.codes[r][place];
        const auto& column = table.column(named.factor.name);
        if (!is_code(column, code)) continue;
        for (const auto l : match_code(column, code)) {
          const auto at = std::ranges::find(named.codes, l) - named.codes.begin();
          if (at == std::ssize(named.codes)) continue;
          totals[static_cast<std::size_t>(at)] += margin.totals[r];
          found[static_cast<std::size_t>(at)] = 1;
        }
      }
      if (std::ranges::count(found, 0) == 0) return totals;
    }
  return {};
}

/// The auxiliaries, and those that are left out with the reason.
std::vector<NamedFactor> find_auxiliaries(const Table& table, const Recipe& recipe,
                                          const Chain& chain, std::span<const double> weight,
                                          Names& left_out) {
  const auto& asked = recipe.diagnostics.auxiliaries;
  std::vector<NamedFactor> found;
  for (const auto& name : asked.empty() ? variables_of_steps(recipe, chain) : asked) {
    if (!asked.empty()) column_for(table, name, recipe.source + ": [diagnostics]");
    const auto fault = fault_of(table, name, weight);
    require<InputError>(asked.empty() || fault.empty(),
                        "{}: {}: {}; [diagnostics] auxiliaries need a value of everybody",
                        table.source(), name, fault);
    if (fault.empty())
      found.push_back(factor_of(table, name, weight));
    else
      left_out.push_back(fmt::format("{}: {}", name, fault));
  }
  return found;
}

void measure_representativeness(ResponseDiagnosis& diagnosis, const ModelMatrix& x,
                                const Answering& answering, double level) {
  if (x.factors().empty()) {
    diagnosis.not_representative = "no variable is known of the whole sample";
    return;
  }
  try {
    diagnosis.representative = representativeness(x, answering.answered, answering.weight, level);
  } catch (const ConvergenceError& error) {
    diagnosis.not_representative = error.what();
  }
}

ModelMatrix model_of(const std::vector<NamedFactor>& auxiliaries, std::size_t records) {
  std::vector<Factor> factors;
  for (const auto& named : auxiliaries) factors.push_back(named.factor);
  return {records, std::move(factors), {}};
}

/// Numbers, or whether a record has one of the codes; NaN where there is no valid value.
std::vector<double> study_values(const Table& table, const Recipe& recipe,
                                 const std::string& written) {
  const auto named_by = recipe.source + ": [diagnostics] study";
  if (table.has(written)) return table.numbers(written);
  if (written.find('=') == std::string::npos) column_for(table, written, named_by);
  const auto rule = fit(CodeRule{written, named_by}, table);
  std::vector<double> values(table.rows(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (rule.is_meant[rule.column->codes[k]])
      values[k] = 1;
    else if (rule.column->at(k).missing == Missing::none)
      values[k] = 0;
  }
  return values;
}

/// Weights below 0, which linear calibration may make, are no inverse of any chance.
WeightEffect effect_on_total(std::span<const double> weight, std::span<const double> y) {
  if (std::ranges::any_of(weight, [](double w) { return w < 0; })) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {.n = kish_effect(weight).n, .deff = unknown, .n_effective = unknown};
  }
  return spencer_effect(weight, y);
}

}  // namespace

std::optional<Answering> find_answering(const Chain& chain) {
  std::span<const double> before = chain.base().weight;
  for (const auto& result : chain.results()) {
    const bool is_nonresponse =
        result.calibration && result.calibration->response && result.adjusted.empty();
    if (!is_nonresponse) {
      before = result.weight;
      continue;
    }
    Answering answering;
    for (std::size_t k = 0; k < before.size(); ++k) {
      answering.weight.push_back(takes_part(before[k]) ? before[k] : 0.0);
      answering.answered.push_back(takes_part(before[k]) && takes_part(result.weight[k]));
    }
    return answering;
  }
  return {};
}

ResponseDiagnosis diagnose_response(const Table& table, const Recipe& recipe, const Chain& chain,
                                    const Answering& answering) {
  ResponseDiagnosis diagnosis;
  Sum all, part;
  for (std::size_t k = 0; k < answering.weight.size(); ++k) {
    diagnosis.sampled += takes_part(answering.weight[k]);
    diagnosis.answered += answering.answered[k];
    all.add(answering.weight[k]);
    if (answering.answered[k]) part.add(answering.weight[k]);
  }
  diagnosis.weighted_rate = part.value() / all.value();
  const auto auxiliaries =
      find_auxiliaries(table, recipe, chain, answering.weight, diagnosis.left_out);
  for (const auto& named : auxiliaries) {
    diagnosis.auxiliaries.push_back(named.factor.name);
    diagnosis.balance.push_back(balance_of(named.factor, answering.answered, answering.weight,
                                           chain.weight(), targets_of(recipe, table, named)));
  }
  const auto x = model_of(auxiliaries, table.rows());
  measure_representativeness(diagnosis, x, answering, recipe.diagnostics.level);
  const auto influence = inverse_influence(x, answering.answered, answering.weight);
  diagnosis.h3 = influence.cv;
  diagnosis.q2 = influence.q2;
  diagnosis.selection = select_auxiliaries(x.factors(), {}, answering.answered, answering.weight);
  return diagnosis;
}

std::vector<StudyEffect> diagnose_study(const Table& table, const Recipe& recipe,
                                        const Chain& chain, const Answering* answering,
                                        const ResponseDiagnosis* response) {
  std::vector<StudyEffect> all;
  for (const auto& written : recipe.diagnostics.study) {
    const auto y = study_values(table, recipe, written);
    StudyEffect effect{.name = written,
                       .spencer = effect_on_total(chain.weight(), y),
                       .moved = std::numeric_limits<double>::quiet_NaN()};
    if (answering && response) {
      std::vector<NamedFactor> auxiliaries;
      for (const auto& name : response->auxiliaries)
        auxiliaries.push_back(factor_of(table, name, answering->weight));
      const auto x = model_of(auxiliaries, table.rows());
      effect.moved = moved_mean(inverse_influence(x, answering->answered, answering->weight), y,
                                answering->weight);
    }
    all.push_back(std::move(effect));
  }
  return all;
}

}  // namespace trygg::weights
