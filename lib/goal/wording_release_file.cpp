#include <fmt/format.h>

#include <array>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/read_rows.hpp"
#include "base/text.hpp"
#include "goal/goal_words.hpp"
#include "goal/wording_release.hpp"

namespace trygg {
namespace {

using Row = ReleasedWordingRow;

const std::vector<std::string> header{
    "wording",    "kind",       "wave",        "baseline",    "occasion",      "era",
    "indicator",  "area_level", "sex",         "decision",    "reason",        "state",
    "areas",      "reached",    "not_reached", "cannot_tell", "not_available", "baseline_estimate",
    "estimate",   "ratio",      "ratio_lower", "ratio_upper", "set",           "chosen_by",
    "area_codes", "note"};

constexpr std::array<Published Row::*, 4> counts{&Row::reached, &Row::not_reached,
                                                 &Row::cannot_tell, &Row::not_available};
constexpr std::array<Published Row::*, 5> numbers{
    &Row::baseline_estimate, &Row::estimate, &Row::ratio, &Row::ratio_lower, &Row::ratio_upper};
constexpr std::array<std::string Row::*, 3> place{&Row::era, &Row::indicator, &Row::area_level};

std::vector<std::string> fields_of(const Row& row) {
  std::vector<std::string> fields{row.wording, std::string(to_text(row.kind)), row.wave,
                                  row.baseline, std::string(to_text(row.occasion))};
  for (const auto member : place) fields.push_back(row.*member);
  fields.push_back(row.sex);
  fields.emplace_back(to_text(row.decision));
  fields.push_back(row.reason);
  fields.emplace_back(to_text(row.state));
  fields.push_back(row.areas > 0 ? fmt::format("{}", row.areas) : "");
  const bool is_every = row.kind == Wording::Kind::every;
  for (const auto member : counts) fields.push_back(is_every ? (row.*member).text() : "");
  for (const auto member : numbers) fields.push_back(is_every ? "" : (row.*member).text());
  for (const auto& text :
       {std::string(to_text(row.set)), row.chosen_by, joined(row.area_codes, "|"), row.note})
    fields.push_back(text);
  return fields;
}

/// A number of the row, or the symbol of one that its kind does not have.
Published number_of(const std::string& field, const Row& row) {
  auto number = field.empty() ? Published::withheld(Symbol::uncertain) : Published::parsed(field);
  require(row.decision != Decision::suppress || !number.is_shown(),
          "a number in a row that is suppressed");
  return number;
}

std::size_t areas_of(const std::string& field) {
  if (field.empty()) return 0;
  const auto number = to_number(field);
  require(number && *number >= 0 && *number < 1e6, "column 'areas': '{}' is no number of areas",
          field);
  return static_cast<std::size_t>(*number);
}

Row row_of(const std::vector<std::string>& fields) {
  Row row;
  auto field = fields.begin();
  row.wording = *field++;
  row.kind = word<Wording::Kind>(*field++, "kind", kind_words);
  row.wave = *field++;
  row.baseline = *field++;
  row.occasion = word<Occasion>(*field++, "occasion", occasion_words);
  for (const auto member : place) row.*member = *field++;
  row.sex = *field++;
  row.decision = word<Decision>(*field++, "decision", decisions);
  row.reason = *field++;
  row.state = word<Verdict>(*field++, "state", verdict_words);
  row.areas = areas_of(*field++);
  for (const auto member : counts) row.*member = number_of(*field++, row);
  for (const auto member : numbers) row.*member = number_of(*field++, row);
  row.set = word<RatioSet>(*field++, "set", set_words);
  row.chosen_by = *field++;
  if (!field->empty()) row.area_codes = split(*field, '|');
  row.note = *++field;
  return row;
}

}  // namespace

std::string to_csv(const std::vector<ReleasedWordingRow>& rows) {
  std::string csv = csv_line(header);
  for (const auto& row : rows) csv += csv_line(fields_of(row));
  return csv;
}

std::vector<ReleasedWordingRow> read_released_wordings(const std::filesystem::path& path) {
  return read_rows(path, header, "that of released wordings", row_of);
}

}  // namespace trygg
