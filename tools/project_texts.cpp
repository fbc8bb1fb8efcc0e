#include "tools/project_texts.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/codebook_file.hpp"
#include "project/project.hpp"
#include "project/series_breaks.hpp"

namespace trygg::tools {
namespace {

std::size_t sum_of(const CsvText& csv, std::string_view name) {
  const auto column = csv.column(name);
  double sum = 0;
  for (std::size_t i = 0; i < csv.rows.size(); ++i) {
    const auto number = to_number(csv.rows[i][column]);
    if (!number || *number < 0)
      throw InputError(csv.source, csv.lines[i], fmt::format("column '{}': not a count", name));
    sum += *number;
  }
  return static_cast<std::size_t>(sum);
}

reports::RoundTexts round_texts(const Wave& wave) {
  reports::RoundTexts texts{.wave = wave.name, .year = wave.year, .ages = wave.population_text};
  if (!wave.response) return texts;
  const auto csv = parse_csv(read_file(*wave.response), wave.response->string());
  texts.sampled = sum_of(csv, "urval");
  texts.answered = sum_of(csv, "svar");
  return texts;
}

/// Names from the codebook; the words of the project where it has them.
reports::GroupTexts group_texts(const Project& project, const Codebook& codebook,
                                const std::string& name) {
  reports::GroupTexts texts{.variable = name, .heading = name};
  if (const auto* variable = codebook.find(name)) {
    if (!variable->label.empty()) texts.heading = variable->label;
    for (const auto& code : variable->codes)
      if (code.missing == Missing::none)
        texts.categories.push_back({code.text, code.label.empty() ? code.text : code.label});
  }
  const auto& words = project.words.groups;
  if (const auto found = std::ranges::find(words, name, &GroupWords::variable);
      found != words.end()) {
    texts.one = found->one;
    texts.many = found->many;
  }
  return texts;
}

/// The first round of the series that the published round is in; empty: all rounds are.
std::string comparable_since(const Project& project) {
  std::string since;
  const auto year = project.wave(project.publication.wave).year;
  for (const auto& b : series_breaks(project))
    if (b.indicator == project.publication.indicator && b.in_force() && to_number(b.wave) <= year)
      since = b.wave;  // they stand in the order of time
  return since;
}

}  // namespace

void require_texts_in(const std::string& language) {
  require<ConfigError>(language == "sv",
                       "publications have no texts in '{}' yet; known languages: sv", language);
}

reports::ProjectTexts project_texts(const Project& project, const std::string& manifest) {
  require_texts_in(project.language);
  const auto codebook = read_codebook(project.codebook);
  const auto& words = project.words;
  reports::ProjectTexts texts;
  texts.synthetic =
      project.origin == Origin::synthetic ? reports::Synthetic::yes : reports::Synthetic::no;
  texts.survey = project.survey;
  texts.place = project.place;
  texts.whole = words.whole;
  texts.ages = project.population_text;
  texts.population = words.population;
  texts.fieldwork = words.fieldwork;
  texts.publication_wave = project.publication.wave;
  texts.comparison_wave = project.publication.compare_with;
  texts.comparable_since = comparable_since(project);
  for (const auto& wave : project.waves) texts.rounds.push_back(round_texts(wave));
  texts.era = project.publication.era;
  texts.area_level = project.main_level;
  texts.area_one = words.area_one;
  texts.area_many = words.area_many;
  texts.area_the_many = words.area_the_many;
  texts.sex_variable = project.variables.sex;
  texts.women_code = project.variables.women;
  texts.men_code = project.variables.men;
  for (const auto& group : project.publication.groups)
    texts.groups.push_back(group_texts(project, codebook, group));
  texts.planning_questions = words.planning_questions;
  texts.manifest = manifest;
  return texts;
}

std::vector<ExternalFigure> figures_from_elsewhere(const Project& project,
                                                   const std::vector<Indicator>& indicators) {
  if (!project.comparison) return {};
  std::vector<std::string> ids;
  for (const auto& indicator : indicators) ids.push_back(indicator.id);
  return read_external_figures(*project.comparison, ids);
}

}  // namespace trygg::tools
