#include "diagnostics/weight_distribution.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "linalg/sum.hpp"

namespace trygg {
namespace {

bool counts(double value) {
  return value == value && value != 0;
}

std::vector<double> sorted_values(std::span<const double> values) {
  std::vector<double> all;
  std::ranges::copy_if(values, std::back_inserter(all), counts);
  std::ranges::sort(all);
  return all;
}

double quantile(const std::vector<double>& sorted, double p) {
  const double place = static_cast<double>(sorted.size() - 1) * p;
  const auto j = static_cast<std::size_t>(place);
  if (j + 1 >= sorted.size()) return sorted.back();
  return sorted[j] + (place - static_cast<double>(j)) * (sorted[j + 1] - sorted[j]);
}

}  // namespace

WeightDistribution distribution_of(std::span<const double> weight) {
  const auto sorted = sorted_values(weight);
  WeightDistribution d;
  if (sorted.empty()) return d;
  d.n = sorted.size();
  Sum sum, squares, top;
  for (const double w : sorted) sum.add(w);
  d.sum = sum.value();
  d.mean = d.sum / static_cast<double>(d.n);
  for (const double w : sorted) squares.add((w - d.mean) * (w - d.mean));
  d.cv = std::sqrt(squares.value() / static_cast<double>(d.n)) / d.mean;
  d.smallest = sorted.front();
  d.largest = sorted.back();
  for (std::size_t i = 0; i < d.quantiles.size(); ++i)
    d.quantiles[i] = quantile(sorted, WeightDistribution::probabilities[i]);
  const auto hundredth = (d.n + 99) / 100;
  for (std::size_t i = d.n - hundredth; i < d.n; ++i) top.add(sorted[i]);
  d.largest_share = top.value() / d.sum;
  return d;
}

ExtremeRecords extremes_of(std::span<const double> values, std::size_t count) {
  std::vector<ExtremeRecord> all;
  for (std::size_t k = 0; k < values.size(); ++k)
    if (counts(values[k])) all.push_back({k, values[k]});
  count = std::min(count, all.size());
  std::ranges::stable_sort(all, {}, &ExtremeRecord::value);
  ExtremeRecords found{{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)}, {}};
  std::ranges::sort(all, {}, &ExtremeRecord::record);
  std::ranges::stable_sort(all, std::ranges::greater{}, &ExtremeRecord::value);
  found.largest.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
  return found;
}

Histogram histogram_of(std::span<const double> values, std::size_t bins) {
  require(bins > 0, "a histogram needs at least one bin");
  const auto sorted = sorted_values(values);
  Histogram histogram{0, 0, std::vector<std::size_t>(bins, 0)};
  if (sorted.empty()) return histogram;
  histogram.from = sorted.front();
  histogram.to = sorted.back();
  const double width = (histogram.to - histogram.from) / static_cast<double>(bins);
  for (const double x : sorted) {
    const double place = width > 0 ? (x - histogram.from) / width : 0.0;
    ++histogram.counts[std::min(static_cast<std::size_t>(place), bins - 1)];
  }
  return histogram;
}

}  // namespace trygg
