#include "design/groups.hpp"

#include <unordered_map>

#include "base/error.hpp"

namespace trygg {
namespace {

template <class Key, class KeyOf>
Groups group_by(std::size_t records, KeyOf key_of) {
  Groups groups;
  groups.of.reserve(records);
  std::unordered_map<Key, std::uint32_t> known;
  for (std::size_t k = 0; k < records; ++k) {
    const auto next = static_cast<std::uint32_t>(groups.count());
    const auto [place, is_new] = known.try_emplace(key_of(k), next);
    if (is_new) groups.first.push_back(static_cast<std::uint32_t>(k));
    groups.of.push_back(place->second);
  }
  return groups;
}

}  // namespace

Groups crossed(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  require(a.size() == b.size(), "{} and {} values to cross", a.size(), b.size());
  return group_by<std::uint64_t>(a.size(),
                                 [&](std::size_t k) { return std::uint64_t{a[k]} << 32 | b[k]; });
}

Groups grouped(std::span<const double> values) {
  return group_by<double>(values.size(), [&](std::size_t k) { return values[k]; });
}

}  // namespace trygg
