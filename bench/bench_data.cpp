// bench_data DIR RECORDS QUESTIONS: a survey of a made-up city, for timings only.
//
// Writes DIR/survey.csv (id, area, district, sex, age_group, d, then questions q1, q2, …), the
// population totals DIR/district_sex.csv and DIR/age_group.csv that its weights can be raked to,
// and DIR/recipe.toml that does so. 120 areas of unequal size lie in 14 districts; areas are the
// strata. Questions have the codes 1 to 4, and 8 for "don't know"; one in fifty is not answered.

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "base/file.hpp"
#include "base/random.hpp"

namespace {

using trygg::Access;
using trygg::Random;

constexpr unsigned areas = 120, districts = 14, age_groups = 6;
constexpr std::uint64_t seed = 20260101;

struct Person {
  unsigned area, district, sex, age_group;
};

/// Areas of 2,000 to about 12,000 persons; the population that the weights add up to.
unsigned population(unsigned area) {
  return 2000 + area * 7919 % 10007;
}
unsigned district_of(unsigned area) {
  return area % districts;
}

Person draw_person(std::size_t record, std::size_t records, Random& random) {
  const auto area = static_cast<unsigned>(record * areas / records);  // as many from each
  return {area, district_of(area), random.below(2), random.below(age_groups)};
}

/// An answer that depends on sex and area, so that no cell is empty and no two are alike.
std::string answer(unsigned question, const Person& person, Random& random) {
  if (random.below(50) == 0) return "";
  if (random.below(30) == 0) return "8";
  const double lean = 0.02 * (question % 10) + 0.1 * person.sex + 0.001 * person.area;
  return fmt::format("{}", 1 + static_cast<int>(4 * random.uniform() * (1 - lean)));
}

std::string survey(std::size_t records, unsigned questions) {
  std::string csv = "id,area,district,sex,age_group,d";
  for (unsigned q = 1; q <= questions; ++q) csv += fmt::format(",q{}", q);
  csv += '\n';
  for (std::size_t record = 0; record < records; ++record) {
    Random random(seed, static_cast<std::uint32_t>(record));
    const auto person = draw_person(record, records, random);
    const double weight =
        population(person.area) * static_cast<double>(areas) / static_cast<double>(records);
    csv += fmt::format("{},{},{},{},{},{}", record + 1, person.area + 1, person.district + 1,
                       person.sex + 1, person.age_group + 1, weight);
    for (unsigned q = 1; q <= questions; ++q) csv += ',' + answer(q, person, random);
    csv += '\n';
  }
  return csv;
}

std::string district_sex_totals() {
  std::array<double, districts> total{};
  for (unsigned area = 0; area < areas; ++area) total[district_of(area)] += population(area);
  std::string csv = "district,sex,total\n";
  for (unsigned d = 0; d < districts; ++d) {
    csv += fmt::format("{},1,{}\n{},2,{}\n", d + 1, 0.49 * total[d], d + 1, 0.51 * total[d]);
  }
  return csv;
}

std::string age_group_totals() {
  double city = 0;
  for (unsigned area = 0; area < areas; ++area) city += population(area);
  std::string csv = "age_group,total\n";
  for (unsigned a = 0; a < age_groups; ++a) {
    csv += fmt::format("{},{}\n", a + 1, city * (a + 4.0) / 39.0);  // 4/39, 5/39, … 9/39
  }
  return csv;
}

const std::string recipe = R"([design]
weight = "d"
strata = "area"

[[step]]
kind = "calibrate"
distance = "raking"
margins = ["district_sex.csv", "age_group.csv"]

[output]
weight = "w"
)";

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 4) {
    fmt::print(stderr, "bench_data DIR RECORDS QUESTIONS\n");
    return 2;
  }
  const std::filesystem::path dir = argv[1];
  const auto records = std::strtoull(argv[2], nullptr, 10);
  const auto questions = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
  trygg::write_file(dir / "survey.csv", survey(records, questions), Access::published);
  trygg::write_file(dir / "district_sex.csv", district_sex_totals(), Access::published);
  trygg::write_file(dir / "age_group.csv", age_group_totals(), Access::published);
  trygg::write_file(dir / "recipe.toml", recipe, Access::published);
}
