#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace trygg {

/// Minimise c'x subject to a ≤ A x ≤ b and l ≤ x ≤ u, by the simplex method (Clp).
///
/// Bounds may be infinite. Rows and bounds may be changed and the program solved again: it starts
/// from where it ended. The same calls give the same answer.
class LinearProgram {
 public:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  explicit LinearProgram(std::size_t rows);
  ~LinearProgram();
  LinearProgram(LinearProgram&&) noexcept;

  struct Entry {
    std::uint32_t row;
    double value;
  };
  /// \return  its number
  std::size_t add_column(double cost, double lower, double upper, std::span<const Entry> entries);
  void set_column(std::size_t column, double lower, double upper);
  void set_cost(std::size_t column, double cost);
  void set_row(std::size_t row, double lower, double upper);

  struct Solution {
    enum class Status { optimal, infeasible, unbounded, failed } status = Status::failed;
    double objective = 0;
    std::vector<double> x;  ///< by column
    std::vector<double> y;  ///< by row: what the objective grows by, for each unit of the row
    std::vector<double> reduced_cost;  ///< by column: the same, for each unit of the column
  };
  /// Where to go on from: primal after new columns and costs, dual after new bounds.
  enum class Method { primal, dual };
  Solution solve(Method method = Method::primal);

  /// Begins the next solution with these columns at their upper bounds, the others at their lower:
  /// a good guess saves most of the work.
  void begin_high(std::span<const char> is_high);
  /// The vertex at which the last solution ended, to begin another there.
  std::vector<unsigned char> basis() const;
  /// \throws ArgumentError  columns were added since
  void begin_at(const std::vector<unsigned char>& basis);

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

}  // namespace trygg
