#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "diagnostics/weighting_diagnosis.hpp"
#include "weights/recipe.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

class Chain;

/// Those who were asked and those who answered, as the first non-response step tells them.
struct Answering {
  std::vector<double> weight;          ///< d: before the step; 0 where there is none
  std::vector<std::uint8_t> answered;  ///< by record
};
/// Nothing when the recipe has no such step.
std::optional<Answering> find_answering(const Chain& chain);

/// The part of weights/diagnosis/diagnose.hpp that compares them.
ResponseDiagnosis diagnose_response(const Table& table, const Recipe& recipe, const Chain& chain,
                                    const Answering& answering);

/// Spencer's effects and H1 of the study variables of [diagnostics]. `response` may be null.
std::vector<StudyEffect> diagnose_study(const Table& table, const Recipe& recipe,
                                        const Chain& chain, const Answering* answering,
                                        const ResponseDiagnosis* response);

}  // namespace trygg::weights
