#pragma once

#include <string_view>

#include "tools/estimate_asked.hpp"
#include "tools/options.hpp"

namespace trygg::tools {

/// How a command words an option that not all understand alike.
struct Wording {
  std::string_view value, help;
};

// The options that every command that estimates from microdata shares; each fills its part of
// `typed`.

/// --weight to --recipe, and replicate weights.
void declare_design(Options& options, EstimateTyped& typed, const Wording& fpc);
/// --share to --function.
void declare_what(Options& options, EstimateTyped& typed);
/// --by and --where.
void declare_groups(Options& options, EstimateTyped& typed);

/// Has letters and their marks as one sign in what names columns and codes, as data have them.
void compose_texts(EstimateTyped& typed);

/// \throws ConfigError  the design is declared in two ways
void check_design(const EstimateTyped& typed);

/// That, the format, --level and --df, and that the output is no input.
/// \throws ConfigError  one of them
void check_estimation(const EstimateTyped& typed);

}  // namespace trygg::tools
