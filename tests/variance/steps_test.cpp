// Contributions through weighting steps against the derivative of the weighting, written out here.

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "base/random.hpp"
#include "design/design.hpp"
#include "linalg/solve.hpp"
#include "table/table.hpp"
#include "variance/calibration.hpp"
#include "variance/variance.hpp"

using namespace trygg;

namespace {

using Numbers = std::vector<double>;
using Codes = std::vector<int>;

struct Persons {
  Codes a, b;  // 3 and 2 categories
  Numbers x, y, d;
  std::vector<char> answered;
  std::size_t size() const { return y.size(); }
};

Persons draw(std::size_t n, std::uint32_t stream) {
  Random random(7, stream);
  Persons p;
  for (std::size_t k = 0; k < n; ++k) {
    p.a.push_back(static_cast<int>(k % 3));
    p.b.push_back(static_cast<int>(random.below(2)));
    p.x.push_back(20 + 10 * random.uniform() + 5 * p.a.back());
    p.y.push_back(p.a.back() + 0.1 * p.x.back() + random.normal());
    p.d.push_back(2 + random.uniform());
    p.answered.push_back(random.uniform() < 0.5 + 0.1 * p.a.back());
  }
  return p;
}

Numbers of_respondents(const Persons& p, Numbers w) {
  for (std::size_t k = 0; k < w.size(); ++k)
    if (!p.answered[k]) w[k] = 0;
  return w;
}

/// Weights of those who answered, times Σ_s d / Σ_r d of their class.
Numbers class_adjusted(const Persons& p, const Numbers& d) {
  std::map<int, double> all, of_r;
  for (std::size_t k = 0; k < d.size(); ++k) {
    all[p.a[k]] += d[k];
    if (p.answered[k]) of_r[p.a[k]] += d[k];
  }
  auto w = of_respondents(p, d);
  for (std::size_t k = 0; k < w.size(); ++k) w[k] *= all[p.a[k]] / of_r[p.a[k]];
  return w;
}

using Rows = std::vector<Numbers>;

/// w (1 + x'λ) with Σ w (1 + x'λ) x = t; `ridge` on the diagonal.
Numbers linear(const Numbers& w, const Rows& x, const Numbers& total, Numbers ridge = {}) {
  const auto q = total.size();
  Numbers gram(q * q, 0.0), rest = total;
  ridge.resize(q, 0.0);
  for (std::size_t i = 0; i < q; ++i) gram[i * q + i] = ridge[i];
  for (std::size_t k = 0; k < w.size(); ++k)
    for (std::size_t i = 0; i < q; ++i) {
      rest[i] -= w[k] * x[k][i];
      for (std::size_t j = 0; j < q; ++j) gram[i * q + j] += w[k] * x[k][i] * x[k][j];
    }
  const auto lambda = solve_symmetric(gram, rest);
  auto after = w;
  for (std::size_t k = 0; k < w.size(); ++k) {
    double u = 0;
    for (std::size_t i = 0; i < q; ++i) u += x[k][i] * lambda[i];
    after[k] *= 1 + u;
  }
  return after;
}

Rows sex_and_income(const Persons& p) {
  Rows x;
  for (std::size_t k = 0; k < p.size(); ++k)
    x.push_back({p.b[k] == 0 ? 1.0 : 0.0, p.b[k] == 1 ? 1.0 : 0.0, p.x[k]});
  return x;
}

Numbers sums(const Numbers& w, const Rows& x) {
  Numbers total(x.front().size(), 0.0);
  for (std::size_t k = 0; k < w.size(); ++k)
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += w[k] * x[k][i];
  return total;
}

/// Propensities of a logistic model with the classes `a`, weighted by d.
Numbers propensities(const Persons& p, const Numbers& d) {
  Numbers beta(3, 0.0), fitted(p.size());
  for (int step = 0; step < 60; ++step) {
    Numbers score(3, 0.0), information(9, 0.0);
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double h[] = {1.0, p.x[k] / 20, double(p.b[k])};
      double eta = 0;
      for (std::size_t i = 0; i < 3; ++i) eta += h[i] * beta[i];
      fitted[k] = 1 / (1 + std::exp(-eta));
      for (std::size_t i = 0; i < 3; ++i) {
        score[i] += d[k] * (double(p.answered[k]) - fitted[k]) * h[i];
        for (std::size_t j = 0; j < 3; ++j)
          information[i * 3 + j] += d[k] * fitted[k] * (1 - fitted[k]) * h[i] * h[j];
      }
    }
    const auto change = solve_symmetric(information, score);
    for (std::size_t i = 0; i < 3; ++i) beta[i] += change[i];
  }
  return fitted;
}

template <class Values>
Column column(const std::string& name, const Values& values) {
  ColumnBuilder builder(name);
  for (const auto value : values) builder.add(static_cast<double>(value), Missing::none);
  return builder.take();
}

/// The weights of every stage, and what the variance is told of the steps between.
struct Weighting {
  std::vector<Numbers> weights;
  std::vector<CalibrationSpec> steps;
  Numbers propensity = {};
};

using Weigh = std::function<Weighting(const Persons&, const Numbers& d)>;

double mean(const Persons& p, const Numbers& w) {
  double sum = 0, all = 0;
  for (std::size_t k = 0; k < w.size(); ++k) {
    sum += w[k] * p.y[k];
    all += w[k];
  }
  return sum / all;
}

/// The design of a weighting, w0, w1, … its weights.
Design design_of(const Persons& p, Weighting weighting, const DesignSpec& base = {}) {
  Table table("persons", {column("a", p.a)});
  table.add(column("b", p.b));
  table.add(column("x", p.x));
  table.add(column("h", Numbers(p.size(), 1.0)));
  for (std::size_t s = 0; s < weighting.weights.size(); ++s)
    table.add(column("w" + std::to_string(s), weighting.weights[s]));
  if (!weighting.propensity.empty()) table.add(column("p", weighting.propensity));
  auto spec = base;
  for (std::size_t s = 0; s < weighting.steps.size(); ++s) {
    auto step = weighting.steps[s];
    step.weight_before = "w" + std::to_string(s);
    step.weight_after = "w" + std::to_string(s + 1);
    spec.calibration.push_back(step);
  }
  spec.weight = "w" + std::to_string(weighting.steps.size());
  return make_design(table, spec);
}

/// Linearised values of the mean of those with a weight.
struct OfMean {
  std::vector<std::uint32_t> record;
  Numbers z;
  OfMean(const Persons& p, std::span<const double> w) {
    const double value = mean(p, {w.begin(), w.end()});
    double all = 0;
    for (const double weight : w) all += weight;
    for (std::uint32_t k = 0; k < w.size(); ++k)
      if (w[k] != 0) {
        record.push_back(k);
        z.push_back((p.y[k] - value) / all);
      }
  }
  Influence influence() const { return {record, z}; }
};

Numbers contributions(const Persons& p, const Design& design) {
  const Calibration calibration(design);
  const OfMean of(p, design.weight());
  Numbers fitted, memory, u;
  calibration.fit(of.influence(), fitted, memory);
  calibration.contributions(of.influence(), fitted, u);
  return u;
}

/// d_k ∂θ/∂d_k by a central difference.
double derivative(const Persons& p, const Weigh& weigh, std::size_t k) {
  const double h = 1e-5;
  const auto at = [&](double factor) {
    auto d = p.d;
    d[k] *= factor;
    return mean(p, weigh(p, d).weights.back());
  };
  return (at(1 + h) - at(1 - h)) / (2 * h);
}

void check_against_derivative(const Weigh& weigh) {
  const auto p = draw(90, 1);
  const auto u = contributions(p, design_of(p, weigh(p, p.d)));
  REQUIRE(u.size() == p.size());
  double largest = 0;
  for (const double value : u) largest = std::max(largest, std::abs(value));
  // The difference has an error of h² times the third derivative, and rounding over h.
  for (std::size_t k = 0; k < p.size(); ++k)
    CHECK(u[k] == Approx(derivative(p, weigh, k)).margin(1e-8 * largest).epsilon(1e-6));
}

const Numbers known_sexes{120, 135, 7600};

CalibrationSpec to_classes() {
  return {.sample_margins = {{"a"}}, .response = true};
}

}  // namespace

TEST_CASE("contributions through an adjustment by classes are its derivative",
          "[variance][law][steps]") {
  check_against_derivative([](const Persons& p, const Numbers& d) {
    return Weighting{{d, class_adjusted(p, d)}, {to_classes()}};
  });
}

TEST_CASE("contributions through classes and a calibration are their derivative",
          "[variance][law][steps]") {
  check_against_derivative([](const Persons& p, const Numbers& d) {
    const auto adjusted = class_adjusted(p, d);
    return Weighting{{d, adjusted, linear(adjusted, sex_and_income(p), known_sexes)},
                     {to_classes(), {.margins = {{"b"}}, .numeric = {"x"}}}};
  });
}

TEST_CASE("contributions through two calibrations, to the sample and then to the population",
          "[variance][law][steps]") {
  check_against_derivative([](const Persons& p, const Numbers& d) {
    const auto x = sex_and_income(p);
    const auto to_sample = linear(of_respondents(p, d), x, sums(d, x));
    Rows sexes;
    for (const auto& row : x) sexes.push_back({row[0], row[1]});
    return Weighting{{d, to_sample, linear(to_sample, sexes, {120, 135})},
                     {{.sample_margins = {{"b"}}, .sample_numeric = {"x"}, .response = true},
                      {.margins = {{"b"}}}}};
  });
}

TEST_CASE("contributions through one calibration to totals of both levels are its derivative",
          "[variance][law][steps]") {
  // Margins: sex of the population; class and income of the sample, brought to the population's
  // size. The last class follows from the others.
  check_against_derivative([](const Persons& p, const Numbers& d) {
    Rows x;
    for (std::size_t k = 0; k < p.size(); ++k)
      x.push_back({p.b[k] == 0 ? 1.0 : 0.0, p.b[k] == 1 ? 1.0 : 0.0, p.a[k] == 0 ? 1.0 : 0.0,
                   p.a[k] == 1 ? 1.0 : 0.0, p.x[k]});
    auto total = sums(d, x);
    const double factor = 255 / (total[0] + total[1]);
    for (auto& t : total) t *= factor;
    total[0] = 120;
    total[1] = 135;
    return Weighting{{d, linear(of_respondents(p, d), x, total)},
                     {{.margins = {{"b"}},
                       .sample_margins = {{"a"}},
                       .sample_numeric = {"x"},
                       .response = true}}};
  });
}

TEST_CASE("contributions through a division by propensities are its derivative",
          "[variance][law][steps]") {
  check_against_derivative([](const Persons& p, const Numbers& d) {
    const auto fitted = propensities(p, d);
    auto w = of_respondents(p, d);
    for (std::size_t k = 0; k < w.size(); ++k) w[k] /= fitted[k];
    return Weighting{
        {d, w},
        {{.sample_margins = {{"b"}}, .sample_numeric = {"x"}, .propensity = "p", .response = true}},
        fitted};
  });
}

TEST_CASE("contributions through propensities and a calibration are their derivative",
          "[variance][law][steps]") {
  check_against_derivative([](const Persons& p, const Numbers& d) {
    const auto fitted = propensities(p, d);
    auto w = of_respondents(p, d);
    for (std::size_t k = 0; k < w.size(); ++k) w[k] /= fitted[k];
    return Weighting{
        {d, w, linear(w, sex_and_income(p), known_sexes)},
        {{.sample_margins = {{"b"}}, .sample_numeric = {"x"}, .propensity = "p", .response = true},
         {.margins = {{"b"}}, .numeric = {"x"}}},
        fitted};
  });
}

TEST_CASE("contributions under soft margins are the derivative at a fixed price",
          "[variance][law][steps]") {
  // The ridge is made from the weights of the sample and then held: the derivative with it held
  // differs by the gap that is left, relative to the total, times the coefficient.
  const auto p = draw(90, 1);
  Rows x = sex_and_income(p);
  Numbers ridge(3, 0.0);
  for (std::size_t k = 0; k < p.size(); ++k) ridge[2] += p.d[k] * x[k][2] * x[k][2] / 4.0;
  const Weigh weigh = [&](const Persons& persons, const Numbers& d) {
    constexpr auto met = std::numeric_limits<double>::infinity();
    return Weighting{{d, linear(d, sex_and_income(persons), known_sexes, ridge)},
                     {{.margins = {{"b"}}, .numeric = {"x"}, .price = {met, 4.0}}}};
  };
  const auto u = contributions(p, design_of(p, weigh(p, p.d)));
  for (std::size_t k = 0; k < p.size(); ++k)
    CHECK(u[k] == Approx(derivative(p, weigh, k)).margin(1e-9).epsilon(1e-6));
}

TEST_CASE("partitions of a calibration give the derivative of its weights",
          "[variance][law][steps]") {
  const auto p = draw(60, 2);
  Rows by_part;  // income in each class, and the class's size
  for (std::size_t k = 0; k < p.size(); ++k) {
    Numbers row(6, 0.0);
    row[static_cast<std::size_t>(p.a[k])] = 1;
    row[static_cast<std::size_t>(3 + p.a[k])] = p.x[k];
    by_part.push_back(row);
  }
  const Numbers totals{50, 52, 49, 1300, 1500, 1650};
  const Weigh weigh = [&](const Persons&, const Numbers& d) {
    return Weighting{
        {d, linear(d, by_part, totals)},
        {{.margins = {{}}, .numeric = {"x"}, .partition = {"a"}, .distance = "linear"}}};
  };
  const auto u = contributions(p, design_of(p, weigh(p, p.d)));
  for (std::size_t k = 0; k < p.size(); ++k)
    CHECK(u[k] == Approx(derivative(p, weigh, k)).margin(1e-9).epsilon(1e-6));
}

TEST_CASE("the variance under non-response is that of sampling and response together",
          "[variance][law][steps]") {
  // A population of 240 of which half is drawn, and half of those answer, by classes: the mean of
  // the estimated variances over draws against the variance of the estimates. The Monte Carlo error
  // of the ratio is √(2/4000) + a little; without the part that the finite population takes away
  // wrongly the ratio would be about 0.72.
  const auto all = draw(240, 3);
  constexpr int samples = 4000;
  double sum = 0, squares = 0, variances = 0, responses = 0;
  Random random(11, 1);
  for (int s = 0; s < samples; ++s) {
    std::vector<std::uint32_t> order(all.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) order[k] = k;
    Persons p;
    for (std::uint32_t i = 0; i < 120; ++i) {
      std::swap(order[i], order[i + random.below(240 - i)]);
      const auto k = order[i];
      p.a.push_back(all.a[k]);
      p.b.push_back(all.b[k]);
      p.x.push_back(all.x[k]);
      p.y.push_back(all.y[k]);
      p.d.push_back(2);
      p.answered.push_back(random.uniform() < 0.4 + 0.1 * all.a[k]);
    }
    const Weighting weighting{{p.d, class_adjusted(p, p.d)}, {to_classes()}};
    const auto design =
        design_of(p, weighting, {.strata = "h", .stratum_population = {{"1", 240}}});
    const Variance variance(design);
    const OfMean of(p, design.weight());
    VarianceMemory memory;
    variances += variance.variance(of.influence(), memory) / samples;
    responses += variance.response_variance(of.influence(), memory) / samples;
    const double value = mean(p, weighting.weights.back());
    sum += value / samples;
    squares += value * value / samples;
  }
  const double truth = (squares - sum * sum) * samples / (samples - 1);
  CHECK(variances / truth == Approx(1).margin(0.06));
  CHECK(responses < variances);
  CHECK(responses > 0.4 * variances);
}

TEST_CASE("without non-response the response part is nothing, and a census has no variance",
          "[variance][law][steps]") {
  auto p = draw(60, 4);
  std::ranges::fill(p.answered, char{1});
  const Weighting weighting{{p.d, class_adjusted(p, p.d)}, {to_classes()}};
  const auto design = design_of(p, weighting, {.strata = "h", .stratum_population = {{"1", 60}}});
  const Variance variance(design);
  const OfMean of(p, design.weight());
  VarianceMemory memory;
  CHECK(variance.response_variance(of.influence(), memory) == Approx(0).margin(1e-12));
  CHECK(variance.variance(of.influence(), memory) == Approx(0).margin(1e-12));
}

TEST_CASE("covariances under non-response agree with variances of sums", "[variance][law][steps]") {
  const auto p = draw(90, 5);
  const Weighting weighting{{p.d, class_adjusted(p, p.d)}, {to_classes()}};
  const auto design = design_of(p, weighting, {.strata = "h", .stratum_population = {{"1", 200}}});
  const Variance variance(design);
  const OfMean of(p, design.weight());
  Numbers other = of.z, both = of.z;
  for (std::size_t i = 0; i < other.size(); ++i) {
    other[i] = i % 2 == 0 ? 0.01 : -0.02;
    both[i] = of.z[i] + other[i];
  }
  VarianceMemory memory;
  const double a = variance.variance(of.influence(), memory);
  const double b = variance.variance({of.record, other}, memory);
  const double ab = variance.covariance(of.influence(), {of.record, other}, memory);
  CHECK(variance.variance({of.record, both}, memory) == Approx(a + b + 2 * ab).epsilon(1e-10));
}
