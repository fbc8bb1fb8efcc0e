// Reads a file, weighs every record alike and estimates a mean with its standard error.
#include <cstdio>

#include "design/design.hpp"
#include "estimate/request.hpp"
#include "estimate/tabulate.hpp"
#include "io/read.hpp"
#include "reports/number_text.hpp"
#include "weights/weigh.hpp"

int main(int, char* argv[]) {
  const auto table = trygg::read_table(argv[1], {});
  const auto design = trygg::make_design(table, {});
  trygg::Request request;
  request.what.push_back(trygg::read_what(trygg::Statistic::mean, "x", table));
  const auto rows = trygg::tabulate(request, table, design, {}, 1).rows;
  std::printf("%.15g %.15g\n", rows.front().result.estimate, rows.front().result.se);
}
