#include "change/compare.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "change/group_codes.hpp"
#include "change/notes.hpp"
#include "change/overlap.hpp"
#include "design/design.hpp"
#include "estimate/cells.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

std::vector<const Quantity*> quantities_of(const Request& request) {
  std::vector<const Quantity*> all;
  for (const auto& what : request.what)
    for (const auto& quantity : what) all.push_back(&quantity);
  return all;
}

bool is_same(const Quantity& a, const Quantity& b) {
  return a.indicator == b.indicator && a.statistic == b.statistic;
}

void require_in(const SurveyRound& round, const SurveyRound& other) {
  const auto known = quantities_of(round.request);
  for (const auto* quantity : quantities_of(other.request)) {
    require<ConfigError>(quantity->statistic != Statistic::quantile,
                         "--quantile {}: the change of a quantile is not offered; compare shares "
                         "above a value, or the quantiles and their intervals from trygg estimate",
                         quantity->indicator);
    require<InputError>(
        std::ranges::any_of(known, [&](const auto* q) { return is_same(*q, *quantity); }),
        "{}: there is no '{}', which {} has; the codes of both rounds must be the same, and a "
        "codebook (--codebook) tells those that nobody answered",
        round.table.source(), quantity->indicator, other.table.source());
  }
}

/// A cell of a classification, and who is in it in each round.
struct ComparedCell {
  std::vector<std::string> groups, labels;  // one per output variable
  std::array<Domain, 2> domain;
};
using Family = std::vector<ComparedCell>;

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

/// Makes the cells of classifications, of both rounds together.
class Classifier {
 public:
  Classifier(const SurveyRound& earlier, const SurveyRound& later)
      : rounds_{&earlier, &later}, variables_(distinct_variables(earlier.request)) {
    for (std::size_t r = 0; r < 2; ++r)
      within_[r] = domain_where(rounds_[r]->request.where, rounds_[r]->table, rounds_[r]->design);
  }
  const std::vector<std::string>& variables() const { return variables_; }

  Family family(const std::vector<std::string>& by) const {
    std::vector<GroupCodes> codes;
    for (const auto& name : by)
      codes.emplace_back(rounds_[0]->table.column(name), rounds_[1]->table.column(name));
    std::map<std::vector<std::uint32_t>, std::array<Domain, 2>> found;
    for (std::size_t r = 0; r < 2; ++r) {
      for (auto& cell : cells(by, within_[r], rounds_[r]->table, rounds_[r]->design)) {
        for (std::size_t v = 0; v < by.size(); ++v)
          cell.levels[v] = codes[v].place(r, cell.levels[v]);
        found[cell.levels][r] = std::move(cell.domain);
      }
    }
    Family made;
    for (auto& [places, domains] : found)
      made.push_back(cell_of(by, codes, places, std::move(domains)));
    return made;
  }

 private:
  ComparedCell cell_of(const std::vector<std::string>& by, const std::vector<GroupCodes>& codes,
                       const std::vector<std::uint32_t>& places,
                       std::array<Domain, 2> domain) const {
    ComparedCell cell{std::vector<std::string>(variables_.size()),
                      std::vector<std::string>(variables_.size()), std::move(domain)};
    for (std::size_t v = 0; v < by.size(); ++v) {
      const auto at = index_of(variables_, by[v]);
      cell.groups[at] = codes[v].text(places[v]);
      cell.labels[at] = codes[v].label(places[v]);
    }
    return cell;
  }

  std::array<const SurveyRound*, 2> rounds_;
  std::vector<std::string> variables_;
  std::array<Domain, 2> within_;
};

RoundValue value_of(const Result& result, Statistic statistic) {
  return {.estimate = result.estimate,
          .se = result.se,
          .df = result.df,
          .n = static_cast<double>(result.n),
          .is_share = statistic == Statistic::share};
}

/// Estimates one cell in both rounds.
class CellComparison {
 public:
  CellComparison(const SurveyRound& earlier, const SurveyRound& later, const RoundOverlap* overlap,
                 const CompareOptions& options)
      : estimators_{Estimator(earlier.design, estimate_options(options)),
                    Estimator(later.design, estimate_options(options))},
        overlap_(overlap),
        options_(options) {
    if (!overlap) return;
    for (const auto* round : {&earlier, &later}) contributions_.emplace_back(round->design);
  }

  ComparedRow row(const Quantity& quantity, const std::array<Measure, 2>& measures,
                  const ComparedCell& cell) const {
    ComparedRow row;
    row.indicator = quantity.indicator;
    row.statistic = quantity.statistic;
    row.groups = cell.groups;
    row.labels = cell.labels;
    const auto earlier = estimators_[0].linearise(measures[0], cell.domain[0]);
    const auto later = estimators_[1].linearise(measures[1], cell.domain[1]);
    row.earlier = estimators_[0].result(earlier);
    row.later = estimators_[1].result(later);
    if (overlap_)
      row.correlation =
          overlap_->correlation(contributions_[0].totals(earlier), contributions_[1].totals(later));
    row.change = change_of(value_of(row.later, row.statistic), value_of(row.earlier, row.statistic),
                           row.correlation, options_.scale, options_.level, options_.df);
    for (const auto* result : {&row.earlier, &row.later})
      for (const auto note : result->notes) add_note(row.note, to_text(note));
    add_note(row.note, row.change.note);
    return row;
  }

 private:
  static EstimateOptions estimate_options(const CompareOptions& options) {
    EstimateOptions made;
    made.interval = Interval::wald;  // the rounds' own limits are not told
    made.level = options.level;
    made.df = options.df;
    return made;
  }

  std::array<Estimator, 2> estimators_;
  const RoundOverlap* overlap_;
  const CompareOptions& options_;
  std::vector<UnitContributions> contributions_;  // of both rounds, where they overlap
};

void adjust(std::span<ComparedRow> family, Adjustment how) {
  std::vector<double> p_values;
  for (const auto& row : family) p_values.push_back(row.change.p_value);
  const auto made = adjusted(p_values, how);
  for (std::size_t i = 0; i < family.size(); ++i) family[i].p_adjusted = made[i];
}

/// Sentences about codes of one variable that are labelled differently.
void compare_labels(const Column& earlier, const Column& later, const std::string& variable,
                    std::vector<std::string>& found) {
  for (const auto& level : later.levels) {
    const auto same = levels_by_value(earlier, level.text);
    if (same.size() != 1) continue;
    const auto& before = earlier.levels[same[0]];
    if (before.label.empty() || level.label.empty() || before.label == level.label) continue;
    auto text = fmt::format("'{}': code '{}' is '{}' in the earlier round and '{}' in the later",
                            variable, level.text, before.label, level.label);
    if (std::ranges::find(found, text) == found.end()) found.push_back(std::move(text));
  }
}

}  // namespace

Compared compare(const SurveyRound& earlier, const SurveyRound& later, const RoundOverlap* overlap,
                 const CompareOptions& options) {
  require_in(earlier, later);
  require_in(later, earlier);
  const Classifier classifier(earlier, later);
  std::vector<Family> families{classifier.family({})};
  for (const auto& by : earlier.request.by) families.push_back(classifier.family(by));
  const CellComparison comparison(earlier, later, overlap, options);
  Compared compared{.variables = classifier.variables(), .rows = {}};
  const auto before = quantities_of(earlier.request), now = quantities_of(later.request);
  for (const auto* quantity : now) {
    const auto same =
        std::ranges::find_if(before, [&](const auto* q) { return is_same(*q, *quantity); });
    const std::array measures{measure(**same, earlier.table, earlier.design),
                              measure(*quantity, later.table, later.design)};
    for (const auto& family : families) {
      const auto first = compared.rows.size();
      compared.rows.resize(first + family.size());
      const auto rows = std::span(compared.rows).subspan(first);
      parallel_for(family.size(), options.threads, [&](std::size_t i) {
        rows[i] = comparison.row(*quantity, measures, family[i]);
      });
      adjust(rows, options.adjustment);
    }
  }
  return compared;
}

std::vector<std::string> differing_labels(const SurveyRound& earlier, const SurveyRound& later) {
  std::vector<std::string> variables, found;
  for (const auto* quantity : quantities_of(later.request))
    if (quantity->statistic == Statistic::share) variables.push_back(quantity->variable);
  for (const auto& by : later.request.by) variables.insert(variables.end(), by.begin(), by.end());
  for (const auto& name : variables)
    compare_labels(earlier.table.column(name), later.table.column(name), name, found);
  return found;
}

}  // namespace trygg
