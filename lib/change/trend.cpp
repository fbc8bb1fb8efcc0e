#include "change/trend.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/error.hpp"
#include "dist/quantiles.hpp"
#include "dist/tails.hpp"
#include "linalg/cholesky.hpp"

namespace trygg {
namespace {

using Numbers = std::vector<double>;
constexpr std::size_t least_for_line = 3, least_for_projection = 4;

void check(const RoundSeries& series, double level) {
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  const auto n = series.rounds.size();
  require(series.correlation.empty() || series.correlation.size() == n * n,
          "{} correlations for {} rounds: every round with every other", series.correlation.size(),
          n);
  for (const double rho : series.correlation)
    require(std::abs(rho) <= 1, "correlation {}: must lie from -1 to 1", rho);
  for (std::size_t i = 1; i < n; ++i)
    require(series.rounds[i - 1].year < series.rounds[i].year,
            "year {} after {}: the rounds of a series ascend", series.rounds[i].year,
            series.rounds[i - 1].year);
}

void note(TrendLine& line, std::string_view text) {
  if (std::ranges::find(line.notes, text) == line.notes.end()) line.notes.push_back(text);
}

/// A round on the logit scale.
struct LogitPoint {
  std::size_t round;  ///< of the series
  double year, y, se;
};

/// nullopt: the round has no value or no variance.
std::optional<LogitPoint> on_logit_scale(const RoundPoint& point, std::size_t round,
                                         TrendLine& line) {
  double p = point.value, v = point.variance;
  if (!(p >= 0 && p <= 1) || !(point.n > 0)) return std::nullopt;
  if (p == 0 || p == 1) {
    note(line, "share_of_none");
    const double half = 0.5 / std::max(point.n, 1.0);
    p = p == 0 ? half : 1 - half;
    v = p * (1 - p) / point.n;
  }
  if (!(v > 0)) return std::nullopt;
  return LogitPoint{round, point.year, std::log(p / (1 - p)), std::sqrt(v) / (p * (1 - p))};
}

/// S + τ² I.
Numbers covariance(const RoundSeries& series, const std::vector<LogitPoint>& points, double tau2) {
  const auto n = points.size();
  Numbers s(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n && !series.correlation.empty(); ++j)
      s[i * n + j] = series.correlation[points[i].round * series.rounds.size() + points[j].round] *
                     points[i].se * points[j].se;
    s[i * n + i] = points[i].se * points[i].se + tau2;
  }
  return s;
}

double dot(const Numbers& a, const Numbers& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Least squares of what has been whitened on a constant and years that have been whitened too.
class WhitenedLine {
 public:
  /// nullopt: the covariance is not positive definite.
  static std::optional<WhitenedLine> of(const RoundSeries& series,
                                        const std::vector<LogitPoint>& points, double centre,
                                        double tau2) {
    auto root = Cholesky::of(covariance(series, points, tau2), points.size());
    if (!root) return std::nullopt;
    Numbers years;
    for (const auto& point : points) years.push_back(point.year - centre);
    return WhitenedLine(std::move(*root), years);
  }

  struct Fit {
    double intercept, slope, residual;  ///< residual: the sum of squares
  };
  Fit fit(const Numbers& y) const {
    auto r = root_.whiten(y);
    const double b0 = dot(one_, r), b1 = dot(year_, r);
    const double intercept = (a11_ * b0 - a01_ * b1) / det_;
    const double slope = (a00_ * b1 - a01_ * b0) / det_;
    for (std::size_t i = 0; i < r.size(); ++i) r[i] -= intercept * one_[i] + slope * year_[i];
    return {intercept, slope, dot(r, r)};
  }
  /// tr P: what the residual sums of squares of the unit vectors add up to.
  double trace() const {
    double sum = 0;
    for (std::size_t i = 0; i < one_.size(); ++i) {
      Numbers unit(one_.size(), 0.0);
      unit[i] = 1;
      sum += fit(unit).residual;
    }
    return sum;
  }
  double var_intercept() const { return a11_ / det_; }
  double var_slope() const { return a00_ / det_; }
  double cov() const { return -a01_ / det_; }

 private:
  WhitenedLine(Cholesky root, const Numbers& years)
      : root_(std::move(root)),
        one_(root_.whiten(Numbers(years.size(), 1.0))),
        year_(root_.whiten(years)),
        a00_(dot(one_, one_)),
        a01_(dot(one_, year_)),
        a11_(dot(year_, year_)),
        det_(a00_ * a11_ - a01_ * a01_) {}
  Cholesky root_;
  Numbers one_, year_;
  double a00_, a01_, a11_, det_;
};

void fill(TrendLine& line, const WhitenedLine& whitened, const Numbers& y, double level) {
  const auto fit = whitened.fit(y);
  line.intercept = fit.intercept;
  line.slope = fit.slope;
  line.var_intercept = whitened.var_intercept();
  line.var_slope = whitened.var_slope();
  line.cov = whitened.cov();
  const double se = std::sqrt(line.var_slope);
  const double margin = t_quantile((1 + level) / 2, line.df) * se;
  line.lower = line.slope - margin;
  line.upper = line.slope + margin;
  line.p_value = t_two_sided(line.slope / se, line.df);
}

void fit_line(TrendLine& line, const RoundSeries& series, const std::vector<LogitPoint>& points,
              double level) {
  Numbers y;
  for (const auto& point : points) y.push_back(point.y);
  const auto plain = WhitenedLine::of(series, points, line.centre, 0);
  if (!plain) return note(line, "no_covariance");
  line.df = static_cast<double>(points.size() - 2);
  line.lack_of_fit = plain->fit(y).residual;
  line.p_lack_of_fit = chi_squared_upper(line.lack_of_fit, line.df);
  line.tau2 = std::max(0.0, (line.lack_of_fit - line.df) / plain->trace());
  if (line.tau2 == 0) return fill(line, *plain, y, level);
  fill(line, *WhitenedLine::of(series, points, line.centre, line.tau2), y, level);
}

/// The line through the rounds from `begin` until before `end`.
TrendLine line_of(const RoundSeries& series, std::size_t begin, std::size_t end, double level) {
  TrendLine line;
  line.from = series.rounds[begin].year;
  line.to = series.rounds[end - 1].year;
  std::vector<LogitPoint> points;
  for (auto i = begin; i < end; ++i) {
    if (const auto point = on_logit_scale(series.rounds[i], i, line))
      points.push_back(*point);
    else
      note(line, "not_estimable");
  }
  line.rounds = points.size();
  if (!points.empty()) {
    line.from = points.front().year;
    line.to = points.back().year;
  }
  for (const auto& point : points) line.centre += point.year / static_cast<double>(points.size());
  if (points.size() < least_for_line)
    note(line, "too_few_rounds");
  else
    fit_line(line, series, points, level);
  return line;
}

}  // namespace

std::vector<TrendLine> fit_trend(const RoundSeries& series, double level) {
  check(series, level);
  std::vector<TrendLine> lines;
  const auto stretch = [&](double year) {
    return std::ranges::count_if(series.breaks, [&](double b) { return b <= year; });
  };
  for (std::size_t begin = 0, end = 0; begin < series.rounds.size(); begin = end) {
    while (end < series.rounds.size() &&
           stretch(series.rounds[end].year) == stretch(series.rounds[begin].year))
      ++end;
    lines.push_back(line_of(series, begin, end, level));
  }
  return lines;
}

TrendProjection project(const TrendLine& line, double year, double level) {
  require(level > 0 && level < 1, "level {}: must lie between 0 and 1", level);
  require(year >= line.from, "the year {} is before the line, which begins in {}", year, line.from);
  TrendProjection projection{.year = year};
  if (line.rounds < least_for_projection) {
    projection.reason = "too_few_rounds";
    return projection;
  }
  if (std::isnan(line.slope)) {
    projection.reason = "not_estimable";
    return projection;
  }
  const double d = year - line.centre;
  const double variance =
      line.var_intercept + 2 * d * line.cov + d * d * line.var_slope + line.tau2;
  projection.se_logit = std::sqrt(variance);
  projection.df = line.df;
  const double y = line.intercept + line.slope * d;
  const double margin = t_quantile((1 + level) / 2, line.df) * projection.se_logit;
  const auto share = [](double x) { return 1 / (1 + std::exp(-x)); };
  projection.value = share(y);
  projection.lower = share(y - margin);
  projection.upper = share(y + margin);
  return projection;
}

}  // namespace trygg
