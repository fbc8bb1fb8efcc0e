#include "tools/eras_city.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <vector>

#include "base/random.hpp"
#include "support.hpp"

namespace trygg::test {
namespace {

struct Part {
  std::string code, own_area;  ///< own_area: code of 2007's division
  double unsafe;
  int men, women;
};

const std::vector<Part> parts{{"101", "01", 0.10, 1900, 2100},
                              {"102", "01", 0.20, 1400, 1600},
                              {"201", "21", 0.30, 500, 500},
                              {"202", "22", 0.05, 4000, 4200},
                              {"203", "22", 0.15, 2500, 2300}};

constexpr int persons_per_part = 150;

std::string round_data(std::uint32_t year) {
  std::string text = "id,kon,alder,delomrade,eget_omrade,fraga1\n";
  Random random(7, year);
  int id = 0;
  for (const auto& part : parts)
    for (int i = 0; i < persons_per_part; ++i) {
      const bool woman = i % 2 == 0;
      const double unsafe = part.unsafe * (woman ? 1.4 : 0.6);
      const auto answer = random.uniform() < unsafe ? 4 : 1 + random.below(3);
      const bool missing = random.uniform() < 0.05;
      const bool merged = year >= 2020 && part.own_area == "21";
      text += fmt::format("{},{},{},{},{},{}\n", ++id, woman ? 2 : 1, 16 + random.below(64),
                          part.code, merged ? "22" : part.own_area, missing ? 8 : answer);
    }
  return text;
}

std::string totals(bool by_sex) {
  std::string text = by_sex ? "delomrade,kon,total\n" : "delomrade,total\n";
  for (const auto& p : parts)
    text += by_sex ? fmt::format("{0},1,{1}\n{0},2,{2}\n", p.code, p.men, p.women)
                   : fmt::format("{},{}\n", p.code, p.men + p.women);
  return text;
}

}  // namespace

void edit(const std::filesystem::path& file, const std::string& from, const std::string& to) {
  auto text = read_file(file);
  CAPTURE(file.string(), from);
  REQUIRE(text.find(from) != std::string::npos);
  text.replace(text.find(from), from.size(), to);
  write_file(file, text, Access::published);
}

std::filesystem::path eras_city(const Folder& folder) {
  REQUIRE(run_trygg({"init", folder / "city", "--quiet"}).status == 0);
  const auto city = folder.path() / "city";
  for (const std::uint32_t year : {2019u, 2023u}) {
    folder.file(fmt::format("city/data/{}.csv", year), round_data(year));
    folder.file(fmt::format("city/data/frame_{}.csv", year), totals(false));
    folder.file(fmt::format("city/data/omrade_kon_{}.csv", year), totals(true));
  }
  std::filesystem::rename(city / "recipes/2026.toml", city / "recipes/2019.toml");
  edit(city / "recipes/2019.toml", "frame_2026", "frame_2019");
  edit(city / "recipes/2019.toml", "omrade_kon_2026.csv\"]", "omrade_kon_2019.csv\"]");
  folder.file("city/areas.csv",
              "era,niva,kod,namn,region\n2007,omrade,01,Norra,N\n2007,omrade,21,Älvsjö,S\n"
              "2007,omrade,22,Hägersten-Liljeholmen,S\n2020,omrade,01,Norra,N\n"
              "2020,omrade,22,Hägersten-Älvsjö,S\n,delomrade,101,Byn,\n,delomrade,102,Ängen,\n"
              ",delomrade,201,Långbro,\n,delomrade,202,Gröndal,\n,delomrade,203,Aspudden,\n"
              ",region,N,Norrort,\n,region,S,Söderort,\n");
  folder.file("city/crosswalk.csv",
              "delomrade,2007,2020\n101,01,01\n102,01,01\n201,21,22\n202,22,22\n203,22,22\n");
  edit(city / "trygg.toml",
       "year = 2023\ndata = \"data/2023.csv\"\nrecipe = \"recipes/2023.toml\"\nera = \"2023\"",
       "year = 2019\nday = \"2019-04-20\"\ndata = \"data/2019.csv\"\nrecipe = "
       "\"recipes/2019.toml\"\n#");
  edit(city / "trygg.toml",
       "year = 2026\ndata = \"data/2026.csv\"\nrecipe = \"recipes/2026.toml\"\nera = \"2023\"",
       "year = 2023\nday = \"2023-04-20\"\ndata = \"data/2023.csv\"\nrecipe = "
       "\"recipes/2023.toml\"");
  edit(city / "trygg.toml", "[area_levels]",
       "main_area = \"eget_omrade\"\n\n[[era]]\nname = \"2007\"\nfrom = \"2007-01-01\"\n"
       "[[era]]\nname = \"2020\"\nfrom = \"2020-07-01\"\n\n[area_levels]\nothers = [\"region\"]");
  edit(city / "trygg.toml", "wave = 2026\nera = \"2023\"\ncompare_with = 2023",
       "wave = 2023\nera = \"2020\"\ncompare_with = 2019");
  edit(city / "goal.toml", "baseline = ", "baseline = \"2019\" # ");
  return city;
}

}  // namespace trygg::test
