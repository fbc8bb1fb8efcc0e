#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "estimate/estimator.hpp"

namespace trygg {

class Table;

enum class IndicatorKind {
  share,   ///< an answer with one of the codes, among valid answers to one question
  any_of,  ///< such an answer to at least one of several questions, among those who answered all
           ///< or already gave one (a "yes" decides, a missing answer without any "yes" does not)
  index,   ///< mean of several questions scored by code, among those with enough valid answers
};

/// What is said of an indicator in another language than the project's own.
struct IndicatorTexts {
  std::string name, short_name, definition, measure, question, unit, group;
};

/// Which answers count, over which denominator: published with every figure.
struct Indicator {
  std::string id;
  IndicatorKind kind = IndicatorKind::share;
  std::vector<std::string> variables;
  std::vector<std::string> codes;  ///< that count; share and any_of
  std::vector<std::string> among;  ///< codes that make the denominator; empty: all valid answers
  double minimum_answers = 0;      ///< index: at least so many valid questions
  std::string name;                ///< "Otrygg ute sent"
  std::string short_name;          ///< "Andel otrygga", subject of a sentence
  std::string definition;          ///< completes "… procent av kvinnorna …"
  std::string measure;             ///< "Andel som …", opens a chart's subtitle
  std::string question;            ///< wording in the questionnaire
  std::string unit = "procent";
  int decimals = 1;
  std::string group;  ///< heading that it is published under; may be empty
  std::optional<IndicatorTexts> english;
  std::vector<double> classes;  ///< limits of the classes in maps, rising; empty: none declared
};

/// The indicators with their texts in English. \throws ConfigError  one has none (`en = {…}`)
std::vector<Indicator> in_english(std::vector<Indicator> indicators);

/// Whether it is published in per cent.
inline bool is_share(const Indicator& indicator) {
  return indicator.kind != IndicatorKind::index;
}

/// \throws ConfigError  unknown keys or kinds, an id used twice
std::vector<Indicator> read_indicators(const std::filesystem::path& path);

/// The indicator on every row of `table` (not of a design), NaN where not valid.
/// \throws ConfigError  a variable or code that is not there
Measure measure(const Indicator& indicator, const Table& table);

}  // namespace trygg
