#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace trygg {

/// Probabilities π_ij that two PSUs are in the sample together, as a file gives them.
///
/// Either a matrix, whose header names the column with the PSU's code and then the PSUs, with a row
/// for each; or one row a pair with the columns psu1, psu2 and probability, in any order of the
/// two. PSUs that the sample has not are passed over, and so are fields between strata that are
/// empty.
struct JointProbabilities {
  std::filesystem::path path;  ///< as it was given
  std::string source;          ///< its name, for messages
  std::string id;              ///< name of the matrix's first column; empty: pairs
  std::vector<std::string> unit;
  std::unordered_map<std::string, std::size_t> place;  ///< of each unit; never iterated over
  std::vector<double> value;                           ///< row by row; NaN: not given

  double at(std::size_t i, std::size_t j) const { return value[i * unit.size() + j]; }
};

/// \throws InputError  the file cannot be read, is of neither form, has a PSU twice, or a field
///                     that is no number
std::shared_ptr<const JointProbabilities> read_joint(const std::filesystem::path& path);

/// A PSU of a sample: its code, what messages call it, and its own probability.
struct DrawnUnit {
  std::string code, name;
  double probability;
};

/// D_ij = (π_ij − π_i π_j)/π_ij of the units of one stratum, row by row; D_ii = 1 − π_i.
///
/// \throws InputError  a unit without a row; a field that is missing, differs from its mirror
///                     image, is not within max(0, π_i + π_j − 1) … min(π_i, π_j], or on the
///                     diagonal is not π_i (all within 1e-5 of the value)
std::vector<double> joint_differences(const JointProbabilities& joint,
                                      std::span<const DrawnUnit> units);

/// That units of different strata have been drawn independently of each other, as far as the file
/// says anything of them. \throws InputError  π_ij is not π_i π_j
void require_independent(const JointProbabilities& joint,
                         std::span<const std::vector<DrawnUnit>> strata);

}  // namespace trygg
