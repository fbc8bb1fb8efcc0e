#include "io/chunk_columns.hpp"

namespace trygg {

ChunkColumns::ChunkColumns(const CsvFile& file, const BlockRules& rules)
    : file_(file),
      rules_(rules),
      texts_(rules.wanted.size()),
      number_texts_(rules.decimal),
      codes_(rules.wanted.size()),
      numbers_(rules.wanted.size()) {
  chunk_.codes.resize(rules.wanted.size());
  chunk_.numbers.resize(rules.wanted.size());
}

void ChunkColumns::resize(std::size_t records) {
  chunk_.records = records;
  for (std::size_t w = 0; w < rules_.wanted.size(); ++w) {
    if (rules_.wanted[w].as == Wanted::codes) {
      codes_[w].resize(records);
      chunk_.codes[w] = codes_[w];
    } else {
      numbers_[w].resize(records);
      chunk_.numbers[w] = numbers_[w];
    }
  }
}

void ChunkColumns::finish(BlockScan& scan) {
  for (auto& texts : texts_) scan.dictionaries.push_back(texts.take());
  scan.has_points = number_texts_.has_points();
  scan.has_commas = number_texts_.has_commas();
}

void ChunkColumns::reject(std::string_view text, std::size_t column, std::size_t line) const {
  const auto quoted = rules_.show_values == ShowValues::yes
                          ? fmt::format("'{}'", text)
                          : std::string("the value (--show-values shows it)");
  throw InputError(
      file_.source.name(), line,
      fmt::format("column '{}': {} is not a number", file_.head.names[column], quoted));
}

}  // namespace trygg
