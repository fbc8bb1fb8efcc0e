#include "io/csv_data_set.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/csv_head.hpp"
#include "io/csv_scan.hpp"

namespace trygg {

struct CsvDataSet::Files {
  std::vector<CsvFile> all;
  ReadOptions options;
  ScanSizes sizes;
  char decimal = '?';  // '?': no first record says

  const std::vector<std::string>& names() const { return all.front().head.names; }
  std::size_t place(const std::string& name) const;
  std::vector<WantedField> wanted(std::span<const WantedColumn> columns) const;
  BlockRules rules(std::span<const WantedField> of) const {
    return {of, decimal, options.show_values, sizes.chunk};
  }
};

namespace {

constexpr std::uint64_t smallest_block = std::uint64_t{256} << 10;
constexpr std::uint64_t largest_block = std::uint64_t{4} << 20;
constexpr std::uint64_t blocks_wanted = 16;

std::vector<CsvFile> opened(const std::vector<std::filesystem::path>& paths,
                            const ReadOptions& options) {
  require<ConfigError>(!paths.empty(), "no data file");
  std::vector<CsvFile> files;
  for (const auto& path : paths) {
    ByteSource source(path);
    auto head = read_head(source, options);
    files.push_back({std::move(source), std::move(head)});
  }
  return files;
}

/// \throws InputError  `file` has not the header of `first`
void check_header(const CsvFile& file, const CsvFile& first) {
  const auto& names = file.head.names;
  const auto& expected = first.head.names;
  for (std::size_t c = 0; c < std::min(names.size(), expected.size()); ++c)
    require<InputError>(names[c] == expected[c],
                        "{}: column {} is '{}', in {} it is '{}'; the files of a data set have the "
                        "same columns in the same order",
                        file.source.name(), c + 1, names[c], first.source.name(), expected[c]);
  require<InputError>(names.size() == expected.size(),
                      "{}: {} columns, in {} there are {}; the files of a data set have the same "
                      "columns in the same order",
                      file.source.name(), names.size(), first.source.name(), expected.size());
}

/// The decimal sign of all files. \throws InputError  they differ
char common_decimal(const std::vector<CsvFile>& files) {
  const CsvFile* says = nullptr;
  for (const auto& file : files) {
    if (file.head.decimal == '?') continue;
    if (says == nullptr) says = &file;
    require<InputError>(file.head.decimal == says->head.decimal,
                        "{}: the decimal sign is '{}', in {} it is '{}'; --decimal says which it "
                        "is",
                        file.source.name(), file.head.decimal, says->source.name(),
                        says->head.decimal);
  }
  return says == nullptr ? '?' : says->head.decimal;
}

/// The fields of the first records in `head`, one record after the other, at most `records` of
/// them; the header is left out, and so are rows of another width, which are told when all is read.
std::vector<CsvField> first_fields(const HeadText& head, const CsvFile& file, std::size_t records) {
  const auto width = file.head.names.size();
  CsvScanner scanner(head.text, file.head.delimiter, file.source.name(), head.end);
  std::vector<CsvField> fields;
  scanner.next(fields);
  fields.clear();
  while (fields.size() < records * width) {
    const auto before = fields.size();
    if (!scanner.next(fields)) break;
    if (fields.size() - before != width) fields.resize(before);
  }
  return fields;
}

/// As much of the file's begin as holds so many records.
HeadText text_of_first(const CsvFile& file, const ReadOptions& options, std::size_t records) {
  for (auto bytes = smallest_block;; bytes *= 4) {
    auto head = read_head_text(file.source, options, bytes);
    const bool is_enough =
        head.end == TextEnd::of_file ||
        first_fields(head, file, records).size() == records * file.head.names.size();
    if (is_enough) return head;
  }
}

}  // namespace

std::size_t CsvDataSet::Files::place(const std::string& name) const {
  const auto found = std::ranges::find(names(), name);
  require<ConfigError>(found != names().end(), "{}: there is no column '{}'{}",
                       all.front().source.name(), name, did_you_mean(name, names()));
  return static_cast<std::size_t>(found - names().begin());
}

std::vector<WantedField> CsvDataSet::Files::wanted(std::span<const WantedColumn> columns) const {
  std::vector<WantedField> fields;
  for (const auto& column : columns) fields.push_back({place(column.name), column.as});
  return fields;
}

CsvDataSet::CsvDataSet(std::vector<std::filesystem::path> files, const ReadOptions& options,
                       const ScanSizes& sizes)
    : files_(std::make_unique<Files>(Files{opened(files, options), options, sizes})) {
  for (const auto& file : files_->all) check_header(file, files_->all.front());
  files_->decimal = common_decimal(files_->all);
}
CsvDataSet::~CsvDataSet() = default;
CsvDataSet::CsvDataSet(CsvDataSet&&) noexcept = default;
CsvDataSet& CsvDataSet::operator=(CsvDataSet&&) noexcept = default;

const std::vector<std::string>& CsvDataSet::names() const {
  return files_->names();
}

char CsvDataSet::decimal() const {
  return knows_decimal() ? files_->decimal : '.';
}

bool CsvDataSet::knows_decimal() const {
  return files_->decimal != '?';
}

std::uintmax_t CsvDataSet::bytes() const {
  std::uintmax_t sum = 0;
  for (const auto& file : files_->all) sum += file.source.size();
  return sum;
}

std::uint64_t CsvDataSet::block_bytes() const {
  if (files_->sizes.block > 0) return files_->sizes.block;
  return std::clamp<std::uint64_t>(bytes() / blocks_wanted, smallest_block, largest_block);
}

std::vector<std::string> CsvDataSet::sources() const {
  std::vector<std::string> names;
  for (const auto& file : files_->all) names.push_back(file.source.name());
  return names;
}

Table CsvDataSet::head(std::span<const std::string> columns, std::size_t records) const {
  std::vector<std::size_t> places;
  std::vector<ColumnBuilder> builders;
  for (const auto& name : columns.empty() ? std::span(names()) : columns) {
    places.push_back(files_->place(name));
    builders.emplace_back(name);
  }
  for (const auto& file : files_->all) {
    const auto head = text_of_first(file, files_->options, records);
    const auto fields = first_fields(head, file, records);
    std::string buffer;
    for (std::size_t c = 0; c < places.size(); ++c)
      for (auto f = places[c]; f < fields.size(); f += names().size())
        builders[c].add(fields[f].text(buffer));
    records -= fields.size() / names().size();
  }
  std::vector<Column> made;
  for (auto& builder : builders)
    made.push_back(builder.take(ColumnBuilder::Empty::missing, decimal()));
  Table table(files_->all.front().source.name(), std::move(made));
  table.show_values = files_->options.show_values;
  return table;
}

std::size_t CsvDataSet::scan(std::span<const WantedColumn> columns, RecordSink& sink,
                             unsigned threads) const {
  const auto wanted = files_->wanted(columns);
  const auto found = scan_files(files_->all, files_->rules(wanted), block_bytes(), sink, threads);
  check(found);
  return found.records;
}

ScanFound CsvDataSet::scan_part(std::span<const WantedColumn> columns, RecordSink& sink,
                                unsigned threads, const Ranks& ranks) const {
  std::vector<std::uint64_t> sizes;
  for (const auto& file : files_->all) sizes.push_back(file.source.size());
  const auto part = share_by_size(sizes, ranks.rank(), ranks.count());
  const auto wanted = files_->wanted(columns);
  return scan_files(std::span(files_->all).subspan(part.begin, part.size()), files_->rules(wanted),
                    block_bytes(), sink, threads);
}

void CsvDataSet::check(const ScanFound& found) const {
  check_found(found, files_->all.front().source.name());
}

std::vector<Column> CsvDataSet::levels(std::span<const std::string> names,
                                       std::span<const Dictionary> texts) const {
  std::vector<Column> columns;
  for (std::size_t c = 0; c < names.size(); ++c) {
    ColumnBuilder builder(names[c]);
    for (const auto& text : texts[c]) builder.add(text);
    columns.push_back(builder.take(ColumnBuilder::Empty::missing, decimal()));
    columns.back().codes.clear();
  }
  if (!knows_decimal() && decimal_of(columns) == ',')
    for (auto& column : columns) find_numbers(column, ',');
  return columns;
}

}  // namespace trygg
