#include "coverage/draw.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "coverage/fixture.hpp"
#include "coverage/one_quarter.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using test::City;

namespace {

std::vector<std::size_t> by_stratum(const StudySample& sample, std::size_t strata) {
  std::vector<std::size_t> n(strata);
  for (const auto& r : sample.respondents) ++n[r.stratum];
  return n;
}

std::string text_of(const Table& table) {
  std::string text;
  for (const auto& column : table.columns())
    for (std::size_t k = 0; k < table.rows(); ++k) text += column.at(k).text + ',';
  return text;
}

}  // namespace

TEST_CASE("a sample has the columns of a wave file that a recipe may ask for", "[coverage]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::modelled, city.population);
  const auto sample = draw_respondents(city.population, response, 1, 0);
  CHECK(sample.table.names() == std::vector<std::string>{"quarter", "district", "gender", "years",
                                                         "band", "tenant", "dark", "theft"});
  CHECK(sample.respondents.size() == sample.table.rows());
  for (std::size_t k = 0; k < sample.table.rows(); ++k) {
    const auto& r = sample.respondents[k];
    CHECK(sample.table.column("quarter").at(k).text == city.model.strata[r.stratum].code);
    CHECK(sample.table.column("gender").at(k).text == city.model.sexes[r.sex].code);
    const auto years = sample.table.column("years").at(k).number;
    CHECK(years >= city.model.age_groups[r.age_group].from);
    CHECK(years <= city.model.age_groups[r.age_group].to);
  }
}

TEST_CASE("a full sample has n of every stratum, no person twice", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::full, city.population);
  const auto sample = draw_respondents(city.population, response, 1, 0);
  const auto n = by_stratum(sample, city.model.strata.size());
  CHECK(std::vector<std::uint32_t>(n.begin(), n.end()) == city.round.sampled);
  for (const auto& column : sample.table.columns())
    for (std::size_t k = 0; k < sample.table.rows(); ++k)
      CHECK(column.at(k).missing == Missing::none);
}

TEST_CASE("a census is the population itself", "[coverage][law]") {
  const test::Folder folder;
  // Everybody of the only quarter is sampled: a person twice would leave another one out.
  auto settings = test::with(test::tiny_settings, "maximum_fraction = 0.5", "maximum_fraction = 1");
  settings = test::with(settings, "size = 1200", "size = 19050");
  const City city(test::tiny_city(folder, settings));
  const auto response = response_model(Response::full, city.population);
  const auto sample = draw_respondents(city.population, response, 1, 0);
  std::map<std::pair<std::uint32_t, std::string>, int> drawn, there;
  for (std::size_t k = 0; k < sample.table.rows(); ++k)
    ++drawn[{sample.respondents[k].stratum,
             sample.table.column("years").at(k).text + sample.table.column("dark").at(k).text}];
  for (std::uint32_t h = 0; h < city.population.strata.size(); ++h) {
    const auto& p = city.population.strata[h];
    const auto& question = city.model.questions[0];
    for (std::size_t i = 0; i < p.size(); ++i) {
      const auto answer = p.answer[0][i];
      ++there[{h, std::to_string(p.age[i]) +
                      (answer < question.codes.size() ? question.codes[answer] : question.apart)}];
    }
  }
  CHECK(drawn == there);
}

TEST_CASE("a sample depends on seed and number only", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::modelled, city.population);
  const auto drawn = [&](std::uint64_t seed, std::uint32_t number) {
    return text_of(draw_respondents(city.population, response, seed, number).table);
  };
  CHECK(drawn(1, 5) == drawn(1, 5));
  CHECK(drawn(1, 5) != drawn(1, 6));
  CHECK(drawn(1, 5) != drawn(2, 5));
}

TEST_CASE("single questions are left out as often as the settings say", "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder));
  const auto response = response_model(Response::modelled, city.population);
  std::map<std::string, double> codes;
  double rows = 0;
  for (std::uint32_t s = 0; s < 40; ++s) {
    const auto sample = draw_respondents(city.population, response, 1, s);
    for (const auto code : sample.table.column("dark").codes)
      ++codes[sample.table.column("dark").levels[code].text];
    for (const auto code : sample.table.column("theft").codes)
      CHECK(sample.table.column("theft").levels[code].missing == Missing::none);
    rows += static_cast<double>(sample.table.rows());
  }
  // 28,000 answers: four standard errors of 3 per cent are 0.4 points.
  CHECK(codes["8"] / rows == Approx(0.03).margin(0.004));
  CHECK(codes["9"] / rows == Approx(0.01).margin(0.0025));
}

namespace {

/// The tiny city, with a file of all who are sampled.
std::string with_outcomes() {
  return test::with(test::tiny_settings, "[sample]\n", R"([sampled]
file = "out/all_{wave}.csv"
outcome = "what"
answered = "a"
[sampled.reasons]
refusal = 0.25
away = 0.75

[sample]
)");
}

}  // namespace

TEST_CASE("a sample with those who did not answer holds the respondents' sample",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder, with_outcomes()));
  const auto response = response_model(Response::modelled, city.population);
  const auto some = draw_respondents(city.population, response, 1, 3);
  const auto all = draw_respondents(city.population, response, 1, 3, InTable::everybody);
  std::size_t sampled = 0;
  for (const auto n : city.round.sampled) sampled += n;
  REQUIRE(all.table.rows() == sampled);
  std::size_t at = 0;
  for (std::size_t k = 0; k < all.table.rows(); ++k) {
    const bool answered = all.table.column("what").at(k).text == "a";
    CHECK(answered == bool(all.answered[k]));
    const auto& dark = all.table.column("dark").at(k);
    const auto& tenant = all.table.column("tenant").at(k);
    if (answered) {
      CHECK(dark.text == some.table.column("dark").at(at).text);
      CHECK(tenant.text == some.table.column("tenant").at(at).text);
      ++at;
    } else {
      CHECK(dark.missing == Missing::system);
      CHECK(tenant.missing == Missing::system);
      CHECK(all.table.column("gender").at(k).missing == Missing::none);
    }
  }
  CHECK(at == some.table.rows());
}

TEST_CASE("reasons for not answering come as often as the settings say, register traits stay",
          "[coverage][law]") {
  const test::Folder folder;
  const City city(test::tiny_city(folder, test::with(with_outcomes(), "name = \"tenant\"",
                                                     "name = \"tenant\"\nregister = true")));
  const auto response = response_model(Response::modelled, city.population);
  std::map<std::string, double> outcomes;
  double missed = 0;
  for (std::uint32_t s = 0; s < 20; ++s) {
    const auto sample = draw_respondents(city.population, response, 1, s, InTable::everybody);
    for (std::size_t k = 0; k < sample.table.rows(); ++k) {
      CHECK(sample.table.column("tenant").at(k).missing == Missing::none);
      ++outcomes[sample.table.column("what").at(k).text];
      missed += !sample.answered[k];
    }
  }
  // About 9,500 who did not answer: four standard errors of a quarter are 1.8 points.
  CHECK(outcomes["refusal"] / missed == Approx(0.25).margin(0.018));
  CHECK(outcomes["refusal"] + outcomes["away"] == missed);
}
