#include "weights/totals/reconcile.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg::weights {
namespace {

constexpr double rounding = 1e-6;  // of the population
constexpr double fitted_to = 1e-13;
constexpr int most_sweeps = 2000;

using Cell = std::vector<std::uint32_t>;
using Names = std::vector<std::string>;
using Totals = std::vector<double>;

double sum_of(const Totals& totals) {
  return std::accumulate(totals.begin(), totals.end(), 0.0);
}

/// The cell of the given variables that each row lies in.
std::vector<Cell> cells_of(const FittedMargin& fitted, const Names& by) {
  const auto& variables = fitted.margin->variables;
  std::vector<Cell> cells(fitted.codes.size());
  for (const auto& name : by) {
    const auto v = std::ranges::find(variables, name) - variables.begin();
    for (std::size_t r = 0; r < cells.size(); ++r) cells[r].push_back(fitted.codes[r][v]);
  }
  return cells;
}

std::map<Cell, double> collapse(const std::vector<Cell>& cells, const Totals& totals) {
  std::map<Cell, double> sums;
  for (std::size_t r = 0; r < cells.size(); ++r) sums[cells[r]] += totals[r];
  return sums;
}

Names shared_variables(const Margin& a, const Margin& b) {
  Names shared;
  for (const auto& name : a.variables)
    if (std::ranges::find(b.variables, name) != b.variables.end()) shared.push_back(name);
  return shared;
}

/// The words for one cell: those of a row of the margin that lies in it.
std::string cell_text(const FittedMargin& fitted, const Names& by, const Cell& cell) {
  const auto& variables = fitted.margin->variables;
  const auto cells = cells_of(fitted, by);
  const auto row = std::ranges::find(cells, cell) - cells.begin();
  if (row == std::ssize(cells)) return "";
  std::vector<std::string> parts;
  for (const auto& name : by) {
    const auto v = std::ranges::find(variables, name) - variables.begin();
    parts.push_back(fmt::format("{} {}", name, fitted.margin->codes[row][v]));
  }
  return joined(parts, ", ");
}

/// The smallest tolerance in tenths of a per cent, steps 1-2-5, that lets a difference pass.
std::string advice(double relative) {
  for (const double tolerance : {0.001, 0.002, 0.005, 0.01, 0.02})
    if (relative <= tolerance)
      return fmt::format("correct them, or allow it with tolerance = {}", shortest(tolerance));
  return "margins must tell the same population";
}

/// Two margins in all cells of `by`. \throws InputError  beyond the tolerance
void compare(const FittedMargin& a, const FittedMargin& b, const Names& by,
             const ReconcileRule& rule, double population) {
  auto of_a = collapse(cells_of(a, by), a.margin->totals);
  auto of_b = collapse(cells_of(b, by), b.margin->totals);
  for (const auto& [cell, total] : of_b) of_a.emplace(cell, 0.0);
  for (const auto& [cell, total] : of_a) {
    const double other = of_b[cell], difference = std::abs(total - other);
    const double base = by.empty() ? population : std::max(total, other);
    if (difference <= std::max(rule.tolerance * base, rounding * population)) continue;
    const auto where =
        by.empty() ? "" : fmt::format(" for {}", cell_text(total > 0 ? a : b, by, cell));
    throw InputError(fmt::format(
        "{} and {} disagree{}: their totals sum to {} and {}, a difference of {:.6g}; {}",
        a.margin->source, b.margin->source, where, shortest(total), shortest(other), difference,
        advice(difference / base)));
  }
}

/// Sums that the rows of a margin are brought to.
struct Sums {
  std::vector<Cell> cells;  // by row
  std::map<Cell, double> wanted;
};

/// One sweep over all of them. \return  the largest relative change of a row
double sweep(Totals& totals, const std::vector<Sums>& all) {
  double change = 0;
  for (const auto& sums : all) {
    const auto now = collapse(sums.cells, totals);
    for (std::size_t r = 0; r < totals.size(); ++r) {
      const auto wanted = sums.wanted.find(sums.cells[r]);
      const double sum = now.at(sums.cells[r]);
      if (wanted == sums.wanted.end() || sum == 0) continue;
      const double factor = wanted->second / sum;
      if (totals[r] == 0 || std::abs(factor - 1) <= fitted_to) continue;
      change = std::max(change, std::abs(factor - 1));
      totals[r] *= factor;
    }
  }
  return change;
}

/// The file without its folder.
std::string name_of(const FittedMargin& fitted) {
  return std::filesystem::path(fitted.margin->source).filename().string();
}

/// What was done to a margin, as a sentence; nothing where it stays.
std::string change_text(const FittedMargin& fitted, const Totals& totals,
                        const FittedMargin& deciding) {
  const auto& given = fitted.margin->totals;
  std::size_t most = 0, relatively = 0;
  const auto change = [&](std::size_t r) { return std::abs(totals[r] - given[r]); };
  const auto relative = [&](std::size_t r) { return given[r] > 0 ? change(r) / given[r] : 0; };
  for (std::size_t r = 1; r < totals.size(); ++r) {
    if (change(r) > change(most)) most = r;
    if (relative(r) > relative(relatively) * (1 + 1e-9)) relatively = r;  // the first of equals
  }
  if (totals.empty() || relative(relatively) <= 1e-12) return "";
  return fmt::format(
      "{} was brought to agree with {}: largest changes {:+.4g} ({}) and {:.2g} % ({})",
      name_of(fitted), name_of(deciding), totals[most] - given[most], fitted.level[most],
      100 * relative(relatively), fitted.level[relatively]);
}

class Reconciler {
 public:
  Reconciler(std::span<const FittedMargin> margins, const ReconcileRule& rule)
      : margins_(margins), rule_(rule), population_(sum_of(totals(rule.deciding))) {
    order_.push_back(rule.deciding);
    for (std::size_t m = 0; m < margins.size(); ++m)
      if (m != rule.deciding) order_.push_back(m);
  }
  Reconciled run() const;

 private:
  const Totals& totals(std::size_t m) const { return margins_[m].margin->totals; }
  void check_pairs() const;
  void fit_to_earlier(std::size_t place, Reconciled& done) const;

  std::span<const FittedMargin> margins_;
  ReconcileRule rule_;
  double population_;
  std::vector<std::size_t> order_;  // who decides before whom
};

void Reconciler::check_pairs() const {
  for (std::size_t b = 1; b < order_.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      const auto &first = margins_[order_[a]], &second = margins_[order_[b]];
      compare(first, second, {}, rule_, population_);
      const auto shared = shared_variables(*first.margin, *second.margin);
      if (!shared.empty()) compare(first, second, shared, rule_, population_);
    }
}

void Reconciler::fit_to_earlier(std::size_t place, Reconciled& done) const {
  const auto m = order_[place];
  std::vector<Sums> all;
  for (std::size_t a = 0; a < place; ++a) {
    const auto& earlier = margins_[order_[a]];
    const auto shared = shared_variables(*earlier.margin, *margins_[m].margin);
    all.push_back({cells_of(margins_[m], shared),
                   collapse(cells_of(earlier, shared), done.totals[order_[a]])});
  }
  int sweeps = 0;
  while (sweep(done.totals[m], all) > fitted_to) {
    require<InputError>(++sweeps < most_sweeps,
                        "{} cannot be brought to agree with the margins before it, which "
                        "contradict each other in the variables that they share; correct them",
                        margins_[m].margin->source);
  }
  const auto text = change_text(margins_[m], done.totals[m], margins_[order_.front()]);
  if (!text.empty()) done.remarks.push_back(text);
}

Reconciled Reconciler::run() const {
  check_pairs();
  Reconciled done;
  for (const auto& fitted : margins_) done.totals.push_back(fitted.margin->totals);
  for (std::size_t place = 1; place < order_.size(); ++place) fit_to_earlier(place, done);
  return done;
}

}  // namespace

Reconciled reconcile(std::span<const FittedMargin> margins, const ReconcileRule& rule) {
  if (margins.empty()) return {};
  return Reconciler(margins, rule).run();
}

}  // namespace trygg::weights
