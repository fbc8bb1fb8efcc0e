// bench_data DIR RECORDS QUESTIONS areas|districts COPIES [ROUND]: a survey of a made-up city, for
// timings.
//
// Writes DIR/survey.csv, the population totals that its weights can be raked to, and recipes that
// do so. 120 areas of unequal size lie in 28 strata, those in 14 districts. Questions q1, q2, …
// have the codes 1 to 4, and 8 for "don't know"; one answer in fifty is missing.
//
//   areas      id, area, stratum, psu (2,790 of them), district, sex, age_group, d: raked to
//              district × sex and age group; recipe.toml, and psu.toml with the PSUs as units
//   districts  stratum, district, sex, age_group, education, d: raked to four margins
//
// The weights d of COPIES such files add up to the population. Another ROUND has other persons.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/random.hpp"

namespace {

using trygg::Access;
using trygg::Random;

constexpr unsigned areas = 120, strata = 28, districts = 14, age_groups = 6, educations = 4;
constexpr unsigned psus = 2790;
constexpr std::uint64_t seed = 20260101;

enum class Layout { by_area, by_district };

struct Person {
  unsigned area, psu, sex, age_group, education;
};

/// Areas of 2,000 to about 12,000 persons; the population that the weights add up to.
unsigned population(unsigned area) {
  return 2000 + area * 7919 % 10007;
}
unsigned stratum_of(unsigned area) {
  return area % strata;
}
unsigned district_of(unsigned area) {
  return area % districts;
}
/// As many records from each area.
unsigned area_of(std::size_t record, std::size_t records) {
  return static_cast<unsigned>(record * areas / records);
}

Person draw_person(std::size_t record, std::size_t records, Random& random) {
  const unsigned area = area_of(record, records);
  const std::size_t first = (area * records + areas - 1) / areas;
  const unsigned begin = area * psus / areas, end = (area + 1) * psus / areas;
  const auto psu = static_cast<unsigned>((record - first) * areas * (end - begin) / records);
  return {area, begin + std::min(psu, end - begin - 1), random.below(2), random.below(age_groups),
          random.below(educations)};
}

/// N_h / n_h of every stratum.
std::vector<double> weights(std::size_t records, double copies) {
  std::vector<double> size(strata, 0.0), sampled(strata, 0.0);
  for (unsigned area = 0; area < areas; ++area) size[stratum_of(area)] += population(area);
  for (std::size_t k = 0; k < records; ++k) ++sampled[stratum_of(area_of(k, records))];
  for (unsigned h = 0; h < strata; ++h) size[h] /= sampled[h] * copies;
  return size;
}

/// An answer that depends on sex and area, so that no cell is empty and no two are alike.
char answer(unsigned question, const Person& person, Random& random) {
  if (random.below(50) == 0) return '\0';
  if (random.below(30) == 0) return '8';
  const double lean = 0.02 * (question % 10) + 0.1 * person.sex + 0.001 * person.area;
  return static_cast<char>('1' + static_cast<int>(4 * random.uniform() * (1 - lean)));
}

std::string first_columns(Layout layout, std::size_t record, const Person& p, double weight) {
  const unsigned h = stratum_of(p.area) + 1, district = district_of(p.area) + 1;
  if (layout == Layout::by_district)
    return fmt::format("{},{},{},{},{},{}", h, district, p.sex + 1, p.age_group + 1,
                       p.education + 1, weight);
  return fmt::format("{},{},{},{},{},{},{},{}", record + 1, p.area + 1, h, p.psu + 1, district,
                     p.sex + 1, p.age_group + 1, weight);
}

struct Size {
  std::size_t records;
  unsigned questions;
  double copies;
};

std::string survey(Layout layout, const Size& size, std::uint64_t round) {
  const auto [records, questions, copies] = size;
  std::string csv = layout == Layout::by_area ? "id,area,stratum,psu,district,sex,age_group,d"
                                              : "stratum,district,sex,age_group,education,d";
  for (unsigned q = 1; q <= questions; ++q) csv += fmt::format(",q{}", q);
  csv += '\n';
  const auto weight = weights(records, copies);
  for (std::size_t record = 0; record < records; ++record) {
    Random random(seed + round, static_cast<std::uint32_t>(record));
    // In no order of areas: 7919 has no factor in common with round numbers of records.
    const auto person = draw_person(record * 7919 % records, records, random);
    csv += first_columns(layout, record, person, weight[stratum_of(person.area)]);
    for (unsigned q = 1; q <= questions; ++q) {
      csv += ',';
      if (const char code = answer(q, person, random)) csv += code;
    }
    csv += '\n';
  }
  return csv;
}

/// Totals of the codes 1, 2, …, larger ones for larger codes, of `city` persons.
std::string totals(const std::string& variable, unsigned codes, double city) {
  std::string csv = variable + ",total\n";
  double sum = 0;
  for (unsigned c = 0; c < codes; ++c) sum += c + 4.0;
  for (unsigned c = 0; c < codes; ++c) csv += fmt::format("{},{}\n", c + 1, city * (c + 4.0) / sum);
  return csv;
}

struct Totals {
  double city = 0;
  std::vector<double> district = std::vector<double>(districts, 0.0);
};

Totals population_totals() {
  Totals t;
  for (unsigned area = 0; area < areas; ++area) {
    t.city += population(area);
    t.district[district_of(area)] += population(area);
  }
  return t;
}

std::string district_totals(const Totals& t) {
  std::string csv = "district,total\n";
  for (unsigned d = 0; d < districts; ++d) csv += fmt::format("{},{}\n", d + 1, t.district[d]);
  return csv;
}

std::string district_sex_totals(const Totals& t) {
  std::string csv = "district,sex,total\n";
  for (unsigned d = 0; d < districts; ++d)
    csv +=
        fmt::format("{},1,{}\n{},2,{}\n", d + 1, 0.49 * t.district[d], d + 1, 0.51 * t.district[d]);
  return csv;
}

std::string recipe(const std::string& margins, const std::string& units) {
  return "[design]\nweight = \"d\"\nstrata = \"stratum\"\n" + units +
         "\n[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [" + margins +
         "]\n\n[output]\nweight = \"w\"\n";
}

void write_recipes(const std::filesystem::path& dir, Layout layout) {
  const auto write = [&](const char* name, const std::string& text) {
    trygg::write_file(dir / name, text, Access::published);
  };
  const auto t = population_totals();
  write("age_group.csv", totals("age_group", age_groups, t.city));
  if (layout == Layout::by_area) {
    write("district_sex.csv", district_sex_totals(t));
    write("recipe.toml", recipe("\"district_sex.csv\", \"age_group.csv\"", ""));
    write("psu.toml", recipe("\"district_sex.csv\", \"age_group.csv\"", "psu = [\"psu\"]\n"));
    return;
  }
  write("district.csv", district_totals(t));
  write("sex.csv", totals("sex", 2, t.city));
  write("education.csv", totals("education", educations, t.city));
  write("recipe.toml",
        recipe("\"district.csv\", \"sex.csv\", \"age_group.csv\", \"education.csv\"", ""));
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 6 && argc != 7) {
    fmt::print(stderr, "bench_data DIR RECORDS QUESTIONS areas|districts COPIES [ROUND]\n");
    return 2;
  }
  const std::filesystem::path dir = argv[1];
  const auto layout = argv[4] == std::string("areas") ? Layout::by_area : Layout::by_district;
  const Size size{std::strtoull(argv[2], nullptr, 10),
                  static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)),
                  std::strtod(argv[5], nullptr)};
  const auto round = argc == 7 ? std::strtoull(argv[6], nullptr, 10) : 0;
  trygg::write_file(dir / "survey.csv", survey(layout, size, round), Access::published);
  write_recipes(dir, layout);
}
