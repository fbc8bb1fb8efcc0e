#include "tools/estimation_data.hpp"

#include <algorithm>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "fold/fold_by_ranks.hpp"
#include "fold/folder.hpp"
#include "io/csv_data_set.hpp"
#include "io/csv_reader.hpp"
#include "io/file_kind.hpp"

namespace trygg::tools {
namespace {

constexpr std::size_t looked_at = 2000;  // records

std::vector<std::filesystem::path> paths_of(const std::vector<std::string>& files) {
  return {files.begin(), files.end()};
}

/// Columns with nothing in them.
Table names_only(const std::string& source, const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const auto& name : names) {
    if (name.empty()) continue;
    columns.emplace_back();
    columns.back().name = name;
  }
  return Table(source, std::move(columns));
}

bool are_text(const std::vector<std::string>& files) {
  return std::ranges::all_of(files,
                             [](const auto& file) { return kind_of_file(file) == FileKind::text; });
}

/// What is no file gives its bytes to one process only.
void check_readable_by_all(const std::vector<std::string>& files) {
  for (const auto& file : files)
    require<ConfigError>(!std::filesystem::exists(file) || std::filesystem::is_regular_file(file),
                         "{}: only files can be read by several processes", file);
}

}  // namespace

EstimationData::EstimationData(DataOptions options, const std::vector<std::string>& files,
                               unsigned threads, const Ranks& ranks)
    : options_(std::move(options)),
      files_(files),
      threads_(threads),
      ranks_(ranks),
      names_(files.front(), {}) {
  if (!ranks.is_alone()) check_readable_by_all(files);
  if (are_text(files)) {
    text_ = std::make_unique<const CsvDataSet>(paths_of(files), read_options(options_, threads));
    names_ = names_only(files.front(), text_->names());
  } else {
    names_ = read_tables(paths_of(files), read_options(options_, threads));
    declare(names_);
  }
  for (const auto& declaration : options_.missing) names_.column(missing_variable(declaration));
}

EstimationData::~EstimationData() = default;

std::uintmax_t EstimationData::bytes() const {
  return text_ ? text_->bytes() : 0;
}

Table EstimationData::head(const std::vector<std::string>& columns) const {
  return text_ ? text_->head(columns, looked_at) : names_;
}

bool EstimationData::has_missing_codes(const std::string& column) const {
  const auto codebook = codebook_of(options_);
  const auto* variable = codebook.find(column);
  return (variable &&
          std::ranges::any_of(variable->codes,
                              [](const Code& c) { return c.missing != Missing::none; })) ||
         std::ranges::any_of(options_.missing, [&](const auto& declaration) {
           return missing_variable(declaration) == column;
         });
}

/// Codebook and missing codes, for the columns that are there.
void EstimationData::declare(Table& table) const {
  apply(codebook_of(options_), table);
  for (const auto& declaration : options_.missing)
    if (table.has(missing_variable(declaration))) declare_missing(table, declaration);
}

/// All ranks have what all have read.
void EstimationData::scan_into(Folder& folder) const {
  if (ranks_.is_alone()) {
    text_->scan(folder.wanted(), folder, threads_);
    return;
  }
  ByteWriter own;
  fold_by_ranks(folder, ranks_, [&](RecordSink& sink) {
    own.put(text_->scan_part(folder.wanted(), sink, threads_, ranks_));
  });
  ScanFound all;
  for (const auto& bytes : ranks_.all_gather(own.take())) {
    ScanFound found;
    ByteReader(bytes).get(found);
    all.add(found);
  }
  text_->check(all);
}

FoldedSurvey EstimationData::folded(const FoldPlan& plan) const {
  if (!text_) return fold(names_, plan);
  Folder folder(plan);
  scan_into(folder);
  std::vector<std::string> names;
  std::vector<Dictionary> texts;
  for (std::size_t w = 0; w < folder.wanted().size(); ++w) {
    if (folder.wanted()[w].as == Wanted::numbers) continue;
    names.push_back(folder.wanted()[w].name);
    texts.push_back(folder.texts(w));
  }
  Table levels(files_.front(), text_->levels(names, texts));
  declare(levels);
  std::vector<Column> columns(levels.columns().begin(), levels.columns().end());
  columns.resize(folder.wanted().size());  // the weight comes last
  auto made = folder.take(files_.front(), std::move(columns));
  made.cells.show_values = options_.show_values ? ShowValues::yes : ShowValues::no;
  return made;
}

Table EstimationData::records() {
  auto table = text_ ? to_table(*text_, read_options(options_, threads_)) : std::move(names_);
  if (text_) declare(table);
  return table;
}

}  // namespace trygg::tools
