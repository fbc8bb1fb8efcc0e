#include "coverage/weighting_study.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/made_by_ranks.hpp"
#include "design/design.hpp"

namespace trygg {
namespace {

/// Shares and means of the whole and of areas.
std::vector<StudyCell> cells_of(const StudyPopulation& population, const StudyDomains& domains,
                                const ResponseModel& response) {
  auto cells = study_cells(population, domains, response);
  std::erase_if(cells, [&](const StudyCell& cell) {
    const auto division = domains.regions()[cell.region].division;
    return cell.kind == CellKind::gap ||
           (division != Division::whole && division != Division::areas);
  });
  return cells;
}

/// What one arm makes of one sample; `failure` in place of draws when it could not be weighed.
struct ArmDraws {
  std::vector<CellDraw> draws;
  std::string failure;

  void put_into(ByteWriter& to) const {
    to.put(draws);
    to.put(failure);
  }
  void get_from(ByteReader& from) {
    from.get(draws);
    from.get(failure);
  }
};

struct SampleOfArms {
  std::size_t respondents = 0;
  std::vector<ArmDraws> arms;

  void put_into(ByteWriter& to) const {
    to.put(respondents);
    to.put(arms.size());
    for (const auto& arm : arms) arm.put_into(to);
  }
  void get_from(ByteReader& from) {
    std::size_t count = 0;
    from.get(respondents);
    from.get(count);
    arms.resize(count);
    for (auto& arm : arms) arm.get_from(from);
  }
};

/// All arms under one kind of response.
class ArmsStudy {
 public:
  ArmsStudy(const StudyPopulation& population, const std::vector<WeighingArm>& arms,
            const WeightingOptions& options, Response kind)
      : population_(population),
        arms_(arms),
        options_(options),
        domains_(population, options.pair),
        response_(response_model(kind, population)),
        cells_(cells_of(population, domains_, response_)),
        results_(arms.size()) {
    for (std::size_t a = 0; a < arms.size(); ++a)
      tallies_.emplace_back(cells_, cell_groups(cells_, domains_.regions()));
  }

  WeightingResponse run() {
    WeightingResponse result{.response = response_.kind};
    // Samples that wait in memory to be added up in order.
    const auto block = static_cast<std::uint32_t>(32 * options_.ranks->count());
    for (std::uint32_t from = 0; from < options_.samples; from += block)
      result.respondents += add_block(from, std::min(options_.samples, from + block));
    result.respondents /= options_.samples;
    for (std::size_t a = 0; a < arms_.size(); ++a) finish(a);
    result.arms = std::move(results_);
    return result;
  }

 private:
  SampleOfArms one(std::uint32_t s) const {
    const auto sample =
        draw_respondents(population_, response_, options_.seed, s, InTable::everybody);
    SampleOfArms result{.respondents =
                            static_cast<std::size_t>(std::ranges::count(sample.answered, char{1}))};
    for (const auto& arm : arms_) result.arms.push_back(weighed(arm, sample));
    return result;
  }

  ArmDraws weighed(const WeighingArm& arm, StudySample sample) const {
    ArmDraws result;
    try {
      const auto design = arm.weigh(sample.table);
      result.draws = estimate_sample(sample, design, domains_, population_.model().indicators,
                                     cells_, options_.level);
    } catch (const ConfigError&) {
      throw;
    } catch (const Error& e) {
      result.failure = e.what();
    }
    return result;
  }

  double add_block(std::uint32_t from, std::uint32_t to) {
    const auto samples = made_by_ranks<SampleOfArms>(
        to - from, options_.threads, *options_.ranks,
        [&](std::size_t i) { return one(from + static_cast<std::uint32_t>(i)); });
    double respondents = 0;
    for (const auto& sample : samples) {
      respondents += static_cast<double>(sample.respondents);
      for (std::size_t a = 0; a < arms_.size(); ++a) add(a, sample.arms[a]);
    }
    if (options_.told) options_.told(response_.kind, to, options_.samples);
    return respondents;
  }

  void add(std::size_t arm, const ArmDraws& drawn) {
    if (drawn.failure.empty())
      tallies_[arm].add(drawn.draws);
    else if (results_[arm].failed++ == 0)
      results_[arm].failure = drawn.failure;
  }

  void finish(std::size_t a) {
    auto& result = results_[a];
    require<InputError>(10 * result.failed <= options_.samples,
                        "{}: {} of {} samples could not be weighed; the first: {}", arms_[a].name,
                        result.failed, options_.samples, result.failure);
    result.name = arms_[a].name;
    result.by_cell = tallies_[a].by_cell();
    result.groups = summarise(tallies_[a]);
    result.cells = cells_;
  }

  const StudyPopulation& population_;
  const std::vector<WeighingArm>& arms_;
  const WeightingOptions& options_;
  StudyDomains domains_;
  ResponseModel response_;
  std::vector<StudyCell> cells_;
  std::vector<StudyTally> tallies_;
  std::vector<ArmResult> results_;
};

}  // namespace

WeightingStudy run_weighting_study(const StudyPopulation& population,
                                   const std::vector<WeighingArm>& arms,
                                   const WeightingOptions& options) {
  require(options.samples >= 2, "{} samples; a study needs 2 or more", options.samples);
  require(!arms.empty(), "there is nothing to weigh by");
  const StudyDomains domains(population, options.pair);
  WeightingStudy study{.options = options,
                       .wave = population.model().waves[population.round->wave].name,
                       .population = population.size(),
                       .sampled = population.sampled(),
                       .regions = domains.regions()};
  for (const auto& indicator : population.model().indicators)
    study.indicators.push_back(indicator.id);
  for (const auto kind : {Response::repairable, Response::modelled})
    study.responses.push_back(ArmsStudy(population, arms, options, kind).run());
  return study;
}

}  // namespace trygg
