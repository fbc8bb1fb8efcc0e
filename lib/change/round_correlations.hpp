#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "estimate/cube.hpp"

namespace trygg {

/// Correlations between estimates of one cell in two rounds whose samples overlap; 0 for every pair
/// that was not added, as of independent samples.
class RoundCorrelations {
 public:
  explicit RoundCorrelations(std::vector<std::string> group_names = {});

  /// \param later, earlier  rows of one cell (levels, or a difference between groups) in two waves
  /// \throws ArgumentError  not one cell, one and the same wave, a value outside [−1, 1], or a pair
  ///                        that has one already
  void add(const CubeRow& later, const CubeRow& earlier, double correlation);

  /// Of the estimates of one cell in two waves, in either order. 1 for a wave with itself.
  double between(const CubeRow& a, const CubeRow& b) const;
  bool empty() const { return pairs_.empty(); }

  struct Pair {
    CubeRow later;  ///< names the cell; numbers and notes are empty
    std::string earlier;
    double correlation;
  };
  const std::vector<Pair>& pairs() const { return pairs_; }  ///< in the order of adding
  const std::vector<std::string>& group_names() const { return group_names_; }

 private:
  std::vector<std::string> group_names_;
  std::vector<Pair> pairs_;
  std::unordered_map<std::string, double> found_;  // never iterated over
};

/// `wave,era,indicator,statistic,area_level,area,sex,<groups…>,contrast,earlier,correlation`, with
/// `wave` the later one.
std::string to_csv(const RoundCorrelations& correlations);
/// \throws InputError  not that header, a correlation that is none, a pair twice
RoundCorrelations read_round_correlations(const std::filesystem::path& path);

}  // namespace trygg
