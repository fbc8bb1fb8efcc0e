#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "estimate/interval.hpp"
#include "estimate/quantile_rule.hpp"
#include "estimate/result.hpp"

namespace trygg {

class Design;
class Expression;
class ReplicateTable;
struct PreparedDesign;

enum class Interval { automatic, wald, logit, korn_graubard, wilson, arcsine, likelihood };
/// \throws ConfigError  unknown name; known ones are listed
Interval to_interval(std::string_view name);

enum class DeffReference { with_replacement, without_replacement };

/// Whether what comes from the sampling and from who answered is told apart.
enum class ErrorParts { together, apart };

struct EstimateOptions {
  /// Of shares and quantiles; automatic is Korn–Graubard for shares, Wald for the rest.
  Interval interval = Interval::automatic;
  double level = 0.95;
  std::optional<double> df;  ///< in place of the domain's, everywhere
  DeffReference deff = DeffReference::with_replacement;
  QuantileRule quantile_rule = QuantileRule::math;
  ErrorParts parts = ErrorParts::together;
};

/// What is measured on every record of a design; NaN where there is no valid answer.
/// share: y is 0 or 1. count: y is 1. ratio: y over x, both must be valid.
struct Measure {
  Statistic statistic = Statistic::mean;
  std::vector<double> y;
  std::vector<double> x;   ///< ratio only
  double probability = 0;  ///< quantile only

  /// function only: of the totals of `parts`, all of which must be valid; y is empty
  std::vector<std::vector<double>> parts;
  std::shared_ptr<const Expression> function;

  /// Persons of a standard population by group, and the group of every record: the share, mean or
  /// ratio is standardised to it. Empty: it is not.
  std::vector<double> standard;
  std::vector<std::uint32_t> group;
  static constexpr auto no_group = std::numeric_limits<std::uint32_t>::max();

  /// Where its replicates have been estimated already, and as the how manieth; may be null.
  std::shared_ptr<const ReplicateTable> replicates = {};
  std::size_t in_replicates = 0;
};

/// Records of a domain, ascending. Those outside stay in the design and count as zeros.
using Domain = std::vector<std::uint32_t>;

/// How far n records drawn at random would spread an estimate.
struct SimpleRandom {
  double weight = 0;    ///< Σ w over the n records
  double variance = 0;  ///< s²/n, with replacement
};

/// An estimate with its linearised values, from which any covariance can be had.
struct Linearised {
  Statistic statistic = Statistic::mean;
  std::size_t n = 0;
  double value = Result::missing;
  std::vector<std::uint32_t> record;  ///< ascending: valid records with nonzero weight
  std::vector<double> z;              ///< d value / d w of each of them; NaN: no standard error
  std::optional<Limits> limits;       ///< of a quantile, which has its own
  std::vector<Note> notes;
  /// Of folded records (one for each cell), whose own values do not tell it.
  std::optional<SimpleRandom> simple_random = {};
  /// The estimate by each replicate's weights, NaN where it has none; of designs with replicates.
  std::vector<double> replicates = {};
  double cases = Result::missing;           ///< records with y = 1, of a share
  double largest_weight = Result::missing;  ///< of one record
};

/// Estimates of one design. Thread-safe: all members are const.
class Estimator {
 public:
  /// Prepares what all estimates share (order of units, calibration's QR).
  /// \throws DesignError  a stratum has one PSU under LonelyPsu::fail; lists the strata
  Estimator(const Design& design, EstimateOptions options);
  ~Estimator();
  Estimator(Estimator&&) noexcept;

  Linearised linearise(const Measure& measure, const Domain& domain) const;
  Result result(const Linearised& estimate) const;
  /// linearise and result for every domain, in parallel; order and bytes as in one thread.
  std::vector<Result> estimate(const Measure& measure, std::span<const Domain> domains,
                               unsigned threads) const;

  double variance(const Linearised& a) const;
  double covariance(const Linearised& a, const Linearised& b) const;

  /// Σ c θ with covariances: Wald interval, t and p for "is it 0?". df of the union of domains.
  /// \throws ArgumentError  no terms, or not one coefficient each
  Result combination(std::span<const Linearised* const> terms,
                     std::span<const double> coefficients) const;
  /// a − b: the combination with the coefficients 1 and −1.
  Result difference(const Linearised& a, const Linearised& b) const;
  /// a / b with covariance: Wald interval on the log scale, t and p for "is the log 0?".
  Result ratio(const Linearised& a, const Linearised& b) const;

 private:
  std::unique_ptr<const PreparedDesign> prepared_;
};

/// Holm's adjustment of p-values; NaN stays NaN and does not count.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace trygg
