#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/logistic.hpp"
#include "weights/step.hpp"

namespace trygg {
class Config;
}

namespace trygg::weights {

/// What a response model is made of, as a recipe writes it: `model` and `numeric`.
struct ModelTerms {
  std::vector<std::vector<std::string>> factors;  ///< categorical variables, one or crossed
  std::vector<std::string> numeric;

  std::string text() const;  ///< "kon + kon:alder + inkomst"
};
/// \throws ConfigError  no variable, or nothing on one side of a colon
ModelTerms read_model_terms(const Config& config);

/// A response model laid over a sample. Records that it cannot tell apart and that answered alike
/// are one pattern: weights are added up before the model is fitted, which is the same fit for the
/// work of some hundred records.
class ResponseModel {
 public:
  /// \param answered  by record: 1 or 0
  /// \throws ConfigError  the data have no such variable
  /// \throws InputError   a record with a weight lacks a valid value: count and rows
  ResponseModel(const StepInput& input, ModelTerms terms, std::span<const std::uint8_t> answered);

  /// A fit to some weights; everything is by pattern.
  struct Fitted {
    LogisticFit model;
    std::vector<double> weight;  ///< sums over the pattern's records
  };
  /// \param weight  by record; NaN and 0 take no part
  /// \throws InputError        a negative weight
  /// \throws ConvergenceError  there is no maximum: fit_logistic, with the data and the terms named
  Fitted fit(std::span<const double> weight) const;

  /// 1/p by pattern after one step of Newton's method from `fitted` to the fit in which those who
  /// answered count `answers` times: β + A⁻¹ Σ d (answers − 1) x.
  std::vector<double> inverse_after_step(const Fitted& fitted, std::span<const double> weight,
                                         std::span<const double> answers) const;

  const ModelTerms& terms() const { return terms_; }
  const ModelMatrix& matrix() const { return matrix_; }              ///< a row a pattern
  const std::vector<std::uint32_t>& pattern() const { return of_; }  ///< by record

 private:
  ModelMatrix fold(const StepInput& input, std::span<const std::uint8_t> answered);

  const Table* table_;
  ModelTerms terms_;
  std::vector<std::uint32_t> of_;       // by record
  std::vector<std::uint8_t> answered_;  // by pattern
  std::vector<std::size_t> records_;    // by pattern: how many are in the sample
  ModelMatrix matrix_;
};

}  // namespace trygg::weights
