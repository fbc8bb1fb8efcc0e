#include "reports/data/data_fixture.hpp"

namespace trygg::test {
namespace {

void add_index(Release& release) {
  for (const auto* wave : {"2020", "2023"}) {
    for (const auto* sex : {"", "1", "2"}) {
      auto row = level(wave, "", sex, 1.7, 1.6, 1.8, 5000);
      row.indicator = "orosindex";
      row.statistic = "mean";
      row.estimate = Published::parsed(*sex == '1' ? "1.60" : "1.72");
      row.lower = Published::parsed("1.55");
      row.upper = Published::parsed("1.80");
      release.rows.push_back(row);
    }
  }
}

void add_second_division(Publication& p) {
  for (const auto* code : {"51", "52"}) {
    p.areas.areas.push_back({.era = "2023",
                             .level = "stadsdelsomrade",
                             .code = code,
                             .name = *(code + 1) == '1' ? "Järva" : "Norra \"innerstaden\""});
    auto row = level("2023", code, "", 10.5, 9.5, 11.6, 1300);
    row.era = "2023";
    p.release.rows.push_back(row);
    row.sex = "2";
    row.decision = Decision::suppress;
    row.reason = "secondary";
    row.n = row.estimate = row.lower = row.upper = Published::parsed("...");
    p.release.rows.push_back(row);
  }
}

}  // namespace

InventedData::InventedData() : publication(invented_publication()) {
  add_index(publication.release);
  add_second_division(publication);
}

reports::DataInput InventedData::input() const {
  const Indicator index{.id = "orosindex",
                        .kind = IndicatorKind::index,
                        .variables = {"oro"},
                        .name = "Orosindex",
                        .measure = "Genomsnitt av svaren",
                        .question = "Hur ofta?",
                        .unit = "poäng",
                        .decimals = 2};
  return {publication.release,
          publication.project,
          publication.areas,
          {publication.indicator, index},
          {},
          reports::DataTexts::read(source_dir() / "reports/templates/data.toml"),
          "2023-11-15",
          {.name = "Exempelstad",
           .uri = "https://example.org/exempelstad",
           .email = "statistik@example.org",
           .address = "https://example.org/data/",
           .licence = "http://creativecommons.org/publicdomain/zero/1.0/",
           .place = "https://example.org/plats",
           .code = "0180"}};
}

}  // namespace trygg::test
