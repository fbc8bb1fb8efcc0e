#include "project/declared_breaks.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "project/project.hpp"

namespace trygg {
namespace {

std::string wave_of(const Config& table, const std::vector<Wave>& waves) {
  const auto wave = table.text("wave");
  std::vector<std::string> known;
  for (const auto& w : waves) known.push_back(w.name);
  const auto found = std::ranges::find(known, wave);
  if (found == known.end())
    table.fail("wave", fmt::format("there is no wave '{}'{}", wave, did_you_mean(wave, known)));
  if (found == known.begin())
    table.fail("wave", fmt::format("'{}' is the first round; name the first round of the new "
                                   "series",
                                   wave));
  return wave;
}

std::string reason_of(const Config& table) {
  const auto reason = table.text("reason");
  if (trimmed(reason).empty()) table.fail("reason", "must say why; it stands beside the figures");
  return reason;
}

}  // namespace

std::vector<DeclaredBreak> read_declared_breaks(const Config& config,
                                                const std::vector<Wave>& waves) {
  std::vector<DeclaredBreak> breaks;
  for (const auto& table : config.tables("break"))
    breaks.push_back({wave_of(table, waves), table.texts("indicators"), reason_of(table)});
  return breaks;
}

std::vector<AcceptedDifference> read_accepted(const Config& config,
                                              const std::vector<Wave>& waves) {
  std::vector<AcceptedDifference> all;
  for (const auto& table : config.tables("comparable")) {
    AcceptedDifference accepted{
        wave_of(table, waves), table.texts("indicators"), {}, reason_of(table)};
    for (const auto& word : table.texts("kinds")) {
      const auto kind = to_break_kind(word);
      if (!kind)
        table.fail("kinds", fmt::format("'{}' is no kind of difference{}", word,
                                        did_you_mean(word, break_kind_words())));
      accepted.kinds.push_back(*kind);
    }
    all.push_back(std::move(accepted));
  }
  return all;
}

}  // namespace trygg
