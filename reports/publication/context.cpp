#include "reports/publication/context.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace trygg::reports {
namespace {

/// The era of the publication: as the project says, else the one that the round's areas have.
std::string era_of(const PublicationInput& input) {
  if (!input.project.era.empty()) return input.project.era;
  const auto found = std::ranges::find_if(input.release.rows, [&](const ReleasedRow& row) {
    return row.wave == input.project.publication_wave &&
           row.area_level == input.project.area_level && !row.area.empty();
  });
  return found == input.release.rows.end() ? "" : found->era;
}

}  // namespace

Context::Context(const PublicationInput& in, const Phrases& texts, Location about)
    : input(in),
      phrases(texts),
      subject(std::move(about)),
      figures(in.release, in.indicator.id, in.project) {
  const auto era = era_of(in);
  for (const auto* area : in.areas.of(era, in.project.area_level)) {
    const Location place{era, in.project.area_level, area->code};
    areas.push_back({area, place, &figures.level(wave(), place, in.project.women_code),
                     &figures.level(wave(), place, in.project.men_code),
                     &figures.gap(wave(), place)});
  }
  std::ranges::stable_sort(areas, [](const AreaFigures& a, const AreaFigures& b) {
    return alphabetical(a.area->name, b.area->name);
  });
}

const ReleasedRow& Context::women() const {
  return figures.level(wave(), subject, project().women_code);
}
const ReleasedRow& Context::men() const {
  return figures.level(wave(), subject, project().men_code);
}
const ReleasedRow& Context::gap() const {
  return figures.gap(wave(), subject);
}

std::vector<const ReleasedRow*> Context::area_gaps() const {
  std::vector<const ReleasedRow*> gaps;
  for (const auto& a : areas) gaps.push_back(a.gap);
  return gaps;
}

std::string Context::share() const {
  return share_of(input.indicator, phrases);
}

std::string share_of(const Indicator& indicator, const Phrases& phrases) {
  return phrases.share(indicator.short_name);
}

std::string Context::in_area(const Area& area) const {
  return phrases.word("at_area", {{"preposition", area.preposition}, {"area", area.name}});
}

std::string Context::unit() const {
  return is_share(input.indicator) ? phrases.word("percent") : input.indicator.unit;
}

std::vector<const AreaFigures*> Context::in_state(Finding state) const {
  std::vector<const AreaFigures*> some;
  for (const auto& a : areas)
    if (a.gap->finding == state) some.push_back(&a);
  return some;
}

std::string Context::in_areas(const std::vector<const AreaFigures*>& some) const {
  std::vector<std::string> names;
  for (const auto* a : some) names.push_back(in_area(*a->area));
  return phrases.listed(names);
}

std::string Context::subject_name() const {
  return subject.is_whole() ? whole_name() : area().name;
}

const Area& Context::area() const {
  const auto found = std::ranges::find_if(
      areas, [&](const AreaFigures& a) { return a.place.code == subject.code; });
  require(found != areas.end(), "the publication is about no area of its division");
  return *found->area;
}

std::string Context::source() const {
  return phrases.word("source", {{"survey", project().survey}, {"wave", wave()}});
}

}  // namespace trygg::reports
