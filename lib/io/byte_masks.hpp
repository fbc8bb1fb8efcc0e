#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trygg {

/// Sixty-four bytes, looked at together; bit i of a mask is byte i.
class Bytes64 {
 public:
  /// \param bytes  sixty-four of them; they must outlive this
  explicit Bytes64(const char* bytes) : bytes_(bytes) {}

  /// Where the bytes are `c`.
  std::uint64_t equal(char c) const {
    std::uint64_t mask = 0;
#if defined(__SSE2__)
    const auto wanted = _mm_set1_epi8(c);
    for (int i = 0; i < 4; ++i) mask |= bits(_mm_cmpeq_epi8(part(i), wanted)) << (16 * i);
#else
    for (int i = 0; i < 64; ++i) mask |= std::uint64_t{bytes_[i] == c} << i;
#endif
    return mask;
  }

  /// True when any is `a` or `b`.
  bool any(char a, char b) const {
#if defined(__SSE2__)
    const auto first = _mm_set1_epi8(a), second = _mm_set1_epi8(b);
    auto found = _mm_setzero_si128();
    for (int i = 0; i < 4; ++i)
      found = _mm_or_si128(
          found, _mm_or_si128(_mm_cmpeq_epi8(part(i), first), _mm_cmpeq_epi8(part(i), second)));
    return bits(found) != 0;
#else
    return (equal(a) | equal(b)) != 0;
#endif
  }

  /// True when any is above 127.
  bool any_high() const {
#if defined(__SSE2__)
    return bits(_mm_or_si128(_mm_or_si128(part(0), part(1)), _mm_or_si128(part(2), part(3)))) != 0;
#else
    bool any = false;
    for (int i = 0; i < 64; ++i) any |= static_cast<unsigned char>(bytes_[i]) > 127;
    return any;
#endif
  }

 private:
#if defined(__SSE2__)
  __m128i part(int i) const {
    return _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(bytes_ + 16 * i)));
  }
  static std::uint64_t bits(__m128i x) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(x)));
  }
#endif

  const char* bytes_;
};

}  // namespace trygg
