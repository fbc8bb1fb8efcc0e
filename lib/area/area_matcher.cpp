#include "area/area_matcher.hpp"

#include <algorithm>
#include <utility>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "io/comparable_text.hpp"

namespace trygg {

AreaMatcher::AreaMatcher(std::vector<const Area*> areas) : areas_(std::move(areas)) {
  for (const auto* area : areas_) {
    Names names{comparable_text(area->name), {}};
    for (const auto& alias : area->aliases) names.aliases.push_back(comparable_text(alias));
    names_.push_back(std::move(names));
  }
}

std::vector<const Area*> AreaMatcher::find(std::string_view text) const {
  const auto where = [&](auto fits) {
    std::vector<const Area*> found;
    for (std::size_t a = 0; a < areas_.size(); ++a)
      if (fits(a)) found.push_back(areas_[a]);
    return found;
  };
  auto found = where([&](std::size_t a) { return areas_[a]->code == text; });
  if (!found.empty()) return found;
  if (const auto number = to_number(trimmed(text))) {
    found = where([&](std::size_t a) { return to_number(areas_[a]->code) == number; });
    if (!found.empty()) return found;
  }
  const auto name = comparable_text(text);
  found = where([&](std::size_t a) {
    return names_[a].name == name || comparable_text(areas_[a]->code) == name;
  });
  if (!found.empty()) return found;
  return where([&](std::size_t a) {
    return std::ranges::find(names_[a].aliases, name) != names_[a].aliases.end();
  });
}

std::string AreaMatcher::hint(std::string_view text) const {
  std::vector<std::string> known, codes;
  std::vector<const Area*> owner;  // of each known name
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    known.push_back(names_[a].name);
    known.insert(known.end(), names_[a].aliases.begin(), names_[a].aliases.end());
    owner.resize(known.size(), areas_[a]);
    codes.push_back(areas_[a]->code);
  }
  if (const auto near = nearest(comparable_text(text), known)) {
    const auto* area =
        owner[static_cast<std::size_t>(std::ranges::find(known, *near) - known.begin())];
    return fmt::format("; did you mean '{}' ({})?", area->code, area->name);
  }
  return did_you_mean(text, codes, 20);
}

const Area& AreaMatcher::one(std::string_view text) const {
  const auto found = find(text);
  if (found.size() == 1) return *found.front();
  if (found.empty()) throw InputError(fmt::format("no area '{}'{}", text, hint(text)));
  std::vector<std::string> codes;
  for (const auto* area : found) codes.push_back(area->code);
  throw InputError(fmt::format("'{}' fits several areas: {}; write the code of one of them", text,
                               joined(codes, ", ")));
}

}  // namespace trygg
