#pragma once

#include <functional>
#include <string>

#include "design/spec.hpp"

namespace trygg {

class Config;

/// Sets what `texts` say of the sampling. \param fail  is told the key of a text that is wrong and
/// what is, and does not return
/// \throws InputError  as read_joint
void set_sampling(
    DesignSpec& spec, const SamplingTexts& texts,
    const std::function<void(const std::string& key, const std::string& problem)>& fail);

/// The keys probability, pps, pps_form, joint (a file, relative to this one), certainty, order,
/// phase2, phase2_strata and phase2_probability of a design file.
void read_sampling(const Config& table, DesignSpec& spec);
/// Those keys again.
std::string sampling_toml(const DesignSpec& spec);

}  // namespace trygg
