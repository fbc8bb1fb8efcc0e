#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "design/spec.hpp"

namespace trygg {

class Config;

/// "fail", "certainty", "remove", "adjust", "average". \throws ConfigError  another name
LonelyPsu to_lonely_psu(std::string_view name);
std::string_view to_text(LonelyPsu rule);

/// A design file, `*.design.toml`: keys weight, strata, psu, fpc, nest, lonely_psu, calibrated_on,
/// [[calibration]], stratum_population, [replicates] and those of design/sampling_file.hpp, at top
/// level or in a table [design], not both.
DesignSpec read_design_file(const std::filesystem::path& path);
/// The same keys from a table of another file.
DesignSpec read_design(const Config& table);

/// The file that `trygg weight` writes beside its output; `read_design_file` gives `spec` back.
std::string to_toml(const DesignSpec& spec);

}  // namespace trygg
