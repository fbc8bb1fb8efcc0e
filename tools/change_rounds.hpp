#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "design/design.hpp"
#include "estimate/request.hpp"
#include "table/table.hpp"
#include "tools/estimate_asked.hpp"
#include "tools/weight_remarks.hpp"

namespace trygg::tools {

/// The command line of `trygg change` as it was typed.
struct ChangeTyped {
  EstimateTyped rounds;  ///< what both rounds share; --fpc is taken out of it
  std::optional<std::string> design2, recipe2, codebook2;  ///< of the second where it has its own
  std::optional<std::string> wave;                         ///< `V=2020,2023` of one stacked file
  bool keep_fpc = false;
};

/// One round, read and weighed.
struct LoadedRound {
  std::string name;  ///< for the head of a table: the file's stem, or the code of the wave
  Table table;
  Request request;
  DesignSpec spec;
  Design design;
};

/// Reads both rounds.
/// \throws ConfigError  not two files, or one with --wave; the same file twice: says why estimates
///                      from a stack of rounds are wrong, and what to do
std::array<LoadedRound, 2> load_rounds(const ChangeTyped& typed);

}  // namespace trygg::tools
