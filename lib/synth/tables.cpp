#include "synth/tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "synth/model.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

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

/// Index in `all` of the element whose `field` is `name`; `all.size()` when it is not there.
template <class T>
std::size_t index_of(const std::vector<T>& all, std::string T::*field, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(all, name, field) - all.begin());
}

SynthModel::Stratum stratum_of(const NumberTable& table, std::size_t r, const SynthModel& model,
                               const std::vector<std::string>& profiles) {
  SynthModel::Stratum s{.code = table.text(r, model.names.stratum)};
  if (!model.areas.is_smallest(s.code))
    table.fail(r, fmt::format("the crosswalk has no '{}'", s.code));
  const auto& profile = table.text(r, "profil");
  const auto found = std::ranges::find(profiles, profile);
  if (found == profiles.end())
    table.fail(r, fmt::format("unknown profile '{}'{}", profile, did_you_mean(profile, profiles)));
  s.profile = static_cast<std::size_t>(found - profiles.begin());
  s.population = table.number(r, "befolkning", 2, 1e8);
  s.effect = table.number(r, "effekt", -5, 5);
  s.response = table.number(r, "svar", -5, 5);
  for (const auto& trait : model.traits) s.trait_share.push_back(table.number(r, trait.name, 0, 1));
  s.area_effect.assign(model.waves.size(), 0);
  return s;
}

/// Question, sex and place of the code after the first that a row of answers is about.
struct Target {
  std::size_t question, sex, code;
  auto operator<=>(const Target&) const = default;
};

Target target_of(const NumberTable& table, std::size_t r, const SynthModel& model) {
  Target target{index_of(model.questions, &SynthModel::Question::name, table.text(r, "fraga")),
                index_of(model.sexes, &SynthModel::Sex::code, table.text(r, model.names.sex)), 0};
  if (target.question == model.questions.size())
    table.fail(r, fmt::format("unknown question '{}'", table.text(r, "fraga")));
  if (target.sex == model.sexes.size())
    table.fail(r, fmt::format("unknown code '{}'", table.text(r, model.names.sex)));
  const auto& codes = model.questions[target.question].codes;
  const auto code = std::ranges::find(codes, table.text(r, "kod"));
  if (code == codes.end() || code == codes.begin())
    table.fail(r, fmt::format("'{}' is not one of the question's codes after the first",
                              table.text(r, "kod")));
  target.code = static_cast<std::size_t>(code - codes.begin()) - 1;
  return target;
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

}  // namespace

void read_strata(const fs::path& path, const std::vector<std::string>& profiles,
                 SynthModel& model) {
  const NumberTable table(path);
  std::vector<std::string> known{model.names.stratum, "befolkning", "profil", "effekt", "svar"};
  for (const auto& trait : model.traits) known.push_back(trait.name);
  table.only(known);
  std::set<std::string> codes;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model.strata.push_back(stratum_of(table, r, model, profiles));
    if (!codes.insert(model.strata.back().code).second)
      table.fail(r, fmt::format("'{}' is there twice", model.strata.back().code));
  }
  const auto expected = model.areas.number_of_smallest();
  require<InputError>(codes.size() == expected, "{}: {} strata, but the crosswalk has {}",
                      table.source(), codes.size(), expected);
}

void read_area_effects(const fs::path& path, const std::string& era, SynthModel& model) {
  const NumberTable table(path);
  auto known = wave_names(model);
  known.push_back(model.names.area);
  table.only(known);
  std::map<std::string, std::size_t> row;
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (!row.emplace(table.text(r, model.names.area), r).second)
      table.fail(r, fmt::format("'{}' is there twice", table.text(r, model.names.area)));
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto& area = model.area_of(h, era);
    require<InputError>(row.contains(area), "{}: there is no row for area '{}'", table.source(),
                        area);
    for (std::size_t w = 0; w < model.waves.size(); ++w)
      model.strata[h].area_effect[w] = table.number(row[area], model.waves[w].name, -5, 5);
  }
}

void read_answers(const fs::path& path, SynthModel& model) {
  const NumberTable table(path);
  auto known = wave_names(model);
  known.insert(known.end(), {"fraga", "kod", model.names.sex});
  table.only(known);
  std::set<Target> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto target = target_of(table, r, model);
    if (!seen.insert(target).second) table.fail(r, "the same question, code and sex again");
    for (std::size_t w = 0; w < model.waves.size(); ++w)
      model.questions[target.question].target[w][target.sex][target.code] =
          table.number(r, model.waves[w].name, 0, 100) / 100;
  }
  std::size_t expected = 0;
  for (const auto& q : model.questions) expected += (q.codes.size() - 1) * model.sexes.size();
  require<InputError>(seen.size() == expected, "{}: {} rows, but the questions' codes need {}",
                      table.source(), seen.size(), expected);
  for (auto& q : model.questions) accumulate(q, table);
}

}  // namespace trygg
