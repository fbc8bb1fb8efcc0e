#pragma once

#include <array>
#include <string_view>

namespace trygg {

/// What became of a person who was sampled, in the classes of AAPOR's Standard Definitions (2023)
/// and of Swedish accounts of non-response.
enum class Disposition {
  complete,       ///< I: answered; svar
  partial,        ///< P: answered enough to count; svar, delvis
  refusal,        ///< R: refused or broke off; vägran
  noncontact,     ///< NC: known to belong, never reached; ej anträffad
  other,          ///< O: other non-response of eligible persons; ej medverkan av annat skäl
  unknown,        ///< UH: it is not known whether the person belongs to the population
  unknown_other,  ///< UO: the same, for another reason
  ineligible,     ///< does not belong to the population; övertäckning
};
inline constexpr std::size_t dispositions = 8;

/// The names above, as a recipe writes them.
inline constexpr std::array<std::string_view, dispositions> disposition_names{
    "complete", "partial", "refusal",       "noncontact",
    "other",    "unknown", "unknown_other", "ineligible"};

}  // namespace trygg
