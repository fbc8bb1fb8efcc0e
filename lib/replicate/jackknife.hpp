#pragma once

#include <memory>

#include "replicate/scheme.hpp"

namespace trygg {

/// Each PSU left out once: its records get 0, the n_h − 1 others of its stratum n_h/(n_h − 1).
/// rscale = (1−f_h)(n_h−1)/n_h, scale = 1.
/// Source: Wolter (2007), Introduction to Variance Estimation, 4.5. R: as.svrepdesign(type =
/// "JKn"). \throws DesignError, ConfigError  as sampled_strata and require_first_stage_only
std::unique_ptr<const ReplicateScheme> make_jkn(const Design& design);

/// The same of a sample that is one stratum: rscale = 1, scale = (1−f)(n−1)/n.
/// R: as.svrepdesign(type = "JK1"). \throws DesignError  there are several strata
std::unique_ptr<const ReplicateScheme> make_jk1(const Design& design);

/// One replicate for each stratum of two PSUs: the one that comes first in the file gets 0, the
/// other 2. rscale = 1−f_h, scale = 1. Half the replicates of JKn and, for totals, the same
/// variance. R: svrepdesign(type = "JK2"). \throws DesignError  a stratum has not two PSUs
std::unique_ptr<const ReplicateScheme> make_jk2(const Design& design);

}  // namespace trygg
