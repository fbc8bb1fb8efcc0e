#include "synth/model.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

Config section(const Config& config, const std::string& key) {
  auto table = config.table(key);
  if (!table) config.fail(key, "is missing");
  return *table;
}

std::vector<Config> sections(const Config& config, const std::string& key) {
  auto tables = config.tables(key);
  if (tables.empty()) config.fail(key, fmt::format("there is no [[{}]]", key));
  return tables;
}

double within(const Config& config, const std::string& key, double value, double low, double high) {
  if (!(value >= low && value <= high))
    config.fail(key, fmt::format("{} must be from {} to {}", value, low, high));
  return value;
}

double share(const Config& config, const std::string& key) {
  return within(config, key, config.number(key), 0, 1);
}

std::vector<double> per_age_group(const Config& config, const std::string& key,
                                  const SynthModel& model) {
  auto values = config.numbers(key);
  if (values.size() != model.age_groups.size())
    config.fail(key,
                fmt::format("{} values for {} age groups", values.size(), model.age_groups.size()));
  return values;
}

std::size_t place_of(const std::string& name, const std::vector<std::string>& names,
                     const Config& config, const std::string& key) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end())
    config.fail(key, fmt::format("'{}' is not there{}", name, did_you_mean(name, names)));
  return static_cast<std::size_t>(found - names.begin());
}

void read_names(const Config& c, SynthModel& model) {
  model.names = {c.text("id"),  c.text("stratum"),   c.text("area"), c.text("sex"),
                 c.text("age"), c.text("age_group"), c.text("mode"), c.text("marker")};
}

void read_files(const Config& c, SynthModel& model) {
  model.files = {c.text("wave"),   c.text("frame"), c.text("area_sex"), c.text("age_sex"),
                 c.text("counts"), c.text("truth"), c.text("note")};
  for (const auto* key : {"wave", "frame", "area_sex", "age_sex", "counts"})
    if (c.text(key).find("{wave}") == std::string::npos)
      c.fail(key, "must hold {wave}, the place of the wave's name");
}

void read_waves(const Config& config, SynthModel& model) {
  const auto sample = section(config, "sample");
  const AllocationRule rule{
      .size = static_cast<std::uint32_t>(within(sample, "size", sample.number("size"), 1, 4e9)),
      .power = within(sample, "power", sample.number("power", 1), 0, 1),
      .minimum = within(sample, "minimum", sample.number("minimum", 2), 0, 1e9),
      .maximum_fraction =
          within(sample, "maximum_fraction", sample.number("maximum_fraction", 1), 0, 1)};
  for (const auto& c : sections(config, "wave")) {
    SynthModel::Wave wave{.name = c.text("name"), .era = c.text("era")};
    wave.growth = within(c, "growth", c.number("growth", 1), 0.01, 100);
    wave.response_rate = within(c, "response_rate", c.number("response_rate"), 0.01, 0.99);
    wave.web = c.number("web", 0);
    wave.sample = rule;
    wave.sample.size = static_cast<std::uint32_t>(
        within(c, "sample_size", c.number("sample_size", rule.size), 1, 4e9));
    place_of(wave.era, model.areas.eras, c, "era");
    model.waves.push_back(std::move(wave));
  }
}

void read_groups(const Config& config, SynthModel& model) {
  for (const auto& c : sections(config, "age_group")) {
    SynthModel::AgeGroup group{.code = c.text("code")};
    group.from = static_cast<std::uint32_t>(within(c, "from", c.number("from"), 0, 150));
    group.to = static_cast<std::uint32_t>(within(c, "to", c.number("to"), group.from, 150));
    group.response = c.number("response", 0);
    group.web = within(c, "web", c.number("web"), 0.001, 0.999);
    model.age_groups.push_back(std::move(group));
  }
  for (const auto& c : sections(config, "sex")) {
    SynthModel::Sex sex{.code = c.text("code"), .share = per_age_group(c, "share", model)};
    sex.effect = per_age_group(c, "effect", model);
    sex.response = c.number("response", 0);
    for (const double s : sex.share) within(c, "share", s, 0, 1);
    model.sexes.push_back(std::move(sex));
  }
  for (const auto& c : config.tables("trait")) {
    SynthModel::Trait trait{c.text("name"), c.texts("codes"), c.number("effect", 0),
                            c.number("response", 0)};
    if (trait.codes.size() != 2) c.fail("codes", "a trait has two codes");
    model.traits.push_back(std::move(trait));
  }
}

void read_questions(const Config& config, SynthModel& model) {
  for (const auto& c : sections(config, "question")) {
    SynthModel::Question q{.name = c.text("name"), .codes = c.texts("codes")};
    if (q.codes.size() < 2) c.fail("codes", "a question has at least two answers");
    q.slope = c.number("slope", 1);
    q.loading = within(c, "loading", c.number("loading", 0.7), 0, 0.99);
    q.apart = c.text("apart", "");
    if (q.apart.empty() && c.has("apart_share")) c.fail("apart_share", "there is no code 'apart'");
    q.apart_share = q.apart.empty() ? std::vector<double>(model.age_groups.size(), 0.0)
                                    : per_age_group(c, "apart_share", model);
    for (const double s : q.apart_share) within(c, "apart_share", s, 0, 1);
    if (const auto missing = c.table("missing"))
      for (const auto& code : missing->keys()) q.missing.push_back({code, share(*missing, code)});
    q.target.assign(model.waves.size(),
                    std::vector(model.sexes.size(), std::vector<double>(q.codes.size() - 1, 0.0)));
    model.questions.push_back(std::move(q));
  }
}

void read_selection(const Config& config, SynthModel& model) {
  const auto c = config.table("selection");
  if (!c) return;
  std::vector<std::string> names;
  for (const auto& q : model.questions) names.push_back(q.name);
  SynthModel::Selection s{.question = place_of(c->text("question"), names, *c, "question")};
  for (const auto& code : c->texts("codes"))
    s.answers.push_back(place_of(code, model.questions[s.question].codes, *c, "codes"));
  s.effect = c->number("effect");
  model.selection.push_back(std::move(s));
}

/// A CSV whose numbers are asked for by row and column.
class NumberTable {
 public:
  explicit NumberTable(const fs::path& path) : csv_(parse_csv(read_file(path), path.string())) {}

  std::size_t rows() const { return csv_.rows.size(); }
  const std::string& source() const { return csv_.source; }
  const std::string& text(std::size_t row, const std::string& column) const {
    return csv_.rows[row][csv_.column(column)];
  }
  double number(std::size_t row, const std::string& column, double low, double high) const {
    const auto value = to_number(text(row, column));
    if (!value || *value < low || *value > high)
      fail(row, fmt::format("column '{}' has '{}', not a number from {} to {}", column,
                            text(row, column), low, high));
    return *value;
  }
  [[noreturn]] void fail(std::size_t row, const std::string& problem) const {
    throw InputError(csv_.source, csv_.lines[row], problem);
  }
  /// Refuses columns that nobody reads.
  void only(const std::vector<std::string>& known) const {
    for (const auto& name : csv_.header)
      if (std::ranges::find(known, name) == known.end())
        throw InputError(csv_.source, 1,
                         fmt::format("unknown column '{}'{}", name, did_you_mean(name, known)));
  }

 private:
  CsvText csv_;
};

std::vector<std::string> wave_names(const SynthModel& model) {
  std::vector<std::string> names;
  for (const auto& wave : model.waves) names.push_back(wave.name);
  return names;
}

std::vector<std::string> read_profiles(const Config& config, SynthModel& model) {
  const auto table = section(config, "profiles");
  for (const auto& name : table.keys()) model.profiles.push_back(per_age_group(table, name, model));
  return table.keys();
}

void read_strata(const Config& config, SynthModel& model) {
  const auto profiles = read_profiles(config, model);
  const NumberTable table(config.path("strata"));
  std::vector<std::string> known{model.names.stratum, "befolkning", "profil", "effekt", "svar"};
  for (const auto& trait : model.traits) known.push_back(trait.name);
  table.only(known);
  std::set<std::string> codes;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    SynthModel::Stratum s{.code = table.text(r, model.names.stratum)};
    if (!codes.insert(s.code).second) table.fail(r, fmt::format("'{}' is there twice", s.code));
    s.population = table.number(r, "befolkning", 2, 1e8);
    const auto& profile = table.text(r, "profil");
    const auto found = std::ranges::find(profiles, profile);
    if (found == profiles.end())
      table.fail(r,
                 fmt::format("unknown profile '{}'{}", profile, did_you_mean(profile, profiles)));
    s.profile = static_cast<std::size_t>(found - profiles.begin());
    s.effect = table.number(r, "effekt", -5, 5);
    s.response = table.number(r, "svar", -5, 5);
    for (const auto& trait : model.traits)
      s.trait_share.push_back(table.number(r, trait.name, 0, 1));
    s.area_effect.assign(model.waves.size(), 0);
    if (!model.areas.parent.begin()->second.contains(s.code))
      table.fail(r, fmt::format("the crosswalk has no '{}'", s.code));
    model.strata.push_back(std::move(s));
  }
  require<InputError>(model.strata.size() == model.areas.parent.begin()->second.size(),
                      "{}: {} strata, but the crosswalk has {}", table.source(),
                      model.strata.size(), model.areas.parent.begin()->second.size());
}

void read_area_effects(const Config& config, SynthModel& model) {
  const auto path = config.optional_path("area_effects");
  if (!path) return;
  const auto era = config.text("area_effects_era");
  place_of(era, model.areas.eras, config, "area_effects_era");
  const NumberTable table(*path);
  auto known = wave_names(model);
  known.push_back(model.names.area);
  table.only(known);
  std::map<std::string, std::size_t> row;
  for (std::size_t r = 0; r < table.rows(); ++r) row[table.text(r, model.names.area)] = r;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto& area = model.area_of(h, era);
    require<InputError>(row.contains(area), "{}: there is no row for area '{}'", table.source(),
                        area);
    for (std::size_t w = 0; w < model.waves.size(); ++w)
      model.strata[h].area_effect[w] = table.number(row[area], model.waves[w].name, -5, 5);
  }
}

/// From shares of single codes to shares at a code or beyond.
void accumulate(SynthModel::Question& question, const NumberTable& table) {
  for (auto& wave : question.target)
    for (auto& tail : wave) {
      for (std::size_t j = tail.size(); j-- > 1;) tail[j - 1] += tail[j];
      require<InputError>(tail.front() < 1 && tail.back() > 0,
                          "{}: the shares of '{}' must leave something for its safest code, and "
                          "the last one must be above 0",
                          table.source(), question.name);
    }
}

void read_answers(const Config& config, SynthModel& model) {
  const NumberTable table(config.path("answers"));
  auto known = wave_names(model);
  for (const auto& name : {std::string("fraga"), std::string("kod"), model.names.sex})
    known.push_back(name);
  table.only(known);
  std::set<std::vector<std::size_t>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto q =
        std::ranges::find(model.questions, table.text(r, "fraga"), &SynthModel::Question::name);
    if (q == model.questions.end())
      table.fail(r, fmt::format("unknown question '{}'", table.text(r, "fraga")));
    const auto code = std::ranges::find(q->codes, table.text(r, "kod"));
    if (code == q->codes.end() || code == q->codes.begin())
      table.fail(r, fmt::format("'{}' is not one of the question's codes after the first",
                                table.text(r, "kod")));
    const auto sex =
        std::ranges::find(model.sexes, table.text(r, model.names.sex), &SynthModel::Sex::code);
    if (sex == model.sexes.end())
      table.fail(r, fmt::format("unknown code '{}'", table.text(r, model.names.sex)));
    const auto s = static_cast<std::size_t>(sex - model.sexes.begin());
    const auto j = static_cast<std::size_t>(code - q->codes.begin()) - 1;
    if (!seen.insert({static_cast<std::size_t>(q - model.questions.begin()), s, j}).second)
      table.fail(r, "the same question, code and sex again");
    for (std::size_t w = 0; w < model.waves.size(); ++w)
      q->target[w][s][j] = table.number(r, model.waves[w].name, 0, 100) / 100;
  }
  std::size_t expected = 0;
  for (const auto& q : model.questions) expected += (q.codes.size() - 1) * model.sexes.size();
  require<InputError>(seen.size() == expected, "{}: {} rows, but the questions' codes need {}",
                      table.source(), seen.size(), expected);
  for (auto& q : model.questions) accumulate(q, table);
}

}  // namespace

const std::string& SynthModel::area_of(std::size_t h, const std::string& era) const {
  return areas.parent.at(era).at(strata[h].code);
}

SynthModel read_synth(const fs::path& path) {
  const auto config = Config::read(path);
  SynthModel model{.seed = static_cast<std::uint64_t>(config.integer("seed")),
                   .stratum_sd = within(config, "stratum_sd", config.number("stratum_sd", 0), 0, 2),
                   .folder = config.folder(),
                   .note = config.text("note")};
  model.areas = read_areas(config.path("areas"), config.path("crosswalk"));
  model.indicators = read_indicators(config.path("indicators"));
  read_names(section(config, "variables"), model);
  read_files(section(config, "files"), model);
  model.mode_codes = config.texts("mode_codes");
  if (model.mode_codes.size() != 2) config.fail("mode_codes", "must be two codes");
  read_waves(config, model);
  read_groups(config, model);
  read_questions(config, model);
  read_selection(config, model);
  read_strata(config, model);
  read_area_effects(config, model);
  read_answers(config, model);
  config.reject_unknown();
  return model;
}

}  // namespace trygg
