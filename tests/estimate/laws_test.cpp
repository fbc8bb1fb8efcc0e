// Identities that hold for every survey, on surveys drawn at random.

#include <array>
#include <catch2/catch.hpp>

#include "estimate/random_survey.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

constexpr std::uint64_t surveys = 25;

// Two orders of summation of a few hundred terms.
Approx same(double value) {
  return Approx(value).epsilon(1e-11).margin(1e-13);
}

std::vector<DesignSpec> designs() {
  const auto one = RandomSurvey::one_stage(), two = RandomSurvey::two_stages(),
             records = RandomSurvey::records_as_units();
  return {one,
          two,
          records,
          RandomSurvey::calibrated(one),
          RandomSurvey::calibrated(two),
          RandomSurvey::calibrated(records)};
}

/// Calls `law(survey, estimator)` for each design of each random survey.
template <class Law>
void for_all(Law law) {
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    const RandomSurvey s(seed);
    const auto table = s.table();
    for (const auto& spec : designs()) {
      CAPTURE(seed, spec.psu.size(), spec.calibration.size());
      law(s, Estimator(make_design(table, spec), {}));
    }
  }
}

RandomSurvey scaled(RandomSurvey s, double factor) {
  for (auto* weights : {&s.before, &s.weight})
    for (auto& w : *weights) w *= factor;
  return s;
}

}  // namespace

TEST_CASE("the scale of the weights changes no mean, share or ratio", "[estimate][law]") {
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    const RandomSurvey s(seed), t = scaled(s, 37.5);
    for (const auto& spec : designs()) {
      const Estimator a(make_design(s.table(), spec), {}), b(make_design(t.table(), spec), {});
      for (const auto& m : {s.mean(), s.shares(), s.ratio()}) {
        const auto x = estimate(a, m, s.in_group(0)), y = estimate(b, m, s.in_group(0));
        CHECK(y.estimate == same(x.estimate));
        CHECK(y.se == same(x.se));
        CHECK(std::isnan(y.deff) == std::isnan(x.deff));  // none where all answers are alike
        if (!std::isnan(x.deff)) CHECK(y.deff == same(x.deff));
        CHECK(y.df == x.df);
      }
      CHECK(estimate(b, s.total()).se == same(37.5 * estimate(a, s.total()).se));
    }
  }
}

TEST_CASE("a record split into two of half the weight changes nothing", "[variance][law]") {
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    const RandomSurvey s(seed);
    auto t = s;
    for (auto* column : {&t.stratum, &t.psu, &t.ssu, &t.size, &t.units, &t.before, &t.weight,
                         &t.group, &t.other, &t.numeric, &t.y, &t.x, &t.share})
      column->push_back(column->front());
    for (auto* weights : {&t.before, &t.weight}) weights->back() = weights->front() /= 2;
    for (const auto& spec : designs()) {
      if (spec.psu.empty()) continue;  // there the record is the unit
      const Estimator a(make_design(s.table(), spec), {}), b(make_design(t.table(), spec), {});
      for (const auto& m : {0, 1, 2}) {
        const auto of = [&](const RandomSurvey& r) {
          return m == 0 ? r.mean() : m == 1 ? r.total() : r.ratio();
        };
        CHECK(estimate(b, of(t)).estimate == same(estimate(a, of(s)).estimate));
        CHECK(estimate(b, of(t)).se == same(estimate(a, of(s)).se));
      }
    }
  }
}

TEST_CASE("two identical halves: means stay, variances of means halve", "[variance][law]") {
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    const RandomSurvey s(seed);
    auto t = s;
    for (auto* column : {&t.stratum, &t.psu, &t.ssu, &t.size, &t.units, &t.before, &t.weight,
                         &t.group, &t.other, &t.numeric, &t.y, &t.x, &t.share})
      column->insert(column->end(), column->begin(),
                     column->begin() + static_cast<std::ptrdiff_t>(s.records()));
    for (std::size_t k = s.records(); k < t.records(); ++k) t.stratum[k] += 100;
    for (const auto& spec : {RandomSurvey::one_stage(), RandomSurvey::two_stages(),
                             RandomSurvey::records_as_units()}) {
      const Estimator a(make_design(s.table(), spec), {}), b(make_design(t.table(), spec), {});
      const auto x = estimate(a, s.mean()), y = estimate(b, t.mean());
      CHECK(y.estimate == same(x.estimate));
      CHECK(y.se * y.se == same(x.se * x.se / 2));
      CHECK(y.df == 2 * x.df);
      CHECK(y.n == 2 * x.n);
    }
  }
}

TEST_CASE("V(a - b) = V(a) + V(b) - 2 Cov(a, b)", "[variance][law]") {
  for_all([](const RandomSurvey& s, const Estimator& e) {
    const auto a = e.linearise(s.mean(), s.in_group(0)), b = e.linearise(s.mean(), s.in_group(1));
    const auto all = e.linearise(s.mean(), everybody(s.records()));
    for (const auto* other : {&b, &all}) {
      const double v = e.variance(a) + e.variance(*other) - 2 * e.covariance(a, *other);
      CHECK(e.difference(a, *other).se == Approx(std::sqrt(v)).epsilon(1e-9));
    }
    CHECK(e.covariance(a, a) == same(e.variance(a)));
    CHECK(e.covariance(a, all) == same(e.covariance(all, a)));
  });
}

TEST_CASE("V(Σ c θ) = c'Vc over any groups, also when they overlap", "[variance][law]") {
  for_all([](const RandomSurvey& s, const Estimator& e) {
    const std::array estimates{e.linearise(s.mean(), s.in_group(0)),
                               e.linearise(s.ratio(), s.in_group(1)),
                               e.linearise(s.total(), everybody(s.records()))};
    const std::array terms{&estimates[0], &estimates[1], &estimates[2]};
    const std::array c{2.0, -30.0, 0.01};
    double value = 0, variance = 0;
    std::size_t n = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      value += c[i] * estimates[i].value;
      n += estimates[i].n;
      for (std::size_t j = 0; j < 3; ++j)
        variance += c[i] * c[j] * e.covariance(estimates[i], estimates[j]);
    }
    const auto r = e.combination(terms, c);
    CHECK(r.estimate == same(value));
    CHECK(r.se == Approx(std::sqrt(variance)).epsilon(1e-9));
    CHECK(r.n == n);
    CHECK(r.df == e.result(estimates[2]).df);  // of the union
  });
}

TEST_CASE("an estimate does not differ from itself", "[estimate][law]") {
  for_all([](const RandomSurvey& s, const Estimator& e) {
    const auto a = e.linearise(s.mean(), s.in_group(0));
    const auto r = e.difference(a, a);
    CHECK(r.estimate == 0);
    CHECK(r.se == 0);
    CHECK(std::isnan(r.p_value));
    CHECK(!r.notes.empty());
  });
}

TEST_CASE("the domains of a classification add up to the whole", "[variance][law]") {
  for_all([](const RandomSurvey& s, const Estimator& e) {
    const auto part = [&](double g) { return e.linearise(s.total(), s.in_group(g)); };
    const auto a = part(0), b = part(1), c = part(2);
    const auto all = e.linearise(s.total(), everybody(s.records()));
    CHECK(all.value == same(a.value + b.value + c.value));
    const double v = e.variance(a) + e.variance(b) + e.variance(c) +
                     2 * (e.covariance(a, b) + e.covariance(a, c) + e.covariance(b, c));
    CHECK(e.variance(all) == Approx(v).epsilon(1e-9));
  });
}

TEST_CASE("a total of a margin's category has no standard error", "[variance][law]") {
  for_all([](const RandomSurvey& s, const Estimator& e) {
    const Measure count{Statistic::count, Numbers(s.records(), 1.0), {}};
    const auto r = estimate(e, count, s.in_group(1));
    if (std::ranges::find(r.notes, Note::fixed_by_calibration) != r.notes.end()) CHECK(r.se == 0);
    const Estimator calibrated(
        make_design(s.table(), RandomSurvey::calibrated(RandomSurvey::two_stages())), {});
    CHECK(estimate(calibrated, count, s.in_group(1)).se == 0);
    CHECK(estimate(calibrated, count).se == 0);
  });
}

TEST_CASE("threads change no byte", "[estimate][law]") {
  const RandomSurvey s(3);
  const Estimator e(make_design(s.table(), RandomSurvey::calibrated(RandomSurvey::one_stage())),
                    {});
  std::vector<Domain> domains;
  for (int i = 0; i < 60; ++i) domains.push_back(s.in_group(i % 4));  // the fourth is empty
  const auto one = e.estimate(s.shares(), domains, 1), many = e.estimate(s.shares(), domains, 4);
  for (std::size_t i = 0; i < domains.size(); ++i) {
    CHECK(one[i].n == many[i].n);
    if (std::isnan(one[i].se)) {
      CHECK(one[i].notes == std::vector{Note::empty_domain});
    } else {
      CHECK(one[i].se == many[i].se);
      CHECK(one[i].upper == many[i].upper);
    }
  }
}

TEST_CASE("the order of the records changes no figure", "[estimate][law]") {
  for (std::uint64_t seed = 1; seed <= surveys; ++seed) {
    const RandomSurvey s(seed);
    auto t = s;
    for (auto* column : {&t.stratum, &t.psu, &t.ssu, &t.size, &t.units, &t.before, &t.weight,
                         &t.group, &t.other, &t.numeric, &t.y, &t.x, &t.share})
      std::reverse(column->begin(), column->end());
    for (const auto& spec : designs()) {
      const Estimator a(make_design(s.table(), spec), {}), b(make_design(t.table(), spec), {});
      CHECK(estimate(b, t.mean(), t.in_group(2)).se ==
            same(estimate(a, s.mean(), s.in_group(2)).se));
    }
  }
}
