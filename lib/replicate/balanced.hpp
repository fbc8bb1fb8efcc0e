#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "replicate/scheme.hpp"

namespace trygg {

/// Balanced half-samples of strata with two PSUs: in replicate r of stratum h = 1, 2, … the PSU
/// that comes first in the file gets 1 + a, the other 1 − a,
///
///     a = H_hr (1 − ρ) √(1−f_h),    scale = 1/(R(1 − ρ)²),    rscale = 1,
///
/// H a Hadamard matrix (hadamard.hpp) of order R; its row 0 of ones is nobody's. ρ = 0 is BRR.
///
/// \param rho    in [0, 1)
/// \param order  R > the number of strata; without: the smallest
/// \throws DesignError  a stratum has not two PSUs; names it
/// \throws ConfigError  no matrix of that order, or one with too few rows
/// Source: McCarthy (1969), International Statistical Review 37, 239-264; Judkins (1990), Journal
/// of Official Statistics 6, 223-239. R: as.svrepdesign(type = "BRR" or "Fay"), which leaves f out.
std::unique_ptr<const ReplicateScheme> make_half_samples(const Design& design, double rho,
                                                         std::optional<std::size_t> order);

/// Successive differences, for systematic samples: with the PSUs of a stratum in the order of the
/// file and rows i, j of a Hadamard matrix for each, where j is the i of the next (of the last:
/// that of the stratum's first),
///
///     factor = 1 + √(1−f_h) 2^(−3/2) (H_ir − H_jr),   scale = 4/R,   rscale = 1.
///
/// With R at least the number of PSUs, the variance of a total is Σ_h (1−f_h)/2 Σ (y_i − y_j)²
/// round the stratum; with fewer rows they are used again in other pairs (Ash's assignment RA1).
/// Orders 4·2^k use the matrix without a row or column of ones that R's svrep does.
///
/// \param order  R, the number of replicates
/// \throws DesignError, ConfigError  as sampled_strata; no matrix of that order
/// Source: Fay & Train (1995), Proceedings of the ASA Section on Government Statistics, 154-159;
/// Ash (2014), Survey Methodology 40, 47-59. R: svrep::as_sdr_design.
std::unique_ptr<const ReplicateScheme> make_sdr(const Design& design, std::size_t order);

}  // namespace trygg
