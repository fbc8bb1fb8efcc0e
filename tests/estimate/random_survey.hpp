#pragma once

#include <cmath>

#include "base/random.hpp"
#include "design/design.hpp"
#include "estimate/survey_table.hpp"

namespace trygg::test {

/// A survey drawn at random, for laws that every survey must obey.
struct RandomSurvey {
  Numbers stratum, psu, ssu, size, units, before, weight, group, other, numeric, y, x, share;

  /// \param seed  which one
  explicit RandomSurvey(std::uint64_t seed) {
    Random random(seed);
    const auto strata = 1 + random.below(5);
    for (std::uint32_t h = 0; h < strata; ++h) add_stratum(h, random);
  }

  std::size_t records() const { return y.size(); }
  Table table() const {
    return make_table({{"h", stratum},
                       {"psu", psu},
                       {"ssu", ssu},
                       {"N", size},
                       {"M", units},
                       {"d", before},
                       {"w", weight},
                       {"g", group},
                       {"o", other},
                       {"num", numeric}});
  }
  static DesignSpec one_stage() {
    return {.weight = "w", .strata = "h", .psu = {"psu"}, .fpc = {"N"}, .nest = true};
  }
  static DesignSpec two_stages() {
    return {.weight = "w", .strata = "h", .psu = {"psu", "ssu"}, .fpc = {"N", "M"}, .nest = true};
  }
  static DesignSpec records_as_units() { return {.weight = "w", .strata = "h"}; }
  /// Declared as calibrated; the algebra does not ask whether the totals hold.
  static DesignSpec calibrated(DesignSpec spec) {
    spec.calibration = {{.weight_before = "d",
                         .weight_after = "w",
                         .margins = {{"g"}, {"o"}},
                         .numeric = {},
                         .distance = "raking"}};
    return spec;
  }
  Domain in_group(double g) const {
    return records_where(records(), [&](auto k) { return group[k] == g; });
  }
  Measure mean() const { return {Statistic::mean, y, {}}; }
  Measure total() const { return {Statistic::total, y, {}}; }
  Measure ratio() const { return {Statistic::ratio, y, x}; }
  Measure shares() const { return {Statistic::share, share, {}}; }

 private:
  void add_stratum(std::uint32_t h, Random& random) {
    const auto psus = 2 + random.below(6);
    const double population = psus + random.below(30);
    for (std::uint32_t i = 0; i < psus; ++i) {
      const auto ssus = 2 + random.below(3);
      const double level = random.normal(), available = ssus + random.below(9);
      for (std::uint32_t j = 0; j < ssus; ++j)
        for (std::uint32_t k = 0; k <= random.below(3); ++k)
          add_record({h + 1.0, i + 1.0, j + 1.0, population, available}, level, random);
    }
  }
  struct Place {
    double h, i, j, N, M;
  };
  void add_record(const Place& at, double level, Random& random) {
    stratum.push_back(at.h);
    psu.push_back(at.i);
    ssu.push_back(at.j);
    size.push_back(at.N);
    units.push_back(at.M);
    group.push_back(random.below(3));
    other.push_back(random.below(2));
    numeric.push_back(random.uniform());
    before.push_back(20 * std::exp(random.normal() / 3));
    weight.push_back(before.back() * (0.8 + 0.2 * group.back() + 0.1 * other.back()));
    const double value = 10 + level + group.back() + random.normal();
    const bool answered = random.uniform() > 0.1;
    y.push_back(answered ? value : NAN);
    x.push_back(5 + random.uniform());
    share.push_back(answered ? value > 11 : NAN);
  }
};

}  // namespace trygg::test
