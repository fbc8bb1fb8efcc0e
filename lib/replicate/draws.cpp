#include "replicate/draws.hpp"

#include "base/random.hpp"

namespace trygg {

void draw_with_replacement(Random& random, std::size_t draws, std::span<std::uint32_t> times) {
  const auto n = static_cast<std::uint32_t>(times.size());
  for (std::size_t i = 0; i < draws; ++i) ++times[random.below(n)];
}

std::vector<char> draw_some(Random& random, std::size_t n, std::size_t m) {
  // The fewer of the two kinds are drawn, and drawn again where they have been.
  const bool draw_others = m > n / 2;
  std::vector<char> is_in(n, draw_others ? 1 : 0);
  for (auto left = draw_others ? n - m : m; left > 0;) {
    auto& unit = is_in[random.below(static_cast<std::uint32_t>(n))];
    if ((unit == 1) == draw_others) {
      unit = draw_others ? 0 : 1;
      --left;
    }
  }
  return is_in;
}

void draw_from_copies(Random& random, std::size_t population, std::span<std::uint32_t> times) {
  const auto n = times.size(), copies = population / n;
  const auto has_one_more = draw_some(random, n, population % n);
  std::vector<std::uint32_t> more;
  for (std::uint32_t unit = 0; unit < n; ++unit)
    if (has_one_more[unit]) more.push_back(unit);
  const auto drawn = draw_some(random, population, n);
  for (std::size_t i = 0; i < population; ++i)
    if (drawn[i]) ++times[i < copies * n ? i % n : more[i - copies * n]];
}

}  // namespace trygg
