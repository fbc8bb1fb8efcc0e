#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

class Config;
struct AreaSystem;

/// A division into areas, and the day from which it holds.
struct Era {
  std::string name;  ///< as in the area files, "2020"
  std::string from;  ///< "2020-07-01"
};

/// The tables [[era]] of a project, in the order of time; none is allowed.
/// \throws ConfigError  a day that is none, or not after the one before; a name twice
std::vector<Era> read_eras(const Config& config);

/// Whether `text` is a day of the calendar, as 2020-07-01.
bool is_day(std::string_view text);

/// The era that a day lies in; the day on which an era begins belongs to it.
/// \throws ConfigError  the day is before the first era
const Era& era_on(std::span<const Era> eras, std::string_view day);

/// \throws ConfigError  an era of the project that the crosswalk has not, or the other way round
void check_eras(std::span<const Era> eras, const AreaSystem& areas);

}  // namespace trygg
