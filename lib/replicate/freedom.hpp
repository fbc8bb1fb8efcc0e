#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace trygg {

struct ReplicateWeights;

/// Degrees of freedom by the rank of replicate weights: that of the rows of a domain's records,
/// minus 1. Thread-safe; what has been asked for is remembered.
///
/// R: degf() of a svrepdesign and of its subset.
class RankFreedom {
 public:
  /// \param weights  must outlive this
  explicit RankFreedom(const ReplicateWeights& weights);

  double of(std::span<const std::uint32_t> records) const;

 private:
  double find(std::span<const std::uint32_t> records) const;

  const ReplicateWeights* weights_;
  std::vector<std::uint32_t> alike_;  // of each record: the first one whose row is a multiple
  mutable std::mutex guard_;
  mutable std::map<std::vector<std::uint32_t>, double> known_;
};

}  // namespace trygg
