#include "change/round_correlations.hpp"

#include <array>
#include <cmath>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "estimate/cell_columns.hpp"
#include "estimate/cube_index.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 3> rest{"contrast", "earlier", "correlation"};
constexpr std::array<std::string CubeRow::*, 6> texts{&CubeRow::era,       &CubeRow::indicator,
                                                      &CubeRow::statistic, &CubeRow::area_level,
                                                      &CubeRow::area,      &CubeRow::sex};
constexpr char separator = '\x1f';

/// A cell in two waves, which come in the order of their texts.
std::string key_of_pair(const CubeRow& a, std::string_view a_wave, std::string_view b_wave) {
  std::string key;
  const auto add = [&](std::string_view text) {
    key += text;
    key += separator;
  };
  add(std::min(a_wave, b_wave));
  add(std::max(a_wave, b_wave));
  for (const auto text : texts) add(a.*text);
  for (const auto& group : a.groups) add(group);
  key += a.contrast;
  return key;
}

bool is_one_cell(const CubeRow& a, const CubeRow& b) {
  return key_of_pair(a, "", "") == key_of_pair(b, "", "");
}

/// What a row says of its cell, without what was estimated.
CubeRow cell_of(const CubeRow& row) {
  CubeRow cell;
  cell.wave = row.wave;
  for (const auto text : texts) cell.*text = row.*text;
  cell.groups = row.groups;
  cell.contrast = row.contrast;
  return cell;
}

CubeRow cell_of(const std::vector<std::string>& fields, std::size_t groups) {
  CubeRow cell;
  std::size_t at = 0;
  cell.wave = fields[at++];
  for (const auto text : texts) cell.*text = fields[at++];
  for (std::size_t g = 0; g < groups; ++g) cell.groups.push_back(fields[at++]);
  cell.contrast = fields[at];
  return cell;
}

}  // namespace

RoundCorrelations::RoundCorrelations(std::vector<std::string> group_names)
    : group_names_(std::move(group_names)) {}

void RoundCorrelations::add(const CubeRow& later, const CubeRow& earlier, double correlation) {
  require(is_one_cell(later, earlier), "two cells, {} and {}: a correlation is of one in two waves",
          to_text(key_of(later)), to_text(key_of(earlier)));
  require(later.wave != earlier.wave, "the wave '{}' with itself", later.wave);
  require(std::abs(correlation) <= 1, "correlation {} of {}: must lie from -1 to 1", correlation,
          to_text(key_of(later)));
  require(later.groups.size() == group_names_.size(), "{} groups of a cell, {} names",
          later.groups.size(), group_names_.size());
  const bool is_new =
      found_.emplace(key_of_pair(later, later.wave, earlier.wave), correlation).second;
  require(is_new, "two correlations with {} of {}", earlier.wave, to_text(key_of(later)));
  pairs_.push_back({cell_of(later), earlier.wave, correlation});
}

double RoundCorrelations::between(const CubeRow& a, const CubeRow& b) const {
  if (a.wave == b.wave) return 1;
  if (found_.empty()) return 0;
  const auto found = found_.find(key_of_pair(a, a.wave, b.wave));
  return found == found_.end() ? 0 : found->second;
}

std::string to_csv(const RoundCorrelations& correlations) {
  std::string text = csv_line(header_of_cells(correlations.group_names(), rest));
  for (const auto& pair : correlations.pairs()) {
    std::vector<std::string> fields{pair.later.wave};
    for (const auto member : texts) fields.push_back(pair.later.*member);
    fields.insert(fields.end(), pair.later.groups.begin(), pair.later.groups.end());
    fields.insert(fields.end(), {pair.later.contrast, pair.earlier, shortest(pair.correlation)});
    text += csv_line(fields);
  }
  return text;
}

RoundCorrelations read_round_correlations(const std::filesystem::path& path) {
  const auto csv = parse_csv(read_file(path), path.string());
  const auto groups = group_columns(csv, rest);
  RoundCorrelations correlations(groups);
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const auto later = cell_of(csv.rows[r], groups.size());
    auto earlier = later;
    earlier.wave = csv.rows[r][csv.header.size() - 2];
    const auto& text = csv.rows[r].back();
    const auto number = to_number(text);
    if (!number)
      throw InputError(csv.source, csv.lines[r],
                       fmt::format("column 'correlation': '{}' is not a number", text));
    try {
      correlations.add(later, earlier, *number);
    } catch (const ArgumentError& e) {
      throw InputError(csv.source, csv.lines[r], e.what());
    }
  }
  return correlations;
}

}  // namespace trygg
