#include "weights/calibration/slack.hpp"

#include <cmath>

namespace trygg::weights {
namespace {

constexpr double infinity = LinearProgram::infinity;

}  // namespace

Slack::Slack(const Admissible& a) : a_(&a), program_(a.target.size()), first_slack_(a.rows.size()) {
  for (std::size_t i = 0; i < a.rows.size(); ++i)
    program_.add_column(0, a.low[i], a.high[i], a.rows[i]);
  for (std::uint32_t c = 0; c < a.target.size(); ++c) {
    const LinearProgram::Entry more{c, 1}, less{c, -1};
    program_.add_column(1 / a.size[c], 0, infinity, {&more, 1});
    program_.add_column(1 / a.size[c], 0, infinity, {&less, 1});
    if (a.is_hard[c]) hold(c);
  }
  program_.begin_high(a.is_high);
}

Slack::Answer Slack::solve(LinearProgram::Method method) {
  const auto solution = program_.solve(method);
  Answer answer{
      solution.status == LinearProgram::Solution::Status::optimal ? solution.objective : infinity,
      solution.y,
      {}};
  for (std::size_t c = 0; c < a_->target.size(); ++c)
    answer.missing.push_back(solution.x[first_slack_ + 2 * c] -
                             solution.x[first_slack_ + 2 * c + 1]);
  return answer;
}

Slack::Answer Slack::solve(const Widening& wider, double s) {
  for (std::size_t i = 0; i < a_->rows.size(); ++i)
    program_.set_column(i, a_->low[i] - s * wider.down[i], a_->high[i] + s * wider.up[i]);
  auto answer = solve(LinearProgram::Method::dual);
  for (std::size_t i = 0; i < a_->rows.size(); ++i) program_.set_column(i, a_->low[i], a_->high[i]);
  return answer;
}

std::size_t Slack::merge(std::size_t total, std::size_t with) {
  const LinearProgram::Entry transfer[]{{static_cast<std::uint32_t>(total), 1},
                                        {static_cast<std::uint32_t>(with), -1}};
  return program_.add_column(0, -infinity, infinity, transfer);
}

double attainable(const Admissible& a, const std::vector<double>& y) {
  double most = 0;
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    double price = 0;
    for (const auto& [row, value] : a.rows[i]) price += y[row] * value;
    // Where weights have no limit the price is 0 but for rounding.
    const double bound = price > 0 ? a.high[i] : a.low[i];
    if (std::isfinite(bound)) most += price * bound;
  }
  return most;
}

}  // namespace trygg::weights
