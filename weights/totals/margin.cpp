#include "weights/totals/margin.hpp"

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg::weights {
namespace {

double read_total(const CsvText& csv, std::size_t row, std::size_t column) {
  const auto& text = csv.rows[row][column];
  const auto total = to_number(trimmed(text));
  if (!total)
    throw InputError(csv.source, csv.lines[row],
                     text.empty() ? "total is empty; fill it in"
                                  : fmt::format("total '{}' is not a number (decimal point, no "
                                                "separators)",
                                                text));
  return *total;
}

}  // namespace

Margin read_margin(const std::filesystem::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  const auto last = csv.column("total");
  Margin margin{.source = csv.source, .lines = csv.lines};
  for (std::size_t c = 0; c < csv.header.size(); ++c)
    if (c != last) margin.variables.push_back(csv.header[c]);
  require<InputError>(!margin.variables.empty() && !csv.rows.empty(),
                      "{}: a margin has a header of variables and 'total', and a row for every "
                      "combination",
                      csv.source);
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const double total = read_total(csv, r, last);
    if (total < 0) throw InputError(csv.source, csv.lines[r], "a total is negative");
    margin.totals.push_back(total);
    auto& codes = margin.codes.emplace_back();
    for (std::size_t c = 0; c < csv.header.size(); ++c)
      if (c != last) codes.emplace_back(trimmed(csv.rows[r][c]));
  }
  return margin;
}

NumericTotals read_numeric_totals(const std::filesystem::path& path,
                                  std::span<const std::string> partition) {
  const auto csv = parse_csv(read_file(path), path.string());
  const auto name = csv.column("variable"), total = csv.column("total");
  std::vector<std::size_t> columns;
  std::string header;
  for (const auto& variable : partition) {
    columns.push_back(csv.column(variable));
    header += variable + ",";
  }
  require<InputError>(csv.header.size() == 2 + columns.size(),
                      "{}: the header must be {}variable,total", csv.source, header);
  NumericTotals numeric{.source = csv.source, .lines = csv.lines};
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const auto& row = csv.rows[r];
    auto& codes = numeric.codes.emplace_back();
    for (const auto c : columns) codes.emplace_back(trimmed(row[c]));
    for (std::size_t q = 0; q < r; ++q)
      if (numeric.totals[q].first == row[name] && numeric.codes[q] == codes)
        throw InputError(
            csv.source, csv.lines[r],
            fmt::format("{} is in line {} already; keep one of them", row[name], csv.lines[q]));
    numeric.totals.emplace_back(row[name], read_total(csv, r, total));
  }
  require<InputError>(!numeric.totals.empty(), "{}: there are no totals", csv.source);
  return numeric;
}

}  // namespace trygg::weights
