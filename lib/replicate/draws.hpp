#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trygg {

class Random;

/// Adds to `times` how often each of its n units is drawn in `draws` draws with replacement.
void draw_with_replacement(Random& random, std::size_t draws, std::span<std::uint32_t> times);

/// The same for n draws without replacement from `population` units, of which every one of the n
/// has floor(population/n) or one more, these by a draw of their own.
/// \param population  at least n
void draw_from_copies(Random& random, std::size_t population, std::span<std::uint32_t> times);

/// Which of n units are among `m` drawn without replacement. \param m  at most n
std::vector<char> draw_some(Random& random, std::size_t n, std::size_t m);

}  // namespace trygg
