#include "tools/estimate_output.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "table/table.hpp"

using namespace trygg;
using namespace trygg::tools;

namespace {

Table microdata() {
  ColumnBuilder area("area");
  for (const auto* code : {"02", "01"}) area.add(std::string_view(code));
  std::vector<Column> columns{area.take()};
  columns[0].levels[1].label = "Norr, övre";
  return Table("d.csv", std::move(columns));
}

Estimates estimates() {
  Result whole{.n = 14, .estimate = 0.25, .se = 1.0 / 3, .lower = 0, .upper = 1e-7, .df = 13};
  whole.deff = 1.5;
  whole.n_effective = 9.5;
  Result cell{.n = 0};
  cell.notes = {Note::all_or_none, Note::df_zero};
  Result contrast{.n = 2, .estimate = -5};
  contrast.t = -2;
  contrast.p_value = 0.0625;
  contrast.p_adjusted = 0.125;
  return {.variables = {"area"},
          .rows = {{"v=a|b, \"c\"", Statistic::share, {EstimateRow::all}, "", whole},
                   {"v", Statistic::mean, {1}, "", cell},
                   {"A/B", Statistic::ratio, {EstimateRow::all}, "area:02/01", contrast}}};
}

std::string printed(Naming naming, const std::string& format) {
  std::ostringstream out, err;
  write_table(to_output(estimates(), microdata(), naming), {"", format}, Access::secret,
              {out, err});
  return out.str();
}

}  // namespace

TEST_CASE("the table of estimates as csv, to the byte", "[tools][estimate]") {
  CHECK(printed(Naming::codes, "csv") ==
        "indicator,statistic,area,contrast,n,estimate,se,lower,upper,df,deff,n_effective,t,p_value,"
        "p_adjusted,note\n"
        "\"v=a|b, \"\"c\"\"\",share,,,14,0.25,0.3333333333333333,0,1e-07,13,1.5,9.5,,,,\n"
        "v,mean,01,,0,,,,,,,,,,,all_or_none df_zero\n"
        "A/B,ratio,,area:02/01,2,-5,,,,,,,-2,0.0625,0.125,\n");
}

TEST_CASE("labels take the place of codes where there are any", "[tools][estimate]") {
  CHECK(printed(Naming::labels, "csv").find("v,mean,\"Norr, övre\",,0,") != std::string::npos);
}

TEST_CASE("the table of estimates as json keeps codes as texts", "[tools][estimate]") {
  const auto json = printed(Naming::codes, "json");
  CHECK(json.find(" {\n  \"indicator\": \"v\",\n  \"statistic\": \"mean\",\n  \"area\": \"01\",\n"
                  "  \"contrast\": null,\n  \"n\": 0,\n  \"estimate\": null,\n") !=
        std::string::npos);
  CHECK(json.find("  \"upper\": 1e-07,\n  \"df\": 13,\n  \"deff\": 1.5,\n") != std::string::npos);
}
