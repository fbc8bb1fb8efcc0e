#include "estimate/linearise.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

bool is_total(Statistic statistic) {
  return statistic == Statistic::total || statistic == Statistic::count;
}

/// Fills z with y − θx, in units of the denominator.
void residuals(Linearised& e, const Measure& m, double denominator) {
  const bool ratio = e.statistic == Statistic::ratio;
  // All answers alike: what rounding leaves must not become a variance.
  constexpr double rounding = 1e-14;
  bool alike = true;
  e.z.reserve(e.record.size());
  for (const auto k : e.record) {
    const double fitted = ratio ? e.value * m.x[k] : e.value;
    const double residual = m.y[k] - fitted;
    alike = alike && std::abs(residual) <= rounding * std::max(std::abs(m.y[k]), std::abs(fitted));
    e.z.push_back(residual / denominator);
  }
  if (alike) std::ranges::fill(e.z, 0.0);
}

void check_sizes(const Measure& m, std::size_t records) {
  const bool function = m.statistic == Statistic::function;
  require(function || m.y.size() == records, "{} values for {} records", m.y.size(), records);
  require(m.statistic != Statistic::ratio || m.x.size() == records,
          "{} values of the denominator for {} records", m.x.size(), records);
  for (const auto& y : m.parts)
    require(y.size() == records, "{} values for {} records", y.size(), records);
  require(m.standard.empty() || m.group.size() == records, "{} groups for {} records",
          m.group.size(), records);
}

/// Who has the answer, and how much the heaviest record weighs.
void set_evidence(Linearised& e, const Measure& m, std::span<const double> weight) {
  e.largest_weight = 0;
  for (const auto k : e.record) e.largest_weight = std::max(e.largest_weight, weight[k]);
  if (e.statistic != Statistic::share) return;
  e.cases = 0;
  for (const auto k : e.record) e.cases += m.y[k] != 0 ? 1 : 0;
}

}  // namespace

bool is_answered(const Measure& m, std::uint32_t k) {
  if (m.statistic == Statistic::function)
    return std::ranges::none_of(m.parts, [&](const auto& y) { return std::isnan(y[k]); });
  return !std::isnan(m.y[k]) && !(m.statistic == Statistic::ratio && std::isnan(m.x[k]));
}

Linearised answered(const Measure& m, const Domain& domain, std::span<const double> weight) {
  check_sizes(m, weight.size());
  Linearised e{.statistic = m.statistic};
  e.record.reserve(domain.size());
  bool any_weight = false;
  for (const auto k : domain) {
    if (weight[k] == 0) continue;
    any_weight = true;
    if (is_answered(m, k)) e.record.push_back(k);
  }
  e.n = e.record.size();
  if (e.n == 0) e.notes.push_back(any_weight ? Note::no_valid_answers : Note::empty_domain);
  return e;
}

Linearised linearise(const Measure& m, const Domain& domain, std::span<const double> weight) {
  auto e = answered(m, domain, weight);
  if (e.n == 0) return e;
  set_evidence(e, m, weight);
  Sum numerator, denominator;
  for (const auto k : e.record) {
    numerator.add(weight[k] * m.y[k]);
    denominator.add(m.statistic == Statistic::ratio ? weight[k] * m.x[k] : weight[k]);
  }
  if (is_total(m.statistic)) {
    e.value = numerator.settled();
    for (const auto k : e.record) e.z.push_back(m.y[k]);
  } else if (denominator.settled() == 0) {
    e.notes.push_back(Note::zero_denominator);
    e.record.clear();
  } else {
    e.value = numerator.settled() / denominator.settled();
    residuals(e, m, denominator.settled());
  }
  return e;
}

}  // namespace trygg
