#include "reports/coverage/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

/// The bounds of a class in words; `unit` follows a number, `resolution` is what lies between the
/// greatest value below a bound and the bound.
std::string class_name(std::size_t place, std::span<const double> bounds, double scale,
                       double resolution, std::string_view unit) {
  const auto text = [&](double bound) { return fmt::format("{:g}", scale * bound); };
  if (place == 0) return fmt::format("under {}{}", text(bounds[1]), unit);
  if (place + 1 == bounds.size()) return fmt::format("{}{} and more", text(bounds[place]), unit);
  return fmt::format("{}–{}{}", text(bounds[place]), text(bounds[place + 1] - resolution), unit);
}

}  // namespace

std::string method_name(std::size_t method) {
  switch (study_methods[method]) {
    case Interval::wald:
      return "Wald";
    case Interval::logit:
      return "logit";
    case Interval::korn_graubard:
      return "Korn–Graubard";
    case Interval::wilson:
      return "Wilson";
    case Interval::arcsine:
      return "arcsine";
    case Interval::likelihood:
      return "likelihood";
    case Interval::automatic:
      break;
  }
  return "auto";
}

std::size_t default_method() {
  const auto found = std::ranges::find(study_methods, Interval::korn_graubard);
  return static_cast<std::size_t>(found - study_methods.begin());
}

std::string size_name(std::size_t size) {
  return class_name(size, size_bounds, 1, 1, "");
}

std::string share_name(std::size_t share) {
  return class_name(share, share_bounds, 100, 0, " %");
}

std::string rarity_name(Rarity rarity) {
  return fmt::format("true shares {} {:g} %", rarity == Rarity::rare ? "under" : "from",
                     100 * rare_below);
}

std::string response_name(Response response) {
  switch (response) {
    case Response::full:
      return "full response";
    case Response::repairable:
      return "repairable response";
    case Response::modelled:
      break;
  }
  return "the survey's own response";
}

std::string division_name(Division division) {
  switch (division) {
    case Division::whole:
      return "the whole";
    case Division::age_groups:
      return "age groups";
    case Division::areas:
      return "areas";
    case Division::strata:
      break;
  }
  return "strata";
}

std::string sexes_name(SexPart part) {
  return part == SexPart::together ? "all" : "by sex";
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  return text;
}

const StudyResponse& part_of(const Study& study, Response response) {
  const auto found = std::ranges::find(study.responses, response, &StudyResponse::response);
  require(found != study.responses.end(), "the study has no {}", response_name(response));
  return *found;
}

}  // namespace trygg::reports
