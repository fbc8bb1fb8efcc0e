#include "reports/data/data_texts.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "reports/phrases/own_texts.hpp"

namespace trygg::reports {
namespace {

std::set<std::string> places_of(std::string_view text) {
  std::set<std::string> places;
  for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const auto end = text.find('}', at);
    if (end == std::string_view::npos) break;
    places.emplace(text.substr(at + 1, end - at - 1));
  }
  return places;
}

std::string filled(std::string text, const BilingualSlots& slots,
                   std::string Bilingual::*language) {
  for (const auto& [name, value] : slots) {
    const auto place = "{" + std::string(name) + "}";
    const auto& put = value.*language;
    for (auto at = text.find(place); at != std::string::npos;
         at = text.find(place, at + put.size()))
      text.replace(at, place.size(), put);
  }
  return text;
}

std::string joined_with(const std::vector<Bilingual>& parts, std::string Bilingual::*language,
                        std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? last : ", ";
    text += parts[i].*language;
  }
  return text;
}

using BilingualTexts = std::map<std::string, Bilingual, std::less<>>;

BilingualTexts read_bilingual(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  BilingualTexts texts;
  for (const auto& key : config.keys()) {
    if (key == "version") continue;
    const auto table = config.table(key);
    if (!table) config.fail(key, "must be a table of sv and en");
    const Bilingual both{table->text("sv"), table->text("en")};
    if (places_of(both.sv) != places_of(both.en))
      config.fail(key, "the two languages have different places {…}");
    texts.emplace(key, both);
  }
  config.reject_unknown();
  return texts;
}

std::vector<std::string> keys_of(const BilingualTexts& texts) {
  std::vector<std::string> keys;
  for (const auto& [key, both] : texts) keys.push_back(key);
  return keys;
}

}  // namespace

DataTexts DataTexts::read(const std::filesystem::path& path) {
  DataTexts texts;
  texts.source_ = path.string();
  texts.texts_ = read_bilingual(path);
  return texts;
}

DataTexts DataTexts::read(const std::filesystem::path& path, const std::filesystem::path& project) {
  auto texts = read(path);
  const auto sv = read_replacements(project, Language::sv),
             en = read_replacements(project, Language::en);
  for (auto& [key, both] : texts.texts_)
    if (key != "tidy_header") both = {sv.in(both.sv), en.in(both.en)};  // names of columns
  const auto file = project / "texts/data.toml";
  if (!std::filesystem::exists(file)) return texts;
  for (const auto& [key, both] : read_bilingual(file)) {
    const auto found = texts.texts_.find(key);
    require<ConfigError>(found != texts.texts_.end(), "{}: the program has no text '{}'{}",
                         file.string(), key, did_you_mean(key, keys_of(texts.texts_)));
    for (const auto& place : places_of(both.sv))
      require<ConfigError>(places_of(found->second.sv).contains(place),
                           "{}: text '{}': nothing is known of '{{{}}}' here", file.string(), key,
                           place);
    found->second = both;
  }
  return texts;
}

bool DataTexts::has(std::string_view key) const {
  return texts_.find(key) != texts_.end();
}

Bilingual DataTexts::text(std::string_view key, const BilingualSlots& slots) const {
  const auto found = texts_.find(key);
  require<ConfigError>(found != texts_.end(), "{}: there is no text '{}'", source_, key);
  for (const auto& place : places_of(found->second.sv))
    require<ConfigError>(
        std::ranges::any_of(slots, [&](const auto& slot) { return slot.first == place; }),
        "{}: the text '{}' has a place {{{}}} that nothing fills", source_, key, place);
  return {filled(found->second.sv, slots, &Bilingual::sv),
          filled(found->second.en, slots, &Bilingual::en)};
}

Bilingual DataTexts::listed(const std::vector<Bilingual>& parts) const {
  const auto last = text("and");
  return {joined_with(parts, &Bilingual::sv, " " + last.sv + " "),
          joined_with(parts, &Bilingual::en, " " + last.en + " ")};
}

}  // namespace trygg::reports
