#include "reports/data/names.hpp"

#include <algorithm>

#include "reports/data/data_input.hpp"

namespace trygg::reports {
namespace {

template <class Items, class Key, class Member>
auto find_in(const Items& items, const Key& key, Member member) {
  const auto found = std::ranges::find(items, key, member);
  return found == items.end() ? nullptr : &*found;
}

const GroupTexts* english_group(const DataInput& input, const std::string& variable) {
  if (!input.english) return nullptr;
  return find_in(input.english->texts.groups, variable, &GroupTexts::variable);
}

}  // namespace

Bilingual project_name(const DataInput& input, std::string ProjectTexts::*text) {
  const auto& own = input.project.*text;
  return {own, input.english ? input.english->texts.*text : own};
}

Bilingual indicator_name(const DataInput& input, const std::string& id,
                         std::string Indicator::*text) {
  const auto* own = find_in(input.indicators, id, &Indicator::id);
  if (own == nullptr) return in_both(id);
  const auto* english =
      input.english ? find_in(input.english->indicators, id, &Indicator::id) : nullptr;
  return {own->*text, english == nullptr ? own->*text : english->*text};
}

Bilingual group_name(const DataInput& input, const std::string& variable) {
  const auto* own = find_in(input.project.groups, variable, &GroupTexts::variable);
  if (own == nullptr) return in_both(variable);
  const auto* english = english_group(input, variable);
  return {own->one, english == nullptr ? own->one : english->one};
}

Bilingual category_name(const DataInput& input, const GroupTexts& group, const Category& category) {
  const auto* english = english_group(input, group.variable);
  const auto* found =
      english == nullptr ? nullptr : find_in(english->categories, category.code, &Category::code);
  return {category.label, found == nullptr ? category.label : found->label};
}

}  // namespace trygg::reports
