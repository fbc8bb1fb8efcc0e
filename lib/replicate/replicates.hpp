#pragma once

#include <memory>

namespace trygg {

class Design;
class Table;
struct DesignSpec;
struct ReplicateSpec;
struct ReplicateWeights;

/// The replicate weights that `spec.replicates` declares, of the records of `design`: columns of
/// the table, or the weights of the design times the factors of a scheme (scheme.hpp).
///
/// Scales of given ones, where none is given (R's svrepdesign): brr 1/R, fay 1/(R(1−ρ)²), jk1
/// (R−1)/R, jk2 1, bootstrap 1/(R−1), sdr 4/R; jkn has none.
///
/// \throws ConfigError  a column is not there; rscales that are not one for each; replicates to be
///                      made of weights that are calibrated already
/// \throws InputError   a missing replicate weight; a replicate without any weight
/// \throws DesignError  as make_scheme
std::shared_ptr<const ReplicateWeights> replicate_weights(const Table& table,
                                                          const DesignSpec& spec,
                                                          const Design& design);

/// The scale that is given, or that the kind has for `count` replicates, see above.
double scale_of(const ReplicateSpec& spec, std::size_t count);

}  // namespace trygg
