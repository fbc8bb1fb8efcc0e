#include "project/eras.hpp"

#include <algorithm>
#include <array>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

constexpr std::size_t all_digits = 8;

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

std::vector<std::string> names_of(std::span<const Era> eras) {
  std::vector<std::string> names;
  for (const auto& era : eras) names.push_back(era.name);
  return names;
}

}  // namespace

bool is_day(std::string_view text) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) != all_digits) return false;
  const int year = number_of(text.substr(0, 4)), month = number_of(text.substr(5, 2)),
            day = number_of(text.substr(8, 2));
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::vector<Era> read_eras(const Config& config) {
  std::vector<Era> eras;
  for (const auto& table : config.tables("era")) {
    Era era{table.text("name"), table.text("from")};
    if (!is_day(era.from))
      table.fail("from", fmt::format("'{}' is no day; write it as \"2020-07-01\"", era.from));
    for (const auto& other : eras)
      if (other.name == era.name)
        table.fail("name", fmt::format("the era '{}' is there twice", era.name));
    if (!eras.empty() && era.from <= eras.back().from)
      table.fail("from", fmt::format("eras must stand in the order of time, but {} is not after {}",
                                     era.from, eras.back().from));
    eras.push_back(std::move(era));
  }
  return eras;
}

const Era& era_on(std::span<const Era> eras, std::string_view day) {
  const Era* found = nullptr;
  for (const auto& era : eras)
    if (era.from <= day) found = &era;
  if (found == nullptr)
    throw ConfigError(fmt::format("no era holds on {}: the first begins {}", day,
                                  eras.empty() ? "nowhere" : eras.front().from));
  return *found;
}

void check_eras(std::span<const Era> eras, const AreaSystem& areas) {
  if (eras.empty()) return;
  const auto named = names_of(eras);
  for (const auto& name : named)
    require<ConfigError>(std::ranges::find(areas.eras, name) != areas.eras.end(),
                         "[[era]] '{}': the crosswalk has no such era{}", name,
                         did_you_mean(name, areas.eras));
  for (const auto& name : areas.eras)
    require<ConfigError>(std::ranges::find(named, name) != named.end(),
                         "the crosswalk has the era '{}', but no [[era]] of trygg.toml says from "
                         "when it holds",
                         name);
}

}  // namespace trygg
