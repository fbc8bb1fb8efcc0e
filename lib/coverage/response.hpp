#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace trygg {

struct StudyPopulation;

/// Who of the sampled answers, in a study of coverage.
enum class Response {
  full,        ///< everybody, every question: the sampling design alone
  repairable,  ///< with a probability that weighting by stratum, sex and age group can undo
  modelled,    ///< as the model of the survey has it: by traits and the answer itself, too, and
               ///< with questions left out
};
constexpr Response all_responses[] = {Response::full, Response::repairable, Response::modelled};
std::string_view to_text(Response response);

/// Whether those who answer leave questions out.
enum class ItemResponse { full, modelled };

struct ResponseModel {
  Response kind = Response::full;
  ItemResponse items = ItemResponse::full;
  std::vector<std::vector<double>> probability;  ///< of answering when sampled, by stratum, person
  std::size_t capped = 0;  ///< persons whose probability would be above 1 by the formula
};

/// The probabilities of answering of every person.
///
/// repairable: π = r_h q_sa for stratum h, sex s, age group a, with r and q such that strata, and
/// sexes by age groups, are expected to give as many answers as under `modelled` (iterative
/// proportional fitting). 1/π is then of the form that base weights N_h/n_h and raking to margins
/// with sex × age find, and being unsafe has no part in it: what is left of an estimate's error is
/// sampling. Where the product is above 1, it is 1.
ResponseModel response_model(Response kind, const StudyPopulation& population);

}  // namespace trygg
