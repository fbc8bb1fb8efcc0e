#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "estimate/random_survey.hpp"
#include "support.hpp"
#include "tools/estimate_support.hpp"

namespace trygg::test {

/// What traps that other packages fell into have in common: a small file and the command line, so
/// that reading, folding, estimating and writing all have a chance to fall in.
using Args = std::vector<std::string>;
using Columns = std::vector<std::pair<std::string, Numbers>>;

inline std::string to_csv(const Columns& columns) {
  std::string csv;
  for (const auto& [name, values] : columns) csv += (csv.empty() ? "" : ",") + name;
  csv += '\n';
  for (std::size_t k = 0; k < columns.front().second.size(); ++k)
    for (std::size_t c = 0; c < columns.size(); ++c)
      csv += shortest(columns[c].second[k]) + (c + 1 < columns.size() ? "," : "\n");
  return csv;
}

/// `trygg estimate` of a file with this text.
inline Printed estimated(const std::string& csv, const Args& options) {
  const Folder folder;
  Args args{folder.file("survey.csv", csv)};
  args.insert(args.end(), options.begin(), options.end());
  return estimate(args);
}

inline Printed estimated(const Columns& columns, const Args& options) {
  return estimated(to_csv(columns), options);
}

/// The same, refused: what it says.
inline std::string refused(const Columns& columns, const Args& options) {
  const Folder folder;
  Args args{"estimate", folder.file("survey.csv", to_csv(columns))};
  args.insert(args.end(), options.begin(), options.end());
  const auto ran = run_trygg(args);
  CHECK(ran.status != 0);
  CHECK(ran.out.empty());
  return ran.err;
}

/// A field; NaN where it is empty.
inline double value(const Row& row, const std::string& column) {
  return to_number(row.field.at(column)).value_or(NAN);
}

/// A survey drawn at random, as columns of a file.
inline Columns columns_of(const RandomSurvey& s) {
  return {{"h", s.stratum}, {"psu", s.psu},  {"ssu", s.ssu},    {"N", s.size},  {"M", s.units},
          {"d", s.before},  {"w", s.weight}, {"g", s.group},    {"o", s.other}, {"num", s.numeric},
          {"y", s.y},       {"x", s.x},      {"share", s.share}};
}

inline Numbers& column(Columns& columns, const std::string& name) {
  for (auto& [known, values] : columns)
    if (known == name) return values;
  throw std::out_of_range(name);
}

/// The records of `columns` for which `keep` holds.
template <class Keep>
Columns filtered(const Columns& columns, Keep keep) {
  Columns kept;
  for (const auto& [name, values] : columns) {
    kept.emplace_back(name, Numbers());
    for (std::size_t k = 0; k < values.size(); ++k)
      if (keep(k)) kept.back().second.push_back(values[k]);
  }
  return kept;
}

inline const Args clusters{"--weight", "w", "--strata", "h", "--psu", "psu", "--nest"};

inline Args with(Args first, const Args& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

}  // namespace trygg::test
