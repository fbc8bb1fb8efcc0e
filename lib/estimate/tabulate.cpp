#include "estimate/tabulate.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"

namespace trygg {
namespace {

/// A cell with its place in the output.
struct Place {
  std::vector<std::uint32_t> levels;  // one per output variable
  Domain domain;
};

/// The cells within which a contrast is taken, with the domain of every term in each.
struct Comparisons {
  const Contrast* contrast = nullptr;
  std::vector<std::vector<std::uint32_t>> levels;
  std::vector<std::vector<Domain>> terms;
};

/// All domains of a request; they are the same for every WHAT.
struct Plan {
  std::vector<std::string> variables;
  std::vector<std::vector<std::uint32_t>> levels;  // of each domain
  std::vector<Domain> domains;
  std::vector<Comparisons> comparisons;
};

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

std::vector<std::string> distinct_variables(const Request& request) {
  std::vector<std::string> names;
  for (const auto& by : request.by)
    for (const auto& name : by)
      if (index_of(names, name) == names.size()) names.push_back(name);
  return names;
}

/// The whole, as a classification by nothing, then the classifications asked for.
std::vector<std::vector<Place>> classify(const Request& request,
                                         const std::vector<std::string>& variables,
                                         const Table& table, const Design& design) {
  const auto within = domain_where(request.where, table, design);
  auto classifications = request.by;
  classifications.insert(classifications.begin(), std::vector<std::string>{});
  std::vector<std::vector<Place>> all;
  for (const auto& by : classifications) {
    auto& places = all.emplace_back();
    for (auto& cell : cells(by, within, table, design)) {
      Place place{std::vector(variables.size(), EstimateRow::all), std::move(cell.domain)};
      for (std::size_t v = 0; v < by.size(); ++v)
        place.levels[index_of(variables, by[v])] = cell.levels[v];
      places.push_back(std::move(place));
    }
  }
  return all;
}

bool has_none_of(const std::vector<std::string>& names, const std::vector<std::string>& of) {
  return std::ranges::none_of(of, [&](const auto& n) { return index_of(names, n) < names.size(); });
}

Comparisons compare(const Contrast& contrast, const Request& request,
                    const std::vector<std::vector<Place>>& classifications, const Table& table,
                    const Design& design) {
  Comparisons made{.contrast = &contrast, .levels = {}, .terms = {}};
  for (std::size_t c = 0; c < classifications.size(); ++c) {
    const auto& by = c == 0 ? std::vector<std::string>{} : request.by[c - 1];
    if (!has_none_of(by, contrast.variables)) continue;
    for (const auto& place : classifications[c]) {
      made.levels.push_back(place.levels);
      auto& terms = made.terms.emplace_back();
      for (const auto& term : contrast.terms)
        terms.push_back(domain_of(contrast, term, place.domain, table, design));
    }
  }
  return made;
}

Plan plan(const Request& request, const Table& table, const Design& design) {
  Plan made{
      .variables = distinct_variables(request), .levels = {}, .domains = {}, .comparisons = {}};
  auto classifications = classify(request, made.variables, table, design);
  for (const auto& contrast : request.contrasts)
    made.comparisons.push_back(compare(contrast, request, classifications, table, design));
  for (auto& places : classifications) {
    for (auto& place : places) {
      made.levels.push_back(std::move(place.levels));
      made.domains.push_back(std::move(place.domain));
    }
  }
  return made;
}

/// The rows of one WHAT.
class Tabulator {
 public:
  Tabulator(const What& what, const Plan& plan, const Estimator& estimator, unsigned threads)
      : what_(what), plan_(plan), estimator_(estimator), threads_(threads) {}

  void add_levels(const std::vector<Measure>& measures, std::vector<EstimateRow>& rows) const {
    std::vector<std::vector<Result>> results;
    for (const auto& measure : measures)
      results.push_back(estimator_.estimate(measure, plan_.domains, threads_));
    for (std::size_t d = 0; d < plan_.domains.size(); ++d)
      for (std::size_t q = 0; q < what_.size(); ++q)
        rows.push_back(row(q, plan_.levels[d], "", std::move(results[q][d])));
  }

  void add_contrast(const std::vector<Measure>& measures, const Comparisons& comparisons,
                    std::vector<EstimateRow>& rows) const {
    const auto cells = comparisons.levels.size(), each = what_.size();
    std::vector<Result> results(cells * each);
    parallel_for(results.size(), threads_, [&](std::size_t i) {
      results[i] = compared(measures[i % each], *comparisons.contrast, comparisons.terms[i / each]);
    });
    adjust(results);
    for (std::size_t i = 0; i < results.size(); ++i)
      rows.push_back(row(i % each, comparisons.levels[i / each], comparisons.contrast->text,
                         std::move(results[i])));
  }

 private:
  Result compared(const Measure& measure, const Contrast& contrast,
                  const std::vector<Domain>& domains) const {
    std::vector<Linearised> estimates;
    for (const auto& domain : domains) estimates.push_back(estimator_.linearise(measure, domain));
    if (contrast.kind == ContrastKind::ratio) return estimator_.ratio(estimates[0], estimates[1]);
    std::vector<const Linearised*> terms;
    for (const auto& e : estimates) terms.push_back(&e);
    std::vector<double> coefficients;
    for (const auto& term : contrast.terms) coefficients.push_back(term.coefficient);
    return estimator_.combination(terms, coefficients);
  }

  static void adjust(std::vector<Result>& results) {
    std::vector<double> p;
    for (const auto& r : results) p.push_back(r.p_value);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < results.size(); ++i) results[i].p_adjusted = adjusted[i];
  }

  EstimateRow row(std::size_t quantity, const std::vector<std::uint32_t>& levels,
                  const std::string& contrast, Result result) const {
    return {.indicator = what_[quantity].indicator,
            .statistic = what_[quantity].statistic,
            .levels = levels,
            .contrast = contrast,
            .result = std::move(result)};
  }

  const What& what_;
  const Plan& plan_;
  const Estimator& estimator_;
  unsigned threads_;
};

}  // namespace

Estimates tabulate(const Request& request, const Table& table, const Design& design,
                   const EstimateOptions& options, unsigned threads) {
  const Estimator estimator(design, options);
  const auto domains = plan(request, table, design);
  Estimates estimates{.variables = domains.variables, .rows = {}};
  for (const auto& what : request.what) {
    std::vector<Measure> measures;
    for (const auto& quantity : what) measures.push_back(measure(quantity, table, design));
    const Tabulator tabulator(what, domains, estimator, threads);
    tabulator.add_levels(measures, estimates.rows);
    for (const auto& comparisons : domains.comparisons)
      tabulator.add_contrast(measures, comparisons, estimates.rows);
  }
  return estimates;
}

}  // namespace trygg
