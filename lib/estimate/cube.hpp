#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

struct Result;

/// One row of the cube: one indicator in one wave and one domain, or a comparison of such cells.
/// An empty text means "all", never "missing".
struct CubeRow {
  std::string wave;  ///< the round, "2023"
  std::string era;   ///< the division into areas that `area` belongs to
  std::string indicator;
  std::string statistic;            ///< share, mean, …
  std::string area_level;           ///< "stadsdelsomrade"; empty for the whole city
  std::string area;                 ///< code
  std::string sex;                  ///< code as in the data
  std::vector<std::string> groups;  ///< one per Cube::group_names
  /// Empty for levels. `kon:2-1`: difference between groups; `omgang:2023-2017`: change between
  /// rounds (wave holds the later one); both, separated by a blank: change of a difference.
  std::string contrast;
  std::size_t n = 0;
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();  ///< an empty field
  double estimate = missing, se = missing, lower = missing, upper = missing, df = missing;
  double deff = missing, n_effective = missing, t = missing, p_value = missing;
  double p_adjusted = missing;
  /// What a release is decided by; of levels. Σ w of those who answered, how many of them count as
  /// having the answer (shares), and the largest weight as a part of the sum.
  double cases = missing, weight = missing, largest_weight = missing;
  std::string note;
};

/// The note of a comparison of two rounds that is refused, because they did not ask the same; its
/// figures are missing.
inline constexpr std::string_view series_break_note = "series_break";

/// `frame` with what was estimated in it.
CubeRow filled(CubeRow frame, const std::string& indicator, std::string_view statistic,
               const Result& result);

struct Cube {
  std::vector<std::string> group_names;
  std::vector<CubeRow> rows;
};

/// CSV with the header `wave,era,indicator,statistic,area_level,area,sex,<groups…>,contrast,n,
/// estimate,se,lower,upper,df,deff,n_effective,t,p_value,p_adjusted,cases,weight,largest_weight,
/// note`. Numbers are the shortest text that reads back, NaN an empty field.
std::string to_csv(const Cube& cube);
/// A file without the columns cases, weight and largest_weight is read, too.
/// \throws InputError  not that header, a number that is none, two rows for one cell
Cube read_cube(const std::filesystem::path& path);

}  // namespace trygg
