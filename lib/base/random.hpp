#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace trygg {

/// A counter-based random stream, Philox 4x32-10: a pure function of seed and stream, so that what
/// a replicate, a stratum or a person draws depends on no thread and on no order.
///
/// Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
///
/// Everything is inline: a synthetic population is drawn person by person, a block of numbers each,
/// and a processor works on several persons at a time where no call stands between them.
class Random {
 public:
  /// \param seed      names the experiment
  /// \param stream    names the consumer, such as a replicate or a person
  /// \param substream a second name, such as a stratum or a purpose
  explicit Random(std::uint64_t seed, std::uint32_t stream = 0, std::uint32_t substream = 0)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        counter_{0, 0, substream, stream} {}

  std::uint32_t bits() {
    if (left_ == 0) refill();
    return block_[--left_];
  }

  /// Uniform in [0, 1), 53 bits.
  double uniform() {
    const std::uint64_t high = bits() >> 5, low = bits() >> 6;
    return static_cast<double>((high << 26) | low) * 0x1.0p-53;
  }

  /// Uniform in {0, …, n−1}, n > 0, without bias (Lemire's method).
  std::uint32_t below(std::uint32_t n) {
    std::uint64_t product = std::uint64_t{bits()} * n;
    if (static_cast<std::uint32_t>(product) < n) {
      const std::uint32_t threshold = (0u - n) % n;
      while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{bits()} * n;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

  /// Standard normal (Box–Muller).
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

 private:
  void refill() {
    auto [c0, c1, c2, c3] = counter_;
    auto [k0, k1] = key_;
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t a = std::uint64_t{0xD2511F53u} * c0;
      const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * c2;
      c0 = static_cast<std::uint32_t>(b >> 32) ^ c1 ^ k0;
      c1 = static_cast<std::uint32_t>(b);
      c2 = static_cast<std::uint32_t>(a >> 32) ^ c3 ^ k1;
      c3 = static_cast<std::uint32_t>(a);
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    block_ = {c0, c1, c2, c3};
    left_ = 4;
    if (++counter_[0] == 0) ++counter_[1];
  }

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int left_ = 0;
};

}  // namespace trygg
