#include "regression/model_columns.hpp"

#include <algorithm>

namespace trygg {
namespace {

/// The columns of a term, the last variable fastest.
std::vector<ModelColumn> columns_of(std::size_t t, const ModelTerm& term, const ModelFrame& frame) {
  std::vector<ModelColumn> columns{{.term = t, .parts = {}, .level = {}, .reference = {}}};
  for (const auto v : term.variables) {
    const auto& variable = frame.variables[v];
    std::vector<ModelColumn> finer;
    for (const auto& column : columns) {
      if (variable.kind == CovariateKind::number) {
        finer.push_back(column);
        finer.back().parts.push_back({v, 0});
        continue;
      }
      for (std::size_t l = 1; l < variable.levels.size(); ++l) {
        auto& made = finer.emplace_back(column);
        const std::string between = made.level.empty() ? "" : ":";
        made.parts.push_back({v, l});
        made.level += between + variable.levels[l];
        made.reference += between + variable.levels[0];
      }
    }
    columns = std::move(finer);
  }
  return columns;
}

/// Whether a number enters by itself, and in no product.
bool is_alone(std::size_t v, const ModelFormula& formula) {
  return formula.variables[v].kind == CovariateKind::number &&
         std::ranges::none_of(formula.terms, [&](const ModelTerm& term) {
           return term.variables.size() > 1 &&
                  std::ranges::find(term.variables, v) != term.variables.end();
         });
}

double mean_of(const FrameVariable& variable) {
  double sum = 0;
  for (const double x : variable.value) sum += x / static_cast<double>(variable.value.size());
  return sum;
}

}  // namespace

ModelColumns::ModelColumns(const ModelFormula& formula, const ModelFrame& frame, Constant constant)
    : formula_(&formula), frame_(&frame) {
  for (std::size_t v = 0; v < frame.variables.size(); ++v)
    centre_.push_back(is_alone(v, formula) ? mean_of(frame.variables[v]) : 0);
  if (constant == Constant::first)
    columns_.push_back({.term = ModelColumn::constant, .parts = {}, .level = {}, .reference = {}});
  for (std::size_t t = 0; t < formula.terms.size(); ++t)
    for (auto& column : columns_of(t, formula.terms[t], frame))
      columns_.push_back(std::move(column));
}

std::string ModelColumns::name(std::size_t j) const {
  const auto& column = columns_[j];
  if (column.term == ModelColumn::constant) return "constant";
  const auto term = formula_->name(formula_->terms[column.term]);
  return column.level.empty() ? term : term + " " + column.level;
}

double ModelColumns::part(const ModelColumn::Part& part, std::size_t pattern,
                          const std::optional<Change>& change) const {
  const auto& variable = frame_->variables[part.variable];
  if (variable.kind == CovariateKind::number)
    return variable.value[pattern] - centre_[part.variable];
  const bool is_changed = change && change->variable == part.variable;
  const auto level = is_changed ? change->level : static_cast<std::size_t>(variable.value[pattern]);
  return level == part.level ? 1 : 0;
}

bool ModelColumns::has(std::size_t j, std::size_t variable) const {
  return std::ranges::find(columns_[j].parts, variable, &ModelColumn::Part::variable) !=
         columns_[j].parts.end();
}

void ModelColumns::multiply(std::size_t j, const std::optional<Change>& change,
                            std::optional<std::size_t> but,
                            Eigen::Ref<Eigen::VectorXd> column) const {
  for (const auto& p : columns_[j].parts) {
    if (but == p.variable) continue;
    for (Eigen::Index i = 0; i < column.size(); ++i)
      column(i) *= part(p, static_cast<std::size_t>(i), change);
  }
}

Eigen::MatrixXd ModelColumns::matrix() const {
  Eigen::MatrixXd x = Eigen::MatrixXd::Ones(static_cast<Eigen::Index>(frame_->patterns),
                                            static_cast<Eigen::Index>(size()));
  for (std::size_t j = 0; j < size(); ++j)
    multiply(j, std::nullopt, std::nullopt, x.col(static_cast<Eigen::Index>(j)));
  return x;
}

Eigen::MatrixXd ModelColumns::changed(const Eigen::MatrixXd& x, Change change) const {
  Eigen::MatrixXd other = x;
  for (std::size_t j = 0; j < size(); ++j) {
    if (!has(j, change.variable)) continue;
    auto column = other.col(static_cast<Eigen::Index>(j));
    column.setOnes();
    multiply(j, change, std::nullopt, column);
  }
  return other;
}

Eigen::MatrixXd ModelColumns::derivative(std::size_t variable) const {
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(frame_->patterns),
                                            static_cast<Eigen::Index>(size()));
  for (std::size_t j = 0; j < size(); ++j) {
    if (!has(j, variable)) continue;
    auto column = x.col(static_cast<Eigen::Index>(j));
    column.setOnes();
    multiply(j, std::nullopt, variable, column);
  }
  return x;
}

}  // namespace trygg
