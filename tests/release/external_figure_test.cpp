#include "release/external_figure.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;

namespace {

const std::string header =
    "indicator,source,year,area,sex,value,lower,upper,population,wording,caveat,url\n";
const std::string good =
    "otrygg,NTU,2022,hela landet,T,27,26.1,27.9,16–84 år,mycket eller ganska otrygg,annan metod,\n";
const std::vector<std::string> indicators{"otrygg", "oro"};

std::vector<ExternalFigure> read(const std::string& text) {
  const test::Folder folder;
  return read_external_figures(folder.file("jamforelser.csv", text), indicators);
}

std::string problem(const std::string& from, const std::string& to) {
  auto row = good;
  REQUIRE(row.find(from) != std::string::npos);
  row.replace(row.find(from), from.size(), to);
  try {
    read(header + row);
  } catch (const InputError& e) {
    return e.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("a figure from elsewhere is what it was published as", "[release]") {
  const auto figures =
      read(header + good + "oro,NTU,2022,hela landet,K,9.0,,,x,y,z,https://a.se\n");
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].value.text() == "27");
  CHECK(figures[0].lower.text() == "26.1");
  CHECK(figures[1].value.text() == "9.0");
  CHECK_FALSE(figures[1].lower.is_shown());
  CHECK(figures[1].url == "https://a.se");
}

TEST_CASE("a figure from elsewhere must say what it is", "[release][error]") {
  CHECK(problem("NTU", "NTU") == "nothing");
  CHECK_THAT(problem("annan metod", ""), Contains(":2") && Contains("'caveat' is empty"));
  CHECK_THAT(problem("mycket eller ganska otrygg", " "), Contains("'wording' is empty"));
  CHECK_THAT(problem("16–84 år", ""), Contains("'population' is empty"));
  CHECK_THAT(problem("otrygg,", "otryg,"), Contains("did you mean 'otrygg'"));
  CHECK_THAT(problem(",2022", ",i fjol"), Contains("'i fjol' is no year"));
  CHECK_THAT(problem(",T,", ",kvinnor,"), Contains("T (all), K (women) or M (men)"));
  CHECK_THAT(problem(",27,", ",\"27,1\","), Contains("'27,1' is no number"));
  CHECK_THAT(problem(",27,", ",,"), Contains("'value' is empty"));
  CHECK_THAT(problem(",27,", ",28,"), Contains("28 lies outside 26.1 to 27.9"));
  CHECK_THAT(problem("26.1,27.9", ",27.9"), Contains("both 'lower' and 'upper'"));
  CHECK_THAT(problem("metod,", "metod,bra.se"), Contains("https://"));
  CHECK_THROWS_WITH(read(header + good + good), Contains(":3") && Contains("there twice"));
  CHECK_THROWS_WITH(read("indicator,value\n"), Contains(":1: the header must be"));
}
