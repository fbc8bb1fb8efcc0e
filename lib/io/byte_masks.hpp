#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trygg {

/// Sixty-four bytes, looked at together; bit i of a mask is byte i.
#if defined(__SSE2__)
class Bytes64 {
 public:
  explicit Bytes64(const char* bytes) {
    for (int i = 0; i < 4; ++i)
      std::memcpy(&part_[i], bytes + 16 * i, 16);  // an unaligned load
  }

  /// Where the bytes are `c`.
  std::uint64_t equal(char c) const {
    const auto wanted = _mm_set1_epi8(c);
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) mask |= bits(_mm_cmpeq_epi8(part_[i], wanted)) << (16 * i);
    return mask;
  }
  /// Where they are `a` or `b`.
  std::uint64_t either(char a, char b) const {
    const auto first = _mm_set1_epi8(a), second = _mm_set1_epi8(b);
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i)
      mask |= bits(_mm_or_si128(_mm_cmpeq_epi8(part_[i], first), _mm_cmpeq_epi8(part_[i], second)))
              << (16 * i);
    return mask;
  }
  /// True when any is `a` or `b`.
  bool any(char a, char b) const {
    const auto first = _mm_set1_epi8(a), second = _mm_set1_epi8(b);
    auto found = _mm_setzero_si128();
    for (const auto& part : part_)
      found = _mm_or_si128(
          found, _mm_or_si128(_mm_cmpeq_epi8(part, first), _mm_cmpeq_epi8(part, second)));
    return bits(found) != 0;
  }
  /// True when any is above 127.
  bool any_high() const {
    return bits(_mm_or_si128(_mm_or_si128(part_[0], part_[1]),
                             _mm_or_si128(part_[2], part_[3]))) != 0;
  }

 private:
  static std::uint64_t bits(__m128i x) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(x)));
  }
  __m128i part_[4];
};
#else
class Bytes64 {
 public:
  explicit Bytes64(const char* bytes) { std::memcpy(bytes_, bytes, 64); }

  std::uint64_t equal(char c) const {
    std::uint64_t mask = 0;
    for (int i = 0; i < 64; ++i) mask |= std::uint64_t{bytes_[i] == c} << i;
    return mask;
  }
  std::uint64_t either(char a, char b) const { return equal(a) | equal(b); }
  bool any(char a, char b) const { return either(a, b) != 0; }
  bool any_high() const {
    bool any = false;
    for (const char c : bytes_) any |= static_cast<unsigned char>(c) > 127;
    return any;
  }

 private:
  char bytes_[64];
};
#endif

}  // namespace trygg
