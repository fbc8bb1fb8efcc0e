#include "tools/build_index.hpp"

#include <string>

#include "base/file.hpp"
#include "reports/document/html_document.hpp"
#include "reports/publication/kinds.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

/// What a data file is: by its name where the texts know it, else by its format.
std::string about(const fs::path& file, const reports::Phrases& phrases) {
  for (const auto& key : {"index_file_" + file.stem().string(),
                          "index_format_" + file.extension().string().erase(0, 1)})
    if (phrases.has_word(key)) return phrases.word(key);
  return "";
}

}  // namespace

void write_index(const IndexEntries& entries, const reports::ProjectTexts& texts,
                 const reports::House& house) {
  std::vector<reports::IndexedData> data;
  for (const auto& file : entries.data)
    data.push_back({entries.data_folder / file, about(file, house.phrases)});
  const auto index = reports::index_document(texts, house.phrases, entries.publications, data);
  write_file(entries.folder / "index.html",
             reports::to_html(index, texts, house.phrases, house.css), Access::published);
}

}  // namespace trygg::tools
