#pragma once

#include <cstdint>
#include <vector>

#include "synth/population.hpp"
#include "table/table.hpp"

namespace trygg {

/// Makes a table of synthetic persons without a file between: the columns of a wave file (stratum,
/// area, sex, age, age group, traits, questions) with all their levels, person by person. The codes
/// that stand for no answer are missing levels.
class PersonsTable {
 public:
  /// Whether there is a column with the outcome, as in the file of all who were sampled.
  enum class Outcomes { none, told };

  /// \param round  must outlive this object
  /// \throws ArgumentError  outcomes are to be told, and the model has none
  explicit PersonsTable(const SynthRound& round, Outcomes outcomes = Outcomes::none);

  /// Appends person `i` of stratum `h`, with all questions answered.
  void add(std::size_t h, const SynthPersons& persons, std::size_t i);
  /// The person added last left `question` out, with the question's missing code at that place.
  void leave_out(std::size_t question, std::size_t missing_code);
  /// The person added last did not answer: the outcome is the model's reason of that number, and
  /// what the register does not know is missing.
  void did_not_answer(std::size_t reason);
  /// The table of those added; the object is empty afterwards.
  Table take();

 private:
  void add_outcomes();

  const SynthModel* model_;
  std::vector<std::uint32_t> area_;           // level by stratum
  std::vector<std::uint32_t> first_missing_;  // level by question
  std::uint32_t youngest_ = 0;
  std::size_t first_trait_ = 0, first_question_ = 0;
  bool has_outcomes_ = false;  // in the last column
  std::vector<Column> columns_;
};

}  // namespace trygg
