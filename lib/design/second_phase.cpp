#include "design/second_phase.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/coded.hpp"
#include "design/groups.hpp"
#include "design/spec.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using Rows = std::span<const std::uint32_t>;

void read_strata(SecondPhase& phase, const Table& table, const std::string& name, Rows rows) {
  const auto& column = table.column(name);
  std::vector<std::uint32_t> codes;
  for (const auto row : rows) {
    require<InputError>(column.at(row).missing == Missing::none,
                        "{}: {}, column '{}': the stratum of the second phase is missing; every "
                        "record of the first phase needs one",
                        table.source(), table.place(row), name);
    codes.push_back(column.codes[row]);
  }
  auto groups = crossed(codes, std::vector<std::uint32_t>(rows.size(), 0));
  phase.stratum = std::move(groups.of);
  phase.size.assign(groups.count(), 0);
  phase.members.assign(groups.count(), 0);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    ++phase.size[phase.stratum[k]];
    if (phase.member[k]) ++phase.members[phase.stratum[k]];
  }
  for (std::size_t g = 0; g < groups.count(); ++g)
    require<InputError>(phase.members[g] > 0,
                        "{}: column '{}': nobody of stratum '{}' is in the second phase; merge it "
                        "with another",
                        table.source(), name, column.levels[codes[groups.first[g]]].text);
}

void read_probability(SecondPhase& phase, const Table& table, const std::string& name, Rows rows) {
  const auto numbers = table.numbers(name);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const double p = phase.member[k] ? numbers[rows[k]] : 1.0;
    require<InputError>(p > 0 && p <= 1,
                        "{}: {}, column '{}': the probability of being in the second phase is {}; "
                        "of a member it must be above 0 and at most 1",
                        table.source(), table.place(rows[k]), name,
                        std::isnan(p) ? "missing" : shortest(p));
    phase.probability.push_back(p);
  }
}

}  // namespace

SecondPhase read_second_phase(const Table& table, const DesignSpec& spec, Rows rows) {
  const auto& declared = *spec.phase2;
  SecondPhase phase;
  phase.member = read_coded(table, declared.members, "membership of the second phase", rows);
  const auto members = static_cast<std::uint32_t>(std::ranges::count(phase.member, char{1}));
  require<InputError>(members > 0, "{}: no record has {}: nobody is in the second phase",
                      table.source(), declared.members.text);
  if (declared.strata) {
    read_strata(phase, table, *declared.strata, rows);
  } else {
    phase.stratum.assign(rows.size(), 0);
    phase.size = {static_cast<std::uint32_t>(rows.size())};
    phase.members = {members};
  }
  if (declared.probability) read_probability(phase, table, *declared.probability, rows);
  return phase;
}

}  // namespace trygg
