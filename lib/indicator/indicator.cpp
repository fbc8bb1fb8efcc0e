#include "indicator/indicator.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr double missing = Result::missing;

IndicatorKind to_kind(const Config& config) {
  const auto name = config.text("kind");
  if (name == "share") return IndicatorKind::share;
  if (name == "any_of") return IndicatorKind::any_of;
  if (name == "index") return IndicatorKind::index;
  config.fail("kind", fmt::format("'{}' must be share, any_of or index", name));
}

std::vector<std::string> variables_of(const Config& config) {
  const auto one = config.optional_text("variable");
  auto several = config.texts("variables");
  if (one && !several.empty()) config.fail("variable", "give variable or variables, not both");
  if (one) return {*one};
  if (several.empty()) config.fail("variable", "is missing");
  return several;
}

void check_form(const Config& config, const Indicator& i) {
  const bool counts_codes = i.kind != IndicatorKind::index;
  if (i.kind == IndicatorKind::share && i.variables.size() != 1)
    config.fail("variables", "a share has one variable; any_of takes several");
  if (counts_codes && i.codes.empty()) config.fail("codes", "is missing: which answers count");
  if (!counts_codes && !i.codes.empty())
    config.fail("codes", "an index is the mean of the codes; it counts none");
  if (counts_codes && config.has("minimum_answers"))
    config.fail("minimum_answers", "is for kind index only");
  if (i.kind == IndicatorKind::index && !config.has("unit"))
    config.fail("unit", "is missing: an index is not in per cent");
  if (i.minimum_answers < (counts_codes ? 0 : 1) ||
      i.minimum_answers > static_cast<double>(i.variables.size()))
    config.fail("minimum_answers", fmt::format("{} must be from 1 to the number of variables, {}",
                                               i.minimum_answers, i.variables.size()));
  if (i.decimals < 0 || i.decimals > 3) config.fail("decimals", "must be 0, 1, 2 or 3");
  const bool rising =
      std::ranges::adjacent_find(i.classes, std::ranges::greater_equal{}) == i.classes.end();
  if (i.classes.size() > 4 || !rising)
    config.fail("classes", "must be one to four limits, each greater than the one before");
  if (counts_codes && !i.classes.empty() && (i.classes.front() <= 0 || i.classes.back() >= 100))
    config.fail("classes", "must be between 0 and 100, since the indicator is in per cent");
}

IndicatorTexts english_of(const Config& config, const Indicator& i) {
  IndicatorTexts texts{.name = config.text("name"),
                       .definition = config.text("definition"),
                       .measure = config.text("measure")};
  texts.short_name = config.text("short_name", texts.name);
  texts.question = i.question.empty() ? "" : config.text("question");
  texts.unit = i.kind == IndicatorKind::index ? config.text("unit") : "per cent";
  texts.group = i.group.empty() ? "" : config.text("group");
  return texts;
}

Indicator indicator_of(const Config& config) {
  Indicator i{.id = config.text("id"), .kind = to_kind(config), .variables = variables_of(config)};
  i.codes = config.texts("codes");
  i.among = config.texts("among");
  const auto all = static_cast<double>(i.variables.size());
  i.minimum_answers = config.number("minimum_answers", i.kind == IndicatorKind::index ? all : 0);
  i.name = config.text("name");
  i.short_name = config.text("short_name", i.name);
  i.definition = config.text("definition");
  i.measure = config.text("measure");
  i.question = config.text("question", "");
  i.unit = config.text("unit", i.unit);
  i.decimals = static_cast<int>(config.integer("decimals", i.decimals));
  i.group = config.text("group", "");
  if (const auto texts = config.table("en")) i.english = english_of(*texts, i);
  i.classes = config.numbers("classes");
  check_form(config, i);
  return i;
}

/// What each level of a question gives: its score, or NaN when it is no valid answer.
using Scores = std::vector<double>;

std::vector<std::uint32_t> levels_of(const Indicator& indicator, const Column& column,
                                     const std::vector<std::string>& codes) {
  std::vector<std::uint32_t> levels;
  for (const auto& code : codes) {
    for (const auto l : match_code(column, code)) {
      const auto reason = column.levels[l].missing;
      require<ConfigError>(reason == Missing::none,
                           "indicator '{}': code '{}' of '{}' is declared missing ({}) and can "
                           "neither count nor be in the denominator",
                           indicator.id, code, column.name, to_text(reason));
      levels.push_back(l);
    }
  }
  return levels;
}

Scores denominator(const Indicator& indicator, const Column& column) {
  Scores valid(column.levels.size(), missing);
  if (indicator.among.empty())
    for (std::size_t l = 0; l < valid.size(); ++l)
      valid[l] = column.levels[l].missing == Missing::none ? 0 : missing;
  for (const auto l : levels_of(indicator, column, indicator.among)) valid[l] = 0;
  return valid;
}

/// 1 for the codes that count, 0 for the rest of the denominator.
Scores counting(const Indicator& indicator, const Column& column) {
  auto scores = denominator(indicator, column);
  for (const auto l : levels_of(indicator, column, indicator.codes)) {
    require<ConfigError>(!std::isnan(scores[l]),
                         "indicator '{}': code '{}' of '{}' counts, but is not in 'among'",
                         indicator.id, column.levels[l].text, column.name);
    scores[l] = 1;
  }
  return scores;
}

/// The code itself, as a number.
Scores points(const Indicator& indicator, const Column& column) {
  auto scores = denominator(indicator, column);
  for (std::size_t l = 0; l < scores.size(); ++l) {
    if (std::isnan(scores[l])) continue;
    scores[l] = column.levels[l].number;
    require<ConfigError>(!std::isnan(scores[l]),
                         "indicator '{}': an index needs numbers, but '{}' has the code '{}'; name "
                         "the codes that are points in 'among'",
                         indicator.id, column.name, column.levels[l].text);
  }
  return scores;
}

struct Question {
  const Column* column;
  Scores scores;
  double at(std::size_t record) const { return scores[column->codes[record]]; }
};

double any_of(const std::vector<Question>& questions, std::size_t record) {
  double worst = 0;
  for (const auto& q : questions) {
    const double score = q.at(record);
    if (score == 1) return 1;
    if (std::isnan(score)) worst = missing;
  }
  return worst;
}

double mean_of(const std::vector<Question>& questions, std::size_t record, double minimum) {
  double sum = 0, answers = 0;
  for (const auto& q : questions) {
    const double score = q.at(record);
    if (std::isnan(score)) continue;
    sum += score;
    answers += 1;
  }
  return answers >= minimum && answers > 0 ? sum / answers : missing;
}

}  // namespace

std::vector<Indicator> read_indicators(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  std::vector<Indicator> indicators;
  std::set<std::string> ids;
  for (const auto& table : config.tables("indicator")) {
    indicators.push_back(indicator_of(table));
    if (!ids.insert(indicators.back().id).second)
      table.fail("id", fmt::format("'{}' is used twice", indicators.back().id));
  }
  config.reject_unknown();
  require<ConfigError>(!indicators.empty(), "{}: there is no [[indicator]]", config.source());
  return indicators;
}

std::vector<Indicator> in_english(std::vector<Indicator> indicators) {
  for (auto& i : indicators) {
    require<ConfigError>(i.english.has_value(),
                         "indicator '{}' has no texts in English: give it en = {{name = …, "
                         "short_name = …, definition = …, measure = …, question = …}}, or take en "
                         "out of languages in [publication]",
                         i.id);
    i.name = i.english->name;
    i.short_name = i.english->short_name;
    i.definition = i.english->definition;
    i.measure = i.english->measure;
    i.question = i.english->question;
    i.unit = i.english->unit;
    i.group = i.english->group;
  }
  return indicators;
}

Measure measure(const Indicator& indicator, const Table& table) {
  const bool index = indicator.kind == IndicatorKind::index;
  std::vector<Question> questions;
  for (const auto& name : indicator.variables) {
    const auto& column = table.column(name);
    questions.push_back({&column, index ? points(indicator, column) : counting(indicator, column)});
  }
  Measure m{.statistic = index ? Statistic::mean : Statistic::share,
            .y = std::vector<double>(table.rows())};
  const bool one = questions.size() == 1;  // whose score is the value, whatever the kind
  for (std::size_t k = 0; k < m.y.size(); ++k)
    m.y[k] = one     ? questions.front().at(k)
             : index ? mean_of(questions, k, indicator.minimum_answers)
                     : any_of(questions, k);
  return m;
}

}  // namespace trygg
