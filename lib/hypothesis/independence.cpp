#include "hypothesis/independence.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "design/design.hpp"
#include "dist/tails.hpp"
#include "linalg/solve.hpp"

namespace trygg {
namespace {

using Values = std::vector<double>;

constexpr std::array all_methods{TestMethod::rao_scott_second, TestMethod::rao_scott_first,
                                 TestMethod::rao_scott_chi2, TestMethod::wald,
                                 TestMethod::adjusted_wald};

double expected(const TwoWayTable& table, std::size_t i, std::size_t j) {
  return table.row_total(i) * table.column_total(j) / table.total();
}

double pearson(const TwoWayTable& table) {
  double sum = 0;
  for (std::size_t i = 0; i < table.rows(); ++i)
    for (std::size_t j = 0; j < table.columns(); ++j) {
      const double e = expected(table, i, j);
      const double gap = table.count(table.cell(i, j)) - e;
      sum += gap * gap / e;
    }
  return static_cast<double>(table.n()) * sum / table.total();
}

/// Column (a, b) of C: the departure of cell (a, b), orthogonal to all rows and columns.
Values interaction(const TwoWayTable& table, std::size_t a, std::size_t b) {
  Values c;
  const auto r = static_cast<double>(table.rows()), q = static_cast<double>(table.columns());
  for (std::size_t i = 0; i < table.rows(); ++i)
    for (std::size_t j = 0; j < table.columns(); ++j)
      c.push_back(((i == a ? 1 : 0) - 1 / r) * ((j == b ? 1 : 0) - 1 / q));
  return c;
}

/// ∂Y_ab/∂N of every cell.
Values departure(const TwoWayTable& table, std::size_t a, std::size_t b) {
  Values d;
  const double row = table.row_total(a) / table.total();
  const double column = table.column_total(b) / table.total();
  for (std::size_t i = 0; i < table.rows(); ++i)
    for (std::size_t j = 0; j < table.columns(); ++j)
      d.push_back((i == a && j == b ? 1 : 0) - (i == a ? column : 0) - (j == b ? row : 0) +
                  row * column);
  return d;
}

/// A variance of which no more is left, beside that of independent draws, is rounding: the weights
/// determine what is tested.
constexpr double nothing_left = 1e-10;

/// The generalised design effects: tr Δ and tr Δ².
struct Effects {
  double trace = 0, trace_of_square = 0;
};

Effects effects(const TermCovariances& covariances, const TwoWayTable& table) {
  std::vector<Values> contrasts;
  for (std::size_t i = 1; i < table.rows(); ++i)
    for (std::size_t j = 1; j < table.columns(); ++j) contrasts.push_back(interaction(table, i, j));
  const auto k = contrasts.size();
  Values random(k * k, 0.0);  // C'D⁻¹C/n
  std::vector<Linearised> terms;
  for (std::size_t a = 0; a < k; ++a) {
    auto over_share = contrasts[a];  // D⁻¹C
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
      const double share = table.count(cell) / table.total();
      over_share[cell] = share == 0 ? 0 : over_share[cell] / share;
      for (std::size_t b = 0; b < k; ++b)
        random[a * k + b] += over_share[cell] * contrasts[b][cell] / static_cast<double>(table.n());
    }
    terms.push_back(table.combined_shares(over_share));
  }
  const auto designed = covariances.of(terms);
  const auto inverse = inverse_symmetric(random, k);
  Values delta(k * k, 0.0);
  for (std::size_t a = 0; a < k; ++a)
    for (std::size_t b = 0; b < k; ++b)
      for (std::size_t c = 0; c < k; ++c)
        delta[a * k + b] += inverse[a * k + c] * designed[c * k + b];
  Effects found;
  for (std::size_t a = 0; a < k; ++a) {
    found.trace += delta[a * k + a];
    for (std::size_t b = 0; b < k; ++b)
      found.trace_of_square += delta[a * k + b] * delta[b * k + a];
  }
  return found;
}

/// Why nothing is left of the variance: all were asked, or the weights determine the table.
NoTest why_fixed(const Estimator& estimator, const TwoWayTable& table) {
  const auto notes = estimator.result(table.combined_shares(interaction(table, 1, 1))).notes;
  return std::ranges::find(notes, Note::no_variance) == notes.end() ? NoTest::fixed_by_calibration
                                                                    : NoTest::no_variance;
}

void add_rao_scott(Independence& result, const Effects& effects, double k, double nu) {
  const double corrected = result.pearson / effects.trace;
  result.design_effect = effects.trace / k;
  const double d = effects.trace * effects.trace / effects.trace_of_square;
  result.tests.push_back(f_test(TestMethod::rao_scott_second, corrected, d, d * nu));
  result.tests.push_back(f_test(TestMethod::rao_scott_first, corrected, k, k * nu));
  const double chi2 = corrected * k;
  result.tests.push_back({.method = TestMethod::rao_scott_chi2,
                          .statistic = chi2,
                          .df1 = k,
                          .p_value = chi_squared_upper(chi2, k)});
}

/// The variance of a cell's count if its n records had been drawn one by one.
double random_variance(const TwoWayTable& table, std::size_t cell) {
  const double share =
      std::max(table.count(cell) / table.total(), 1.0 / static_cast<double>(table.n()));
  return table.total() * table.total() * share / static_cast<double>(table.n());
}

/// Y'V⁻¹Y; NaN where V has no inverse.
double wald(const TermCovariances& covariances, const TwoWayTable& table) {
  std::vector<Linearised> terms;
  Values y, size;
  for (std::size_t i = 1; i < table.rows(); ++i)
    for (std::size_t j = 1; j < table.columns(); ++j) {
      terms.push_back(table.combined(departure(table, i, j)));
      size.push_back(random_variance(table, table.cell(i, j)));
      y.push_back(table.count(table.cell(i, j)) - expected(table, i, j));
    }
  const auto k = y.size();
  const auto v = covariances.of(terms);
  const auto inverse = inverse_symmetric(v, k);
  double w = 0;
  for (std::size_t i = 0; i < k; ++i) {
    if (inverse[i * k + i] == 0 || v[i * k + i] < nothing_left * size[i]) return NAN;
    for (std::size_t j = 0; j < k; ++j) w += y[i] * inverse[i * k + j] * y[j];
  }
  return w;
}

void add_wald(Independence& result, double w, double k, double nu) {
  if (std::isnan(w) || k > nu) {
    result.tests.push_back(no_test(TestMethod::wald, NoTest::singular));
    result.tests.push_back(no_test(TestMethod::adjusted_wald, NoTest::singular));
    return;
  }
  result.tests.push_back(f_test(TestMethod::wald, w / k, k, nu));
  const double left = nu - k + 1;
  result.tests.push_back(f_test(TestMethod::adjusted_wald, w * left / (k * nu), k, left));
}

NoTest obstacle(const TwoWayTable& table) {
  if (table.n() == 0) return NoTest::empty_domain;
  if (table.rows() < 2 || table.columns() < 2) return NoTest::one_level;
  if (table.is_too_large()) return NoTest::too_many_cells;
  if (!table.has_positive_totals()) return NoTest::negative_total;
  if (!(table.degrees_of_freedom() > 0)) return NoTest::df_zero;
  return NoTest::none;
}

}  // namespace

IndependenceTester::IndependenceTester(const Design& design, const EstimateOptions& options)
    : design_(design), estimator_(design, options), covariances_(design, estimator_) {}

Independence IndependenceTester::test(const TwoWayCodes& codes, const Domain& domain) const {
  const TwoWayTable table(estimator_, codes, domain, design_.records());
  Independence result{.n = table.n(), .rows = table.rows(), .columns = table.columns()};
  if (const auto reason = obstacle(table); reason != NoTest::none) {
    for (const auto method : all_methods) result.tests.push_back(no_test(method, reason));
    return result;
  }
  const auto k = static_cast<double>((table.rows() - 1) * (table.columns() - 1));
  const double nu = table.degrees_of_freedom();
  result.pearson = pearson(table);
  const auto found = effects(covariances_, table);
  if (!(found.trace > nothing_left * k)) {
    const auto reason = why_fixed(estimator_, table);
    for (const auto method : all_methods) result.tests.push_back(no_test(method, reason));
    return result;
  }
  add_rao_scott(result, found, k, nu);
  add_wald(result, wald(covariances_, table), k, nu);
  return result;
}

}  // namespace trygg
