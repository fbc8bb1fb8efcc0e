#include "estimate/folded_value.hpp"

#include <cmath>

namespace trygg {
namespace {

/// What rounding leaves of a sum that is 0, relative to the size of its terms.
constexpr double rounding = 1e-13;

bool is_total(const FoldedQuantity& quantity) {
  return quantity.statistic == Statistic::total || quantity.statistic == Statistic::count;
}

/// θ = Σ w y, z = y.
void set_total(FoldedValue& made, const FoldedQuantity& quantity, const FoldedTotals& totals) {
  auto& m = made.moments;
  const double size = quantity.squares ? std::sqrt(totals.squares * totals.r) : 0;
  m.value = std::abs(totals.y) <= rounding * size ? 0.0 : totals.y;
  made.a = 1;
  m.varies = quantity.statistic == Statistic::count || totals.squares != 0;
  if (!quantity.centred || totals.extremes.constant()) return;
  const double sum = totals.y - quantity.centre * totals.r;
  m.simple_random =
      totals.r * (totals.centred - sum * sum / totals.r) / (static_cast<double>(m.n) - 1);
}

/// θ = Σ w y / Σ w, z = (y − θ)/Σ w.
void set_mean(FoldedValue& made, const FoldedQuantity& quantity, const FoldedTotals& totals) {
  auto& m = made.moments;
  const double mean = totals.y / totals.r;
  const double squares = quantity.squares ? totals.squares : totals.y;
  m.value = quantity.origin + mean;
  made.a = 1 / totals.r;
  made.b = mean / totals.r;
  if (quantity.squares && totals.extremes.constant()) {
    m.value = quantity.origin + totals.extremes.low;
    made.a = made.b = 0;  // all alike: rounding must not become a variance
    return;
  }
  const double size = std::abs(quantity.origin) + std::sqrt(squares / totals.r);
  if (quantity.squares && std::abs(m.value) <= rounding * size) m.value = 0;
  if (!quantity.squares && mean == 1) made.a = made.b = 0;
  const double around = squares / totals.r - mean * mean;
  m.simple_random = around / (static_cast<double>(m.n) - 1);
  m.varies = quantity.squares || (mean != 0 && mean != 1);
}

}  // namespace

FoldedValue value_of(const FoldedQuantity& quantity, const FoldedTotals& totals) {
  FoldedValue made;
  auto& m = made.moments;
  m.statistic = quantity.statistic;
  m.n = static_cast<std::size_t>(totals.records);
  m.weight = totals.r;
  if (quantity.statistic == Statistic::share) m.cases = totals.cases;
  m.largest_weight = totals.largest_weight;
  if (m.n == 0)
    m.notes.push_back(totals.any_weight ? Note::no_valid_answers : Note::empty_domain);
  else if (is_total(quantity))
    set_total(made, quantity, totals);
  else if (totals.r == 0)
    m.notes.push_back(Note::zero_denominator);
  else
    set_mean(made, quantity, totals);
  return made;
}

}  // namespace trygg
