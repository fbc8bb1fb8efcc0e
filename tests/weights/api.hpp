#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estimate/r_data.hpp"
#include "io/read.hpp"
#include "weights/fixture.hpp"

namespace trygg::test {

/// The cluster sample of Californian schools of R's survey package (`apiclus1`) with the weights
/// that R's calibrate() makes; nothing, said loudly, where R or a package that it needs is absent.
inline std::optional<Table> read_apiclus1() {
  const auto folder = made_by_r("calibration.R");
  if (!folder) return std::nullopt;
  return read_table(*folder / "apiclus1.csv");
}

/// One way in which those weights were calibrated.
struct ApiCase {
  std::string column;        ///< R's weights
  std::string step;          ///< the keys of the recipe's step
  double smallest, largest;  ///< R: of weights (rake) or g-weights; 0: not printed
  double mean, mean_se;      ///< api00
  double total, total_se;    ///< enroll
};

/// Figures of R survey 4.5 at 12 digits; 4.1-1 agrees.
inline const std::vector<ApiCase>& api_cases() {
  constexpr double pw = 33.846996307373047;  // of every school
  static const std::string api99 = "margins = [\"stype.csv\"]\nnumeric = [\"api99.csv\"]\n";
  static const std::vector<ApiCase> all{
      {"w.poststratify", "distance = \"poststratify\"\nmargins = [\"stype.csv\"]\n", 0, 0,
       642.310788212, 23.9204864451, 3680892.94512, 406292.636295},
      {"w.rake", "distance = \"raking\"\nmargins = [\"stype.csv\", \"sch.wide.csv\"]\n",
       29.8706754927 / pw, 67.1255292412 / pw, 641.230320927, 23.7036168879, 3647280.14807,
       400603.256862},
      {"w.linear", "distance = \"linear\"\n" + api99, .418592462214, 1.83329488317, 665.309071166,
       3.4417531164, 3638487.20413, 385524.427352},
      {"w.raking", "distance = \"raking\"\n" + api99, .534231368667, 1.99476124074, 665.393796,
       3.43775353983, 3616588.56327, 387618.63038},
      {"w.truncated", "distance = \"truncated\"\nbounds = [0.6, 1.6]\n" + api99, 0.6, 1.6,
       665.484945931, 3.41838740287, 3662212.87306, 378690.75292},
      {"w.logit", "distance = \"logit\"\nbounds = [0.5, 2.5]\n" + api99, .594369237366,
       1.9358791468, 665.431574812, 3.43254684979, 3624254.10131, 385446.049148},
  };
  return all;
}

/// Writes the totals that the cases name (6194 schools) and gives the recipe of one.
inline weights::Recipe api_recipe(const ApiCase& of, const Folder& folder) {
  folder.file("stype.csv", "stype,total\nE,4421\nH,755\nM,1018\n");
  folder.file("sch.wide.csv", "sch.wide,total\nNo,1072\nYes,5122\n");
  folder.file("api99.csv", "variable,total\napi99,3914069\n");
  return recipe_from(
      "[design]\nweight = \"pw\"\npsu = \"dnum\"\nfpc = \"fpc\"\n"
      "[[step]]\nkind = \"calibrate\"\n" +
          of.step,
      folder);
}

}  // namespace trygg::test
