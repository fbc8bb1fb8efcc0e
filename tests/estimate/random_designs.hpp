#pragma once

#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "design/spec.hpp"
#include "estimate/estimator.hpp"
#include "estimate/interval.hpp"

namespace trygg::test {

/// A design that tests/reference/random_designs.R drew.
struct RandomDesign {
  std::string number;
  std::size_t stages;
  bool strata, nest;
  std::string fpc, lonely, calibration;

  /// \throws std::out_of_range  a kind that the script has and this does not
  DesignSpec spec() const;
  std::string in_words() const;
};

/// What R made of one estimate of one design; NaN where it has no such figure.
struct RandomEstimate {
  std::string design, statistic, domain;
  double n, estimate, se, df, deff_wr, deff_wor;
  std::array<Limits, 6> limits;  ///< in the order of `intervals`
};
inline constexpr std::array intervals{Interval::wald,          Interval::logit,
                                      Interval::arcsine,       Interval::wilson,
                                      Interval::korn_graubard, Interval::likelihood};

/// a − b or a / b of the domains "a" and "b".
struct RandomContrast {
  std::string design, statistic, kind;
  double estimate, se, df;
};

struct RandomDesigns {
  std::filesystem::path folder;  ///< holds NUMBER.csv, the records of each
  std::vector<RandomDesign> designs;
  std::vector<RandomEstimate> estimates;
  std::vector<RandomContrast> contrasts;
};

/// Nothing, said loudly, without R.
std::optional<RandomDesigns> random_designs();

/// Why R's variance of an estimate is not one to agree with; nothing where it is.
std::optional<std::string> excepted(const RandomDesign& design, const std::string& statistic);

/// Worst disagreements by kind of figure.
class Agreement {
 public:
  /// Notes |ours − theirs| in units of `scale`. Where theirs is NaN there is nothing to compare.
  /// \param tolerance  1e-9: room for the 14 digits to which R's own calibration converges
  void compare(const std::string& kind, double ours, double theirs, double scale,
               double tolerance = 1e-9);
  /// Standard errors; where R's is rounding of 0 beside the estimate, ours must be so, too.
  void compare_se(const std::string& kind, double ours, double theirs, double estimate,
                  double tolerance = 1e-9);
  void add(const Agreement& other);
  void pass_over(const std::string& reason) { ++passed_over_[reason]; }

  bool agrees() const;
  /// `se: 4.2e-13 of 6552`, … and what was passed over.
  std::string in_words() const;

 private:
  struct Kind {
    double worst = 0, tolerance = 1e-9;
    std::size_t compared = 0;
  };
  std::map<std::string, Kind> kinds_;
  std::map<std::string, std::size_t> passed_over_;
};

}  // namespace trygg::test
