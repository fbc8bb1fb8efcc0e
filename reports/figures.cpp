#include "reports/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace trygg::reports {
namespace {

const ReleasedRow& absent() {
  static const ReleasedRow row{
      .decision = Decision::suppress, .reason = "not_available", .finding = Finding::suppressed};
  return row;
}

std::vector<std::string> sorted(std::vector<std::string> parts) {
  std::ranges::sort(parts);
  return parts;
}

/// Letters in the order of the alphabet as bytes that sort so.
std::string collation_key(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 8> letters{{{"å", '{'},
                                                                      {"Å", '{'},
                                                                      {"ä", '|'},
                                                                      {"Ä", '|'},
                                                                      {"ö", '}'},
                                                                      {"Ö", '}'},
                                                                      {"é", 'e'},
                                                                      {"É", 'e'}}};
  std::string key;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto pair =
        std::ranges::find(letters, text.substr(i, 2), &std::pair<std::string_view, char>::first);
    if (pair != letters.end()) {
      key += pair->second;
      ++i;
    } else {
      key += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    }
  }
  return key;
}

}  // namespace

Figures::Figures(const Release& release, const std::string& indicator, const ProjectTexts& project)
    : project_(project), group_names_(release.group_names) {
  for (const auto& row : release.rows)
    if (row.indicator == indicator) rows_.push_back(&row);
}

std::string Figures::sex_contrast() const {
  return fmt::format("{}:{}-{}", project_.sex_variable, project_.women_code, project_.men_code);
}

std::string Figures::wave_contrast(std::string_view before, std::string_view now) const {
  return fmt::format("{}:{}-{}", project_.wave_variable, now, before);
}

const ReleasedRow& Figures::find(std::string_view wave, const Location& place, std::string_view sex,
                                 const GroupValue& group,
                                 std::vector<std::string> contrasts) const {
  contrasts = sorted(std::move(contrasts));
  const auto same_groups = [&](const ReleasedRow& row) {
    for (std::size_t g = 0; g < row.groups.size(); ++g) {
      const bool wanted = g < group_names_.size() && group_names_[g] == group.variable;
      if (row.groups[g] != (wanted ? group.code : "")) return false;
    }
    return true;
  };
  const auto found = std::ranges::find_if(rows_, [&](const ReleasedRow* row) {
    const bool here =
        row->area == place.code &&
        (place.is_whole() || (row->era == place.era && row->area_level == place.level));
    if (!here || row->wave != wave || row->sex != sex || !same_groups(*row)) return false;
    return row->contrast.empty() ? contrasts.empty()
                                 : sorted(split(row->contrast, ' ')) == contrasts;
  });
  return found == rows_.end() ? absent() : **found;
}

const ReleasedRow& Figures::level(std::string_view wave, const Location& place,
                                  std::string_view sex, const GroupValue& group) const {
  return find(wave, place, sex, group, {});
}

const ReleasedRow& Figures::gap(std::string_view wave, const Location& place,
                                const GroupValue& group) const {
  return find(wave, place, "", group, {sex_contrast()});
}

const ReleasedRow& Figures::change(std::string_view before, std::string_view now,
                                   const Location& place, std::string_view sex) const {
  return find(now, place, sex, {}, {wave_contrast(before, now)});
}

const ReleasedRow& Figures::gap_change(std::string_view before, std::string_view now,
                                       const Location& place) const {
  return find(now, place, "", {}, {sex_contrast(), wave_contrast(before, now)});
}

bool Figures::was_asked(std::string_view wave) const {
  return std::ranges::any_of(rows_, [&](const ReleasedRow* row) { return row->wave == wave; });
}

bool Figures::has_group(std::string_view variable) const {
  const auto found = std::ranges::find(group_names_, variable);
  if (found == group_names_.end()) return false;
  const auto g = static_cast<std::size_t>(found - group_names_.begin());
  return std::ranges::any_of(rows_, [&](const ReleasedRow* row) {
    return g < row->groups.size() && !row->groups[g].empty();
  });
}

bool alphabetical(std::string_view a, std::string_view b) {
  return collation_key(a) < collation_key(b);
}

}  // namespace trygg::reports
