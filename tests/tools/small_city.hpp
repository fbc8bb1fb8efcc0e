#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "support.hpp"

namespace trygg::test {

inline constexpr int persons_per_area = 120;
inline const std::vector<std::string> smallest_areas{"101", "102", "201", "202"};

/// The answers of a round: 120 persons in each of four small areas; women are less safe, and less
/// unsafe in 2026.
inline std::string round_data(std::uint32_t year) {
  std::string text = "id,kon,delomrade,fraga1\n";
  Random random(1, year);
  int id = 0;
  for (const auto& area : smallest_areas)
    for (int i = 0; i < persons_per_area; ++i) {
      const bool woman = random.uniform() < 0.5;
      const double unsafe = (woman ? 0.4 : 0.15) * (year == 2026 ? 0.5 : 1.0);
      const auto answer = random.uniform() < unsafe ? 4 : 1 + random.below(3);
      const bool missing = random.uniform() < 0.05;
      text += fmt::format("{},{},{},{}\n", ++id, woman ? 2 : 1, area, missing ? 8 : answer);
    }
  return text;
}

/// The empty project of `trygg init`, with data of two rounds and totals.
inline std::filesystem::path small_city(const Folder& folder) {
  REQUIRE(run_trygg({"init", folder / "city", "--quiet"}).status == 0);
  for (const std::uint32_t year : {2023u, 2026u}) {
    folder.file(fmt::format("city/data/{}.csv", year), round_data(year));
    folder.file(fmt::format("city/data/frame_{}.csv", year),
                "delomrade,total\n101,4000\n102,3000\n201,5000\n202,2000\n");
    folder.file(fmt::format("city/data/omrade_kon_{}.csv", year),
                "delomrade,kon,total\n101,1,1900\n101,2,2100\n102,1,1500\n102,2,1500\n"
                "201,1,2600\n201,2,2400\n202,1,950\n202,2,1050\n");
  }
  return folder.path() / "city";
}

}  // namespace trygg::test
