#pragma once

#include <cmath>
#include <initializer_list>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "estimate/estimator.hpp"
#include "table/table.hpp"

namespace trygg::test {

using Numbers = std::vector<double>;

/// A table of numbers; NaN becomes a missing value.
inline Table make_table(const std::vector<std::pair<std::string, Numbers>>& columns) {
  std::vector<Column> all;
  for (const auto& [name, values] : columns) {
    ColumnBuilder builder(name);
    for (const double v : values) std::isnan(v) ? builder.add(v, Missing::system) : builder.add(v);
    all.push_back(builder.take());
  }
  return Table("survey.csv", std::move(all));
}

/// All of n records.
inline Domain everybody(std::size_t n) {
  Domain domain(n);
  std::iota(domain.begin(), domain.end(), 0u);
  return domain;
}

/// The records for which `is_in(k)` holds.
template <class Predicate>
Domain records_where(std::size_t n, Predicate is_in) {
  Domain domain;
  for (std::uint32_t k = 0; k < n; ++k)
    if (is_in(k)) domain.push_back(k);
  return domain;
}

inline Result estimate(const Estimator& estimator, const Measure& measure, const Domain& domain) {
  return estimator.result(estimator.linearise(measure, domain));
}

inline Result estimate(const Estimator& estimator, const Measure& measure) {
  return estimate(estimator, measure, everybody(measure.y.size()));
}

}  // namespace trygg::test
