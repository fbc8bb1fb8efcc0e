#pragma once

#include <string>

#include "design/replicate_spec.hpp"

namespace trygg {

class Config;

/// A table [replicates]: kind, columns, combined, scale, rscales, mse, rho, count, seed, method.
/// \throws ConfigError  an unknown kind or method, a number out of its range, keys of given
///                      replicates beside those of replicates that are to be made
ReplicateSpec read_replicate_spec(const Config& table);

/// The keys again, `read_replicate_spec` gives `spec` back; without the head of the table.
std::string to_toml(const ReplicateSpec& spec);

/// \throws ConfigError  settings that exclude each other, or that the kind lacks or does not take
void check_replicate_spec(const ReplicateSpec& spec);

}  // namespace trygg
