#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace trygg {

/// A categorical variable, or several crossed.
struct Factor {
  std::string name;
  std::vector<std::uint32_t> level;  ///< by record
  std::vector<std::string> levels;   ///< their names; the first is the reference
};

/// A variable that enters as a number.
struct Covariate {
  std::string name;
  std::vector<double> value;  ///< by record, finite
};

/// The columns of a regression: a constant, for each factor an indicator of every level but its
/// first, and the covariates. R: model.matrix(~ factors + covariates).
///
/// A record has few columns that are not 0; they are found, never stored.
class ModelMatrix {
 public:
  /// \throws ArgumentError  lengths that differ, a level without a name, a value that is not finite
  ModelMatrix(std::size_t records, std::vector<Factor> factors, std::vector<Covariate> covariates);

  std::size_t records() const { return records_; }
  std::size_t columns() const { return names_.size(); }
  /// "constant", "kon 2", "inkomst".
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<Factor>& factors() const { return factors_; }
  const std::vector<Covariate>& covariates() const { return covariates_; }

  /// x_k'β.
  double value(std::size_t k, std::span<const double> beta) const;
  /// to += times x_k.
  void add(std::size_t k, double times, std::span<double> to) const;
  /// The lower triangle of `square` (row by row) += times x_k x_k'.
  void add_square(std::size_t k, double times, std::span<double> square) const;

 private:
  /// Calls f(column, value) for the columns of record k that are not 0, ascending.
  template <class F>
  void each(std::size_t k, F f) const;

  std::size_t records_;
  std::vector<Factor> factors_;
  std::vector<Covariate> covariates_;
  std::vector<std::size_t> first_;  // by factor: column of its second level
  std::vector<std::string> names_;
};

}  // namespace trygg
