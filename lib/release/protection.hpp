#pragma once

namespace trygg {

struct CubeRow;

/// How little may be learnt of a suppressed cell: the interval that everything published leaves for
/// it must be at least this wide. On the scale of the share (of a mean, two standard deviations are
/// taken as 1; of a count, the count itself).
struct Protection {
  double share = 0;          ///< 0: no secondary suppression
  double cases = 0;          ///< and as many answers: cases/n of the share, at most one half
  double of_complement = 0;  ///< of cells that are suppressed to protect others

  bool asked() const { return share > 0 || cases > 0; }
};

/// A cell suppressed by itself, to protect others, or because it was confidential in what is out
/// already: then it stays so, lest the two publications be set against each other.
enum class Suppression { none, primary, secondary, kept };

/// The width that `protection` asks for, in the units of the row's estimate.
double required_width(const Protection& protection, const CubeRow& row, Suppression suppression);

}  // namespace trygg
