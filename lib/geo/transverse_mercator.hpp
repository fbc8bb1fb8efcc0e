#pragma once

namespace trygg {

/// Degrees, north and east positive.
struct Degrees {
  double latitude, longitude;
};
/// Metres to the north and to the east.
struct Metres {
  double north, east;
};

/// Gauss–Krüger's projection of the ellipsoid GRS 80 about one meridian. Forward by the conformal
/// latitude χ, tan χ = sinh(asinh(tan φ) − e atanh(e sin φ)), and
///
///     ξ + iη = ζ + Σ β_j sin 2jζ,   ζ = atan2(tan χ, cos λ) + i asinh(sin λ/√(tan²χ + cos²λ)),
///
/// with Krüger's β_j to the fourth power of the third flattening n: within 0.01 mm of PROJ in all
/// of Sweden. SWEREF 99 and WGS 84 are taken as the same, which is within a metre.
/// Source: Krüger (1912), Konforme Abbildung des Erdellipsoids in der Ebene, Potsdam, p. 21;
/// Karney (2011), Journal of Geodesy 85, 475–485. In R: sf::st_transform.
class TransverseMercator {
 public:
  struct Zone {
    double meridian;  ///< degrees
    double scale;
    double false_east;  ///< metres
  };
  explicit TransverseMercator(const Zone& zone);

  Metres forward(const Degrees& at) const;
  Degrees inverse(const Metres& at) const;

 private:
  Zone zone_;
};

/// EPSG:3006, the whole country.
inline constexpr TransverseMercator::Zone zone_of_sweref99_tm{15, 0.9996, 500'000};
/// EPSG:3011, Stockholm.
inline constexpr TransverseMercator::Zone zone_of_sweref99_1800{18, 1, 150'000};

}  // namespace trygg
