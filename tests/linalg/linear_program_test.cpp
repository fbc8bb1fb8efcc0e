#include "linalg/linear_program.hpp"

#include <catch2/catch.hpp>

using trygg::LinearProgram;
using Entry = LinearProgram::Entry;
using Status = LinearProgram::Solution::Status;

namespace {

/// max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: 36 at (2, 6), duals 0, 3/2, 1 (Dantzig's textbook
/// case).
LinearProgram factory() {
  LinearProgram program(3);
  const Entry x[]{{0, 1}, {2, 3}}, y[]{{1, 2}, {2, 2}};
  program.add_column(-3, 0, LinearProgram::infinity, x);
  program.add_column(-5, 0, LinearProgram::infinity, y);
  program.set_row(0, -LinearProgram::infinity, 4);
  program.set_row(1, -LinearProgram::infinity, 12);
  program.set_row(2, -LinearProgram::infinity, 18);
  return program;
}

}  // namespace

TEST_CASE("a linear program is solved with its dual values", "[linalg][reference]") {
  auto program = factory();
  const auto solution = program.solve();
  REQUIRE(solution.status == Status::optimal);
  CHECK(solution.objective == Approx(-36));
  CHECK(solution.x[0] == Approx(2));
  CHECK(solution.x[1] == Approx(6));
  CHECK(solution.y[0] == Approx(0).margin(1e-12));
  CHECK(solution.y[1] == Approx(-1.5));
  CHECK(solution.y[2] == Approx(-1));
}

TEST_CASE("rows, bounds, costs and columns may change between solutions", "[linalg]") {
  auto program = factory();
  program.solve();
  program.set_row(2, -LinearProgram::infinity, 24);
  CHECK(program.solve().objective == Approx(-42));  // (4, 6)
  program.set_column(1, 0, 5);
  CHECK(program.solve().objective == Approx(-37));
  program.set_cost(0, 1);
  CHECK(program.solve().objective == Approx(-25));
  const Entry z[]{{1, 1}};
  program.add_column(-10, 0, LinearProgram::infinity, z);
  CHECK(program.solve().objective == Approx(-120));  // z = 12 alone
}

TEST_CASE("programs without a solution, and without an end, say which", "[linalg]") {
  auto none = factory();
  none.set_row(0, 5, 6);
  none.set_row(2, -LinearProgram::infinity, 10);
  CHECK(none.solve().status == Status::infeasible);
  auto endless = factory();
  endless.set_row(1, -LinearProgram::infinity, LinearProgram::infinity);
  endless.set_row(2, -LinearProgram::infinity, LinearProgram::infinity);
  CHECK(endless.solve().status == Status::unbounded);
}
