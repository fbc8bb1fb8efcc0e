#include "project/analysis_check.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "project/project.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

/// Checks what keys of trygg.toml name in the data of one round.
class Checker {
 public:
  Checker(const Project& project, const Wave& wave, const Table& table)
      : source_((project.folder / "trygg.toml").lexically_normal().string()),
        wave_(wave.name),
        table_(table) {
    for (const auto& column : table.columns()) names_.push_back(column.name);
  }

  void column(const std::string& key, const std::string& name) const {
    require<ConfigError>(table_.has(name), "{}: {}: the data of {} have no column '{}'{}", source_,
                         key, wave_, name, did_you_mean(name, names_));
  }
  void code(const std::string& key, const std::string& name, const std::string& code) const {
    column(key, name);
    try {
      match_code(table_.column(name), code);
    } catch (const ConfigError& e) {
      throw ConfigError(fmt::format("{}: {}: round {}: {}", source_, key, wave_, e.what()));
    }
  }
  void indicator(const std::string& key, const std::string& id,
                 const std::vector<std::string>& known) const {
    require<ConfigError>(std::ranges::find(known, id) != known.end(),
                         "{}: {}: round {} has no indicator '{}'{}", source_, key, wave_, id,
                         did_you_mean(id, known));
  }

 private:
  std::string source_, wave_;
  const Table& table_;
  std::vector<std::string> names_;
};

void check_pair(const Checker& check, const GroupPair& pair) {
  for (std::size_t v = 0; v < pair.variables.size(); ++v) {
    check.code("[[analysis.pair]] first", pair.variables[v], pair.first[v]);
    check.code("[[analysis.pair]] second", pair.variables[v], pair.second[v]);
  }
}

}  // namespace

void check_analysis(const Project& project, const Wave& wave, const Table& table,
                    std::span<const Indicator> indicators) {
  const Checker check(project, wave, table);
  const auto& variables = project.variables;
  check.column("[variables] smallest_area", variables.smallest_area);
  check.code("[variables] women", variables.sex, variables.women);
  check.code("[variables] men", variables.sex, variables.men);
  for (const auto& group : project.publication.groups) check.column("[publication] groups", group);
  for (const auto& pair : project.analysis.pairs) check_pair(check, pair);
  if (project.analysis.standard)
    check.column("[analysis.standard] variable", project.analysis.standard->variable);
  std::vector<std::string> known;
  for (const auto& indicator : indicators) known.push_back(indicator.id);
  check.indicator("[publication] indicator", project.publication.indicator, known);
  for (const auto& id : project.analysis.ranked) check.indicator("[analysis] ranked", id, known);
}

}  // namespace trygg
