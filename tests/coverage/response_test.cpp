#include "coverage/response.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "coverage/fixture.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using test::City;

namespace {

/// Expected respondents by any label of a person.
template <class Label>
std::map<std::string, double> expected(const City& city, const ResponseModel& response,
                                       Label label) {
  std::map<std::string, double> sums;
  for (std::size_t h = 0; h < city.population.strata.size(); ++h) {
    const auto& persons = city.population.strata[h];
    for (std::size_t i = 0; i < persons.size(); ++i)
      sums[label(h, persons, i)] += city.population.fraction(h) * response.probability[h][i];
  }
  return sums;
}

void check_alike(const std::map<std::string, double>& a, const std::map<std::string, double>& b) {
  REQUIRE(a.size() == b.size());
  for (const auto& [label, value] : a) {
    CAPTURE(label);
    CHECK(value == Approx(b.at(label)).epsilon(1e-9));
  }
}

}  // namespace

TEST_CASE("under full response everybody answers everything", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::full, city.population);
  for (const auto& stratum : response.probability)
    for (const double p : stratum) CHECK(p == 1);
  CHECK(response.items == ItemResponse::full);
}

TEST_CASE("modelled response has the rate of the wave", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::modelled, city.population);
  const auto all = expected(city, response, [](auto...) { return std::string("all"); });
  // The intercept is solved over expected cells; the persons are drawn: 1 per cent.
  CHECK(all.at("all") == Approx(0.6 * 1200).epsilon(0.01));
}

TEST_CASE("repairable response keeps the margins of the modelled one", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto modelled = response_model(Response::modelled, city.population);
  const auto repairable = response_model(Response::repairable, city.population);
  const auto stratum = [](std::size_t h, const SynthPersons&, std::size_t) {
    return std::to_string(h);
  };
  const auto group = [](std::size_t, const SynthPersons& p, std::size_t i) {
    return fmt::format("{}/{}", p.sex[i], p.age_group[i]);
  };
  check_alike(expected(city, repairable, stratum), expected(city, modelled, stratum));
  check_alike(expected(city, repairable, group), expected(city, modelled, group));
  CHECK(repairable.capped == 0);
}

TEST_CASE("repairable response is a factor of the stratum times one of sex and age",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::repairable, city.population);
  std::map<std::size_t, std::map<std::string, double>> probability;
  for (std::size_t h = 0; h < city.population.strata.size(); ++h) {
    const auto& persons = city.population.strata[h];
    for (std::size_t i = 0; i < persons.size(); ++i) {
      const auto group = fmt::format("{}/{}", persons.sex[i], persons.age_group[i]);
      const auto [seen, is_new] = probability[h].emplace(group, response.probability[h][i]);
      CHECK(seen->second == response.probability[h][i]);  // no answer and no trait has a part
    }
  }
  for (const auto& [group, p] : probability[0])
    for (std::size_t h = 1; h < probability.size(); ++h)
      CHECK(p * probability[h].at("0/0") ==
            Approx(probability[0].at("0/0") * probability[h].at(group)).epsilon(1e-12));
}
