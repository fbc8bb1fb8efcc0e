#include "coverage/draw.hpp"

#include <numeric>
#include <utility>

#include "base/random.hpp"
#include "coverage/persons_table.hpp"
#include "coverage/population.hpp"

namespace trygg {
namespace {

/// The first `size` places of a random permutation of the stratum (Durstenfeld's shuffle).
std::vector<std::uint32_t> draw_persons_of(std::uint32_t population, std::uint32_t size,
                                           Random& random) {
  std::vector<std::uint32_t> persons(population);
  std::iota(persons.begin(), persons.end(), 0u);
  for (std::uint32_t i = 0; i < size; ++i)
    std::swap(persons[i], persons[i + random.below(population - i)]);
  persons.resize(size);
  return persons;
}

void leave_out(const SynthModel& model, Random& random, PersonsTable& table) {
  for (std::size_t q = 0; q < model.questions.size(); ++q) {
    double uniform = random.uniform();
    const auto& missing = model.questions[q].missing;
    for (std::size_t m = 0; m < missing.size(); ++m) {
      if (uniform < missing[m].share) {
        table.leave_out(q, m);
        break;
      }
      uniform -= missing[m].share;
    }
  }
}

/// Why somebody did not answer: a place in the model's reasons.
std::size_t draw_reason(const SynthModel::Sampled& sampled, Random& random) {
  double uniform = random.uniform();
  for (std::size_t r = 0; r + 1 < sampled.reasons.size(); ++r) {
    if (uniform < sampled.reasons[r].share) return r;
    uniform -= sampled.reasons[r].share;
  }
  return sampled.reasons.size() - 1;
}

}  // namespace

StudySample draw_respondents(const StudyPopulation& population, const ResponseModel& response,
                             std::uint64_t seed, std::uint32_t sample, InTable who) {
  const auto& round = *population.round;
  const auto& sampled = population.model().sampled;
  const auto strata = static_cast<std::uint32_t>(population.strata.size());
  PersonsTable table(round, who == InTable::everybody ? PersonsTable::Outcomes::told
                                                      : PersonsTable::Outcomes::none);
  StudySample drawn{.table = {"", {}}};
  for (std::uint32_t h = 0; h < strata; ++h) {
    Random random(seed, sample, 2 * h), items(seed, sample, 2 * h + 1);
    Random reasons(seed, sample, 2 * strata + h);
    const auto& persons = population.strata[h];
    for (const auto i : draw_persons_of(round.population[h], round.sampled[h], random)) {
      const bool answers = random.uniform() < response.probability[h][i];
      if (!answers && who == InTable::respondents) continue;
      table.add(h, persons, i);
      if (!answers)
        table.did_not_answer(draw_reason(*sampled, reasons));
      else if (response.items == ItemResponse::modelled)
        leave_out(population.model(), items, table);
      drawn.respondents.push_back({h, persons.sex[i], persons.age_group[i], i});
      drawn.answered.push_back(answers);
    }
  }
  drawn.table = table.take();
  return drawn;
}

}  // namespace trygg
