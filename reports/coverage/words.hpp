#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "coverage/study.hpp"

/// How the report speaks of the parts of a study.
namespace trygg::reports {

/// "Korn–Graubard".
std::string method_name(std::size_t method);
/// The place of the default for shares in study_methods.
std::size_t default_method();

/// "15–29", "500 and more", of expected respondents.
std::string size_name(std::size_t size);
/// "5–10 %", "50 % and more", of true shares.
std::string share_name(std::size_t share);
/// "true shares under 10 %".
std::string rarity_name(Rarity rarity);
/// "repairable response".
std::string response_name(Response response);
/// "the whole", "age groups", …
std::string division_name(Division division);
std::string sexes_name(SexPart part);

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items);

/// The part of the study under one kind of response.
const StudyResponse& part_of(const Study& study, Response response);

}  // namespace trygg::reports
