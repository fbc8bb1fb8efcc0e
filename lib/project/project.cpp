#include "project/project.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> names_of(const std::vector<Wave>& waves) {
  std::vector<std::string> names;
  for (const auto& wave : waves) names.push_back(wave.name);
  return names;
}

Config required_table(const Config& config, std::string_view key) {
  auto table = config.table(key);
  if (!table) config.missing(key);
  return *table;
}

/// The era that a round names, or that its day lies in; both must agree.
std::string era_of(const Config& config, const std::string& day, const std::vector<Era>& eras) {
  const auto named = config.optional_text("era");
  if (day.empty()) return named ? *named : config.text("era");
  if (!is_day(day))
    config.fail("day", fmt::format("'{}' is no day; write it as \"2020-04-15\"", day));
  if (eras.empty()) {
    if (!named) config.fail("day", "without [[era]] no era can be told from it; give 'era', too");
    return *named;
  }
  const auto& era = era_on(eras, day);
  if (named && *named != era.name)
    config.fail("era", fmt::format("'{}', but on {} the division of '{}' held (from {})", *named,
                                   day, era.name, era.from));
  return era.name;
}

Wave read_wave(const Config& config, const Project& project) {
  Wave wave;
  wave.name = config.text("year");
  wave.year = config.number("year");
  wave.data = config.path("data");
  wave.recipe = config.path("recipe");
  wave.day = config.text("day", "");
  wave.era = era_of(config, wave.day, project.eras);
  wave.response = config.optional_path("response");
  wave.codebook = config.optional_path("codebook").value_or(project.codebook);
  wave.indicators = config.optional_path("indicators").value_or(project.indicators);
  wave.population_text = config.text("population_text", project.population_text);
  wave.population_text_en = config.text("population_text_en", "");
  wave.sample = config.texts("sample");
  wave.population = config.texts("population");
  wave.mode = config.text("mode", "");
  return wave;
}

std::vector<Wave> read_waves(const Config& config, const Project& project) {
  std::vector<Wave> waves;
  for (const auto& table : config.tables("wave")) {
    waves.push_back(read_wave(table, project));
    if (waves.size() > 1 && waves[waves.size() - 2].year >= waves.back().year)
      table.fail("year", "waves must stand in the order of time, each year once");
  }
  if (waves.empty()) config.fail("wave", "a project needs at least one [[wave]]");
  return waves;
}

void read_levels(const Config& table, Project& project) {
  project.main_level = table.text("main");
  project.smallest_level = table.text("smallest");
  project.smallest = table.flag("estimate_smallest", true) ? Project::Smallest::estimated
                                                           : Project::Smallest::places_only;
  project.other_levels = table.texts("others");
  project.report_eras = table.texts("eras");
  for (const auto& level : project.other_levels)
    if (level == project.main_level || level == project.smallest_level)
      table.fail("others", fmt::format("'{}' is reported as it is", level));
}

ProjectVariables read_variables(const Config& table) {
  return {.id = table.text("id"),
          .sex = table.text("sex"),
          .women = table.text("women"),
          .men = table.text("men"),
          .smallest_area = table.text("smallest_area"),
          .main_area = table.text("main_area", "")};
}

/// The project's own language first, whatever the order in the file.
std::vector<std::string> read_languages(const Config& table, const std::string& own) {
  std::vector<std::string> languages{own};
  for (const auto& language : table.texts("languages")) {
    if (language != "sv" && language != "en")
      table.fail("languages", fmt::format("'{}' must be sv or en", language));
    if (std::ranges::find(languages, language) == languages.end()) languages.push_back(language);
  }
  return languages;
}

/// Sexes are published anyway, and a group twice would be two columns of one name.
void check_groups(const Config& table, const Publication& publication, const Project& project) {
  std::set<std::string> once;
  for (const auto& group : publication.groups) {
    if (!once.insert(group).second)
      table.fail("groups", fmt::format("'{}' stands there twice", group));
    if (group == project.variables.sex)
      table.fail("groups", fmt::format("'{}' is [variables] sex: women and men are always beside "
                                       "each other; leave it out",
                                       group));
  }
}

Publication read_publication(const Config& table, const Project& project) {
  Publication publication{.wave = table.text("wave"),
                          .era = table.text("era"),
                          .compare_with = table.text("compare_with", ""),
                          .indicator = table.text("indicator"),
                          .groups = table.texts("groups"),
                          .languages = read_languages(table, project.language),
                          .date = table.text("date", ""),
                          .map = table.optional_path("map"),
                          .map_name = table.text("map_name", ""),
                          .levels = table.texts("levels"),
                          .eras = table.texts("eras"),
                          .published_before = table.paths("published_before")};
  if (!publication.date.empty() && !is_day(publication.date))
    table.fail("date", fmt::format("'{}' is no day; write it as \"2023-11-15\"", publication.date));
  if (publication.eras.empty()) publication.eras = {publication.era};
  check_groups(table, publication, project);
  if (publication.compare_with == publication.wave)
    table.fail("compare_with", fmt::format("{} is the round that is published; name an earlier one",
                                           publication.wave));
  const auto known = names_of(project.waves);
  for (const auto& [key, name] :
       {std::pair{"wave", publication.wave}, std::pair{"compare_with", publication.compare_with}})
    if (!name.empty() && std::ranges::find(known, name) == known.end())
      table.fail(key, fmt::format("there is no wave '{}'{}", name, did_you_mean(name, known)));
  return publication;
}

Publisher read_publisher(const Config& table) {
  Publisher publisher{.name = table.text("publisher", ""),
                      .uri = table.text("publisher_uri", ""),
                      .email = table.text("email", ""),
                      .address = table.text("address", ""),
                      .licence = table.text("licence", ""),
                      .place = table.text("place_uri", ""),
                      .code = table.text("municipality", "")};
  if (!publisher.address.empty() && !publisher.address.ends_with('/'))
    table.fail("address", "this is a folder on the web: end it with /");
  return publisher;
}

void read_texts(const Config& config, Project& project) {
  project.words = read_words(config);
  project.quality = read_quality(config);
  for (const auto& language : project.publication.languages)
    if (language != project.language)
      project.other[language] = {read_translated_words(config, project.words, language),
                                 read_translated_quality(config, project.quality, language)};
}

}  // namespace

Translation Project::texts_in(const std::string& wanted) const {
  if (wanted == language) return {words, quality};
  const auto found = other.find(wanted);
  require<ConfigError>(found != other.end(),
                       "{}: the project has no texts in '{}'; add it to languages in [publication] "
                       "and give [words.{}]",
                       (folder / "trygg.toml").string(), wanted, wanted);
  return found->second;
}

const Wave& Project::wave(std::string_view wanted) const {
  const auto found = std::ranges::find(waves, wanted, &Wave::name);
  require(found != waves.end(), "there is no wave '{}'", wanted);
  return *found;
}

GroupPair Project::pair_of_sexes() const {
  return {{variables.sex}, {variables.women}, {variables.men}};
}

Project read_project(const fs::path& folder) {
  const auto file = folder / "trygg.toml";
  require<ConfigError>(fs::exists(file),
                       "{}: there is no such file; 'trygg init {}' makes an empty project",
                       file.string(), folder.string());
  const auto config = Config::read(file);
  Project project;
  project.folder = folder;
  project.name = config.text("name");
  project.survey = config.text("survey");
  project.place = config.text("place");
  project.language = config.text("language", "sv");
  project.population_text = config.text("population_text");
  project.origin = config.flag("synthetic", false) ? Origin::synthetic : Origin::real;
  project.codebook = config.path("codebook");
  project.indicators = config.path("indicators");
  project.areas = config.path("areas");
  project.crosswalk = config.path("crosswalk");
  project.goal = config.path("goal");
  project.release = config.path("release");
  project.comparison = config.optional_path("comparison");
  project.generator = config.optional_path("generator");
  project.variables = read_variables(required_table(config, "variables"));
  read_levels(required_table(config, "area_levels"), project);
  project.eras = read_eras(config);
  project.waves = read_waves(config, project);
  project.breaks = read_declared_breaks(config, project.waves);
  project.accepted = read_accepted(config, project.waves);
  project.publication = read_publication(required_table(config, "publication"), project);
  if (project.publication.levels.empty()) project.publication.levels = {project.main_level};
  if (const auto analysis = config.table("analysis")) project.analysis = read_analysis(*analysis);
  if (const auto data = config.table("data")) project.publisher = read_publisher(*data);
  read_texts(config, project);
  config.reject_unknown();
  return project;
}

}  // namespace trygg
