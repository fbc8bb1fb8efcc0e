#include "synth/population.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "base/random.hpp"
#include "synth/allocate.hpp"

namespace trygg {
namespace {

/// FNV-1a: names become numbers that depend on no order and no library.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}
double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

/// Where an increasing function crosses 0.
template <class Function>
double root(Function f, double low, double high) {
  for (int i = 0; i < 45; ++i) {
    const double middle = (low + high) / 2;
    (f(middle) < 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Persons alike in all that the model knows of them.
struct Cell {
  std::size_t h, sex, age;
  double persons;
  double effect;    ///< a
  double response;  ///< log odds without intercept
};

std::vector<double> cell_shares(const SynthModel& model, std::size_t h) {
  std::vector<double> shares;
  const auto& profile = model.profiles[model.strata[h].profile];
  for (const auto& sex : model.sexes)
    for (std::size_t g = 0; g < profile.size(); ++g) shares.push_back(profile[g] * sex.share[g]);
  return shares;
}

/// Adds the cells of one stratum, sex and age group: every combination of traits.
void add_cells(const SynthRound& round, Cell cell, std::vector<Cell>& cells) {
  const auto& model = *round.model;
  const auto combinations = std::size_t{1} << model.traits.size();
  for (std::size_t c = 0; c < combinations; ++c) {
    Cell one = cell;
    for (std::size_t t = 0; t < model.traits.size(); ++t) {
      const double second = model.strata[cell.h].trait_share[t];
      const bool has = (c >> t) & 1u;
      one.persons *= has ? second : 1 - second;
      one.effect += has ? model.traits[t].effect : 0;
      one.response += has ? model.traits[t].response : 0;
    }
    if (one.persons > 0) cells.push_back(one);
  }
}

std::vector<Cell> cells_of(const SynthRound& round) {
  const auto& model = *round.model;
  std::vector<Cell> cells;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto counts = apportion(round.population[h], cell_shares(model, h));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto s = i / model.age_groups.size(), g = i % model.age_groups.size();
      add_cells(
          round,
          {h, s, g, static_cast<double>(counts[i]),
           round.stratum_effect[h] + model.sexes[s].effect[g], response_log_odds(round, h, s, g)},
          cells);
    }
  }
  return cells;
}

/// The threshold that the share `target` of a sex's persons has passed.
double solve_threshold(const SynthModel::Question& q, const std::vector<Cell>& cells,
                       std::size_t sex, double target, std::string_view wave) {
  double all = 0, ordered = 0;
  for (const auto& c : cells) {
    if (c.sex != sex) continue;
    all += c.persons;
    ordered += c.persons * (1 - q.apart_share[c.age]);
  }
  require<ConfigError>(target * all < ordered,
                       "question '{}', wave {}: {} per cent at this answer or beyond, but {} per "
                       "cent give the answer that stands apart",
                       q.name, wave, 100 * target, 100 * (1 - ordered / all));
  const auto excess = [&](double threshold) {
    double beyond = 0;
    for (const auto& c : cells)
      if (c.sex == sex)
        beyond +=
            c.persons * (1 - q.apart_share[c.age]) * normal_cdf(q.slope * c.effect - threshold);
    return target * all - beyond;
  };
  return root(excess, -12, 12);
}

void solve_thresholds(SynthRound& round, const std::vector<Cell>& cells) {
  const auto& model = *round.model;
  for (const auto& q : model.questions) {
    auto& by_sex = round.threshold.emplace_back();
    for (std::size_t s = 0; s < model.sexes.size(); ++s) {
      auto& thresholds = by_sex.emplace_back();
      for (const double target : q.target[round.wave][s])
        thresholds.push_back(solve_threshold(q, cells, s, target, model.waves[round.wave].name));
    }
  }
}

/// Probability that a person of `cell` gives one of the answers that responding depends on.
double selected_share(const SynthRound& round, const SynthModel::Selection& selection,
                      const Cell& cell) {
  const auto& q = round.model->questions[selection.question];
  const auto& thresholds = round.threshold[selection.question][cell.sex];
  const auto beyond = [&](std::size_t j) {
    if (j == 0) return 1.0;
    return j > thresholds.size() ? 0.0 : normal_cdf(q.slope * cell.effect - thresholds[j - 1]);
  };
  double share = 0;
  for (const auto j : selection.answers) share += beyond(j) - beyond(j + 1);
  return share * (1 - q.apart_share[cell.age]);
}

void solve_intercept(SynthRound& round, const std::vector<Cell>& cells) {
  const auto& model = *round.model;
  std::vector<double> selected(cells.size(), 0);
  double effect = 0, sampled = 0;
  for (const auto& s : model.selection) {
    effect = s.effect;
    for (std::size_t i = 0; i < cells.size(); ++i) selected[i] = selected_share(round, s, cells[i]);
  }
  for (const auto n : round.sampled) sampled += n;
  const double target = model.waves[round.wave].response_rate * sampled;
  round.intercept = root(
      [&](double intercept) {
        double answers = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
          const auto& c = cells[i];
          const double fraction = double(round.sampled[c.h]) / round.population[c.h];
          answers += fraction * c.persons *
                     (selected[i] * logistic(intercept + c.response + effect) +
                      (1 - selected[i]) * logistic(intercept + c.response));
        }
        return answers - target;
      },
      -12, 12);
}

void draw_traits(const SynthRound& round, std::size_t h, std::uint64_t key, SynthPersons& persons) {
  const auto& model = *round.model;
  persons.trait.resize(model.traits.size());
  for (std::uint32_t i = 0; i < persons.size(); ++i) {
    Random random(key, i, static_cast<std::uint32_t>(Purpose::traits));
    const auto& group = model.age_groups[persons.age_group[i]];
    persons.age.push_back(
        static_cast<std::uint8_t>(group.from + random.below(group.to - group.from + 1)));
    for (std::size_t t = 0; t < model.traits.size(); ++t)
      persons.trait[t].push_back(random.uniform() < model.strata[h].trait_share[t]);
  }
}

/// a of every person, and u.
struct Latent {
  std::vector<double> effect, own;
};

Latent latent_of(const SynthRound& round, std::size_t h, std::uint64_t key,
                 const SynthPersons& persons) {
  const auto& model = *round.model;
  Latent latent;
  for (std::uint32_t i = 0; i < persons.size(); ++i) {
    double a = round.stratum_effect[h] + model.sexes[persons.sex[i]].effect[persons.age_group[i]];
    for (std::size_t t = 0; t < model.traits.size(); ++t)
      a += persons.trait[t][i] ? model.traits[t].effect : 0;
    latent.effect.push_back(a);
    latent.own.push_back(Random(key, i, static_cast<std::uint32_t>(Purpose::person)).normal());
  }
  return latent;
}

std::vector<std::uint8_t> draw_answers(const SynthRound& round, std::size_t question,
                                       std::uint64_t key, const SynthPersons& persons,
                                       const Latent& latent) {
  const auto& q = round.model->questions[question];
  const double residual = std::sqrt(1 - q.loading * q.loading);
  std::vector<std::uint8_t> answers;
  answers.reserve(persons.size());
  for (std::uint32_t i = 0; i < persons.size(); ++i) {
    Random random(key, i, question_purpose + static_cast<std::uint32_t>(question));
    const double value =
        q.slope * latent.effect[i] + q.loading * latent.own[i] + residual * random.normal();
    std::uint8_t answer = 0;
    for (const double threshold : round.threshold[question][persons.sex[i]])
      answer = static_cast<std::uint8_t>(answer + (value > threshold));
    if (!q.apart.empty() && random.uniform() < q.apart_share[persons.age_group[i]])
      answer = static_cast<std::uint8_t>(q.codes.size());
    answers.push_back(answer);
  }
  return answers;
}

}  // namespace

std::uint64_t stream_key(const SynthRound& round, std::size_t h) {
  const auto& model = *round.model;
  return model.seed ^ hash(model.waves[round.wave].name + '/' + model.strata[h].code);
}

double response_log_odds(const SynthRound& round, std::size_t h, std::size_t sex, std::size_t age) {
  const auto& model = *round.model;
  return model.strata[h].response + model.sexes[sex].response + model.age_groups[age].response;
}

SynthRound prepare_round(const SynthModel& model, std::size_t wave) {
  SynthRound round{.model = &model, .wave = wave};
  for (const auto& stratum : model.strata) {
    round.population.push_back(
        static_cast<std::uint32_t>(std::lround(stratum.population * model.waves[wave].growth)));
    const double drawn = model.stratum_sd * Random(model.seed ^ hash(stratum.code)).normal();
    round.stratum_effect.push_back(stratum.effect + stratum.area_effect[wave] + drawn);
  }
  try {
    round.sampled = allocate(model.waves[wave].sample, round.population);
  } catch (const ArgumentError& e) {
    throw ConfigError(fmt::format("wave {}: {}", model.waves[wave].name, e.what()));
  }
  const auto cells = cells_of(round);
  solve_thresholds(round, cells);
  solve_intercept(round, cells);
  return round;
}

SynthPersons draw_persons(const SynthRound& round, std::size_t h) {
  const auto& model = *round.model;
  const auto key = stream_key(round, h);
  const auto counts = apportion(round.population[h], cell_shares(model, h));
  SynthPersons persons;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto s = i / model.age_groups.size(), g = i % model.age_groups.size();
    persons.sex.insert(persons.sex.end(), counts[i], static_cast<std::uint8_t>(s));
    persons.age_group.insert(persons.age_group.end(), counts[i], static_cast<std::uint8_t>(g));
  }
  draw_traits(round, h, key, persons);
  const auto latent = latent_of(round, h, key, persons);
  for (std::size_t q = 0; q < model.questions.size(); ++q)
    persons.answer.push_back(draw_answers(round, q, key, persons, latent));
  return persons;
}

bool stratum_answers(const SynthRound& round, std::size_t h) {
  const auto& model = *round.model;
  const double share = model.waves[round.wave].strata_answering;
  if (share >= 1) return true;
  const double log_odds = std::log(share / (1 - share)) + model.strata[h].response;
  Random random(stream_key(round, h), 0, static_cast<std::uint32_t>(Purpose::stratum));
  return random.uniform() < logistic(log_odds);
}

double answering_probability(const SynthRound& round, std::size_t h, const SynthPersons& persons,
                             std::size_t i) {
  const auto& model = *round.model;
  double log_odds =
      round.intercept + response_log_odds(round, h, persons.sex[i], persons.age_group[i]);
  for (std::size_t t = 0; t < model.traits.size(); ++t)
    log_odds += persons.trait[t][i] ? model.traits[t].response : 0;
  for (const auto& s : model.selection)
    if (std::ranges::find(s.answers, persons.answer[s.question][i]) != s.answers.end())
      log_odds += s.effect;
  return logistic(log_odds);
}

}  // namespace trygg
