#include "reports/revision/cell_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace trygg::reports {
namespace {

std::string sex_name(const Phrases& p, const std::string& sex) {
  if (sex == "K") return p.word("rev_women");
  if (sex == "M") return p.word("rev_men");
  return sex == "T" ? "" : sex;
}

std::string area_name(const RevisionInput& input, const PublishedKey& key) {
  if (key.area.empty()) return input.project.whole;
  const auto same = [&](const Area& area) {
    return area.code == key.area && area.level == key.area_level &&
           (area.era == key.era || area.era.empty());
  };
  const auto found = std::ranges::find_if(input.areas.areas, same);
  return found == input.areas.areas.end() ? key.area : found->name;
}

/// "aldersgrupp=16-29": "16–29 år".
std::string group_name(const ProjectTexts& project, const std::string& group) {
  const auto equals = group.find('=');
  const auto variable = group.substr(0, equals), code = group.substr(equals + 1);
  for (const auto& known : project.groups)
    for (const auto& category : known.categories)
      if (known.variable == variable && category.code == code) return category.label;
  return group;
}

/// "omgang:2023-2020", "kon:2-1", "baseline=2017"; whatever else stands as it is.
std::string contrast_name(const ProjectTexts& project, const Phrases& p, const std::string& part) {
  const auto mark = part.find_first_of(":=");
  const auto name = part.substr(0, mark);
  const auto value = mark == std::string::npos ? "" : part.substr(mark + 1);
  if (name == project.sex_variable) return p.word("rev_between_sexes");
  if (name == "baseline") return p.word("rev_since_baseline", {{"year", value}});
  if (name == "occasion") return "";
  const auto dash = value.find('-');
  if (name != project.wave_variable || dash == std::string::npos) return part;
  return p.word("rev_between_rounds",
                {{"from", value.substr(dash + 1)}, {"to", value.substr(0, dash)}});
}

}  // namespace

std::string indicator_name(const RevisionInput& input, const std::string& id) {
  const auto found = std::ranges::find(input.indicators, id, &Indicator::id);
  return found == input.indicators.end() ? id : found->short_name;
}

std::string cell_name(const RevisionInput& input, const Phrases& phrases, const PublishedKey& key) {
  std::vector<std::string> parts{capitalised(indicator_name(input, key.indicator)),
                                 sex_name(phrases, key.sex)};
  for (const auto& group : split(key.groups, ' '))
    parts.push_back(group_name(input.project, group));
  parts.push_back(area_name(input, key));
  const bool between_rounds = key.contrast.find(input.project.wave_variable) != std::string::npos;
  if (!between_rounds) parts.push_back(key.wave);
  for (const auto& part : split(key.contrast, ' '))
    parts.push_back(contrast_name(input.project, phrases, part));
  std::erase(parts, "");
  return joined(parts, ", ");
}

}  // namespace trygg::reports
