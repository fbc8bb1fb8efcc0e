#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "support.hpp"

namespace trygg::test {

/// One row of what `trygg estimate` printed.
struct Row {
  std::map<std::string, std::string> field;

  double number(const std::string& column) const {
    const auto value = to_number(field.at(column));
    INFO(column << " is '" << field.at(column) << "'");
    REQUIRE(value.has_value());
    return *value;
  }
};

/// What `trygg estimate` printed as CSV.
struct Printed {
  CsvText csv;

  Row at(std::size_t r) const {
    Row row;
    for (std::size_t c = 0; c < csv.header.size(); ++c) row.field[csv.header[c]] = csv.rows[r][c];
    return row;
  }

  /// The only row that has these fields; columns not named must be empty groups or contrasts only
  /// when `fields` says so.
  Row find(const std::map<std::string, std::string>& fields) const {
    std::vector<std::size_t> found;
    for (std::size_t r = 0; r < csv.rows.size(); ++r) {
      const auto row = at(r);
      bool fits = true;
      for (const auto& [name, value] : fields) fits = fits && row.field.at(name) == value;
      if (fits) found.push_back(r);
    }
    for (const auto& [name, value] : fields) UNSCOPED_INFO(name << " = '" << value << "'");
    REQUIRE(found.size() == 1);
    return at(found.front());
  }
};

/// Runs `trygg estimate` and reads its table; anything on standard error is a failure.
inline Printed estimate(std::vector<std::string> args) {
  args.insert(args.begin(), "estimate");
  const auto ran = run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  return {parse_csv(ran.out, "output")};
}

inline Approx within(double reference, double relative) {
  return Approx(reference).epsilon(relative).margin(0);
}

}  // namespace trygg::test
