#include "regression/model_error.hpp"

namespace trygg {

std::string_view to_text(ModelFailure failure) {
  switch (failure) {
    case ModelFailure::empty_domain:
      return "empty_domain";
    case ModelFailure::one_response:
      return "one_response";
    case ModelFailure::one_level:
      return "one_level";
    case ModelFailure::no_reference:
      return "no_reference";
    case ModelFailure::separation:
      return "separation";
    case ModelFailure::perfect_fit:
      return "perfect_fit";
    case ModelFailure::too_many_variables:
      return "too_many_variables";
    default:
      return "no_convergence";
  }
}

}  // namespace trygg
