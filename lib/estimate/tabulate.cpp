#include "estimate/tabulate.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "design/design.hpp"
#include "design/replicate_weights.hpp"
#include "estimate/cells.hpp"
#include "estimate/folded_estimator.hpp"
#include "estimate/record_estimator.hpp"
#include "estimate/replicate_table.hpp"
#include "fold/folded_survey.hpp"

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

/// The rows of WHATs whose quantities are estimated together.
class Tabulator {
 public:
  Tabulator(std::span<const What> whats, const Plan& plan, const DomainEstimator& estimator,
            unsigned threads)
      : whats_(whats), plan_(plan), estimator_(estimator), threads_(threads) {}

  void add_rows(std::vector<EstimateRow>& rows) const {
    auto levels =
        in_chunks(plan_.domains.size(), [&](std::size_t begin, std::size_t end, auto out) {
          estimator_.levels(std::span(plan_.domains).subspan(begin, end - begin), out);
        });
    std::vector<std::vector<std::vector<Result>>> contrasts;
    for (const auto& c : plan_.comparisons)
      contrasts.push_back(
          in_chunks(c.terms.size(), [&](std::size_t begin, std::size_t end, auto out) {
            estimator_.contrasts(*c.contrast, std::span(c.terms).subspan(begin, end - begin), out);
          }));
    std::size_t first = 0;
    for (const auto& what : whats_) {
      add_levels(what, first, levels, rows);
      for (std::size_t c = 0; c < contrasts.size(); ++c)
        add_contrast(what, first, plan_.comparisons[c], contrasts[c], rows);
      first += what.size();
    }
  }

 private:
  using ByCell = std::vector<std::vector<Result>>;  // by cell, by quantity

  /// Results of `count` cells, a few at a time so that working memory is made once for them.
  template <class Estimate>
  ByCell in_chunks(std::size_t count, Estimate estimate) const {
    constexpr std::size_t chunk = 8;
    ByCell results(count);
    parallel_for((count + chunk - 1) / chunk, threads_, [&](std::size_t c) {
      const auto begin = c * chunk, end = std::min(count, begin + chunk);
      estimate(begin, end, std::span(results).subspan(begin, end - begin));
    });
    return results;
  }

  void add_levels(const What& what, std::size_t first, ByCell& results,
                  std::vector<EstimateRow>& rows) const {
    for (std::size_t d = 0; d < results.size(); ++d)
      for (std::size_t q = 0; q < what.size(); ++q)
        rows.push_back(row(what[q], plan_.levels[d], "", std::move(results[d][first + q])));
  }

  void add_contrast(const What& what, std::size_t first, const Comparisons& comparisons,
                    ByCell& results, std::vector<EstimateRow>& rows) const {
    const auto begin = rows.size();
    for (std::size_t d = 0; d < results.size(); ++d)
      for (std::size_t q = 0; q < what.size(); ++q)
        rows.push_back(row(what[q], comparisons.levels[d], comparisons.contrast->text,
                           std::move(results[d][first + q])));
    std::vector<double> p;
    for (auto i = begin; i < rows.size(); ++i) p.push_back(rows[i].result.p_value);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < adjusted.size(); ++i)
      rows[begin + i].result.p_adjusted = adjusted[i];
  }

  static EstimateRow row(const Quantity& quantity, const std::vector<std::uint32_t>& levels,
                         const std::string& contrast, Result result) {
    return {.indicator = quantity.indicator,
            .statistic = quantity.statistic,
            .levels = levels,
            .contrast = contrast,
            .result = std::move(result)};
  }

  std::span<const What> whats_;
  const Plan& plan_;
  const DomainEstimator& estimator_;
  unsigned threads_;
};

std::vector<Quantity> quantities_of(std::span<const What> whats) {
  std::vector<Quantity> quantities;
  for (const auto& what : whats) quantities.insert(quantities.end(), what.begin(), what.end());
  return quantities;
}

std::vector<const Domain*> all_domains(const Plan& plan) {
  std::vector<const Domain*> all;
  for (const auto& domain : plan.domains) all.push_back(&domain);
  for (const auto& comparison : plan.comparisons)
    for (const auto& terms : comparison.terms)
      for (const auto& domain : terms) all.push_back(&domain);
  return all;
}

/// The first WHATs that are estimated together: one, since a measure is as long as the file; with
/// replicates, whose sums are cheap together, as many as 160 MB of them hold.
std::span<const What> next_whats(std::span<const What> left, const Plan& plan,
                                 const Design& design) {
  if (!design.replicates()) return left.first(1);
  constexpr std::size_t most_numbers = 20'000'000, most_measures = 64;
  const auto domains = all_domains(plan).size();
  std::size_t whats = 1, measures = left.front().size();
  while (whats < left.size()) {
    measures += left[whats].size();
    if (measures > most_measures ||
        ReplicateTable::size(measures, domains, design.replicates()->count) > most_numbers)
      break;
    ++whats;
  }
  return left.first(whats);
}

}  // namespace

Estimates tabulate(const Request& request, const Table& table, const Design& design,
                   const EstimateOptions& options, unsigned threads) {
  const Estimator estimator(design, options);
  const auto domains = plan(request, table, design);
  Estimates estimates{.parts = options.parts, .variables = domains.variables, .rows = {}};
  for (std::size_t w = 0; w < request.what.size();) {
    const auto whats = next_whats(std::span(request.what).subspan(w), domains, design);
    RecordEstimator of_records(estimator, quantities_of(whats), table, design);
    if (design.replicates())
      of_records.prepare(all_domains(domains), *design.replicates(), threads);
    Tabulator(whats, domains, of_records, threads).add_rows(estimates.rows);
    w += whats.size();
  }
  return estimates;
}

Estimates tabulate(const Request& request, const FoldedSurvey& folded, const Design& design,
                   const EstimateOptions& options, unsigned threads) {
  const auto domains = plan(request, folded.cells, design);
  const auto quantities = quantities_of(request.what);
  const auto estimator = make_folded_estimator(folded, design, quantities, options);
  Estimates estimates{.parts = options.parts, .variables = domains.variables, .rows = {}};
  Tabulator(request.what, domains, *estimator, threads).add_rows(estimates.rows);
  return estimates;
}

}  // namespace trygg
