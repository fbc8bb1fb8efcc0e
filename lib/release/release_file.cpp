#include <array>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "estimate/cell_columns.hpp"
#include "release/release.hpp"
#include "release/words.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 9> rest{
    "contrast", "decision", "reason", "n", "estimate", "lower", "upper", "margin", "finding"};

constexpr std::array<std::string ReleasedRow::*, 7> texts{
    &ReleasedRow::wave,       &ReleasedRow::era,  &ReleasedRow::indicator, &ReleasedRow::statistic,
    &ReleasedRow::area_level, &ReleasedRow::area, &ReleasedRow::sex};

constexpr std::array<Published ReleasedRow::*, 5> numbers{&ReleasedRow::n, &ReleasedRow::estimate,
                                                          &ReleasedRow::lower, &ReleasedRow::upper,
                                                          &ReleasedRow::margin};

std::string line_of(const ReleasedRow& row) {
  std::vector<std::string> fields;
  for (const auto text : texts) fields.push_back(row.*text);
  fields.insert(fields.end(), row.groups.begin(), row.groups.end());
  fields.push_back(row.contrast);
  fields.emplace_back(to_text(row.decision));
  fields.push_back(row.reason);
  for (const auto number : numbers) fields.push_back((row.*number).text());
  fields.emplace_back(to_text(row.finding));
  return csv_line(fields);
}

ReleasedRow row_of(const std::vector<std::string>& fields, std::size_t groups) {
  ReleasedRow row;
  std::size_t at = 0;
  for (const auto text : texts) row.*text = fields[at++];
  for (std::size_t g = 0; g < groups; ++g) row.groups.push_back(fields[at++]);
  row.contrast = fields[at++];
  row.decision = word<Decision>(fields[at++], "decision", decisions);
  row.reason = fields[at++];
  for (const auto number : numbers) {
    row.*number = Published::parsed(fields[at++]);
    require(row.decision != Decision::suppress || !(row.*number).is_shown(),
            "a number in a row that is suppressed");
  }
  row.finding = word<Finding>(fields[at++], "finding", findings);
  return row;
}

}  // namespace

std::string_view to_text(Decision decision) {
  return text_of(decision, decisions);
}
std::string_view to_text(Finding finding) {
  return text_of(finding, findings);
}

std::string to_csv(const Release& release) {
  std::string text = csv_line(header_of_cells(release.group_names, rest));
  for (const auto& row : release.rows) text += line_of(row);
  return text;
}

Release read_release(const std::filesystem::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  Release release{.group_names = group_columns(csv, rest)};
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    try {
      release.rows.push_back(row_of(csv.rows[r], release.group_names.size()));
    } catch (const ArgumentError& e) {
      throw InputError(csv.source, csv.lines[r], e.what());
    }
  }
  return release;
}

}  // namespace trygg
