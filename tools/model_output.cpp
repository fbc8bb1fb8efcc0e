#include "tools/model_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "reports/number_text.hpp"
#include "tools/told.hpp"

namespace trygg::tools {
namespace {

std::string notes_of(const ModelRow& row) {
  std::string text;
  for (const auto note : row.notes) {
    if (!text.empty()) text += ' ';
    text += to_text(note);
  }
  return text;
}

std::vector<std::string> beginning(const Modelled& made, const ModelCell& cell) {
  std::vector<std::string> fields{made.response, std::string(to_text(made.family))};
  fields.insert(fields.end(), cell.groups.begin(), cell.groups.end());
  return fields;
}

std::vector<std::string> fields_of(const Modelled& made, const ModelCell& cell,
                                   const ModelRow& row) {
  auto fields = beginning(made, cell);
  for (const auto& text : {row.term, row.level, row.reference, row.category,
                           std::string(to_text(row.statistic)), fmt::format("{}", cell.model->n)})
    fields.push_back(text);
  for (const double value :
       {row.estimate, row.se, row.lower, row.upper, row.df_numerator, row.df, row.t, row.p_value})
    fields.push_back(shortest(value));
  fields.push_back(notes_of(row));
  return fields;
}

std::vector<std::string> without_model(const Modelled& made, const ModelCell& cell) {
  auto fields = beginning(made, cell);
  for (const auto* text : {"model", "", "", "", "wald_f"}) fields.emplace_back(text);
  fields.resize(fields.size() + 9);
  fields.push_back(cell.failure);
  return fields;
}

struct Words {
  reports::Language language;
  std::string_view variable, level, reference, category, n, measure, estimate, interval, p, note;
  std::string_view coefficient, odds_ratio, margin, share, ame, points, slope, test, threshold,
      constant, model, to;
};

constexpr Words swedish{.language = reports::Language::sv,
                        .variable = "variabel",
                        .level = "grupp",
                        .reference = "jämfört med",
                        .category = "svar",
                        .n = "antal",
                        .measure = "mått",
                        .estimate = "skattning",
                        .interval = "{} % intervall",
                        .p = "p-värde",
                        .note = "anmärkning",
                        .coefficient = "koefficient",
                        .odds_ratio = "oddskvot",
                        .margin = "justerat medelvärde",
                        .share = "justerad andel",
                        .ame = "justerad skillnad",
                        .points = "justerad skillnad, procentenheter",
                        .slope = "lutning per enhet",
                        .test = "F-test",
                        .threshold = "tröskel",
                        .constant = "konstant",
                        .model = "hela modellen",
                        .to = "till"};
constexpr Words english{.language = reports::Language::en,
                        .variable = "variable",
                        .level = "group",
                        .reference = "compared with",
                        .category = "answer",
                        .n = "n",
                        .measure = "measure",
                        .estimate = "estimate",
                        .interval = "{}% interval",
                        .p = "p-value",
                        .note = "note",
                        .coefficient = "coefficient",
                        .odds_ratio = "odds ratio",
                        .margin = "adjusted mean",
                        .share = "adjusted share",
                        .ame = "adjusted difference",
                        .points = "adjusted difference, percentage points",
                        .slope = "slope per unit",
                        .test = "F test",
                        .threshold = "threshold",
                        .constant = "constant",
                        .model = "whole model",
                        .to = "to"};

/// As many as give a standard error three digits, of odds ratios one: what a krona or a year does
/// is little, and not nothing.
int decimals_of(double se, int least) {
  if (!(se > 0)) return 2;
  const int digits = least > 0 ? 0 : 2;
  return std::clamp(digits - static_cast<int>(std::floor(std::log10(se))), 0, 15);
}

/// How the rows of one table are told.
class Teller {
 public:
  Teller(const Modelled& made, const Words& words) : made_(made), words_(words) {}

  std::vector<std::string> header() const {
    std::vector<std::string> columns(made_.variables);
    for (const auto name : {words_.variable, words_.level, words_.reference})
      columns.emplace_back(name);
    if (made_.family == ModelFamily::ordinal) columns.emplace_back(words_.category);
    if (!made_.variables.empty()) columns.emplace_back(words_.n);
    const auto level = reports::localised(shortest(100 * made_.level), words_.language);
    columns.emplace_back(words_.measure);
    columns.emplace_back(words_.estimate);
    columns.push_back(fmt::format(fmt::runtime(words_.interval), level));
    columns.emplace_back(words_.p);
    columns.emplace_back(words_.note);
    return columns;
  }

  std::vector<std::string> row(const ModelCell& cell, const ModelRow& row) const {
    std::vector<std::string> fields(cell.groups);
    for (const auto& text : {term(row), row.level, row.reference}) fields.push_back(text);
    if (made_.family == ModelFamily::ordinal) fields.push_back(row.category);
    if (!made_.variables.empty())
      fields.push_back(cell.model ? fmt::format("{}", cell.model->n) : "");
    fields.emplace_back(measure(row));
    fields.push_back(number(row, row.estimate));
    fields.push_back(std::isnan(row.lower) ? ""
                                           : fmt::format("{} {} {}", number(row, row.lower),
                                                         words_.to, number(row, row.upper)));
    fields.push_back(p_value(row.p_value));
    fields.push_back(told_notes(notes_of(row), words_.language));
    return fields;
  }

  /// Coefficients are left out where odds ratios say the same.
  bool tells(const ModelRow& row) const {
    return made_.family == ModelFamily::linear || row.statistic != ModelStatistic::coefficient;
  }

  std::vector<std::string> failure(const ModelCell& cell) const {
    auto fields =
        row({.groups = cell.groups}, {.term = "model", .statistic = ModelStatistic::wald_f});
    fields.back() = told_notes(cell.failure, words_.language);
    return fields;
  }

 private:
  bool is_share() const { return made_.family != ModelFamily::linear; }

  std::string term(const ModelRow& row) const {
    if (row.term == "constant") return std::string(words_.constant);
    if (row.term == "threshold") return std::string(words_.threshold);
    if (row.term == "model") return std::string(words_.model);
    return row.term;
  }
  std::string_view measure(const ModelRow& row) const {
    switch (row.statistic) {
      case ModelStatistic::coefficient:
        return words_.coefficient;
      case ModelStatistic::odds_ratio:
        return words_.odds_ratio;
      case ModelStatistic::margin:
        return is_share() ? words_.share : words_.margin;
      case ModelStatistic::ame:
        if (row.level.empty()) return words_.slope;
        return is_share() ? words_.points : words_.ame;
      default:
        return words_.test;
    }
  }
  std::string number(const ModelRow& row, double value) const {
    if (row.statistic == ModelStatistic::margin && is_share())
      return told_per_cent(value, words_.language);
    if (row.statistic == ModelStatistic::ame && is_share() && !row.level.empty())
      return told_number(100 * value, 1, words_.language);
    if (row.statistic == ModelStatistic::wald_f) return told_number(value, 2, words_.language);
    const int least = row.statistic == ModelStatistic::odds_ratio ? 2 : 0;
    return told_number(value, std::max(least, decimals_of(row.se, least)), words_.language);
  }
  std::string p_value(double p) const {
    if (std::isnan(p)) return "";
    if (p < 0.001) return reports::localised("<0.001", words_.language);
    return told_number(p, 3, words_.language);
  }

  const Modelled& made_;
  const Words& words_;
};

/// "omrade=3, kon=2: " of a cell, empty of the whole.
std::string place_of(const Modelled& made, const ModelCell& cell) {
  std::vector<std::string> codes;
  for (std::size_t v = 0; v < cell.groups.size(); ++v)
    if (!cell.groups[v].empty())
      codes.push_back(fmt::format("{}={}", made.variables[v], cell.groups[v]));
  return codes.empty() ? "" : joined(codes, ", ") + ": ";
}

}  // namespace

OutputTable to_output(const Modelled& made) {
  OutputTable output{.columns = {"response", "family"}, .rows = {}, .texts = made.variables};
  output.columns.insert(output.columns.end(), made.variables.begin(), made.variables.end());
  for (const auto* name : {"term", "level", "reference", "category", "statistic", "n", "estimate",
                           "se", "lower", "upper", "df_numerator", "df", "t", "p_value", "note"})
    output.columns.emplace_back(name);
  for (const auto* name : {"response", "term", "level", "reference", "category"})
    output.texts.emplace_back(name);
  for (const auto& cell : made.cells) {
    if (!cell.model) output.rows.push_back(without_model(made, cell));
    for (std::size_t r = 0; cell.model && r < cell.model->rows.size(); ++r)
      output.rows.push_back(fields_of(made, cell, cell.model->rows[r]));
  }
  return output;
}

OutputTable to_told(const Modelled& made, const std::string& lang) {
  const Teller teller(made, lang == "en" ? english : swedish);
  OutputTable output{.columns = teller.header(), .rows = {}, .texts = teller.header()};
  for (const auto& cell : made.cells) {
    if (!cell.model) output.rows.push_back(teller.failure(cell));
    for (std::size_t r = 0; cell.model && r < cell.model->rows.size(); ++r)
      if (teller.tells(cell.model->rows[r]))
        output.rows.push_back(teller.row(cell, cell.model->rows[r]));
  }
  return output;
}

std::vector<std::string> remarks(const Modelled& made) {
  std::vector<std::string> lines = made.remarks;
  for (const auto& cell : made.cells) {
    const auto place = place_of(made, cell);
    if (!cell.model) {
      lines.push_back(place + cell.message);
      continue;
    }
    const auto& m = *cell.model;
    if (m.incomplete > 0 && place.empty())
      lines.push_back(
          fmt::format("{} of {} records lack one of the model's variables and are left "
                      "out; {} remain",
                      m.incomplete, m.incomplete + m.n, m.n));
    if (!m.aliased.empty())
      lines.push_back(
          fmt::format("{}no coefficient for what no record has, or is a combination of others: {}",
                      place, joined(m.aliased, ", ")));
    if (m.df <= 0)
      lines.push_back(
          fmt::format("{}{} coefficients leave no degrees of freedom, so that there are "
                      "no intervals and no tests; leave variables out, or give --df",
                      place, m.parameters));
  }
  return lines;
}

}  // namespace trygg::tools
