#pragma once

namespace trygg {

/// P(X > x) for χ² with `df` degrees of freedom, x ≥ 0. R: pchisq(x, df, lower.tail = FALSE).
/// \throws ArgumentError  df is not above 0
double chi_squared_upper(double x, double df);

}  // namespace trygg
