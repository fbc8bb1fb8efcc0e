#pragma once

#include <array>
#include <cstdint>

namespace trygg {

/// A counter-based random stream, Philox 4x32-10: a pure function of seed and stream, so that what
/// a replicate, a stratum or a person draws depends on no thread and on no order.
///
/// Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
class Random {
 public:
  /// \param seed      names the experiment
  /// \param stream    names the consumer, such as a replicate or a person
  /// \param substream a second name, such as a stratum or a purpose
  explicit Random(std::uint64_t seed, std::uint32_t stream = 0, std::uint32_t substream = 0);

  std::uint32_t bits();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform in {0, …, n−1}, n > 0, without bias (Lemire's method).
  std::uint32_t below(std::uint32_t n);
  /// Standard normal (Box–Muller).
  double normal();

 private:
  void refill();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int left_ = 0;
};

}  // namespace trygg
