#include <algorithm>

#include "base/error.hpp"
#include "ranking/standing_release.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports::profile {
namespace {

constexpr std::size_t most_shares = 8;

/// What stands where the two levels are released but nobody has compared them: it cannot be told.
const ReleasedRow& untested() {
  static const ReleasedRow row{.contrast = std::string(against_whole_contrast),
                               .decision = Decision::suppress,
                               .reason = "not_compared",
                               .finding = Finding::undetermined};
  return row;
}

const ReleasedRow& withheld() {
  static const ReleasedRow row{.contrast = std::string(against_whole_contrast),
                               .decision = Decision::suppress,
                               .reason = "cell_suppressed",
                               .finding = Finding::suppressed};
  return row;
}

const Area& area_of(const PublicationInput& input, const Location& place) {
  require<ConfigError>(!place.is_whole(), "a profile is about an area, not about the whole place");
  return input.areas.find(place.era, place.level, place.code);
}

}  // namespace

Subject::Subject(const PublicationInput& input, const Phrases& phrases, const Location& place)
    : headline(input, phrases, place), area(area_of(input, place)) {
  for (const auto& indicator : input.indicators)
    if (indicator.unit == input.indicator.unit && shares.size() < most_shares)
      shares.push_back(&indicator);
  if (shares.empty()) shares.push_back(&input.indicator);
}

Beside Subject::beside(const std::string& indicator, std::string_view sex) const {
  const Figures figures(headline.input.release, indicator, project());
  Beside found{&figures.level(headline.wave(), place(), sex),
               &figures.level(headline.wave(), {}, sex), nullptr};
  const auto& rows = headline.input.standings;
  const auto row = std::ranges::find_if(rows, [&](const ReleasedRow& r) {
    return r.indicator == indicator && r.wave == headline.wave() && r.sex == sex &&
           r.area == area.code && r.area_level == place().level && r.era == place().era &&
           r.contrast == against_whole_contrast;
  });
  const bool both = found.area->estimate.is_shown() && found.whole->estimate.is_shown();
  found.comparison = !both ? &withheld() : row == rows.end() ? &untested() : &*row;
  return found;
}

std::string Subject::share(const Indicator& indicator) const {
  return share_of(indicator, phrases());
}

Slots Subject::slots(const Indicator& indicator, std::string_view sex) const {
  const auto found = beside(indicator.id, sex);
  const auto& p = phrases();
  return {{"share", share(indicator)},
          {"area", headline.in_area(area)},
          {"name", area.name},
          {"whole", project().whole},
          {"Whole", headline.whole_name()},
          {"place", project().place},
          {"survey", project().survey},
          {"ages", project().ages},
          {"measure", indicator.measure},
          {"unit", indicator.unit},
          {"wave", headline.wave()},
          {"t0", project().comparison_wave},
          {"t1", headline.wave()},
          {"now", p.number(found.area->estimate)},
          {"all", p.number(found.whole->estimate)}};
}

}  // namespace trygg::reports::profile
