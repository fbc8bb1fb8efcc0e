#include "weights/totals/combinations.hpp"

#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/table.hpp"
#include "weights/rows.hpp"
#include "weights/totals/cell_keys.hpp"

namespace trygg::weights {

void check_none_missing(const Table& table, std::span<const double> weight, const CellKeys& cells,
                        const std::vector<std::string>& names, const std::string& source) {
  std::vector<std::size_t> missing;
  for (std::size_t k = 0; k < weight.size(); ++k)
    if (takes_part(weight[k]) && cells.of_record(k) == CellKeys::missing) missing.push_back(k);
  require<InputError>(
      missing.empty(),
      "{}: {} {} no valid answer to {}, which {} needs ({}); fill them in, or leave "
      "these records without a weight",
      table.source(), respondents(missing.size()), missing.size() == 1 ? "has" : "have",
      joined(names, ", "), source, row_numbers(missing));
}

Combinations combinations_of(const Sampled& data, const std::vector<std::string>& names,
                             const std::string& source) {
  std::vector<const Column*> columns;
  std::vector<std::vector<std::uint32_t>> rank;
  for (const auto& name : names) {
    columns.push_back(&column_for(data.table, name, source));
    auto& of = rank.emplace_back(columns.back()->levels.size());
    const auto order = columns.back()->ordered_levels();
    for (std::uint32_t i = 0; i < order.size(); ++i) of[order[i]] = i;
  }
  const CellKeys cells(columns);
  check_none_missing(data.table, data.sample, cells, names, source);
  std::map<std::vector<std::uint32_t>, std::uint64_t> in_order;  // by place in the publication
  KeyPlaces seen(cells.count()), places(cells.count());
  for (std::size_t k = 0; k < data.sample.size(); ++k) {
    if (!takes_part(data.sample[k])) continue;
    const auto key = cells.of_record(k);
    if (seen.find(key) != KeyPlaces::none) continue;
    seen.emplace(key, 0);
    auto levels = cells.levels_of(key);
    for (std::size_t v = 0; v < levels.size(); ++v) levels[v] = rank[v][levels[v]];
    in_order.emplace(std::move(levels), key);
  }
  Combinations made{.of_record = std::vector<std::uint32_t>(data.sample.size())};
  for (const auto& [place, key] : in_order) {
    places.emplace(key, static_cast<std::uint32_t>(made.text.size()));
    std::vector<std::string> texts;
    const auto levels = cells.levels_of(key);
    for (std::size_t v = 0; v < levels.size(); ++v)
      texts.push_back(fmt::format("{} {}", names[v], columns[v]->levels[levels[v]].text));
    made.text.push_back(joined(texts, ", "));
  }
  for (std::size_t k = 0; k < data.sample.size(); ++k)
    if (takes_part(data.sample[k])) made.of_record[k] = places.find(cells.of_record(k));
  return made;
}

std::vector<std::size_t> count_respondents(const Sampled& data, const Combinations& cells) {
  std::vector<std::size_t> answered(cells.text.size()), sampled(cells.text.size());
  for (std::size_t k = 0; k < data.sample.size(); ++k) {
    if (takes_part(data.sample[k])) sampled[cells.of_record[k]] += data.table.records_of(k);
    if (takes_part(data.weight[k])) answered[cells.of_record[k]] += data.table.records_of(k);
  }
  for (std::size_t c = 0; c < answered.size(); ++c)
    require<InputError>(answered[c] > 0,
                        "{}: no respondent has {}, but {} of the sample {}; merge it with another "
                        "in the data",
                        data.table.source(), cells.text[c], sampled[c],
                        sampled[c] == 1 ? "has" : "have");
  return answered;
}

}  // namespace trygg::weights
