#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "change/change_value.hpp"
#include "estimate/adjust.hpp"
#include "estimate/estimator.hpp"
#include "estimate/request.hpp"

namespace trygg {

class Design;
class RoundOverlap;
class Table;

/// One round of a survey, and what is asked of it in the codes of its own data.
struct SurveyRound {
  const Table& table;
  const Design& design;
  const Request& request;  ///< contrasts are not looked at
};

struct CompareOptions {
  ChangeScale scale = ChangeScale::difference;
  Adjustment adjustment = Adjustment::holm;
  double level = 0.95;
  std::optional<double> df;  ///< in place of the rounds', everywhere
  unsigned threads = 0;
};

/// One cell in two rounds.
struct ComparedRow {
  std::string indicator;
  Statistic statistic = Statistic::mean;
  std::vector<std::string> groups, labels;  ///< one per Compared::variables; "" for all
  Result earlier, later;
  double correlation = 0;
  ChangeValue change;
  double p_adjusted = ChangeValue::missing;
  std::string note;  ///< reason codes of both rounds and of the change, blanks between
};

struct Compared {
  std::vector<std::string> variables;  ///< of all classifications, in order of first mention
  std::vector<ComparedRow> rows;
};

/// What has changed between two rounds: WHAT by WHAT, in each the whole, then every classification
/// cell by cell, in the order of publication of both rounds' codes together. A cell that only one
/// round has a record in has a row with what there is, and the note `empty_domain`.
///
/// Codes of groups are the same in both rounds by exact text, else by equal number. `p_adjusted` is
/// taken over the cells of one classification of one quantity; the whole is a family of its own.
///
/// \param overlap  of the two designs; null: the samples are independent
/// \throws InputError   the rounds do not ask for the same quantities (a code that one lacks)
/// \throws ConfigError  a quantile: its change has no linearised value that could be told
Compared compare(const SurveyRound& earlier, const SurveyRound& later, const RoundOverlap* overlap,
                 const CompareOptions& options);

/// Codes that a share counts, or that a classification tells apart, and that the two rounds label
/// differently: one sentence each, for whoever judges whether the question was asked alike.
std::vector<std::string> differing_labels(const SurveyRound& earlier, const SurveyRound& later);

}  // namespace trygg
