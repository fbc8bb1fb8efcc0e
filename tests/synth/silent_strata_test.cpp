// Strata in which nobody answers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "synth/synth.hpp"
#include "synth/tiny_city.hpp"

using namespace trygg;
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

}  // namespace

TEST_CASE("a stratum that does not answer is silent as a whole, and told from those who do not",
          "[synth][law]") {
  auto settings = replaced(test::tiny_settings, "response_rate = 0.6",
                           "response_rate = 0.6\nstrata_answering = 0.5");
  settings =
      replaced(settings, "[[wave]]",
               "[sampled]\nfile = \"out/all_{wave}.csv\"\noutcome = \"result\"\n"
               "answered = \"1\"\nstratum_reason = \"4\"\n[sampled.reasons]\n2 = 1\n\n[[wave]]");
  std::size_t silent = 0, strata = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Folder folder;
    synthesize(tiny_city(folder, settings), {.seed = seed});
    const auto all = csv(folder, "out/all_first.csv");
    std::map<std::string, std::set<std::string>> outcomes;
    for (const auto& row : all.rows) outcomes[row[all.column("quarter")]].insert(row[1]);
    for (const auto& [stratum, codes] : outcomes) {
      ++strata;
      silent += codes.contains("4");
      CHECK((codes.contains("4") ? codes.size() == 1 : codes.contains("1")));
    }
    // The other wave has no such strata, and each person of it answers as before.
    const auto second = csv(folder, "out/all_second.csv");
    for (const auto& row : second.rows) CHECK(row[1] != "4");
  }
  // 160 strata, each silent with the inverse logit of −0.1, −0.2, 0.3 and 0.2: mean 0.51.
  CHECK(strata == 160);
  CHECK(std::abs(static_cast<double>(silent) - 82) < 26);
}
