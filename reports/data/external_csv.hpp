#pragma once

#include <span>
#include <string>

namespace trygg {
struct ExternalFigure;
struct Indicator;
struct Release;
}  // namespace trygg

namespace trygg::reports {

struct ProjectTexts;

/// Figures from elsewhere beside the survey's own of the same indicator (the whole place, by sex,
/// every round), as one table, indicator by indicator, what is elsewhere last:
///
///     indicator,indicator_name,origin,source,year,area,sex,value,lower,upper,decision,population,
///     wording,caveat,url,synthetic,manifest
///
/// `origin` is own or elsewhere. Numbers are published texts; of the survey's own, those of the
/// release. Each figure from elsewhere carries its caveat; `synthetic` says of each row whether it
/// is made up. \param indicators  of the project, for names and wordings
std::string external_csv(std::span<const ExternalFigure> figures, const Release& release,
                         std::span<const Indicator> indicators, const ProjectTexts& project);

}  // namespace trygg::reports
