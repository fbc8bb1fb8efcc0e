#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "goal/wording_row.hpp"
#include "goal/worst_areas.hpp"
#include "release/release.hpp"

namespace trygg {

/// A wording after the release decision: by the smallest cell that it rests on, in either round.
struct ReleasedWordingRow {
  std::string wording;
  Wording::Kind kind = Wording::Kind::whole;
  std::string wave, baseline;
  Occasion occasion = Occasion::round;
  std::string era, indicator, area_level, sex;
  Decision decision = Decision::suppress;
  std::string reason;  ///< few_answers, not_estimable; flagged: small_base
  Verdict state = Verdict::not_available;
  std::size_t areas = 0;
  Published reached, not_reached, cannot_tell, not_available;  ///< of `every`: numbers of areas
  Published baseline_estimate, estimate, ratio, ratio_lower, ratio_upper;  ///< per cent
  RatioSet set = RatioSet::none;
  std::string chosen_by;
  std::vector<std::string> area_codes;
  std::string note;
};
/// Flagged: the state is cannot_tell, and the numbers of areas are withheld.
std::vector<ReleasedWordingRow> release(const std::vector<WordingRow>& rows,
                                        const ReleaseRules& rules);
/// `wording,kind,wave,baseline,occasion,era,indicator,area_level,sex,decision,reason,state,areas,
/// reached,not_reached,cannot_tell,not_available,baseline_estimate,estimate,ratio,ratio_lower,
/// ratio_upper,set,chosen_by,area_codes,note`
std::string to_csv(const std::vector<ReleasedWordingRow>& rows);
/// \throws InputError  not that header, an unknown word, a number beside a decision to suppress
std::vector<ReleasedWordingRow> read_released_wordings(const std::filesystem::path& path);

/// Worst areas that may be published, in per cent; the others with their numbers withheld, and with
/// them the mean that they are part of.
struct ReleasedWorstAreaRow {
  WorstAreaRow row;  ///< names only: its numbers are NaN
  Decision decision = Decision::suppress;
  Published figure, baseline_estimate, baseline_shrunken, estimate;
  Published fall, fall_shrunken, artefact;
};
std::vector<ReleasedWorstAreaRow> release(const std::vector<WorstAreaRow>& rows,
                                          const ReleaseRules& rules);
/// `wave,baseline,occasion,era,indicator,area_level,sex,wording,chosen_by,is_chosen,rank,area,
/// decision,figure,baseline_estimate,baseline_shrunken,estimate,fall,fall_shrunken,artefact,note`
std::string to_csv(const std::vector<ReleasedWorstAreaRow>& rows);

}  // namespace trygg
