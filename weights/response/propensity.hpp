#pragma once

#include <memory>
#include <string>
#include <vector>

#include "weights/response/respondents.hpp"
#include "weights/step.hpp"

namespace trygg::weights {

/// kind = "nonresponse", method = "propensity": the chance to answer, by a logistic model.
///
///     model    categorical variables, each a main effect; "kon:alder" is the two crossed
///     numeric  variables that enter as numbers
///     classes  C: the sample is cut at the j/C quantiles of p̂, weighted by d, and those who
///              answered stand for their class; without it w = d / p̂
///
/// The model is fitted with the weights before the step, anew for every replicate.
/// \throws ConfigError  no variable, fewer than two classes
std::shared_ptr<const Step> read_propensity_step(const Config& config, RespondentRule rule);

/// Class of every record by its propensity: 0 for those up to the first cut, and so on; equal
/// propensities are in one class, so there may be fewer than `classes`, numbered without gaps.
///
/// \param propensity  by record, or by group of records with the same
/// \param weight      the same, in sum; those of weight 0 are in class 0 and count for nothing
/// A cut is the smallest p with Σ_{p_k ≤ p} w_k ≥ (j / C) Σ w.
std::vector<std::uint32_t> propensity_classes(std::span<const double> propensity,
                                              std::span<const double> weight, std::size_t classes);

}  // namespace trygg::weights
