#include "regression/model_frame.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "design/design.hpp"
#include "regression/model_error.hpp"
#include "table/level_index.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();

const std::string& name_of(const Level& level, LevelNames names) {
  return names == LevelNames::labels && !level.label.empty() ? level.label : level.text;
}

/// By level of the column: the response of a record that has it; NaN: none.
std::vector<double> responses(const ModelResponse& response, const Column& column) {
  std::vector<double> y(column.levels.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t l = 0; l < y.size(); ++l) {
    if (column.levels[l].missing != Missing::none) continue;
    const auto found = std::ranges::find(response.levels, l);
    const auto place = static_cast<double>(found - response.levels.begin());
    if (response.family == ModelFamily::linear)
      y[l] = column.levels[l].number;
    else if (response.family == ModelFamily::logistic)
      y[l] = found == response.levels.end() ? 0 : 1;
    else if (found != response.levels.end())
      y[l] = place;
  }
  return y;
}

/// Takes the records of a domain, keeping those that have everything.
class Framer {
 public:
  Framer(const ModelFormula& formula, const ModelResponse& response, const Table& table,
         const Design& design, LevelNames names)
      : formula_(formula), response_(response), table_(table), design_(design), names_(names) {
    for (const auto& variable : formula.variables) columns_.push_back(&table.column(variable.name));
  }

  ModelFrame make(const Domain& domain) {
    take(domain);
    require_model(!frame_.record.empty(), ModelFailure::empty_domain,
                  "{}: no record has a weight and an answer to all of the model's variables{}",
                  response_.text,
                  frame_.incomplete > 0 ? "; see which have missing answers with trygg check" : "");
    find_patterns();
    for (std::size_t v = 0; v < columns_.size(); ++v) add_variable(v);
    set_categories();
    return std::move(frame_);
  }

 private:
  std::uint32_t code(std::size_t v, std::uint32_t record) const {
    return columns_[v]->codes[design_.table_row()[record]];
  }
  bool has_all(std::uint32_t record) const {
    for (std::size_t v = 0; v < columns_.size(); ++v)
      if (columns_[v]->levels[code(v, record)].missing != Missing::none) return false;
    return true;
  }

  void take(const Domain& domain) {
    const auto& column = table_.column(response_.variable);
    const auto of_level = responses(response_, column);
    frame_.response = response_.text;
    for (const auto k : domain) {
      if (design_.weight()[k] == 0) continue;
      const double y = of_level[column.codes[design_.table_row()[k]]];
      if (std::isnan(y) || !has_all(k)) {
        ++frame_.incomplete;
        continue;
      }
      frame_.record.push_back(k);
      frame_.y.push_back(y);
    }
  }

  /// Cuts the patterns by one variable after the other, so that a key is a pattern and a code.
  void find_patterns() {
    frame_.pattern.assign(frame_.record.size(), 0);
    frame_.patterns = 1;
    for (std::size_t v = 0; v < columns_.size(); ++v) {
      LevelIndex index;
      std::uint32_t next = 0;
      for (std::size_t i = 0; i < frame_.record.size(); ++i) {
        const auto key = std::uint64_t{frame_.pattern[i]} << 32 | code(v, frame_.record[i]);
        frame_.pattern[i] = index.find_or_add(key, next, [](std::uint32_t) { return true; });
        next = std::max(next, frame_.pattern[i] + 1);
      }
      frame_.patterns = next;
    }
  }

  void add_variable(std::size_t v) {
    const auto& column = *columns_[v];
    auto& made = frame_.variables.emplace_back();
    made.name = column.name;
    made.kind = formula_.variables[v].kind;
    made.value.assign(frame_.patterns, 0);
    const auto place =
        made.kind == CovariateKind::factor ? add_levels(v, made) : std::vector<std::uint32_t>{};
    for (std::size_t i = 0; i < frame_.record.size(); ++i) {
      const auto l = code(v, frame_.record[i]);
      made.value[frame_.pattern[i]] = place.empty() ? column.levels[l].number : place[l];
    }
  }

  /// The place of every level of the column among those that records have.
  std::vector<std::uint32_t> add_levels(std::size_t v, FrameVariable& made) const {
    const auto& column = *columns_[v];
    std::vector<char> met(column.levels.size(), 0);
    for (const auto k : frame_.record) met[code(v, k)] = 1;
    auto order = column.ordered_levels();
    std::erase_if(order, [&](std::uint32_t l) { return !met[l]; });
    require_model(order.size() > 1, ModelFailure::one_level,
                  "{}: all {} record{} of the model have the same level; leave the variable out",
                  column.name, frame_.record.size(), frame_.record.size() == 1 ? "" : "s");
    if (const auto reference = formula_.variables[v].reference) {
      const auto found = std::ranges::find(order, *reference);
      require_model(found != order.end(), ModelFailure::no_reference,
                    "{}: no record of the model has the reference '{}'; choose another by "
                    "--reference",
                    column.name, column.levels[*reference].text);
      std::rotate(order.begin(), found, found + 1);
    }
    std::vector<std::uint32_t> place(column.levels.size(), nowhere);
    for (std::uint32_t p = 0; p < order.size(); ++p) {
      place[order[p]] = p;
      made.levels.push_back(name_of(column.levels[order[p]], names_));
    }
    return place;
  }

  /// Leaves out the categories that no record has.
  void set_categories() {
    const auto [low, high] = std::ranges::minmax(frame_.y);
    require_model(low < high, ModelFailure::one_response,
                  "{}: all {} record{} of the model have the same response; there is nothing to "
                  "model",
                  response_.text, frame_.record.size(), frame_.record.size() == 1 ? "" : "s");
    if (response_.family == ModelFamily::logistic) frame_.categories = {"", response_.text};
    if (response_.family != ModelFamily::ordinal) return;
    const auto& column = table_.column(response_.variable);
    std::vector<char> met(response_.levels.size(), 0);
    for (const double y : frame_.y) met[static_cast<std::size_t>(y)] = 1;
    std::vector<double> place(met.size());
    for (std::size_t c = 0; c < met.size(); ++c) {
      place[c] = static_cast<double>(frame_.categories.size());
      if (met[c]) frame_.categories.push_back(name_of(column.levels[response_.levels[c]], names_));
    }
    for (double& y : frame_.y) y = place[static_cast<std::size_t>(y)];
  }

  const ModelFormula& formula_;
  const ModelResponse& response_;
  const Table& table_;
  const Design& design_;
  LevelNames names_;
  std::vector<const Column*> columns_;
  ModelFrame frame_;
};

}  // namespace

ModelFrame make_frame(const ModelFormula& formula, const ModelResponse& response,
                      const Table& table, const Design& design, const Domain& domain,
                      LevelNames names) {
  return Framer(formula, response, table, design, names).make(domain);
}

}  // namespace trygg
