#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "linalg/linear_program.hpp"
#include "release/known_interval.hpp"
#include "release/linked_table.hpp"

namespace trygg {

/// What is said of several cells together where all of them are published, as a difference is:
/// Σ coefficient · v lies in `known`.
struct LinkedForm {
  std::vector<std::size_t> cells;
  std::vector<double> coefficient;
  KnownInterval known{};
};

/// What everything published leaves for a cell.
struct FeasibleRange {
  double lower = 0, upper = 0;
  /// Values of all cells by which it would be the least, and the greatest; empty where unlimited.
  std::vector<double> at_lower, at_upper;
  /// Published cells that bound it, ascending: without one of them it would be wider.
  std::vector<std::size_t> held_by;

  double width() const { return upper - lower; }
};

/// All values of a linked table's cells that agree with what is published. A cell v of weight W
/// that is published lies where its figures place it (known_interval.hpp), one that is not lies
/// anywhere between 0 and 1 (a mean: anywhere); sums hold, and so do published forms. A cell with
/// one answer is known to whoever gave it, so it protects no cell but those with fewer than five.
class LinkedProgram {
 public:
  /// \param half_unit  of the published levels, in the units of the estimates
  LinkedProgram(const LinkedTable& table, std::span<const LinkedForm> forms, double half_unit);

  /// From now on nobody is told of the cell, nor of any form that it is in.
  void withhold(std::size_t cell);
  /// Undoes the last `withhold` of that cell.
  void publish(std::size_t cell);
  bool is_published(std::size_t cell) const { return published_[cell]; }

  /// Of a share, as far as whole answers can reach its ends.
  FeasibleRange range(std::size_t cell);

  /// Whether `values` of all cells agree with what is told of one, and with the forms that it is
  /// in.
  bool agree(std::span<const double> values, std::size_t cell) const;

 private:
  KnownInterval possible(std::size_t cell) const;
  KnownInterval told(std::size_t cell) const;
  KnownInterval told_of_form(std::size_t form) const;
  void add_sums(std::vector<std::vector<LinearProgram::Entry>>& entries);
  void add_forms(std::vector<std::vector<LinearProgram::Entry>>& entries);
  double weight_in_sums(std::size_t cell) const;
  void set(std::size_t cell);
  void ask_for(std::size_t cell);
  void set_forms_of(std::size_t cell);
  double optimum(std::size_t cell, double sign, std::vector<char>& holds, std::vector<double>& at);
  void cut_to_whole_answers(std::size_t cell, FeasibleRange& range) const;

  const LinkedTable& table_;
  std::vector<LinkedForm> forms_;
  std::vector<KnownInterval> known_;  // by cell, once it is published
  static constexpr auto nobody = static_cast<std::size_t>(-1);
  double scale_ = 1;
  std::size_t asked_ = nobody;
  std::vector<char> published_;
  std::vector<std::vector<std::size_t>> forms_of_;  // by cell
  LinearProgram program_;
};

}  // namespace trygg
