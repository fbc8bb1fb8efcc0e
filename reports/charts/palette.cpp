#include "reports/charts/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

constexpr Token tokens[] = {
    {"bg", "#ffffff", "#12161c"},
    {"panel", "#f6f5f2", "#1b2129"},
    {"ink", "#14181f", "#eef1f5"},
    {"muted", "#555d69", "#aab3bf"},
    {"line", "#d9dce1", "#2f3843"},
    {"axis", "#6f7782", "#8b95a3"},
    {"link", "#0b4f9c", "#8ec1ff"},
    {"w", "#4c176c", "#eec6ff"},
    {"m", "#147d73", "#2b9d90"},
    {"wband", "#ece0f2", "#3a2b47"},
    {"mband", "#d6ece8", "#14403b"},
    {"ref", "#14181f", "#eef1f5"},
    {"refband", "#e4e6ea", "#2a3038"},
    {"goal", "#a8480b", "#f4a259"},
    {"goalband", "#f8e6d6", "#402a18"},
    {"syn", "#8a3b00", "#ffc48a"},
    {"synbg", "#fff4e5", "#33230f"},
    // Maps: the outline that makes pale areas visible, and what is withheld.
    {"tile", "#8b939f", "#6c7684"},
    {"hatch", "#b4bac2", "#4a5460"},
    {"hatchbg", "#f7f6f4", "#1b2129"},
    // Five classes of a share; in the dark page more is lighter. t1–t5: text on them.
    {"s1", "#e9eff6", "#1d2a39"},
    {"s2", "#bfd3e8", "#2b4764"},
    {"s3", "#86add3", "#3c6894"},
    {"s4", "#3f74aa", "#86b5e0"},
    {"s5", "#173f6d", "#d6e8f9"},
    {"t1", "#14181f", "#eef1f5"},
    {"t2", "#14181f", "#eef1f5"},
    {"t3", "#14181f", "#ffffff"},
    {"t4", "#ffffff", "#12161c"},
    {"t5", "#ffffff", "#12161c"},
    // Against the whole: below, not shown to differ, above; neither end is the good one. The two
    // between them only for changes in five classes.
    {"below", "#1f5f99", "#8cc4f2"},
    {"belowmid", "#9cc3e2", "#2d5c86"},
    {"same", "#eceae6", "#2a3038"},
    {"abovemid", "#e3b98c", "#7a4f26"},
    {"above", "#8f4a12", "#f0b27a"},
    {"onends", "#ffffff", "#12161c"},
    {"onsame", "#14181f", "#eef1f5"},
    // Answers from the safest to the least safe; the same in the dark page, with their own text.
    {"a1", "#c9dbe9", "#c9dbe9"},
    {"a2", "#8fb2cf", "#8fb2cf"},
    {"a3", "#e6e3dd", "#e6e3dd"},
    {"a4", "#e0b07f", "#e0b07f"},
    {"a5", "#a8480b", "#a8480b"},
    {"ona", "#14181f", "#14181f"},
    {"ona5", "#ffffff", "#ffffff"},
};

using Rgb = std::array<double, 3>;

double digit(char c) {
  require((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'), "'{}' in a colour", c);
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

Rgb linear_rgb(std::string_view hex) {
  require(hex.size() == 7 && hex[0] == '#', "colour '{}' is not of the form #rrggbb", hex);
  Rgb rgb;
  for (std::size_t i = 0; i < 3; ++i)
    rgb[i] = linear((16 * digit(hex[1 + 2 * i]) + digit(hex[2 + 2 * i])) / 255);
  return rgb;
}

double luminance(const Rgb& c) {
  return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

using Matrix = std::array<Rgb, 3>;

// Machado et al. (2009), severity 1.0, on linear RGB.
constexpr Matrix protan{{{0.152286, 1.052583, -0.204868},
                         {0.114503, 0.786281, 0.099216},
                         {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{{{0.367322, 0.860646, -0.227968},
                         {0.280085, 0.672501, 0.047413},
                         {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{{{1.255528, -0.076749, -0.178779},
                         {-0.078411, 0.930809, 0.147602},
                         {0.004733, 0.691367, 0.303900}}};

Rgb product(const Matrix& m, const Rgb& v) {
  Rgb out;
  for (std::size_t i = 0; i < 3; ++i)
    out[i] = std::clamp(m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2], 0.0, 1.0);
  return out;
}

Rgb seen(const Rgb& c, Vision vision) {
  switch (vision) {
    case Vision::protan:
      return product(protan, c);
    case Vision::deutan:
      return product(deutan, c);
    case Vision::tritan:
      return product(tritan, c);
    case Vision::greyscale:
      return {luminance(c), luminance(c), luminance(c)};
    case Vision::normal:
      break;
  }
  return c;
}

double lab_root(double t) {
  constexpr double delta = 6.0 / 29;
  return t > delta * delta * delta ? std::cbrt(t) : t / (3 * delta * delta) + 4.0 / 29;
}

Lab lab(const Rgb& c) {  // sRGB primaries, white D65
  const double x = (0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047;
  const double y = 0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2];
  const double z = (0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883;
  const double fx = lab_root(x), fy = lab_root(y), fz = lab_root(z);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

constexpr double degree = std::numbers::pi / 180;

double hue(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double h = std::atan2(b, a) / degree;
  return h < 0 ? h + 360 : h;
}

double mean_hue(double h1, double h2, double chroma_product) {
  if (chroma_product == 0) return h1 + h2;
  if (std::abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
}

double hue_step(double h1, double h2, double chroma_product) {
  if (chroma_product == 0) return 0;
  const double step = h2 - h1;
  return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

/// The share c^7 / (c^7 + 25^7) under a root that recurs in CIEDE2000.
double seventh(double c) {
  return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
}

std::string rules(bool dark) {
  std::string css;
  for (const auto& t : tokens) css += fmt::format("--{}:{};", t.name, dark ? t.dark : t.light);
  css.pop_back();
  return css;
}

}  // namespace

std::span<const Token> palette() {
  return tokens;
}

const Token& token(std::string_view name) {
  const auto found = std::ranges::find(tokens, name, &Token::name);
  require(found != std::end(tokens), "no colour '{}'", name);
  return *found;
}

std::string palette_css() {
  return fmt::format(
      ":root{{color-scheme:light dark;{0}}}\n"
      "@media (prefers-color-scheme:dark){{:root{{{1}}}}}\n"
      "@media print{{:root{{color-scheme:light;{0}}}}}\n",
      rules(false), rules(true));
}

double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(linear_rgb(a)) + 0.05, two = luminance(linear_rgb(b)) + 0.05;
  return std::max(one, two) / std::min(one, two);
}

double difference(std::string_view a, std::string_view b, Vision vision) {
  return difference(lab(seen(linear_rgb(a), vision)), lab(seen(linear_rgb(b), vision)));
}

double difference(const Lab& one, const Lab& two) {
  const double c_mean = (std::hypot(one.a, one.b) + std::hypot(two.a, two.b)) / 2;
  const double g = 0.5 * (1 - seventh(c_mean));
  const double a1 = (1 + g) * one.a, a2 = (1 + g) * two.a;
  const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, two.b);
  const double h1 = hue(a1, one.b), h2 = hue(a2, two.b);
  const double dl = two.l - one.l, dc = c2 - c1;
  const double dh = 2 * std::sqrt(c1 * c2) * std::sin(hue_step(h1, h2, c1 * c2) / 2 * degree);
  const double l = (one.l + two.l) / 2, c = (c1 + c2) / 2, h = mean_hue(h1, h2, c1 * c2);
  const double t = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree) +
                   0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
  const double turn = 30 * std::exp(-std::pow((h - 275) / 25, 2));
  const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
  const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  const double rt = -std::sin(2 * turn * degree) * 2 * seventh(c);
  return std::sqrt(std::pow(dl / sl, 2) + std::pow(dc / sc, 2) + std::pow(dh / sh, 2) +
                   rt * dc / sc * dh / sh);
}

}  // namespace trygg::reports
