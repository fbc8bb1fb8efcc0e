#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "weights/calibration/problem.hpp"

namespace trygg::weights {

/// The auxiliary vectors x of a calibration, by unit. A unit is what has one g: all records of a
/// pattern of categories where x is nothing else; a household; or a record.
///
/// A column for every category of every margin, then one for every numeric variable, in units that
/// make its values about 1. It does not depend on totals, nor on weights but for whether they are 0
/// and for the means over a household's members, which they weigh: it can be made once and used
/// with any weights of the same sample.
class Auxiliaries {
 public:
  explicit Auxiliaries(const CalibrationProblem& problem);

  struct Entry {
    std::uint32_t column;
    double value;
  };
  std::size_t units() const { return start_.size() - 1; }
  std::size_t columns() const { return unit_.size(); }
  /// Where the unit is not 0, columns ascending.
  std::span<const Entry> row(std::size_t unit) const {
    return {entries_.data() + start_[unit], start_[unit + 1] - start_[unit]};
  }
  /// What one in a column stands for: 1 for categories.
  double unit(std::size_t column) const { return unit_[column]; }
  /// First column of each margin, then of the numeric variables.
  std::span<const std::size_t> first() const { return first_; }
  std::uint32_t unit_of(std::size_t record) const {
    return unit_of_.empty() ? static_cast<std::uint32_t>(record) : unit_of_[record];
  }

  /// Σ over the records of each unit.
  std::vector<double> sums(std::span<const double> by_record) const;
  /// The unit's value for each of its records.
  std::vector<double> by_record(std::span<const double> by_unit, std::size_t records) const;
  /// "alder.csv, alder 16-29", or the numeric variable.
  static std::string name_of(const CalibrationProblem& problem, std::size_t column);

 private:
  void fill(const CalibrationProblem& problem, std::span<const std::uint32_t> records);
  void fill_households(const CalibrationProblem& problem);
  void append(const CalibrationProblem& problem, std::size_t record, double factor);

  std::vector<std::size_t> start_{0}, first_;
  std::vector<Entry> entries_;
  std::vector<double> unit_;
  std::vector<std::uint32_t> unit_of_;  // empty: each record is a unit
};

}  // namespace trygg::weights
