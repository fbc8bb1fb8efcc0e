#include "coverage/weighting_study.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "base/error.hpp"
#include "coverage/fixture.hpp"
#include "coverage/one_quarter.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using test::City;

namespace {

std::string settings_with_outcomes() {
  return test::with(test::tiny_settings, "[sample]\n",
                    "[sampled]\nfile = \"out/all_{wave}.csv\"\noutcome = \"what\"\n"
                    "answered = \"a\"\n[sampled.reasons]\nno = 1.0\n\n[sample]\n");
}

/// Those who answered weigh N_h/n_h, the others nothing: what no weighting at all leaves.
WeighSample unadjusted(const City& city) {
  return [&city](Table& table) {
    const auto& strata = table.column(city.model.names.stratum);
    const auto n = strata.level_counts();
    ColumnBuilder weight("w");
    for (std::size_t k = 0; k < table.rows(); ++k) {
      const auto h = strata.codes[k];
      const bool answered = table.column("what").at(k).text == "a";
      weight.add(answered ? city.round.population[h] / static_cast<double>(n[h]) : 0.0);
    }
    table.add(weight.take());
    return make_design(table, {.weight = "w", .strata = city.model.names.stratum});
  };
}

/// Those who answered in a stratum and band stand for all sampled there.
WeighSample adjusted(const City& city) {
  return [&city](Table& table) {
    const auto& strata = table.column(city.model.names.stratum);
    const auto& band = table.column(city.model.names.age_group);
    const auto n = strata.level_counts();
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<double, double>> counts;
    for (std::size_t k = 0; k < table.rows(); ++k) {
      auto& [all, answered] = counts[{strata.codes[k], band.codes[k]}];
      ++all;
      answered += table.column("what").at(k).text == "a";
    }
    ColumnBuilder before("w0"), after("w");
    for (std::size_t k = 0; k < table.rows(); ++k) {
      const auto h = strata.codes[k];
      const double d = city.round.population[h] / static_cast<double>(n[h]);
      const auto& [all, answered] = counts[{h, band.codes[k]}];
      before.add(d);
      after.add(table.column("what").at(k).text == "a" ? d * all / answered : 0.0);
    }
    table.add(before.take());
    table.add(after.take());
    return make_design(table, {.weight = "w",
                               .strata = city.model.names.stratum,
                               .calibration = {{.weight_before = "w0",
                                                .weight_after = "w",
                                                .sample_margins = {{city.model.names.stratum,
                                                                    city.model.names.age_group}},
                                                .response = true}}});
  };
}

double whole_bias(const ArmResult& arm) {
  for (std::size_t c = 0; c < arm.cells.size(); ++c)
    if (arm.cells[c].region == 0 && arm.cells[c].sex == StudyDomains::everybody)
      return arm.by_cell[c].bias() / arm.by_cell[c].sd();
  throw std::out_of_range("no such cell");
}

}  // namespace

TEST_CASE("an arm that makes up for non-response has less bias, and standard errors that fit",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder, settings_with_outcomes()));
  const std::vector<WeighingArm> arms{{"none", unadjusted(city)}, {"classes", adjusted(city)}};
  const auto study =
      run_weighting_study(city.population, arms, {.samples = 150, .seed = 3, .threads = 2});
  REQUIRE(study.responses.size() == 2);
  const auto& repairable = study.responses[0];
  REQUIRE(repairable.arms.size() == 2);
  CHECK(repairable.arms[1].name == "classes");
  CHECK(std::abs(whole_bias(repairable.arms[1])) < std::abs(whole_bias(repairable.arms[0])));
  const auto* whole =
      find(repairable.arms[1].groups,
           {.kind = CellKind::share, .division = Division::whole, .sexes = SexPart::together});
  REQUIRE(whole != nullptr);
  // 150 samples know a standard deviation to 6 %, of one or two dependent cells.
  CHECK(whole->se_rms == Approx(0).margin(0.2));
}

TEST_CASE("a study of weighting is the same on one thread and two", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder, settings_with_outcomes()));
  const std::vector<WeighingArm> arms{{"none", unadjusted(city)}};
  const auto run = [&](unsigned threads) {
    return run_weighting_study(city.population, arms,
                               {.samples = 40, .seed = 3, .threads = threads});
  };
  const auto one = run(1), two = run(2);
  for (std::size_t r = 0; r < one.responses.size(); ++r)
    for (std::size_t c = 0; c < one.responses[r].arms[0].by_cell.size(); ++c)
      CHECK(one.responses[r].arms[0].by_cell[c].error2 ==
            two.responses[r].arms[0].by_cell[c].error2);
}

TEST_CASE("a study of weighting says which arm cannot weigh, and refuses to study nothing",
          "[coverage][error]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder, settings_with_outcomes()));
  const std::vector<WeighingArm> arms{
      {"broken", [](Table&) -> Design { throw InputError("no weights at all"); }}};
  CHECK_THROWS_WITH(run_weighting_study(city.population, arms, {.samples = 4}),
                    "broken: 4 of 4 samples could not be weighed; the first: no weights at all");
  CHECK_THROWS_AS(run_weighting_study(city.population, {}, {.samples = 4}), ArgumentError);
  CHECK_THROWS_AS(run_weighting_study(city.population, arms, {.samples = 1}), ArgumentError);
}
