#pragma once

#include <span>
#include <string>
#include <vector>

#include "indicator/comparability.hpp"

namespace trygg {

struct Codebook;
struct Indicator;

/// What an indicator measured in one round, in words that can be compared with another round's.
/// Codes are compared by their labels: a code that was renumbered is the same answer.
struct AskedIndicator {
  std::string indicator, wave;
  std::vector<std::string> wording;      ///< the question; else the labels of its variables
  std::vector<std::string> answers;      ///< offered: valid answers of the codebook, by variable
  std::vector<std::string> cut;          ///< answers that count; of an index their order is points
  std::vector<std::string> denominator;  ///< answers that make it
  std::string population, mode;          ///< empty: not told
};

/// \param population  who was asked, in words ("16–79 år")
/// \param mode        how ("post och webb"); may be empty
AskedIndicator asked(const Indicator& indicator, const Codebook& codebook, std::string wave,
                     std::string population, std::string mode);

/// What differs between a round and the one before it that had the indicator, one row a kind. Texts
/// are compared as comparable_text() makes them; what one of the rounds does not tell is not
/// compared.
std::vector<SeriesBreak> differences(const AskedIndicator& earlier, const AskedIndicator& later);

/// The differences of every indicator between each round and the one before it that has it.
/// \param rounds  in the order of time, the indicators of each
std::vector<SeriesBreak> differences(std::span<const std::vector<AskedIndicator>> rounds);

}  // namespace trygg
