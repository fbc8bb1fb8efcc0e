#pragma once

#include <cstdint>
#include <vector>

#include "coverage/response.hpp"
#include "table/table.hpp"

namespace trygg {

struct StudyPopulation;

/// Where a respondent belongs, beside the table's rows.
struct Respondent {
  std::uint32_t stratum;
  std::uint8_t sex, age_group;
  std::uint32_t person = 0;  ///< of the stratum
};

/// Who of the sampled is in the table.
enum class InTable {
  respondents,
  everybody,  ///< those who did not answer with what the register knows, and the reason
};

struct StudySample {
  Table table;
  std::vector<Respondent> respondents;  ///< one per row, whether they answered or not
  std::vector<char> answered;           ///< by row
};

/// Sample number `sample`: a simple random sample without replacement of n_h persons in every
/// stratum, those of them who answer, and what they leave out.
///
/// Stratum h draws from Philox streams (seed, sample, 2h and 2h + 1) of its own, so that a sample
/// depends on no other and on no thread. The same persons are sampled, and the same numbers decide
/// who answers, whatever `response` is.
/// \throws ArgumentError  everybody, and the model has no outcomes
StudySample draw_respondents(const StudyPopulation& population, const ResponseModel& response,
                             std::uint64_t seed, std::uint32_t sample,
                             InTable who = InTable::respondents);

}  // namespace trygg
