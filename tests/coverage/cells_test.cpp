#include "coverage/cells.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "coverage/estimate_sample.hpp"
#include "coverage/fixture.hpp"
#include "coverage/groups.hpp"
#include "synth/synth.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using test::City;
using test::Folder;

namespace {

/// true_value of the first wave by indicator/area/sex, as `trygg synth` writes it.
std::map<std::string, double> written_truth(const Folder& folder) {
  const auto table = parse_csv(read_file(folder / "out/truth.csv"), "truth.csv");
  std::map<std::string, double> truth;
  for (const auto& r : table.rows)
    if (r[0] == "first") truth[r[2] + '/' + r[5] + '/' + r[6]] = to_number(r[7]).value();
  return truth;
}

std::string sex_of(const SynthModel& model, const StudyCell& cell) {
  return cell.sex == StudyDomains::everybody ? "" : model.sexes[cell.sex].code;
}

}  // namespace

TEST_CASE("true values are those that synth writes", "[coverage][law]") {
  const Folder folder;
  const auto settings = test::tiny_city(folder);
  synthesize(settings);
  const auto written = written_truth(folder);
  const City city(settings);
  const StudyDomains domains(city.population, {.later = 0, .former = 1});
  const auto response = response_model(Response::full, city.population);
  std::size_t compared = 0;
  for (const auto& cell : study_cells(city.population, domains, response)) {
    const auto& region = domains.regions()[cell.region];
    const auto& indicator = city.model.indicators[cell.indicator].id;
    if (region.division == Division::age_groups) continue;  // synth writes none
    const auto key = indicator + '/' + region.code + '/';
    CAPTURE(key, cell.sex);
    const double truth = cell.kind == CellKind::gap ? written.at(key + 'f') - written.at(key + 'm')
                                                    : written.at(key + sex_of(city.model, cell));
    CHECK(cell.truth == Approx(truth).epsilon(1e-12));
    ++compared;
  }
  CHECK(compared == 2 * 7 * (3 + 1));  // indicators, regions, sexes and gaps
}

TEST_CASE("expected respondents are those that samples have on average", "[coverage][law]") {
  const Folder folder;
  const City city(test::tiny_city(folder));
  const StudyDomains domains(city.population, {});
  for (const auto kind : {Response::full, Response::repairable}) {
    const auto response = response_model(kind, city.population);
    std::vector<double> met(domains.count());
    constexpr int samples = 200;
    for (std::uint32_t s = 0; s < samples; ++s) {
      const auto sample = draw_respondents(city.population, response, 1, s);
      const auto records = domains.records(sample.respondents);
      for (std::size_t d = 0; d < met.size(); ++d)
        met[d] += static_cast<double>(records[d].size()) / samples;
    }
    for (const auto& cell : study_cells(city.population, domains, response)) {
      if (cell.indicator != 0 || cell.kind == CellKind::gap) continue;
      CAPTURE(cell.region, cell.sex);
      // Counts vary less than Poisson's: four standard errors of a mean of 200.
      CHECK(met[domains.domain(cell.region, cell.sex)] ==
            Approx(cell.expected).margin(4 * std::sqrt(cell.expected / samples)));
    }
  }
}

TEST_CASE("the intervals of a study are those of the estimator", "[coverage][law]") {
  const Folder folder;
  const City city(test::tiny_city(folder));
  const StudyDomains domains(city.population, {});
  const auto response = response_model(Response::modelled, city.population);
  auto sample = draw_respondents(city.population, response, 1, 0);
  const auto design = base_weights(city)(sample.table);
  const auto cells = study_cells(city.population, domains, response);
  const auto draws = estimate_sample(sample, design, domains, city.model.indicators, cells, 0.9);
  const auto records = domains.records(sample.respondents);
  for (std::size_t m = 0; m < study_methods.size(); ++m) {
    const Estimator estimator(design, {.interval = study_methods[m], .level = 0.9});
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].kind != CellKind::share) continue;
      const auto measured = measure(city.model.indicators[cells[c].indicator], sample.table);
      const auto r = estimator.result(
          estimator.linearise(measured, records[domains.domain(cells[c].region, cells[c].sex)]));
      CAPTURE(m, c);
      if (std::isnan(r.lower)) {
        CHECK(draws[c].hit[m] == Hit::none);
        continue;
      }
      CHECK(draws[c].width[m] == Approx(r.upper - r.lower).epsilon(1e-12));
      CHECK((draws[c].hit[m] == Hit::covered) ==
            (r.lower <= cells[c].truth && cells[c].truth <= r.upper));
      CHECK((draws[c].hit[m] == Hit::below) == (cells[c].truth < r.lower));
    }
  }
}

TEST_CASE("every cell is in the groups that its kind, size, share and place say",
          "[coverage][law]") {
  const Folder folder;
  const City city(test::tiny_city(folder));
  const StudyDomains domains(city.population, {});
  const auto response = response_model(Response::full, city.population);
  const auto cells = study_cells(city.population, domains, response);
  std::map<CellKind, std::size_t> all, by_size, by_place;
  std::size_t by_share = 0, crossed = 0, by_rarity = 0;
  for (const auto& group : cell_groups(cells, domains.regions())) {
    const auto& key = group.key;
    const auto n = group.cells.size();
    if (key == GroupKey{.kind = key.kind}) all[key.kind] += n;
    if (key == GroupKey{.kind = key.kind, .size = key.size} && key.size) by_size[key.kind] += n;
    if (key.division) by_place[key.kind] += n;
    if (key.share && !key.size) by_share += n;
    if (key.share && key.size) crossed += n;
    if (key.rarity && !key.size) by_rarity += n;
  }
  CHECK(all[CellKind::share] + all[CellKind::mean] + all[CellKind::gap] == cells.size());
  CHECK(by_size == all);
  CHECK(by_place == all);
  CHECK(by_share == all[CellKind::share]);
  CHECK(crossed == all[CellKind::share]);
  CHECK(by_rarity == all[CellKind::share]);
}
