#include "linalg/linear_program.hpp"

#include <ClpSimplex.hpp>

#include "base/error.hpp"

namespace trygg {
namespace {

double to_clp(double bound) {
  if (bound == LinearProgram::infinity) return COIN_DBL_MAX;
  return bound == -LinearProgram::infinity ? -COIN_DBL_MAX : bound;
}

}  // namespace

/// Columns are gathered and handed over together, which is much quicker than one by one.
struct LinearProgram::Model {
  ClpSimplex clp;
  std::size_t columns = 0;  // in all
  std::vector<double> cost, lower, upper, value;
  std::vector<int> start{0}, row;

  void hand_over() {
    if (cost.empty()) return;
    clp.addColumns(static_cast<int>(cost.size()), lower.data(), upper.data(), cost.data(),
                   start.data(), row.data(), value.data());
    for (auto* gathered : {&cost, &lower, &upper, &value}) gathered->clear();
    row.clear();
    start.assign(1, 0);
  }
};

LinearProgram::LinearProgram(std::size_t rows) : model_(std::make_unique<Model>()) {
  model_->clp.setLogLevel(0);
  model_->clp.resize(static_cast<int>(rows), 0);
  for (std::size_t r = 0; r < rows; ++r) set_row(r, -infinity, infinity);
}
LinearProgram::~LinearProgram() = default;
LinearProgram::LinearProgram(LinearProgram&&) noexcept = default;

std::size_t LinearProgram::add_column(double cost, double lower, double upper,
                                      std::span<const Entry> entries) {
  auto& m = *model_;
  m.cost.push_back(cost);
  m.lower.push_back(to_clp(lower));
  m.upper.push_back(to_clp(upper));
  for (const auto& [row, value] : entries) {
    m.row.push_back(static_cast<int>(row));
    m.value.push_back(value);
  }
  m.start.push_back(static_cast<int>(m.row.size()));
  return m.columns++;
}

void LinearProgram::set_column(std::size_t column, double lower, double upper) {
  model_->hand_over();
  model_->clp.setColumnBounds(static_cast<int>(column), to_clp(lower), to_clp(upper));
}

void LinearProgram::set_cost(std::size_t column, double cost) {
  model_->hand_over();
  model_->clp.setObjectiveCoefficient(static_cast<int>(column), cost);
}

void LinearProgram::set_row(std::size_t row, double lower, double upper) {
  model_->clp.setRowBounds(static_cast<int>(row), to_clp(lower), to_clp(upper));
}

void LinearProgram::begin_high(std::span<const char> is_high) {
  model_->hand_over();
  auto& clp = model_->clp;
  clp.createStatus();
  for (std::size_t i = 0; i < is_high.size(); ++i)
    if (is_high[i]) clp.setColumnStatus(static_cast<int>(i), ClpSimplex::atUpperBound);
}

std::vector<unsigned char> LinearProgram::basis() const {
  const auto* status = model_->clp.statusArray();
  return {status, status + model_->clp.numberColumns() + model_->clp.numberRows()};
}

void LinearProgram::begin_at(const std::vector<unsigned char>& basis) {
  model_->hand_over();
  auto& clp = model_->clp;
  require(std::ssize(basis) == clp.numberColumns() + clp.numberRows(),
          "a basis of another program");
  clp.copyinStatus(basis.data());
}

LinearProgram::Solution LinearProgram::solve(Method method) {
  model_->hand_over();
  auto& clp = model_->clp;
  if (method == Method::dual) {
    clp.dual();
  } else {
    clp.primal();
  }
  constexpr Solution::Status known[]{Solution::Status::optimal, Solution::Status::infeasible,
                                     Solution::Status::unbounded};
  const int status = clp.status();
  Solution solution{.status = status >= 0 && status < 3 ? known[status] : Solution::Status::failed,
                    .objective = clp.objectiveValue()};
  const double *x = clp.primalColumnSolution(), *y = clp.dualRowSolution();
  solution.x.assign(x, x + clp.numberColumns());
  solution.y.assign(y, y + clp.numberRows());
  const double* d = clp.dualColumnSolution();
  solution.reduced_cost.assign(d, d + clp.numberColumns());
  return solution;
}

}  // namespace trygg
