#include "tools/data_options.hpp"

#include <algorithm>
#include <string_view>

#include "base/error.hpp"
#include "io/codebook_file.hpp"
#include "io/read.hpp"

namespace trygg::tools {
namespace {

std::optional<char> one_of(const std::optional<std::string>& text, std::string_view known,
                           std::string_view option) {
  if (!text) return std::nullopt;
  if (*text == "tab" || *text == "\\t") return one_of("\t", known, option);
  require<ConfigError>(text->size() == 1 && known.find(text->front()) != std::string_view::npos,
                       "{} '{}' is not known; known: {}", option, *text,
                       known.size() == 2 ? "'.' and ','" : "';' ',' '|' and tab");
  return text->front();
}

/// `columns` and those that --missing names; empty still means all.
std::vector<std::string> needed(const DataOptions& data, std::vector<std::string> columns) {
  if (columns.empty()) return columns;
  for (const auto& declaration : data.missing) {
    auto name = missing_variable(declaration);
    if (std::ranges::find(columns, name) == columns.end()) columns.push_back(std::move(name));
  }
  return columns;
}

}  // namespace

void add_data(Options& options, DataOptions& target) {
  options.positional(target.file, "DATA", "data file: .csv .tsv .sav .zsav .dta .sas7bdat .xpt");
  add_data_options(options, target);
}

void add_data_options(Options& options, DataOptions& target) {
  options.add("--codebook", target.codebook, "FILE",
              "codebook (.toml or .csv) with labels, codes and missing codes");
  options.add("--missing", target.missing, "V=CODE|CODE",
              "codes of V that are missing, with a reason if wanted: V=88:refused|99 (repeatable)");
  options.add("--delimiter", target.delimiter, "C", "CSV: ; , | or tab (default: found)");
  options.add("--decimal", target.decimal, "C", "CSV: decimal sign . or , (default: found)");
  options.add("--encoding", target.encoding, "NAME",
              "encoding of the texts: utf-8 or windows-1252 (default: found)");
  options.flag("--show-values", target.show_values,
               "messages may quote the answers of single persons");
}

Codebook codebook_of(const DataOptions& data) {
  return data.codebook ? read_codebook(*data.codebook) : Codebook{};
}

Table read(const DataOptions& data, const std::vector<std::string>& columns, unsigned threads) {
  return read(data, data.file, columns, threads);
}

ReadOptions read_options(const DataOptions& data, unsigned threads) {
  return {.delimiter = one_of(data.delimiter, ";,|\t", "--delimiter"),
          .decimal = one_of(data.decimal, ".,", "--decimal"),
          .encoding = data.encoding,
          .threads = threads,
          .show_values = data.show_values ? ShowValues::yes : ShowValues::no};
}

Table read(const DataOptions& data, const std::string& file,
           const std::vector<std::string>& columns, unsigned threads) {
  auto options = read_options(data, threads);
  options.columns = needed(data, columns);
  auto table = read_table(file, options);
  apply(codebook_of(data), table);
  for (const auto& declaration : data.missing) declare_missing(table, declaration);
  return table;
}

}  // namespace trygg::tools
