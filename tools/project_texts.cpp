#include "tools/project_texts.hpp"

#include <algorithm>

#include "area/areas.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/codebook_file.hpp"
#include "project/project.hpp"
#include "project/series_breaks.hpp"
#include "reports/figures.hpp"

namespace trygg::tools {
namespace {

std::size_t count_at(const CsvText& csv, std::size_t row, std::string_view name) {
  const auto number = to_number(csv.rows[row][csv.column(name)]);
  if (!number || *number < 0)
    throw InputError(csv.source, csv.lines[row], fmt::format("column '{}': not a count", name));
  return static_cast<std::size_t>(*number);
}

/// The name of a main area by its code in the division of the round; the code where it has none.
std::string area_name(const AreaSystem& areas, const std::string& era, const std::string& level,
                      const std::string& code) {
  const auto all = areas.of(era, level);
  const auto found = std::ranges::find(all, code, &Area::code);
  return found == all.end() ? code : (*found)->name;
}

/// The counts of a round by area, and their sums.
void read_response(reports::RoundTexts& texts, const Wave& wave, const Project& project,
                   const AreaSystem& areas) {
  const auto csv = parse_csv(read_file(*wave.response), wave.response->string());
  texts.sampled = texts.answered = 0;
  for (std::size_t i = 0; i < csv.rows.size(); ++i) {
    const auto sampled = count_at(csv, i, "urval"), answered = count_at(csv, i, "svar");
    *texts.sampled += sampled;
    *texts.answered += answered;
    texts.areas.push_back(
        {area_name(areas, wave.era, project.main_level, csv.rows[i].front()), sampled, answered});
  }
  std::ranges::stable_sort(texts.areas, [](const auto& a, const auto& b) {
    return reports::alphabetical(a.name, b.name);
  });
}

/// Who was asked, where a round differs from the project.
std::string ages_of(const Wave& wave, const Project& project, const ProjectWords& words,
                    reports::Language language) {
  if (wave.population_text == project.population_text) return words.ages;
  if (to_text(language) == project.language) return wave.population_text;
  require<ConfigError>(!wave.population_text_en.empty(),
                       "{}: wave {} has population_text, but no population_text_en",
                       (project.folder / "trygg.toml").string(), wave.name);
  return wave.population_text_en;
}

/// Labels of a codebook in one language.
class Labels {
 public:
  Labels(const Codebook& codebook, const Project& project, reports::Language language)
      : codebook_(codebook), translated_(to_text(language) != project.language) {}

  std::string of(const Variable& variable) const {
    const auto& label = translated_ ? variable.label_en : variable.label;
    if (translated_ && !variable.label.empty()) require_text(label, variable, "label_en");
    return label.empty() ? variable.name : label;
  }
  std::string of(const Variable& variable, const Code& code) const {
    const auto& label = translated_ ? code.label_en : code.label;
    if (translated_ && !code.label.empty())
      require_text(label, variable, fmt::format("codes_en for '{}'", code.text));
    return label.empty() ? code.text : label;
  }

 private:
  void require_text(const std::string& text, const Variable& variable,
                    const std::string& key) const {
    require<ConfigError>(!text.empty(), "{}: variable '{}' has no {}, but is published in English",
                         codebook_.source, variable.name, key);
  }
  const Codebook& codebook_;
  bool translated_;
};

/// Names from the codebook; the words of the project where it has them.
reports::GroupTexts group_texts(const ProjectWords& words, const Codebook& codebook,
                                const Labels& labels, const std::string& name) {
  reports::GroupTexts texts{.variable = name, .heading = name};
  if (const auto* variable = codebook.find(name)) {
    texts.heading = labels.of(*variable);
    for (const auto& code : variable->codes)
      if (code.missing == Missing::none)
        texts.categories.push_back({code.text, labels.of(*variable, code)});
  }
  if (const auto found = std::ranges::find(words.groups, name, &GroupWords::variable);
      found != words.groups.end()) {
    texts.one = found->one;
    texts.many = found->many;
    texts.article = found->article;
  }
  return texts;
}

/// By indicator, the first round of the series that the published round is in; indicators of which
/// all rounds are comparable are not there.
std::map<std::string, std::string> comparable_since(const Project& project) {
  std::map<std::string, std::string> since;
  const auto year = project.wave(project.publication.wave).year;
  for (const auto& b : series_breaks(project))
    if (b.in_force() && to_number(b.wave) <= year)
      since[b.indicator] = b.wave;  // they stand in the order of time
  return since;
}

}  // namespace

reports::Language publication_language(const std::string& name) {
  if (name == to_text(reports::Language::sv)) return reports::Language::sv;
  if (name == to_text(reports::Language::en)) return reports::Language::en;
  throw ConfigError(
      fmt::format("publications have no texts in '{}'; known languages: sv, en", name));
}

reports::ProjectTexts project_texts(const Project& project, const std::string& manifest,
                                    reports::Language language) {
  const auto codebook = read_codebook(project.codebook);
  const Labels labels(codebook, project, language);
  const auto [words, quality] = project.texts_in(std::string(to_text(language)));
  reports::ProjectTexts texts;
  texts.language = language;
  texts.synthetic =
      project.origin == Origin::synthetic ? reports::Synthetic::yes : reports::Synthetic::no;
  texts.survey = words.survey;
  texts.place = words.place;
  texts.whole = words.whole;
  texts.ages = words.ages;
  texts.population = words.population;
  texts.fieldwork = words.fieldwork;
  texts.publication_wave = project.publication.wave;
  texts.comparison_wave = project.publication.compare_with;
  texts.comparable_since_of = comparable_since(project);
  texts.comparable_since = texts.comparable_since_of[project.publication.indicator];
  const auto areas = read_areas(project.areas, project.crosswalk);
  for (const auto& wave : project.waves) {
    auto& round = texts.rounds.emplace_back(reports::RoundTexts{
        .wave = wave.name, .year = wave.year, .ages = ages_of(wave, project, words, language)});
    if (wave.response) read_response(round, wave, project, areas);
  }
  texts.era = project.publication.era;
  texts.area_level = project.main_level;
  texts.area_one = words.area_one;
  texts.area_many = words.area_many;
  texts.area_the_many = words.area_the_many;
  texts.area_article = words.area_article;
  texts.sex_variable = project.variables.sex;
  texts.women_code = project.variables.women;
  texts.men_code = project.variables.men;
  for (const auto& group : project.publication.groups)
    texts.groups.push_back(group_texts(words, codebook, labels, group));
  texts.planning_questions = words.planning_questions;
  texts.quality = quality;
  texts.manifest = manifest;
  return texts;
}

std::string second_indicator(const Project& project) {
  const auto& ranked = project.analysis.ranked;
  return ranked.empty() ? "" : ranked.front();
}

std::vector<Indicator> indicators_in(const Project& project, reports::Language language) {
  auto indicators = read_indicators(project.indicators);
  return to_text(language) == project.language ? indicators : in_english(std::move(indicators));
}

LanguageTexts texts_of(const Project& project, const std::string& manifest,
                       reports::Language language) {
  return {project_texts(project, manifest, language), indicators_in(project, language)};
}

std::vector<ExternalFigure> figures_from_elsewhere(const Project& project,
                                                   const std::vector<Indicator>& indicators,
                                                   reports::Language language) {
  if (!project.comparison || to_text(language) != project.language) return {};
  std::vector<std::string> ids;
  for (const auto& indicator : indicators) ids.push_back(indicator.id);
  return read_external_figures(*project.comparison, ids);
}

}  // namespace trygg::tools
