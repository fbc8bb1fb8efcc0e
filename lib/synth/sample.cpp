#include "synth/sample.hpp"

#include <algorithm>
#include <cmath>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

constexpr std::uint32_t stream(Purpose purpose) {
  return static_cast<std::uint32_t>(purpose);
}

Column column_of(const SynthModel::Question& q, const std::vector<std::uint8_t>& answers) {
  Column column{.name = q.name, .type = ColumnType::number};
  auto codes = q.codes;
  if (!q.apart.empty()) codes.push_back(q.apart);
  for (const auto& code : codes) {
    const auto number = to_number(code);
    if (!number) column.type = ColumnType::text;
    column.levels.push_back({.text = code, .number = number.value_or(Result::missing)});
  }
  column.codes.assign(answers.begin(), answers.end());
  return column;
}

/// The answers of everybody as a table, so that truth and survey are measured by one function.
Table table_of(const SynthModel& model, const SynthPersons& persons) {
  std::vector<Column> columns;
  for (std::size_t q = 0; q < model.questions.size(); ++q)
    columns.push_back(column_of(model.questions[q], persons.answer[q]));
  return {"the population", std::move(columns)};
}

std::vector<std::vector<Truth>> truth_of(const SynthModel& model, const SynthPersons& persons) {
  const auto table = table_of(model, persons);
  std::vector<std::vector<Truth>> truth;
  for (const auto& indicator : model.indicators) {
    auto& by_sex = truth.emplace_back(model.sexes.size());
    const auto y = measure(indicator, table).y;
    for (std::size_t i = 0; i < y.size(); ++i) {
      if (std::isnan(y[i])) continue;
      by_sex[persons.sex[i]].sum += y[i];
      by_sex[persons.sex[i]].valid += 1;
    }
  }
  return truth;
}

std::vector<std::vector<std::uint32_t>> count_persons(const SynthModel& model,
                                                      const SynthPersons& persons) {
  std::vector counts(model.sexes.size(), std::vector<std::uint32_t>(model.age_groups.size(), 0));
  for (std::size_t i = 0; i < persons.size(); ++i) ++counts[persons.sex[i]][persons.age_group[i]];
  return counts;
}

/// Selection sampling: each person is taken with probability (still to take)/(still there).
/// Source: Fan, Muller & Rezucha (1962), JASA 57, 387-402, method 1.
std::vector<std::uint32_t> draw_sample(std::uint64_t key, std::uint32_t population,
                                       std::uint32_t size) {
  Random random(key, 0, stream(Purpose::sample));
  std::vector<std::uint32_t> taken;
  for (std::uint32_t i = 0; taken.size() < size; ++i)
    if (random.below(population - i) < size - taken.size()) taken.push_back(i);
  return taken;
}

bool answers(const SynthRound& round, std::size_t h, std::uint64_t key, const SynthPersons& persons,
             std::uint32_t i) {
  return Random(key, i, stream(Purpose::response)).uniform() <
         answering_probability(round, h, persons, i);
}

const std::string& draw_mode(const SynthRound& round, std::uint64_t key,
                             const SynthPersons& persons, std::uint32_t i) {
  const auto& model = *round.model;
  const double share = model.age_groups[persons.age_group[i]].web;
  const double log_odds = std::log(share / (1 - share)) + model.waves[round.wave].web;
  const bool first =
      Random(key, i, stream(Purpose::mode)).uniform() < 1 / (1 + std::exp(-log_odds));
  return model.mode_codes[first ? 0 : 1];
}

/// The code in the file: the answer, or one of the missing codes instead of it.
const std::string& reported(const SynthModel::Question& q, std::uint8_t answer, double uniform) {
  for (const auto& missing : q.missing) {
    if (uniform < missing.share) return missing.code;
    uniform -= missing.share;
  }
  return answer < q.codes.size() ? q.codes[answer] : q.apart;
}

/// A sampled person as the files have it.
struct SampledPerson {
  std::size_t stratum;
  std::uint64_t key;
  std::uint32_t i, number;
};

std::vector<std::string> register_of(const SynthRound& round, const SynthPersons& persons,
                                     const SampledPerson& p) {
  const auto& model = *round.model;
  const auto& wave = model.waves[round.wave];
  return {fmt::format("{}-{:06}", wave.name, p.number),
          model.strata[p.stratum].code,
          model.area_of(p.stratum, wave.era),
          model.sexes[persons.sex[p.i]].code,
          std::to_string(persons.age[p.i]),
          model.age_groups[persons.age_group[p.i]].code};
}

std::vector<std::string> row_of(const SynthRound& round, const SynthPersons& persons,
                                const SampledPerson& p) {
  const auto& model = *round.model;
  auto row = register_of(round, persons, p);
  for (std::size_t t = 0; t < model.traits.size(); ++t)
    row.push_back(model.traits[t].codes[persons.trait[t][p.i]]);
  row.push_back(draw_mode(round, p.key, persons, p.i));
  Random random(p.key, p.i, stream(Purpose::missing));
  for (std::size_t q = 0; q < model.questions.size(); ++q)
    row.push_back(reported(model.questions[q], persons.answer[q][p.i], random.uniform()));
  row.emplace_back("1");
  return row;
}

/// Somebody who did not answer: what the register knows, and empty fields.
std::vector<std::string> row_without_answers(const SynthRound& round, const SynthPersons& persons,
                                             const SampledPerson& p) {
  const auto& model = *round.model;
  auto row = register_of(round, persons, p);
  for (std::size_t t = 0; t < model.traits.size(); ++t)
    row.push_back(model.traits[t].in_register ? model.traits[t].codes[persons.trait[t][p.i]] : "");
  row.resize(row.size() + 1 + model.questions.size());
  row.emplace_back("1");
  return row;
}

const std::string& draw_reason(const SynthModel::Sampled& sampled, const SampledPerson& p) {
  double uniform = Random(p.key, p.i, stream(Purpose::reason)).uniform();
  for (const auto& reason : sampled.reasons) {
    if (uniform < reason.share) return reason.code;
    uniform -= reason.share;
  }
  return sampled.reasons.back().code;
}

/// The row of a file of all who were sampled: the outcome after the number.
std::string with_outcome(std::vector<std::string> row, const std::string& outcome) {
  row.insert(row.begin() + 1, outcome);
  return csv_line(row);
}

}  // namespace

std::vector<std::string> wave_header(const SynthModel& model) {
  const auto& n = model.names;
  std::vector<std::string> header{n.id, n.stratum, n.area, n.sex, n.age, n.age_group};
  for (const auto& trait : model.traits) header.push_back(trait.name);
  header.push_back(n.mode);
  for (const auto& question : model.questions) header.push_back(question.name);
  header.push_back(n.marker);
  return header;
}

SynthStratumResult draw_stratum(const SynthRound& round, std::size_t h,
                                std::uint32_t first_number) {
  const auto key = stream_key(round, h);
  const auto persons = draw_persons(round, h);
  SynthStratumResult result;
  result.truth = truth_of(*round.model, persons);
  result.persons = count_persons(*round.model, persons);
  const auto& sampled = round.model->sampled;
  const bool open = stratum_answers(round, h);
  auto number = first_number;
  for (const auto i : draw_sample(key, round.population[h], round.sampled[h])) {
    const SampledPerson person{h, key, i, ++number};
    if (open && answers(round, h, key, persons, i)) {
      const auto row = row_of(round, persons, person);
      result.rows += csv_line(row);
      if (sampled) result.sampled += with_outcome(row, sampled->answered);
      ++result.answered;
    } else if (sampled) {
      result.sampled +=
          with_outcome(row_without_answers(round, persons, person),
                       open ? draw_reason(*sampled, person) : sampled->stratum_reason);
    }
  }
  return result;
}

}  // namespace trygg
