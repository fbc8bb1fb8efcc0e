#include "indicator/definition.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "indicator/indicator.hpp"
#include "io/comparable_text.hpp"
#include "table/codebook.hpp"

namespace trygg {
namespace {

std::vector<std::string> comparable(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const auto& text : texts) all.push_back(comparable_text(text));
  return all;
}

/// The label of a code, by text or else equal number; without one, the code itself.
std::string label_of(const Variable* variable, const std::string& code) {
  if (variable == nullptr) return code;
  const auto number = to_number(code);
  const Code* found = nullptr;
  for (const auto& c : variable->codes)
    if (c.text == code) found = &c;
  if (found == nullptr && number)
    for (const auto& c : variable->codes)
      if (to_number(c.text) == number) found = &c;
  return found == nullptr || found->label.empty() ? code : found->label;
}

std::vector<std::string> labels_of(const Variable* variable,
                                   const std::vector<std::string>& codes) {
  std::vector<std::string> labels;
  for (const auto& code : codes) labels.push_back(label_of(variable, code));
  return labels;
}

std::vector<std::string> valid_codes(const Variable* variable) {
  std::vector<std::string> codes;
  if (variable != nullptr)
    for (const auto& code : variable->codes)
      if (code.missing == Missing::none) codes.push_back(code.text);
  return codes;
}

/// Of an index the codes are points: a code with another label is another score.
std::vector<std::string> scored(const Variable* variable, const std::vector<std::string>& codes) {
  std::vector<std::string> scores;
  for (const auto& code : codes) scores.push_back(code + " " + label_of(variable, code));
  return scores;
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
  for (auto& text : more) to.push_back(std::move(text));
}

/// The same answers in another order count the same.
std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  return texts;
}

std::string quoted(const std::vector<std::string>& texts) {
  return fmt::format("»{}«", joined(texts, " | "));
}

SeriesBreak difference(const AskedIndicator& earlier, const AskedIndicator& later, BreakKind kind,
                       const std::string& was, const std::string& is) {
  return {later.indicator, later.wave, kind,
          fmt::format("{} {} → {} {}", earlier.wave, was, later.wave, is), ""};
}

}  // namespace

AskedIndicator asked(const Indicator& indicator, const Codebook& codebook, std::string wave,
                     std::string population, std::string mode) {
  AskedIndicator asked{.indicator = indicator.id,
                       .wave = std::move(wave),
                       .population = std::move(population),
                       .mode = std::move(mode)};
  if (!indicator.question.empty()) asked.wording = {indicator.question};
  for (const auto& name : indicator.variables) {
    const auto* variable = codebook.find(name);
    const auto valid = valid_codes(variable);
    if (variable != nullptr && !variable->label.empty() &&
        (indicator.question.empty() || indicator.variables.size() > 1))
      asked.wording.push_back(variable->label);
    append(asked.answers, labels_of(variable, valid));
    const auto among = indicator.among.empty() ? valid : indicator.among;
    const bool index = indicator.kind == IndicatorKind::index;
    append(asked.denominator, labels_of(variable, among));
    append(asked.cut, index ? scored(variable, among) : labels_of(variable, indicator.codes));
  }
  return asked;
}

std::vector<SeriesBreak> differences(const AskedIndicator& earlier, const AskedIndicator& later) {
  std::vector<SeriesBreak> found;
  const auto compare = [&](BreakKind kind, const std::vector<std::string>& was,
                           const std::vector<std::string>& is) {
    if (was.empty() || is.empty() || sorted(comparable(was)) == sorted(comparable(is))) return;
    found.push_back(difference(earlier, later, kind, quoted(was), quoted(is)));
  };
  const auto told = [](const std::string& text) {
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
  };
  compare(BreakKind::wording, earlier.wording, later.wording);
  compare(BreakKind::answers, earlier.answers, later.answers);
  compare(BreakKind::cut, earlier.cut, later.cut);
  compare(BreakKind::denominator, earlier.denominator, later.denominator);
  compare(BreakKind::population, told(earlier.population), told(later.population));
  compare(BreakKind::mode, told(earlier.mode), told(later.mode));
  return found;
}

std::vector<SeriesBreak> differences(std::span<const std::vector<AskedIndicator>> rounds) {
  std::map<std::string, const AskedIndicator*> before;
  std::vector<SeriesBreak> all;
  for (const auto& round : rounds)
    for (const auto& asked : round) {
      auto& last = before[asked.indicator];
      if (last != nullptr) std::ranges::move(differences(*last, asked), std::back_inserter(all));
      last = &asked;
    }
  return all;
}

}  // namespace trygg
