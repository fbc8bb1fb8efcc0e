#include "synth/model.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "synth/tables.hpp"

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

/// Names that become columns or files must differ.
void check_distinct(const Config& config, const std::string& key,
                    const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const auto& name : names)
    if (!seen.insert(name).second) config.fail(key, fmt::format("'{}' is there twice", name));
}

template <class T>
std::vector<std::string> names_of(const std::vector<T>& all) {
  std::vector<std::string> names;
  for (const auto& one : all) names.push_back(one.name);
  return names;
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

void read_sampled(const Config& config, SynthModel& model) {
  const auto c = config.table("sampled");
  if (!c) return;
  SynthModel::Sampled sampled{c->text("file"), c->text("outcome"), c->text("answered"), {}};
  if (sampled.file.find("{wave}") == std::string::npos)
    c->fail("file", "must hold {wave}, the place of the wave's name");
  const auto reasons = section(*c, "reasons");
  double sum = 0;
  for (const auto& code : reasons.keys()) {
    if (code == sampled.answered) reasons.fail(code, "is the code of those who answered");
    sampled.reasons.push_back({code, share(reasons, code)});
    sum += sampled.reasons.back().share;
  }
  if (std::abs(sum - 1) > 1e-9)
    c->fail("reasons", fmt::format("the shares sum to {}, not 1", shortest(sum)));
  const bool whole =
      std::ranges::any_of(model.waves, [](const auto& wave) { return wave.strata_answering < 1; });
  if (whole != c->has("stratum_reason"))
    c->fail("stratum_reason",
            whole ? "is missing: the code of persons in strata that do not answer at all"
                  : "no wave has strata_answering below 1, so that nobody gets this code");
  sampled.stratum_reason = c->text("stratum_reason", "");
  if (whole && sampled.stratum_reason == sampled.answered)
    c->fail("stratum_reason", "is the code of those who answered");
  model.sampled = std::move(sampled);
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
    wave.strata_answering = within(c, "strata_answering", c.number("strata_answering", 1), 0.01, 1);
    wave.web = c.number("web", 0);
    wave.sample = rule;
    wave.sample.size = static_cast<std::uint32_t>(
        within(c, "sample_size", c.number("sample_size", rule.size), 1, 4e9));
    place_of(wave.era, model.areas.eras, c, "era");
    model.waves.push_back(std::move(wave));
  }
  check_distinct(config, "wave", names_of(model.waves));
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
                            c.number("response", 0), c.flag("register", false)};
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
    double missing_share = 0;
    if (const auto missing = c.table("missing")) {
      for (const auto& code : missing->keys()) {
        q.missing.push_back({code, share(*missing, code)});
        missing_share += q.missing.back().share;
      }
    }
    if (missing_share >= 1) c.fail("missing", "the shares must leave some who answer");
    q.target.assign(model.waves.size(),
                    std::vector(model.sexes.size(), std::vector<double>(q.codes.size() - 1, 0.0)));
    model.questions.push_back(std::move(q));
  }
}

void check_columns(const Config& config, const SynthModel& model) {
  const auto& n = model.names;
  std::vector<std::string> columns{n.id,  n.stratum,   n.area, n.sex,
                                   n.age, n.age_group, n.mode, n.marker};
  if (model.sampled) columns.push_back(model.sampled->outcome);
  for (const auto& name : names_of(model.traits)) columns.push_back(name);
  check_distinct(config, "trait", columns);
  for (const auto& name : names_of(model.questions)) columns.push_back(name);
  check_distinct(config, "question", columns);
}

void read_selection(const Config& config, SynthModel& model) {
  const auto c = config.table("selection");
  if (!c) return;
  SynthModel::Selection s{
      .question = place_of(c->text("question"), names_of(model.questions), *c, "question")};
  for (const auto& code : c->texts("codes"))
    s.answers.push_back(place_of(code, model.questions[s.question].codes, *c, "codes"));
  s.effect = c->number("effect");
  model.selection.push_back(std::move(s));
}

std::vector<std::string> read_profiles(const Config& config, SynthModel& model) {
  const auto table = section(config, "profiles");
  for (const auto& name : table.keys()) {
    model.profiles.push_back(per_age_group(table, name, model));
    for (const double s : model.profiles.back()) within(table, name, s, 0.001, 1);
  }
  return table.keys();
}

}  // namespace

const std::string& SynthModel::area_of(std::size_t h, const std::string& era) const {
  return areas.division_of(era).parent.at(strata[h].code);
}

SynthModel read_synth(const fs::path& path) {
  const auto config = Config::read(path);
  if (config.integer("seed") < 0) config.fail("seed", "must be at least 0");
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
  read_sampled(config, model);
  check_columns(config, model);
  read_selection(config, model);
  const auto profiles = read_profiles(config, model);
  read_strata(config.path("strata"), profiles, model);
  if (const auto effects = config.optional_path("area_effects")) {
    const auto era = config.text("area_effects_era");
    place_of(era, model.areas.eras, config, "area_effects_era");
    read_area_effects(*effects, era, model);
  }
  read_answers(config.path("answers"), model);
  config.reject_unknown();
  return model;
}

}  // namespace trygg
