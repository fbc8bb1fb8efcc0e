#include "regression/formula.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

/// The names of one term as it is written, and whether all smaller terms of them come along.
struct WrittenTerm {
  std::vector<std::string> names;
  bool is_crossed = false;
};

/// A part of --covariates: a name, names with : or names with * between.
std::vector<WrittenTerm> readings_of(const OptionText& text, const Table& table) {
  std::vector<WrittenTerm> found;
  const auto known = column_of(table);
  if (const auto name = known(text.text())) found.push_back({{*name}});
  for (const char separator : {':', '*'})
    for (auto& names : divisions(text, separator, known))
      if (names.size() > 1) found.push_back({std::move(names), separator == '*'});
  return found;
}

std::string in_words(const WrittenTerm& term) {
  return "'" + joined(term.names, term.is_crossed ? "' * '" : "' : '") + "'";
}

/// Throws the first name that is no column, with the nearest.
[[noreturn]] void fail_covariates(const OptionText& text, const Table& table) {
  auto ends = text.places(",:*");
  ends.push_back(text.text().size());
  std::size_t from = 0;
  for (const auto end : ends) {
    single_name(text.part(from, end).text(), table);
    from = end + 1;
  }
  throw ConfigError(fmt::format("'{}': write V,V or, for interactions, V*V or V:V", text.text()));
}

std::vector<WrittenTerm> written_terms(const std::string& written, const Table& table) {
  const OptionText text(written);
  const Known known = [&](const std::string& part) {
    return readings_of(OptionText(part), table).empty() ? std::nullopt : std::optional(part);
  };
  const auto ways = divisions(text, ',', known);
  std::vector<std::string> words;
  for (const auto& way : ways) words.push_back("'" + joined(way, "' and '") + "'");
  require_one_reading(written, words);
  if (ways.empty()) fail_covariates(text, table);
  std::vector<WrittenTerm> terms;
  for (const auto& part : ways.front()) {
    const auto readings = readings_of(OptionText(part), table);
    words.clear();
    for (const auto& r : readings) words.push_back(in_words(r));
    require_one_reading(part, words);
    terms.push_back(readings.front());
  }
  return terms;
}

/// Terms by number of variables; the same term once.
class Collector {
 public:
  explicit Collector(ModelFormula& formula) : formula_(formula) {}

  void add(const WrittenTerm& written) {
    std::set<std::size_t> term;
    for (const auto& name : written.names) {
      require<ConfigError>(term.insert(variable(name)).second,
                           "{}: a variable does not interact with itself", in_words(written));
    }
    const std::vector<std::size_t> all(term.begin(), term.end());
    if (!written.is_crossed) return keep(all);
    for (std::size_t size = 1; size <= all.size(); ++size)
      for (std::size_t set = 1; set < (std::size_t{1} << all.size()); ++set)
        if (static_cast<std::size_t>(__builtin_popcountll(set)) == size) keep(subset(all, set));
  }

  /// Interactions stand after what they are made of, all of which must be there.
  void finish() {
    std::ranges::stable_sort(formula_.terms, {},
                             [](const ModelTerm& t) { return t.variables.size(); });
    for (const auto& term : formula_.terms)
      for (std::size_t left_out = 0; term.variables.size() > 1 && left_out < term.variables.size();
           ++left_out) {
        auto smaller = term;
        smaller.variables.erase(smaller.variables.begin() + static_cast<std::ptrdiff_t>(left_out));
        require<ConfigError>(
            has(smaller.variables),
            "--covariates: the interaction {} needs {} among the covariates; write {}",
            formula_.name(term), formula_.name(smaller), crossed(term));
      }
  }

 private:
  std::size_t variable(const std::string& name) {
    const auto found = std::ranges::find(formula_.variables, name, &ModelVariable::name);
    const auto place = static_cast<std::size_t>(found - formula_.variables.begin());
    if (found == formula_.variables.end()) formula_.variables.push_back({.name = name});
    return place;
  }
  bool has(const std::vector<std::size_t>& term) const {
    return std::ranges::find(formula_.terms, term, &ModelTerm::variables) != formula_.terms.end();
  }
  void keep(std::vector<std::size_t> term) {
    if (!has(term)) formula_.terms.push_back({std::move(term)});
  }
  static std::vector<std::size_t> subset(const std::vector<std::size_t>& all, std::size_t set) {
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (set >> i & 1) some.push_back(all[i]);
    return some;
  }
  std::string crossed(const ModelTerm& term) const {
    std::vector<std::string> names;
    for (const auto v : term.variables) names.push_back(formula_.variables[v].name);
    return joined(names, "*");
  }

  ModelFormula& formula_;
};

ModelVariable& covariate(ModelFormula& formula, const std::string& name, std::string_view option) {
  const auto found = std::ranges::find(formula.variables, name, &ModelVariable::name);
  require<ConfigError>(found != formula.variables.end(), "{} {}: is not among --covariates", option,
                       name);
  return *found;
}

void declare_numeric(ModelFormula& formula, const std::vector<std::string>& texts,
                     const Table& table) {
  for (const auto& text : texts)
    for (const auto& name : read_names(text, ',', table)) {
      const auto& column = table.column(name);
      require<ConfigError>(column.type == ColumnType::number,
                           "--numeric {}: has values that are not numbers", name);
      covariate(formula, name, "--numeric").kind = CovariateKind::number;
    }
}

void declare_references(ModelFormula& formula, const std::vector<std::string>& texts,
                        const Table& table) {
  for (const auto& text : texts) {
    const auto condition = read_condition(text, table);
    require<ConfigError>(condition.relation == Relation::equal && condition.levels.size() == 1,
                         "--reference {}: write V=code, one code", text);
    auto& variable = covariate(formula, condition.variable, "--reference");
    require<ConfigError>(variable.kind == CovariateKind::factor,
                         "--reference {}: {} enters as a number", text, variable.name);
    require<ConfigError>(!variable.reference, "--reference {}: {} has one already", text,
                         variable.name);
    require_valid(table.column(variable.name), condition.levels);
    variable.reference = condition.levels.front();
  }
}

}  // namespace

std::string ModelFormula::name(const ModelTerm& term) const {
  std::vector<std::string> names;
  for (const auto v : term.variables) names.push_back(variables[v].name);
  return joined(names, ":");
}

ModelFormula read_formula(const FormulaText& text, const Table& table) {
  ModelFormula formula;
  Collector collector(formula);
  for (const auto& term : written_terms(text.covariates, table)) collector.add(term);
  collector.finish();
  declare_numeric(formula, text.numeric, table);
  declare_references(formula, text.references, table);
  return formula;
}

}  // namespace trygg
