#include "reports/coverage/named_groups.hpp"

#include <fmt/format.h>

#include "reports/coverage/parts.hpp"

namespace trygg::reports {
namespace {

void add(std::vector<NamedGroup>& groups, const StudyResponse& part, const GroupKey& key,
         std::string name) {
  if (const auto* g = find(part.groups, key)) groups.push_back({g, std::move(name)});
}

std::vector<NamedGroup> with_enough_cells(const std::vector<NamedGroup>& groups) {
  auto enough = groups;
  std::erase_if(enough, [](const NamedGroup& g) { return g.group->cells < enough_cells; });
  return enough.empty() ? groups : enough;
}

}  // namespace

std::vector<NamedGroup> size_groups(const StudyResponse& part, CellKind kind) {
  std::vector<NamedGroup> groups;
  for (std::size_t size = 0; size < size_bounds.size(); ++size)
    add(groups, part, {.kind = kind, .size = size}, size_name(size) + " respondents");
  return with_enough_cells(groups);
}

std::vector<NamedGroup> share_groups(const StudyResponse& part) {
  std::vector<NamedGroup> groups;
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    add(groups, part, {.share = share}, "true shares of " + share_name(share));
  return with_enough_cells(groups);
}

std::vector<NamedGroup> crossed_groups(const StudyResponse& part) {
  std::vector<NamedGroup> groups;
  for (std::size_t share = 0; share < share_bounds.size(); ++share)
    for (std::size_t size = 0; size < size_bounds.size(); ++size)
      add(groups, part, {.size = size, .share = share},
          fmt::format("true shares of {}, {} respondents", share_name(share), size_name(size)));
  return with_enough_cells(groups);
}

}  // namespace trygg::reports
