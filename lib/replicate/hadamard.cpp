#include "replicate/hadamard.hpp"

#include <bit>

#include "base/error.hpp"

namespace trygg {
namespace {

using Elements = std::vector<signed char>;

bool is_prime(std::size_t n) {
  if (n < 2) return false;
  for (std::size_t d = 2; d * d <= n; ++d)
    if (n % d == 0) return false;
  return true;
}

/// Order p + 1.
bool is_paley_1(std::size_t order) {
  return order % 4 == 0 && is_prime(order - 1);
}

/// Order 2(p + 1).
bool is_paley_2(std::size_t order) {
  return order % 4 == 0 && (order / 2 - 1) % 4 == 1 && is_prime(order / 2 - 1);
}

/// Legendre's symbol of 0 … p − 1: whether each is a square.
std::vector<int> quadratic_character(std::size_t p) {
  std::vector<int> of(p, -1);
  of[0] = 0;
  for (std::size_t x = 1; x < p; ++x) of[x * x % p] = 1;
  return of;
}

/// The conference matrix that Paley's constructions begin with, of order p + 1: 0 on the diagonal,
/// ±1 elsewhere; skew where p ≡ 3 (mod 4), else symmetric.
Elements conference(std::size_t p) {
  const auto n = p + 1;
  const auto character = quadratic_character(p);
  const signed char below = p % 4 == 3 ? -1 : 1;
  Elements c(n * n);
  for (std::size_t i = 1; i < n; ++i) {
    c[i] = 1;
    c[i * n] = below;
    for (std::size_t j = 1; j < n; ++j)
      c[i * n + j] = static_cast<signed char>(character[(j + p - i) % p]);
  }
  return c;
}

Elements paley_1(std::size_t order) {
  auto h = conference(order - 1);
  for (std::size_t i = 0; i < order; ++i) h[i * order + i] = 1;
  return h;
}

/// Every ±1 of the conference matrix becomes ±(1 1; 1 −1), every 0 becomes (1 −1; −1 −1).
Elements paley_2(std::size_t order) {
  const auto n = order / 2;
  const auto c = conference(n - 1);
  Elements h(order * order);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const auto e = c[i * n + j];
      auto* at = &h[2 * i * order + 2 * j];
      at[0] = e == 0 ? 1 : e;
      at[1] = at[order] = e == 0 ? -1 : e;
      at[order + 1] = e == 0 ? -1 : static_cast<signed char>(-e);
    }
  }
  return h;
}

Elements doubled(const Elements& half, std::size_t order) {
  const auto n = order / 2;
  Elements h(order * order);
  for (std::size_t i = 0; i < order; ++i)
    for (std::size_t j = 0; j < order; ++j) {
      const auto e = half[(i % n) * n + j % n];
      h[i * order + j] = i >= n && j >= n ? static_cast<signed char>(-e) : e;
    }
  return h;
}

Elements sylvester(std::size_t order) {
  Elements h(order * order);
  for (std::size_t i = 0; i < order; ++i)
    for (std::size_t j = 0; j < order; ++j)
      h[i * order + j] = std::popcount(i & j) % 2 == 0 ? 1 : -1;
  return h;
}

Elements make(std::size_t order) {
  if (std::has_single_bit(order)) return sylvester(order);
  if (is_paley_1(order)) return paley_1(order);
  if (is_paley_2(order)) return paley_2(order);
  return doubled(make(order / 2), order);
}

/// Ones in row 0 and column 0: changing the sign of a row or column keeps the rows orthogonal.
void normalise(Elements& h, std::size_t order) {
  for (std::size_t j = 0; j < order; ++j)
    if (h[j] < 0)
      for (std::size_t i = 0; i < order; ++i) h[i * order + j] *= -1;
  for (std::size_t i = 0; i < order; ++i)
    if (h[i * order] < 0)
      for (std::size_t j = 0; j < order; ++j) h[i * order + j] *= -1;
}

}  // namespace

bool is_hadamard_order(std::size_t order) {
  if (order == 0 || order > Hadamard::largest) return false;
  return std::has_single_bit(order) || is_paley_1(order) || is_paley_2(order) ||
         (order % 8 == 0 && is_hadamard_order(order / 2));
}

std::size_t hadamard_order_from(std::size_t least) {
  for (auto order = least; order <= Hadamard::largest; ++order)
    if (is_hadamard_order(order)) return order;
  return 0;
}

std::size_t hadamard_order_to(std::size_t most) {
  while (most > 0 && !is_hadamard_order(most)) --most;
  return most;
}

Hadamard::Hadamard(std::size_t order) : order_(order) {
  require(is_hadamard_order(order), "no Hadamard matrix of order {} can be made here", order);
  element_ = make(order);
  normalise(element_, order);
}

}  // namespace trygg
