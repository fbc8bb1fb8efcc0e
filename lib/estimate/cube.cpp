#include "estimate/cube.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "estimate/cell_columns.hpp"
#include "estimate/cube_index.hpp"
#include "estimate/result.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 16> rest{
    "contrast", "n",      "estimate",       "se",  "lower",   "upper",
    "df",       "deff",   "n_effective",    "t",   "p_value", "p_adjusted",
    "cases",    "weight", "largest_weight", "note"};
constexpr std::array<std::string_view, 13> rest_without_evidence{
    "contrast", "n",           "estimate", "se",      "lower",      "upper", "df",
    "deff",     "n_effective", "t",        "p_value", "p_adjusted", "note"};

/// The numbers of a row in the order of their columns, from `estimate` on.
constexpr std::array<double CubeRow::*, 13> numbers{
    &CubeRow::estimate,      &CubeRow::se,    &CubeRow::lower,
    &CubeRow::upper,         &CubeRow::df,    &CubeRow::deff,
    &CubeRow::n_effective,   &CubeRow::t,     &CubeRow::p_value,
    &CubeRow::p_adjusted,    &CubeRow::cases, &CubeRow::weight,
    &CubeRow::largest_weight};
/// How many of them there are in a file without evidence for a release.
constexpr std::size_t without_evidence = 10;

constexpr std::array<std::string CubeRow::*, 7> texts{
    &CubeRow::wave,       &CubeRow::era,  &CubeRow::indicator, &CubeRow::statistic,
    &CubeRow::area_level, &CubeRow::area, &CubeRow::sex};

/// Field by field into the text: a cube has a million of them.
void append_line(std::string& text, const CubeRow& row) {
  const auto add = [&](const std::string& field) {
    append_csv_field(text, field);
    text += ',';
  };
  for (const auto field : texts) add(row.*field);
  for (const auto& group : row.groups) add(group);
  add(row.contrast);
  text += std::to_string(row.n);
  text += ',';
  for (const auto number : numbers) {
    append_shortest(text, row.*number);
    text += ',';
  }
  append_csv_field(text, row.note);
  text += '\n';
}

/// What a number of a row may be.
struct Bounds {
  double least = -INFINITY, greatest = INFINITY;
  std::string_view rule;
};

Bounds bounds_of(double CubeRow::*number, const CubeRow& row) {
  constexpr double rounding = 1e-9;
  if (number == &CubeRow::se) return {.least = 0, .rule = "must be at least 0"};
  if (number == &CubeRow::cases || number == &CubeRow::largest_weight)
    return {.least = 0, .rule = "must be at least 0"};
  if (number == &CubeRow::estimate && row.statistic == "share" && row.contrast.empty())
    return {.least = -rounding, .greatest = 1 + rounding, .rule = "is no share: it must be 0 to 1"};
  return {};
}

/// Takes the fields of one row from left to right.
class Fields {
 public:
  explicit Fields(CsvRows& csv) : csv_(csv), fields_(csv.fields()) {}

  std::string text() { return std::move(fields_[at_++]); }

  std::size_t count() {
    const auto value = to_number(fields_[at_]);
    if (!value || *value < 0 || *value > 1e15 || *value != std::floor(*value))
      fail("is not a number of answers");
    ++at_;
    return static_cast<std::size_t>(*value);
  }

  double number(const Bounds& bounds) {
    const auto value = to_number(fields_[at_]);
    if (!value && !fields_[at_].empty()) fail("is not a number; what is not given is left empty");
    if (value && (*value < bounds.least || *value > bounds.greatest)) fail(bounds.rule);
    ++at_;
    return value.value_or(CubeRow::missing);
  }

 private:
  [[noreturn]] void fail(std::string_view problem) const {
    throw InputError(
        csv_.head().source, csv_.line(),
        fmt::format("column '{}': '{}' {}", csv_.head().header[at_], fields_[at_], problem));
  }

  const CsvRows& csv_;
  std::vector<std::string>& fields_;
  std::size_t at_ = 0;
};

CubeRow row_of(CsvRows& csv, std::size_t groups, std::size_t given) {
  Fields fields(csv);
  CubeRow row;
  for (const auto text : texts) row.*text = fields.text();
  for (std::size_t g = 0; g < groups; ++g) row.groups.push_back(fields.text());
  row.contrast = fields.text();
  row.n = fields.count();
  for (const auto number : std::span(numbers).first(given))
    row.*number = fields.number(bounds_of(number, row));
  row.note = fields.text();
  return row;
}

}  // namespace

std::string to_csv(const Cube& cube) {
  std::string text = csv_line(header_of_cells(cube.group_names, rest));
  for (const auto& row : cube.rows) {
    require(row.groups.size() == cube.group_names.size(),
            "a row of the cube has {} groups, its header {}", row.groups.size(),
            cube.group_names.size());
    append_line(text, row);
  }
  return text;
}

Cube read_cube(const std::filesystem::path& path) {
  const auto text = read_file(path);
  CsvRows csv(text, path.string());
  const auto& header = csv.head().header;
  const bool any_evidence = std::ranges::find(header, "cases") != header.end();
  const auto expected = any_evidence ? std::span<const std::string_view>(rest)
                                     : std::span<const std::string_view>(rest_without_evidence);
  Cube cube{.group_names = group_columns(csv.head(), expected)};
  while (csv.next())
    cube.rows.push_back(
        row_of(csv, cube.group_names.size(), any_evidence ? numbers.size() : without_evidence));
  try {
    require_one_row_a_cell(cube);
  } catch (const InputError& e) {
    throw InputError(fmt::format("{}: {}", path.string(), e.what()));
  }
  return cube;
}

CubeRow filled(CubeRow frame, const std::string& indicator, std::string_view statistic,
               const Result& result) {
  frame.indicator = indicator;
  frame.statistic = statistic;
  frame.n = result.n;
  frame.estimate = result.estimate;
  frame.se = result.se;
  frame.lower = result.lower;
  frame.upper = result.upper;
  frame.df = result.df;
  frame.deff = result.deff;
  frame.n_effective = result.n_effective;
  frame.t = result.t;
  frame.p_value = result.p_value;
  frame.p_adjusted = result.p_adjusted;
  frame.cases = result.cases;
  frame.weight = result.weight;
  frame.largest_weight = result.largest_weight;
  for (const auto note : result.notes) {
    if (!frame.note.empty()) frame.note += ' ';
    frame.note += to_text(note);
  }
  return frame;
}

}  // namespace trygg
