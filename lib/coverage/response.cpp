#include "coverage/response.hpp"

#include <algorithm>

#include "coverage/population.hpp"

namespace trygg {
namespace {

/// Expected numbers of persons by stratum, sex and age group.
class Expected {
 public:
  explicit Expected(const StudyPopulation& population)
      : ages_(population.model().age_groups.size()),
        groups_(population.model().sexes.size() * ages_),
        sampled_(population.strata.size(), std::vector<double>(groups_)) {}

  std::size_t group(const SynthPersons& persons, std::size_t i) const {
    return persons.sex[i] * ages_ + persons.age_group[i];
  }
  std::size_t groups() const { return groups_; }
  double& sampled(std::size_t h, std::size_t group) { return sampled_[h][group]; }

 private:
  std::size_t ages_, groups_;
  std::vector<std::vector<double>> sampled_;
};

std::vector<std::vector<double>> modelled(const StudyPopulation& population) {
  std::vector<std::vector<double>> probability(population.strata.size());
  for (std::size_t h = 0; h < probability.size(); ++h) {
    const auto& persons = population.strata[h];
    for (std::size_t i = 0; i < persons.size(); ++i)
      probability[h].push_back(answering_probability(*population.round, h, persons, i));
  }
  return probability;
}

double ratio(double wanted, double met) {
  return met > 0 ? wanted / met : 0;
}

/// r_h and q_sa.
struct Factors {
  std::vector<double> stratum, group;
};

Factors fit(Expected& expected, const std::vector<double>& by_stratum,
            const std::vector<double>& by_group) {
  Factors f{std::vector<double>(by_stratum.size(), 1.0), std::vector<double>(by_group.size(), 1.0)};
  constexpr int sweeps = 100;  // each brings the gap down to some hundredth
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (std::size_t h = 0; h < by_stratum.size(); ++h) {
      double met = 0;
      for (std::size_t g = 0; g < by_group.size(); ++g) met += expected.sampled(h, g) * f.group[g];
      f.stratum[h] = ratio(by_stratum[h], met);
    }
    for (std::size_t g = 0; g < by_group.size(); ++g) {
      double met = 0;
      for (std::size_t h = 0; h < by_stratum.size(); ++h)
        met += expected.sampled(h, g) * f.stratum[h];
      f.group[g] = ratio(by_group[g], met);
    }
  }
  return f;
}

/// Puts r_h q_sa in the place of the model's probabilities.
void make_repairable(ResponseModel& model, const StudyPopulation& population) {
  Expected expected(population);
  std::vector<double> by_stratum(population.strata.size()), by_group(expected.groups());
  for (std::size_t h = 0; h < by_stratum.size(); ++h)
    for (std::size_t i = 0; i < population.strata[h].size(); ++i) {
      const auto g = expected.group(population.strata[h], i);
      expected.sampled(h, g) += population.fraction(h);
      by_stratum[h] += population.fraction(h) * model.probability[h][i];
      by_group[g] += population.fraction(h) * model.probability[h][i];
    }
  const auto factors = fit(expected, by_stratum, by_group);
  for (std::size_t h = 0; h < by_stratum.size(); ++h)
    for (std::size_t i = 0; i < population.strata[h].size(); ++i) {
      const double product =
          factors.stratum[h] * factors.group[expected.group(population.strata[h], i)];
      model.probability[h][i] = std::min(1.0, product);
      model.capped += product > 1;
    }
}

}  // namespace

std::string_view to_text(Response response) {
  switch (response) {
    case Response::full:
      return "full";
    case Response::repairable:
      return "repairable";
    case Response::modelled:
      break;
  }
  return "modelled";
}

ResponseModel response_model(Response kind, const StudyPopulation& population) {
  ResponseModel model{.kind = kind};
  if (kind == Response::full) {
    for (const auto& persons : population.strata)
      model.probability.emplace_back(persons.size(), 1.0);
    return model;
  }
  model.probability = modelled(population);
  if (kind == Response::repairable) make_repairable(model, population);
  if (kind == Response::modelled) model.items = ItemResponse::modelled;
  return model;
}

}  // namespace trygg
