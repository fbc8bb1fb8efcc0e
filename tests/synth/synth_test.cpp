#include "synth/synth.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "synth/population.hpp"
#include "synth/sample.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::tiny_city;

namespace {

CsvText csv(const Folder& folder, const std::string& name) {
  return parse_csv(read_file(folder / name), name);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// true_value by wave/indicator/area/sex.
std::map<std::string, double> truth_of(const Folder& folder) {
  const auto table = csv(folder, "out/truth.csv");
  std::map<std::string, double> truth;
  for (const auto& r : table.rows)
    truth[r[0] + '/' + r[2] + '/' + r[5] + '/' + r[6]] = to_number(r[7]).value();
  return truth;
}

double total_of(const CsvText& table) {
  double sum = 0;
  for (const auto& row : table.rows) sum += to_number(row.back()).value();
  return sum;
}

}  // namespace

TEST_CASE("the population has the distribution that was asked for", "[synth][law]") {
  const Folder folder;
  // A trait with a strong effect, so that it must be in what the thresholds are solved from.
  synthesize(tiny_city(folder, replaced(test::tiny_settings, "effect = 0.2\n", "effect = 1.0\n")));
  const auto truth = truth_of(folder);
  // A sex has some 9,500 persons of a fixed distribution: five standard errors of a drawn share of
  // a third are 0.024.
  CHECK(truth.at("first/dark//f") == Approx(0.32).margin(0.024));
  CHECK(truth.at("first/dark//m") == Approx(0.15).margin(0.024));
  CHECK(truth.at("second/dark//f") == Approx(0.26).margin(0.024));
  CHECK(truth.at("first/mean_theft//f") == Approx(1.7).margin(0.04));
  CHECK(truth.at("first/dark/S/") > truth.at("first/dark/N/") + 0.05);
  CHECK(truth.at("second/dark/A/m") == truth.at("second/dark//m"));
}

TEST_CASE("thresholds give the target exactly, summed over the cells of the population",
          "[synth][law]") {
  const Folder folder;
  auto settings = replaced(test::tiny_settings, "effect = 0.2\nresponse = -0.3", "");
  const auto model = read_synth(tiny_city(folder, settings));
  const auto round = prepare_round(model, 0);
  // Without traits that matter the cells are stratum × sex × age; the share beyond the last
  // threshold of the first question, summed by hand, is what the file of answers says.
  double women = 0, beyond = 0;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    const auto persons = draw_persons(round, h);
    for (std::size_t i = 0; i < persons.size(); ++i) {
      if (persons.sex[i] != 0) continue;
      const auto g = persons.age_group[i];
      const double a = round.stratum_effect[h] + model.sexes[0].effect[g];
      women += 1;
      beyond += (1 - model.questions[0].apart_share[g]) * 0.5 *
                std::erfc((round.threshold[0][0][2] - a) / std::sqrt(2.0));
    }
  }
  CHECK(beyond / women == Approx(0.12).epsilon(1e-9));
}

TEST_CASE("the same seed gives the same bytes on one thread and on four", "[synth][law]") {
  const Folder one, four, other;
  const auto files = synthesize(tiny_city(one), {.threads = 1}).files;
  synthesize(tiny_city(four), {.threads = 4});
  synthesize(tiny_city(other), {.seed = 8});
  for (const auto& file : files) {
    const auto name = std::filesystem::relative(file, one.path()).string();
    INFO(name);
    CHECK(read_file(file) == read_file(four / name));
  }
  CHECK(read_file(one / "out/first.csv") != read_file(other / "out/first.csv"));
}

TEST_CASE("a wave and a question more change nothing in the others", "[synth][law]") {
  const Folder one, more;
  synthesize(tiny_city(one));
  const auto settings = replaced(test::tiny_settings, "[[wave]]\nname = \"second\"",
                                 "[[wave]]\nname = \"between\"\nera = \"old\"\nresponse_rate = "
                                 "0.5\n\n[[wave]]\nname = \"second\"");
  tiny_city(more, settings);
  auto answers = csv(more, "answers.csv");
  std::string text = "fraga,kod,gender,first,between,second\n";
  for (const auto& r : answers.rows)
    text += csv_line(std::vector{r[0], r[1], r[2], r[3], r[3], r[4]});
  more.file("answers.csv", text);
  more.file("effects.csv", "district,first,between,second\nN,0,0,0\nS,0.4,0.3,0.2\n");
  synthesize(more / "synth.toml");
  CHECK(read_file(one / "out/first.csv") == read_file(more / "out/first.csv"));
  CHECK(read_file(one / "out/second.csv") == read_file(more / "out/second.csv"));
}

TEST_CASE("every wave and every stratum has persons of its own", "[synth][law]") {
  const Folder folder;
  const auto model = read_synth(tiny_city(folder));
  const auto first = prepare_round(model, 0), second = prepare_round(model, 1);
  const auto years = [](const SynthRound& round, std::size_t h) {
    const auto ages = draw_persons(round, h).age;
    return std::vector(ages.begin(), ages.begin() + 15);
  };
  CHECK(years(first, 0) == years(first, 0));
  CHECK(years(first, 0) != years(second, 0));
  CHECK(years(first, 0) != years(first, 2));
}

TEST_CASE("margins and frame count the same persons", "[synth][law]") {
  const Folder folder;
  const auto summary = synthesize(tiny_city(folder));
  CHECK(summary.waves[0].population == 19050);
  CHECK(total_of(csv(folder, "out/frame_first.csv")) == 19050);
  CHECK(total_of(csv(folder, "out/area_first.csv")) == 19050);
  CHECK(total_of(csv(folder, "out/age_first.csv")) == 19050);
  CHECK(csv(folder, "out/area_second.csv").header ==
        std::vector<std::string>{"district", "gender", "total"});
  CHECK(csv(folder, "out/area_second.csv").rows[0][0] == "A");
}

TEST_CASE("who answers is sampled once, is in the counts, and is marked", "[synth][law]") {
  const Folder folder;
  const auto summary = synthesize(tiny_city(folder));
  const auto wave = csv(folder, "out/first.csv");
  CHECK(wave.rows.size() == summary.waves[0].answered);
  CHECK(summary.waves[0].sampled == 1200);
  // The rate is solved for the expectation: 1200 draws have a standard deviation of at most 17.
  CHECK(std::abs(double(summary.waves[0].answered) - 720) < 85);
  std::set<std::string> ids;
  std::map<std::string, int> answered;
  for (const auto& row : wave.rows) {
    ids.insert(row[0]);
    ++answered[row[wave.column("district")]];
    CHECK(row[wave.column("invented")] == "1");
    const auto years = to_number(row[wave.column("years")]).value();
    CHECK((row[wave.column("band")] == "18-49" ? years >= 18 && years < 50
                                               : years >= 50 && years <= 90));
  }
  CHECK(ids.size() == wave.rows.size());
  // 3 and 1 per cent of some 720 answers; Poisson with means 22 and 7.
  const auto dark = wave.column("dark");
  const auto given = [&](const std::string& code) {
    return std::ranges::count_if(wave.rows, [&](const auto& row) { return row[dark] == code; });
  };
  CHECK(std::abs(static_cast<int>(given("8")) - 22) < 20);
  CHECK((given("9") > 0 && given("9") < 20));
  const auto counts = csv(folder, "out/counts_first.csv");
  for (const auto& row : counts.rows) {
    CHECK(to_number(row[2]) == answered.at(row[0]));
    CHECK(to_number(row[2]) < to_number(row[1]));
  }
  CHECK(std::filesystem::status(folder / "out/first.csv").permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(read_file(folder / "out/NOTE.txt") == "MADE UP");
}

TEST_CASE("no stratum is sampled beyond its population", "[synth][law]") {
  const Folder folder;
  const auto model = read_synth(tiny_city(folder));
  const auto round = prepare_round(model, 1);
  for (std::size_t h = 0; h < round.population.size(); ++h)
    CHECK(round.sampled[h] <= round.population[h] / 2);
  CHECK(round.sampled[3] == 27);  // 55 persons, half of them at most
}

TEST_CASE("without selection on the answer the weighted estimate is unbiased: with it, it is not",
          "[synth][law]") {
  // One wave in which everybody is sampled and the answer decides: with effect 0 the answers'
  // share, weighted by stratum, sex, age and trait, is the truth but for chance.
  const auto settings = replaced(test::tiny_settings,
                                 "size = 1200\npower = 0.5\nminimum = 30\n"
                                 "maximum_fraction = 0.5",
                                 "size = 19050\npower = 1");
  const auto with = [&](const std::string& effect) {
    const Folder folder;
    auto one = replaced(settings,
                        "[[wave]]\nname = \"second\"\nera = \"new\"\ngrowth = 1.1\n"
                        "response_rate = 0.5",
                        "");
    tiny_city(folder, replaced(one, "effect = -0.4", "effect = " + effect));
    auto text = std::string("fraga,kod,gender,first\n");
    for (const auto& r : csv(folder, "answers.csv").rows)
      text += csv_line(std::vector{r[0], r[1], r[2], r[3]});
    folder.file("answers.csv", text);
    folder.file("effects.csv", "district,first\nN,0\nS,0.4\n");
    const auto model = read_synth(folder / "synth.toml");
    const auto round = prepare_round(model, 0);
    double truth = 0, estimate = 0, persons_in_all = 0;
    for (std::size_t h = 0; h < model.strata.size(); ++h) {
      const auto persons = draw_persons(round, h);
      const auto drawn =
          parse_csv(csv_line(wave_header(model)) + draw_stratum(round, h, 0).rows, "rows");
      // cells: sex × age × trait; a cell's estimate is its answered share times its size
      std::map<std::string, std::array<double, 4>> cells;
      for (std::size_t i = 0; i < persons.size(); ++i) {
        auto& c =
            cells[model.sexes[persons.sex[i]].code + model.age_groups[persons.age_group[i]].code +
                  model.traits[0].codes[persons.trait[0][i]]];
        c[0] += 1;
        const auto a = persons.answer[0][i];
        c[1] += a == 2 || a == 3;
      }
      for (const auto& row : drawn.rows) {
        const auto& a = row[drawn.column("dark")];
        if (a == "8" || a == "9") continue;
        auto& c = cells[row[drawn.column("gender")] + row[drawn.column("band")] +
                        row[drawn.column("tenant")]];
        c[2] += 1;
        c[3] += a == "3" || a == "4";
      }
      for (const auto& [name, c] : cells) {
        persons_in_all += c[0];
        truth += c[1];
        if (c[2] > 0) estimate += c[0] * c[3] / c[2];
      }
    }
    return (estimate - truth) / persons_in_all;
  };
  // About 11,000 of 19,050 answer: a standard error of the share 0.23 is sqrt(0.23·0.77/11000·0.42)
  // = 0.0026 given the population; five of them.
  CHECK(std::abs(with("0")) < 0.013);
  // A log odds of −0.4 at a rate of 0.6 lowers a share of 0.23 by about 0.23·0.77·0.4·0.4 = 0.028.
  CHECK(with("-0.4") == Approx(-0.028).margin(0.013));
}

TEST_CASE("what is wrong in the settings is told with its place", "[synth][error]") {
  const auto fails = [](const std::string& from, const std::string& to) {
    const Folder folder;
    const auto path = tiny_city(folder, replaced(test::tiny_settings, from, to));
    try {
      synthesize(path);
    } catch (const Error& e) {
      CHECK_FALSE(std::filesystem::exists(folder / "out"));
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  CHECK_THAT(fails("stratum_sd", "stratum_ds"), Contains("synth.toml:3") && Contains("stratum_sd"));
  CHECK_THAT(fails("era = \"old\"\nresponse", "era = \"odl\"\nresponse"),
             Contains(":41") && Contains("did you mean 'old'?"));
  CHECK_THAT(fails("share = [0.5, 0.6]", "share = [0.5]"), Contains("1 values for 2 age groups"));
  CHECK_THAT(fails("question = \"dark\"", "question = \"drak\""),
             Contains(":86") && Contains("did you mean 'dark'?"));
  CHECK_THAT(fails("size = 1200", "size = 19050"),
             Contains("wave first") && Contains("does not fit"));
  CHECK_THAT(fails("out/frame_{wave}.csv", "out/frame.csv"), Contains("{wave}"));
  CHECK_THAT(fails("response_rate = 0.6", "response_rate = 1.6"), Contains("must be from"));
  CHECK_THAT(fails("apart_share = [0.01, 0.08]", "apart_share = [0.5, 0.8]"),
             Contains("answer that stands apart"));
  CHECK_THAT(fails("name = \"theft\"", "name = \"dark\""), Contains("'dark' is there twice"));
  CHECK_THAT(fails("name = \"second\"", "name = \"first\""), Contains("'first' is there twice"));
  CHECK_THAT(fails("marker = \"invented\"", "marker = \"tenant\""), Contains("'tenant' is there"));
  CHECK_THAT(fails("\"8\" = 0.03", "\"8\" = 0.995"), Contains("leave some who answer"));
  CHECK_THAT(fails("[[wave]]",
                   "[sampled]\nfile = \"a_{wave}\"\noutcome = \"o\"\nanswered = \"1\"\n"
                   "stratum_reason = \"4\"\n[sampled.reasons]\n2 = 1\n[[wave]]"),
             Contains("no wave has strata_answering below 1"));
  CHECK_THAT(fails("seed = 7", "seed = -7"), Contains("at least 0"));
  CHECK_THAT(fails("old = [0.3, 0.7]", "old = [0.3, -0.7]"), Contains("must be from"));
  CHECK_THAT(fails("mixed = [", "mixd = ["),
             Contains("strata.csv:2") && Contains("did you mean 'mixd'"));
}

TEST_CASE("what is wrong in the tables is told with its line", "[synth][error]") {
  const auto fails = [](const std::string& file, const std::string& from, const std::string& to) {
    const Folder folder;
    const auto path = tiny_city(folder);
    folder.file(file, replaced(read_file(folder / file), from, to));
    try {
      synthesize(path);
    } catch (const InputError& e) {
      CHECK_FALSE(std::filesystem::exists(folder / "out"));
      return std::string(e.what());
    }
    return std::string("nothing");
  };
  CHECK_THAT(fails("strata.csv", "tenant", "tennant"), Contains("did you mean 'tenant'"));
  CHECK_THAT(fails("strata.csv", "n2,6000", "n2,many"), Contains(":3:") && Contains("'many'"));
  CHECK_THAT(fails("strata.csv", "n2,", "n1,"), Contains(":3:") && Contains("twice"));
  CHECK_THAT(fails("strata.csv", "s2,50,mixed,0.2,-0.2,0.6\n", ""), Contains("3 strata"));
  CHECK_THAT(fails("answers.csv", "dark,4,m,5,5\n", ""), Contains("9 rows") && Contains("need"));
  CHECK_THAT(fails("answers.csv", "dark,4,m", "dark,7,m"), Contains("'7'"));
  CHECK_THAT(fails("answers.csv", "dark,2,f,40", "dark,2,f,70"), Contains("leave something"));
  CHECK_THAT(fails("effects.csv", "S,0.4,0.2\n", ""), Contains("area 'S'"));
  CHECK_THAT(fails("effects.csv", "S,0.4", "N,0.4"), Contains(":3:") && Contains("twice"));
  CHECK_THAT(fails("crosswalk.csv", "n2,N,A", "n2,M,A"), Contains(":3:") && Contains("'M'"));
}
