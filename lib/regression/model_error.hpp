#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace trygg {

/// Why a model cannot be fitted.
enum class ModelFailure {
  empty_domain,       ///< no record has a weight and all of the model's variables
  one_response,       ///< all records have the same response
  one_level,          ///< all records have the same level of a factor
  no_reference,       ///< no record has the level that others are to be compared with
  separation,         ///< the covariates tell the response with certainty: there is no maximum
  perfect_fit,        ///< a linear model without residuals
  no_convergence,     ///< the iterations ended elsewhere
  too_many_variables  ///< more coefficients than records
};
/// "empty_domain", …: what a note says.
std::string_view to_text(ModelFailure failure);

/// A model that cannot be fitted, with what to do about it. Exit status 1.
struct ModelError : Error {
  ModelError(ModelFailure why, const std::string& message) : Error(message), failure(why) {}
  ModelFailure failure;
};

/// Throws a ModelError unless `condition` holds.
template <class... Args>
void require_model(bool condition, ModelFailure failure, fmt::format_string<Args...> message,
                   Args&&... args) {
  if (!condition) throw ModelError(failure, fmt::format(message, std::forward<Args>(args)...));
}

}  // namespace trygg
