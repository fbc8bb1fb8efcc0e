#include "coverage/study.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/made_by_ranks.hpp"
#include "design/design.hpp"

namespace trygg {
namespace {

/// What one sample gives; `failure` in place of draws when it could not be weighed.
struct SampleDraws {
  std::size_t respondents = 0;
  std::vector<CellDraw> draws;
  std::string failure;

  void put_into(ByteWriter& to) const {
    to.put(respondents);
    to.put(draws);
    to.put(failure);
  }
  void get_from(ByteReader& from) {
    from.get(respondents);
    from.get(draws);
    from.get(failure);
  }
};

/// Totals of another population would be met all the same, and every true value missed.
void check_sum_of_weights(const Design& design, const StudyPopulation& population) {
  const auto weight = design.weight();
  const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
  const auto size = static_cast<double>(population.size());
  require<InputError>(std::abs(sum - size) <= 1e-6 * size,
                      "the weights of a sample sum to {:.10g}, but the synthetic population has "
                      "{} persons; the recipe's totals must be those that 'trygg synth' writes",
                      sum, population.size());
}

/// A study under one kind of response.
class ResponseStudy {
 public:
  ResponseStudy(const StudyPopulation& population, const StudyDomains& domains,
                const WeighSample& weigh, const StudyOptions& options, Response kind)
      : population_(population),
        domains_(domains),
        weigh_(weigh),
        options_(options),
        response_(response_model(kind, population)),
        cells_(study_cells(population, domains, response_)),
        tally_(cells_, cell_groups(cells_, domains.regions())) {}

  StudyResponse run() {
    StudyResponse result{.response = response_.kind, .capped = response_.capped};
    check_first();
    // Samples that wait in memory to be added up in order.
    const auto block = static_cast<std::uint32_t>(64 * options_.ranks->count());
    for (std::uint32_t from = 0; from < options_.samples; from += block)
      add_block(from, std::min(options_.samples, from + block), result);
    require<InputError>(10 * result.failed <= options_.samples,
                        "{} of {} samples could not be weighed; the first: {}", result.failed,
                        options_.samples, result.failure);
    result.respondents /= options_.samples - result.failed;
    result.by_cell = tally_.by_cell();
    result.groups = summarise(tally_);
    result.cells = std::move(cells_);
    return result;
  }

 private:
  StudySample draw(std::uint32_t s) const {
    return draw_respondents(population_, response_, options_.seed, s);
  }

  void check_first() const {
    auto sample = draw(0);
    check_sum_of_weights(weigh_(sample.table), population_);
  }

  SampleDraws one(std::uint32_t s) const {
    auto sample = draw(s);
    SampleDraws result{.respondents = sample.respondents.size()};
    try {
      const auto design = weigh_(sample.table);
      result.draws = estimate_sample(sample, design, domains_, population_.model().indicators,
                                     cells_, options_.level);
    } catch (const ConfigError&) {
      throw;
    } catch (const Error& e) {
      result.failure = e.what();
    }
    return result;
  }

  void add_block(std::uint32_t from, std::uint32_t to, StudyResponse& result) {
    const auto samples = made_by_ranks<SampleDraws>(
        to - from, options_.threads, *options_.ranks,
        [&](std::size_t i) { return one(from + static_cast<std::uint32_t>(i)); });
    for (const auto& sample : samples) {
      if (sample.failure.empty()) {
        tally_.add(sample.draws);
        result.respondents += static_cast<double>(sample.respondents);
      } else if (result.failed++ == 0) {
        result.failure = sample.failure;
      }
    }
    if (options_.told) options_.told(response_.kind, to, options_.samples);
  }

  const StudyPopulation& population_;
  const StudyDomains& domains_;
  const WeighSample& weigh_;
  const StudyOptions& options_;
  ResponseModel response_;
  std::vector<StudyCell> cells_;
  StudyTally tally_;
};

}  // namespace

Study run_study(const StudyPopulation& population, const WeighSample& weigh,
                const StudyOptions& options) {
  require(options.samples >= 2, "{} samples; a study of coverage needs 2 or more", options.samples);
  const StudyDomains domains(population, options.gap);
  Study study{.options = options,
              .wave = population.model().waves[population.round->wave].name,
              .population = population.size(),
              .sampled = population.sampled(),
              .regions = domains.regions()};
  for (const auto kind : all_responses)
    study.responses.push_back(ResponseStudy(population, domains, weigh, options, kind).run());
  return study;
}

}  // namespace trygg
