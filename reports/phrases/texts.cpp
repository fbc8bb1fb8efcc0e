#include "reports/phrases/texts.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "config/config.hpp"
#include "reports/phrases/places.hpp"

namespace trygg::reports {
namespace fs = std::filesystem;
namespace {

/// Sorted, so that messages do not depend on the order of a directory.
std::vector<fs::path> files_of(const fs::path& folder) {
  require<ConfigError>(fs::is_directory(folder), "{}: there is no such folder of texts",
                       folder.string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::ranges::sort(files);
  require<ConfigError>(!files.empty(), "{}: the folder has no file of texts (.toml)",
                       folder.string());
  return files;
}

void merge(const Config& config, const fs::path& file, std::string_view name, TextTable& texts) {
  const auto table = config.table(name);
  if (!table) return;
  for (const auto& key : table->keys()) {
    const auto [there, is_new] =
        texts.try_emplace(key, Text{table->text(key), table->where(key), file.filename().string()});
    if (!is_new)
      table->fail(key, fmt::format("the text stands in {}, too; keep one", there->second.where));
  }
}

void merge_numbers(const Config& config, Texts& texts, std::string& where) {
  if (!config.has("numbers")) return;
  if (!where.empty())
    config.fail("numbers", fmt::format("the list stands in {}, too; keep one", where));
  where = config.where("numbers");
  texts.numbers = config.texts("numbers");
}

}  // namespace

Texts read_texts(const fs::path& folder) {
  Texts texts;
  std::string numbers;
  for (const auto& file : files_of(folder)) {
    const auto config = Config::read(file);
    merge(config, file, "sentences", texts.sentences);
    merge(config, file, "words", texts.words);
    merge_numbers(config, texts, numbers);
    config.reject_unknown();
  }
  require<ConfigError>(!texts.numbers.empty(), "{}: no file has the list 'numbers'",
                       folder.string());
  check_texts(texts, folder);
  return texts;
}

}  // namespace trygg::reports
