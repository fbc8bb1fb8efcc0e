#include "project/series_breaks.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "indicator/definition.hpp"
#include "indicator/indicator.hpp"
#include "io/codebook_file.hpp"
#include "project/project.hpp"

namespace trygg {
namespace {

bool is_about(const std::vector<std::string>& indicators, const std::string& id) {
  return indicators.empty() || std::ranges::find(indicators, id) != indicators.end();
}

/// The indicators of each round, as they were asked there.
std::vector<std::vector<AskedIndicator>> rounds_of(const Project& project) {
  std::vector<std::vector<AskedIndicator>> rounds;
  for (const auto& wave : project.waves) {
    const auto codebook = read_codebook(wave.codebook);
    auto& round = rounds.emplace_back();
    for (const auto& indicator : read_indicators(wave.indicators))
      round.push_back(asked(indicator, codebook, wave.name, wave.population_text, wave.mode));
  }
  return rounds;
}

/// All indicators, in the order of first appearance.
std::vector<std::string> ids_of(const std::vector<std::vector<AskedIndicator>>& rounds) {
  std::vector<std::string> ids;
  for (const auto& round : rounds)
    for (const auto& asked : round)
      if (std::ranges::find(ids, asked.indicator) == ids.end()) ids.push_back(asked.indicator);
  return ids;
}

void check_known(const Project& project, std::string_view table,
                 const std::vector<std::string>& named, const std::vector<std::string>& ids) {
  for (const auto& id : named)
    if (std::ranges::find(ids, id) == ids.end())
      throw ConfigError(
          fmt::format("{}/trygg.toml: [[{}]] names the indicator '{}', which no round "
                      "has{}",
                      project.folder.string(), table, id, did_you_mean(id, ids)));
}

void accept(const Project& project, const AcceptedDifference& accepted,
            std::vector<SeriesBreak>& breaks) {
  std::size_t met = 0;
  for (auto& b : breaks) {
    const bool of_kind =
        accepted.kinds.empty() || std::ranges::find(accepted.kinds, b.kind) != accepted.kinds.end();
    if (b.wave != accepted.wave || !of_kind || !is_about(accepted.indicators, b.indicator))
      continue;
    b.accepted = accepted.reason;
    ++met;
  }
  require<ConfigError>(met > 0,
                       "{}/trygg.toml: [[comparable]] accepts a difference in {}, but nothing that "
                       "it names differs there from the round before; take it out",
                       project.folder.string(), accepted.wave);
}

}  // namespace

std::vector<SeriesBreak> series_breaks(const Project& project) {
  const auto rounds = rounds_of(project);
  const auto ids = ids_of(rounds);
  auto breaks = differences(rounds);
  for (const auto& accepted : project.accepted) {
    check_known(project, "comparable", accepted.indicators, ids);
    accept(project, accepted, breaks);
  }
  for (const auto& declared : project.breaks) {
    check_known(project, "break", declared.indicators, ids);
    for (const auto& id : ids)
      if (is_about(declared.indicators, id))
        breaks.push_back({id, declared.wave, BreakKind::declared, declared.reason, ""});
  }
  std::ranges::stable_sort(breaks, {}, [](const SeriesBreak& b) { return to_number(b.wave); });
  return breaks;
}

}  // namespace trygg
