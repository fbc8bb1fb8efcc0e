#include "replicate/freedom.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <vector>

#include "design/replicate_weights.hpp"
#include "linalg/rank.hpp"

namespace trygg {
namespace {

/// The row relative to its largest element, in millionths of a millionth: the same for rows that
/// are multiples of each other (rounding may part them, which costs time and nothing else).
std::string direction_of(std::span<const double> row) {
  double largest = 0;
  for (const double w : row)
    if (std::abs(w) > std::abs(largest)) largest = w;
  std::string direction;
  if (largest == 0) return direction;
  for (const double w : row) {
    const auto part = static_cast<std::int64_t>(std::llround(w / largest * 1e12));
    for (int byte = 0; byte < 8; ++byte)
      direction.push_back(static_cast<char>((part >> (8 * byte)) & 0xff));
  }
  return direction;
}

}  // namespace

RankFreedom::RankFreedom(const ReplicateWeights& weights) : weights_(&weights) {
  std::unordered_map<std::string, std::uint32_t> first;
  const auto records = static_cast<std::uint32_t>(weights.weight.size() / weights.count);
  for (std::uint32_t k = 0; k < records; ++k)
    alike_.push_back(first.emplace(direction_of(weights.of(k)), k).first->second);
}

double RankFreedom::find(std::span<const std::uint32_t> records) const {
  std::vector<std::uint32_t> distinct;
  for (const auto k : records) distinct.push_back(alike_[k]);
  std::ranges::sort(distinct);
  const auto repeated = std::ranges::unique(distinct);
  distinct.erase(repeated.begin(), repeated.end());
  RowRank rank(weights_->count);
  for (const auto k : distinct) {
    rank.add(weights_->of(k));
    if (rank.is_full()) break;
  }
  return std::max(0.0, static_cast<double>(rank.rank()) - 1);
}

double RankFreedom::of(std::span<const std::uint32_t> records) const {
  std::vector<std::uint32_t> key(records.begin(), records.end());
  {
    const std::lock_guard lock(guard_);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  const double freedom = find(records);
  const std::lock_guard lock(guard_);
  return known_.emplace(std::move(key), freedom).first->second;
}

}  // namespace trygg
