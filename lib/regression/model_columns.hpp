#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "regression/formula.hpp"
#include "regression/model_frame.hpp"

namespace trygg {

/// One column of a model: the product of indicators of levels and of numbers.
struct ModelColumn {
  std::size_t term;  ///< place in ModelFormula::terms, or `constant`
  static constexpr auto constant = static_cast<std::size_t>(-1);
  struct Part {
    std::size_t variable;
    std::size_t level;  ///< place in FrameVariable::levels; 0: its number
  };
  std::vector<Part> parts;
  std::string level, reference;  ///< of its factors, with ':' between
};

/// The columns of a model: a constant where asked for, then term by term the products of the
/// indicators of all levels but the reference and of numbers. R: model.matrix with treatment
/// contrasts.
class ModelColumns {
 public:
  enum class Constant { none, first };
  ModelColumns(const ModelFormula& formula, const ModelFrame& frame, Constant constant);

  /// What a number has less than in the data where nothing but the constant, or the thresholds,
  /// takes notice: its mean, so that a number far from 0 (a date) loses no digits. 0 otherwise.
  double centre(std::size_t variable) const { return centre_[variable]; }
  std::size_t size() const { return columns_.size(); }
  const ModelColumn& operator[](std::size_t j) const { return columns_[j]; }
  const ModelFormula& formula() const { return *formula_; }
  /// "kon 2", "inkomst", "kon:alder 2:65-": for messages.
  std::string name(std::size_t j) const;

  /// What covariates are taken to be.
  struct Change {
    std::size_t variable;
    std::size_t level;
  };
  /// x of every pattern.
  Eigen::MatrixXd matrix() const;
  /// The same as if all had a level of a factor. \param x  what `matrix` gave
  Eigen::MatrixXd changed(const Eigen::MatrixXd& x, Change change) const;
  /// ∂x/∂v of every pattern, v a variable that enters as a number.
  Eigen::MatrixXd derivative(std::size_t variable) const;

 private:
  bool has(std::size_t j, std::size_t variable) const;
  double part(const ModelColumn::Part& part, std::size_t pattern,
              const std::optional<Change>& change) const;
  /// Multiplies `column` by those parts of column j that are not of `but`.
  void multiply(std::size_t j, const std::optional<Change>& change, std::optional<std::size_t> but,
                Eigen::Ref<Eigen::VectorXd> column) const;

  const ModelFormula* formula_;
  const ModelFrame* frame_;
  std::vector<ModelColumn> columns_;
  std::vector<double> centre_;  // by variable
};

}  // namespace trygg
