#include <array>
#include <bit>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "design/design.hpp"
#include "replicate/balanced.hpp"
#include "replicate/hadamard.hpp"
#include "replicate/strata.hpp"

namespace trygg {
namespace {

/// Pairs of rows (i, i + s), each row first in one pair for each step s = 1, 2, …
class RowPairs {
 public:
  explicit RowPairs(std::size_t rows) : used_(rows, 0) {}

  struct Pair {
    std::size_t i, j;
  };
  Pair next() {
    if (left_ == 0) start_round();
    while (used_[at_] == round_) at_ = (at_ + 1) % used_.size();
    used_[at_] = round_;
    --left_;
    const Pair pair{at_, (at_ + step_) % used_.size()};
    at_ = pair.j;
    return pair;
  }

 private:
  void start_round() {
    ++round_;
    step_ = step_ % (used_.size() - 1) + 1;
    left_ = used_.size();
    at_ = 0;
  }

  std::vector<std::size_t> used_;  // by row: the last round in which it was first
  std::size_t round_ = 0, step_ = 0, left_ = 0, at_ = 0;
};

/// Rows of ±1 none of which, and no column of which, is constant.
class UnevenHadamard {
 public:
  explicit UnevenHadamard(std::size_t order)
      : power_of_two_(std::has_single_bit(order)), h_(order) {}

  int operator()(std::size_t row, std::size_t column) const {
    if (!power_of_two_) return row == 0 ? -h_(row, column) : h_(row, column);
    constexpr std::array<std::array<int, 4>, 4> quarter{
        {{1, -1, 1, 1}, {-1, -1, -1, 1}, {1, -1, -1, -1}, {1, 1, -1, 1}}};
    return quarter[row % 4][column % 4] * (std::popcount((row / 4) & (column / 4)) % 2 ? -1 : 1);
  }

 private:
  bool power_of_two_;
  Hadamard h_;
};

class SuccessiveDifferences final : public UnitScheme {
 public:
  SuccessiveDifferences(const Design& design, const std::vector<SampledStratum>& strata,
                        std::size_t order)
      : UnitScheme(design), hadamard_(order) {
    scale_ = 4 / static_cast<double>(order);
    rscales_.assign(order, 1.0);
    RowPairs rows(order);
    for (const auto& stratum : strata) add(stratum, rows, order);
  }

 private:
  void add(const SampledStratum& stratum, RowPairs& rows, std::size_t order) {
    const double size = std::sqrt(1 - stratum.fraction) / (2 * std::numbers::sqrt2);
    const auto first = units_.size();
    for (const auto unit : stratum.unit) units_.push_back({unit, rows.next(), size});
    auto& last = units_.back().rows;
    const auto begin = units_[first].rows.i;
    if (stratum.unit.size() <= order && last.i != begin) last.j = begin;
  }

  void unit_factors(std::size_t r, std::span<double> of_unit) const override {
    for (const auto& u : units_)
      of_unit[u.unit] = 1 + u.size * (hadamard_(u.rows.i, r) - hadamard_(u.rows.j, r));
  }

  struct Unit {
    std::uint32_t unit;
    RowPairs::Pair rows;
    double size;
  };
  UnevenHadamard hadamard_;
  std::vector<Unit> units_;
};

}  // namespace

std::unique_ptr<const ReplicateScheme> make_sdr(const Design& design, std::size_t order) {
  require<ConfigError>(
      order >= 4 && is_hadamard_order(order),
      "sdr replicates: count is {}, but it must be the order of a Hadamard matrix; "
      "the nearest are {} and {}",
      order, hadamard_order_to(std::max<std::size_t>(order, 4)),
      hadamard_order_from(std::max<std::size_t>(order, 4)));
  require_first_stage_only(design, "sdr");
  return std::make_unique<SuccessiveDifferences>(design, sampled_strata(design, "sdr"), order);
}

}  // namespace trygg
