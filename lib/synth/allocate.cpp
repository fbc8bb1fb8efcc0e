#include "synth/allocate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace trygg {

std::vector<std::uint32_t> apportion(std::uint32_t total, std::span<const double> shares) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  require(sum > 0 && std::ranges::all_of(shares, [](double s) { return s >= 0; }),
          "{} shares to apportion {} by must be at least 0 and not all 0", shares.size(), total);
  std::vector<std::uint32_t> parts;
  std::vector<double> remainder;
  for (const double share : shares) {
    const double exact = total * (share / sum);
    parts.push_back(static_cast<std::uint32_t>(exact));
    remainder.push_back(share > 0 ? exact - parts.back() : -1);
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return remainder[i]; });
  auto left = total - std::accumulate(parts.begin(), parts.end(), 0u);
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i % order.size()]];
  return parts;
}

namespace {

/// Bounds of a stratum's sample, whole numbers.
struct Bounds {
  double low, high;
};

std::vector<Bounds> bounds_of(const AllocationRule& rule,
                              std::span<const std::uint32_t> population) {
  std::vector<Bounds> bounds;
  for (const double size : population) {
    const double high = std::floor(rule.maximum_fraction * size);
    bounds.push_back({std::min(std::ceil(rule.minimum), high), high});
  }
  return bounds;
}

}  // namespace

std::vector<std::uint32_t> allocate(const AllocationRule& rule,
                                    std::span<const std::uint32_t> population) {
  const auto bounds = bounds_of(rule, population);
  double least = 0, most = 0;
  for (const auto& b : bounds) {
    least += b.low;
    most += b.high;
  }
  require(least <= rule.size && rule.size <= most,
          "a sample of {} does not fit: with these bounds the strata take from {} to {}", rule.size,
          least, most);
  const auto sizes = [&](double c) {
    std::vector<double> n;
    for (std::size_t h = 0; h < bounds.size(); ++h)
      n.push_back(
          std::clamp(c * std::pow(population[h], rule.power), bounds[h].low, bounds[h].high));
    return n;
  };
  const auto sum = [](const std::vector<double>& n) {
    return std::accumulate(n.begin(), n.end(), 0.0);
  };
  double low = 0, high = 1;
  while (sum(sizes(high)) < rule.size && high < 1e12) high *= 2;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (sum(sizes(middle)) < rule.size ? low : high) = middle;
  }
  // Only the part above the lower bound is rounded, so that no bound is crossed: a stratum at its
  // upper bound has a whole number there and no remainder.
  const auto exact = sizes(high);
  std::vector<std::uint32_t> n;
  std::vector<std::pair<double, std::size_t>> remainder;
  std::uint32_t taken = 0;
  for (std::size_t h = 0; h < exact.size(); ++h) {
    n.push_back(static_cast<std::uint32_t>(exact[h]));
    taken += n.back();
    if (n.back() < bounds[h].high) remainder.emplace_back(n.back() - exact[h], h);
  }
  std::ranges::sort(remainder);
  for (std::size_t i = 0; taken < rule.size && i < remainder.size(); ++i, ++taken)
    ++n[remainder[i].second];
  return n;
}

}  // namespace trygg
