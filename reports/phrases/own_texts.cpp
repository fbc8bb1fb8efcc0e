#include "reports/phrases/own_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "reports/phrases/places.hpp"
#include "reports/phrases/sentence.hpp"

namespace trygg::reports {
namespace fs = std::filesystem;
namespace {

/// Letters and digits of words; every byte of a letter outside ASCII, such as å, is one.
bool is_of_word(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
}

fs::path file_of(const fs::path& project, Language language) {
  return project / "texts" / fmt::format("{}.toml", to_text(language));
}

/// A misspelt name would go unseen.
void check_names(const fs::path& project) {
  if (!fs::is_directory(project / "texts")) return;
  for (const auto& entry : fs::directory_iterator(project / "texts")) {
    const auto name = entry.path().filename().string();
    require<ConfigError>(name == "sv.toml" || name == "en.toml" || name == "data.toml",
                         "{}: a project's own texts are sv.toml, en.toml and data.toml",
                         entry.path().string());
  }
}

std::optional<Config> read_file_of(const fs::path& project, Language language) {
  check_names(project);
  const auto file = file_of(project, language);
  if (!fs::exists(file)) return {};
  return Config::read(file);
}

WordReplacements replacements_in(const Config& config) {
  const auto table = config.table("replace");
  if (!table) return {};
  std::vector<WordReplacements::Pair> pairs;
  for (const auto& word : table->keys())
    pairs.push_back({word, table->text(word), table->where(word)});
  return WordReplacements(std::move(pairs));
}

std::vector<std::string> keys_of(const TextTable& texts) {
  std::vector<std::string> keys;
  for (const auto& [key, text] : texts) keys.push_back(key);
  return keys;
}

void replace_words(const WordReplacements& words, TextTable& texts) {
  for (auto& [key, text] : texts) text.text = words.in(text.text);
}

bool is_anywhere(const WordReplacements::Pair& pair, const Texts& texts) {
  const WordReplacements one({pair});
  const auto changes = [&](const auto& entry) {
    return one.in(entry.second.text) != entry.second.text;
  };
  return std::ranges::any_of(texts.words, changes) || std::ranges::any_of(texts.sentences, changes);
}

void put_own(const Config& config, std::string_view name, TextTable& texts) {
  const auto own = config.table(name);
  if (!own) return;
  for (const auto& key : own->keys()) {
    const auto found = texts.find(key);
    if (found == texts.end())
      own->fail(key, fmt::format("the program has no such text in [{}]{}", name,
                                 did_you_mean(key, keys_of(texts))));
    found->second.text = own->text(key);
    found->second.where = own->where(key);
  }
}

}  // namespace

WordReplacements::WordReplacements(std::vector<Pair> pairs) : pairs_(std::move(pairs)) {
  std::ranges::stable_sort(pairs_, std::greater{}, [](const Pair& p) { return p.word.size(); });
}

std::string WordReplacements::in(std::string_view text) const {
  std::string out;
  bool in_place = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = !in_place && (at == 0 || !is_of_word(text[at - 1]));
    const auto fits = [&](std::string_view word) {
      const auto end = at + word.size();
      return text.substr(at).starts_with(word) && (end == text.size() || !is_of_word(text[end]));
    };
    const auto found = std::ranges::find_if(pairs_, [&](const Pair& p) {
      return starts && (fits(p.word) || fits(capitalised(p.word)));
    });
    if (found != pairs_.end()) {
      out += fits(found->word) ? found->instead : capitalised(found->instead);
      at += found->word.size();
      continue;
    }
    in_place = text[at] == '{' || (in_place && text[at] != '}');
    out += text[at++];
  }
  return out;
}

WordReplacements read_replacements(const fs::path& project, Language language) {
  const auto config = read_file_of(project, language);
  return config ? replacements_in(*config) : WordReplacements{};
}

void lay_own_texts(const fs::path& project, Language language, Texts& texts) {
  const auto config = read_file_of(project, language);
  if (!config) return;
  const auto words = replacements_in(*config);
  for (const auto& pair : words.pairs())
    require<ConfigError>(is_anywhere(pair, texts), "{}: no text of the program has the word '{}'",
                         pair.where, pair.word);
  replace_words(words, texts.sentences);
  replace_words(words, texts.words);
  put_own(*config, "sentences", texts.sentences);
  put_own(*config, "words", texts.words);
  config->reject_unknown();
  check_texts(texts, file_of(project, language));
}

}  // namespace trygg::reports
