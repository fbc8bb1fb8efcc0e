#include "change/cell_series.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/cube_index.hpp"

namespace trygg {
namespace {

/// Numbers texts in the order in which they come.
class Numbering {
 public:
  explicit Numbering(std::size_t expected) { known_.reserve(expected); }
  std::size_t of(const std::string& key) {
    return known_.emplace(key, known_.size()).first->second;
  }
  std::size_t size() const { return known_.size(); }

 private:
  std::unordered_map<std::string, std::size_t> known_;  // never iterated over
};

constexpr char separator = '\x1f';

void append(std::string& key, std::string_view text) {
  key += text;
  key += separator;
}

/// What tells the families of a cube apart; with the area after it, the cells.
void write_family(std::string& key, const CubeRow& row) {
  key.clear();
  for (const auto* text : {&row.era, &row.indicator, &row.statistic, &row.area_level, &row.sex})
    append(key, *text);
  for (const auto& group : row.groups) append(key, group);
  append(key, row.contrast);
}

std::size_t wave_number(std::vector<std::string>& waves, const std::string& name) {
  for (std::size_t w = waves.size(); w > 0; --w)
    if (waves[w - 1] == name) return w - 1;
  waves.push_back(name);
  return waves.size() - 1;
}

}  // namespace

CellSeries::CellSeries(const Cube& cube) : cube_(&cube) {
  Numbering cells(cube.rows.size()), families(cube.rows.size() / 8);
  std::string key;
  for (const auto& row : cube.rows) {
    write_family(key, row);
    const auto family = families.of(key);
    append(key, row.area);
    const auto cell = cells.of(key);
    if (cell == families_of_.size()) families_of_.push_back(family);
    cell_of_.push_back(cell);
    const auto wave = wave_number(waves_, row.wave);
    if (wave == rows_.size()) rows_.emplace_back();
    auto& of_wave = rows_[wave];
    if (of_wave.size() <= cell) of_wave.resize(cell + 1, nullptr);
    require<InputError>(of_wave[cell] == nullptr, "two rows for one cell: {}",
                        to_text(key_of(row)));
    of_wave[cell] = &row;
  }
  families_ = families.size();
  for (auto& of_wave : rows_) of_wave.resize(cells.size(), nullptr);
}

std::size_t CellSeries::wave(std::string_view name) const {
  const auto found = std::ranges::find(waves_, name);
  require<InputError>(found != waves_.end(), "the wave '{}' is not in the cube{}", name,
                      found == waves_.end() ? did_you_mean(name, waves_) : "");
  return static_cast<std::size_t>(found - waves_.begin());
}

const CubeRow& CellSeries::name(std::size_t cell) const {
  for (std::size_t w = waves_.size(); w > 0; --w)
    if (const auto* found = rows_[w - 1][cell]) return *found;
  throw ArgumentError(fmt::format("cell {} of {}", cell, cells()));
}

}  // namespace trygg
