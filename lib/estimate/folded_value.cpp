#include "estimate/folded_value.hpp"

namespace trygg {
namespace {

bool is_total(const FoldedQuantity& quantity) {
  return quantity.statistic == Statistic::total || quantity.statistic == Statistic::count;
}

/// θ = Σ w y, z = y.
void set_total(FoldedValue& made, const FoldedQuantity& quantity, const FoldedTotals& totals) {
  auto& m = made.moments;
  m.value = totals.y;
  made.a = 1;
  m.varies = quantity.statistic == Statistic::count || totals.squares != 0;
  if (!quantity.centred) return;
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
  const double around = squares / totals.r - mean * mean;
  m.simple_random = around / (static_cast<double>(m.n) - 1);
  m.varies = quantity.squares ? around > 1e-28 * m.value * m.value : mean != 0 && mean != 1;
}

}  // namespace

FoldedValue value_of(const FoldedQuantity& quantity, const FoldedTotals& totals) {
  FoldedValue made;
  auto& m = made.moments;
  m.statistic = quantity.statistic;
  m.n = static_cast<std::size_t>(totals.records);
  m.weight = totals.r;
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
