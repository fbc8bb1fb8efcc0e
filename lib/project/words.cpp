#include "project/words.hpp"

#include <array>

#include "base/error.hpp"

namespace trygg {
namespace {

std::string article_of(const Config& table, std::string_view key, std::string_view fallback) {
  const auto article = table.text(key, fallback);
  if (article != "" && article != "en" && article != "ett")
    table.fail(key, fmt::format("'{}' must be en or ett", article));
  return article;
}

/// The texts that every language has in its own table.
ProjectWords words_in(const Config& table) {
  ProjectWords words{.population = table.text("population"),
                     .whole = table.text("whole"),
                     .fieldwork = table.text("fieldwork"),
                     .area_one = table.text("area_one"),
                     .area_many = table.text("area_many"),
                     .area_the_many = table.text("area_the_many"),
                     .area_article = article_of(table, "area_article", "ett"),
                     .planning_questions = table.texts("planning_questions")};
  for (const auto& group : table.tables("group"))
    words.groups.push_back({group.text("variable"), group.text("one"), group.text("many"),
                            article_of(group, "article", "en")});
  return words;
}

/// Translations that are there but not published now are no unknown keys.
void allow_translations(const Config& table) {
  for (const auto* language : {"sv", "en"}) table.has(language);
}

using Paragraphs = std::vector<std::string> QualityTexts::*;
constexpr std::array<std::pair<std::string_view, Paragraphs>, 5> headings{
    {{"relevance", &QualityTexts::relevance},
     {"accuracy", &QualityTexts::accuracy},
     {"timeliness", &QualityTexts::timeliness},
     {"accessibility", &QualityTexts::accessibility},
     {"comparability", &QualityTexts::comparability}}};

QualityTexts quality_in(const Config& table) {
  QualityTexts texts;
  for (const auto& [key, paragraphs] : headings) texts.*paragraphs = table.texts(key);
  texts.contact = table.text("contact", "");
  return texts;
}

/// The table of the other language within `table`, or one line on what is missing.
Config translated(const Config& table, std::string_view name, const std::string& language) {
  auto other = table.table(language);
  if (!other)
    table.fail(language, fmt::format("is missing: [publication] has the language '{0}', so give "
                                     "[{1}.{0}]",
                                     language, name));
  return *other;
}

}  // namespace

ProjectWords read_words(const Config& project) {
  const auto table = project.table("words");
  if (!table) project.missing("words");
  auto words = words_in(*table);
  allow_translations(*table);
  words.survey = project.text("survey");
  words.place = project.text("place");
  words.ages = project.text("population_text");
  return words;
}

ProjectWords read_translated_words(const Config& project, const ProjectWords& original,
                                   const std::string& language) {
  const auto table = translated(*project.table("words"), "words", language);
  auto words = words_in(table);
  words.survey = table.text("survey");
  words.place = table.text("place");
  words.ages = table.text("population_text");
  const auto there = words.planning_questions.size(), needed = original.planning_questions.size();
  if (there != needed)
    table.fail("planning_questions", fmt::format("{} texts, but [words] has {}", there, needed));
  return words;
}

QualityTexts read_quality(const Config& project) {
  const auto table = project.table("quality");
  if (!table) return {};
  allow_translations(*table);
  return quality_in(*table);
}

QualityTexts read_translated_quality(const Config& project, const QualityTexts& original,
                                     const std::string& language) {
  const auto quality = project.table("quality");
  if (!quality) return {};
  const auto table = translated(*quality, "quality", language);
  auto texts = quality_in(table);
  for (const auto& [key, paragraphs] : headings)
    if ((texts.*paragraphs).empty() != (original.*paragraphs).empty())
      table.fail(key, "has texts in one language only");
  return texts;
}

}  // namespace trygg
