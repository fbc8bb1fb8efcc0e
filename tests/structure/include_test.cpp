#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "structure/sources.hpp"

using trygg::test::Source;
using trygg::test::source;
using trygg::test::sources;

namespace {

using Parts = std::set<std::string>;

/// What each part may include besides itself, lib/base and lib/config; a part may also include
/// whatever those include.
const std::map<std::string, Parts>& directions() {
  static const std::map<std::string, Parts> all{
      {"lib/base", {}},
      {"lib/config", {}},
      {"lib/dist", {}},
      {"lib/linalg", {}},
      {"lib/table", {}},
      {"lib/io", {"lib/table"}},
      {"lib/fold", {"lib/table"}},
      {"lib/area", {"lib/io"}},
      {"lib/geo", {"lib/area"}},
      {"lib/design", {"lib/io", "lib/linalg"}},
      {"lib/variance", {"lib/design"}},
      {"lib/model", {"lib/table", "lib/linalg", "lib/dist"}},
      {"lib/replicate", {"lib/design"}},
      {"lib/diagnostics", {"lib/design", "lib/model"}},
      {"lib/estimate", {"lib/variance", "lib/replicate", "lib/dist", "lib/fold"}},
      {"lib/hypothesis", {"lib/estimate", "lib/linalg"}},
      {"lib/regression", {"lib/estimate", "lib/linalg"}},
      {"lib/indicator", {"lib/io", "lib/estimate"}},
      {"lib/change", {"lib/estimate", "lib/linalg", "lib/indicator"}},
      {"lib/ranking", {"lib/estimate", "lib/linalg", "lib/release"}},
      {"lib/goal", {"lib/change", "lib/release", "lib/indicator"}},
      {"lib/release", {"lib/estimate"}},
      {"lib/synth", {"lib/io", "lib/area", "lib/indicator"}},
      {"lib/steps", {}},
      {"lib/project",
       {"lib/steps", "lib/io", "lib/area", "lib/indicator", "lib/ranking", "lib/change"}},
      {"lib/revision", {"lib/project"}},
      {"lib/coverage", {"lib/synth", "lib/goal", "lib/ranking"}},
      {"weights", {"lib"}},
      {"reports", {"lib"}},
      {"tools", {"reports", "weights", "lib"}}};
  return all;
}

/// The part that an include of the project names, empty for all others.
std::string included_part(const std::string& include) {
  if (include.front() != '"') return "";
  const auto folder = include.substr(1, include.find('/') - 1);
  if (directions().contains(folder)) return folder;
  return directions().contains("lib/" + folder) ? "lib/" + folder : "";
}

bool may_include(const std::string& from, const std::string& to) {
  if (from == to) return true;
  if (to == "lib/base") return true;
  if (to == "lib/config") return from != "lib/base";
  const auto found = directions().find(from);
  if (found == directions().end()) return false;
  return std::ranges::any_of(found->second, [&](const std::string& next) {
    return next == "lib" ? to.starts_with("lib/") : may_include(next, to);
  });
}

std::vector<std::string> against_the_direction(const std::vector<Source>& all) {
  std::vector<std::string> wrong;
  for (const auto& file : all) {
    for (const auto& include : file.includes) {
      const auto to = included_part(include);
      const bool known = directions().contains(file.part());
      if (!known || (!to.empty() && !may_include(file.part(), to))) {
        wrong.push_back(file.path + " includes " + include);
      }
    }
  }
  return wrong;
}

/// A header of others and the only places that may include it.
struct Keep {
  std::string prefix;               ///< of the include, bracket and all
  std::vector<std::string> places;  ///< how the path of a permitted file begins
  bool sources_only;                ///< never in a header
};

const std::vector<Keep>& kept() {
  static const std::vector<Keep> all{
      {"<Eigen/Cholesky", {"lib/linalg/"}, true},
      {"<Eigen/Dense", {"lib/linalg/"}, true},
      {"<Eigen/Eigen", {"lib/linalg/"}, true},
      {"<Eigen/LU", {"lib/linalg/"}, true},
      {"<Eigen/QR", {"lib/linalg/"}, true},
      {"<Eigen/SVD", {"lib/linalg/"}, true},
      {"<Eigen/Sparse", {"lib/linalg/"}, true},
      {"<boost/", {"lib/dist/", "tools/mpi/"}, true},
      {"<Clp", {"lib/linalg/linear_program.cpp"}, true},
      {"<Coin", {"lib/linalg/linear_program.cpp"}, true},
      {"<CLI/", {"tools/options.cpp"}, true},
      {"<toml", {"lib/config/"}, true},
      {"<nlohmann/", {"lib/", "weights/", "reports/", "tools/"}, true},
      {"<readstat", {"lib/io/"}, true},
      {"<sqlite3", {"lib/geo/"}, true},
      {"<openssl/", {"lib/base/"}, true},
      {"<xlsxwriter", {"reports/data/xlsx_file.cpp"}, true},
      {"<iostream>", {"tools/main.cpp", "tools/mpi/main.cpp"}, true},
      {"<catch2/", {}, true},
      {"<regex>", {}, true},
      {"<ranges>", {}, true},
      {"<execution>", {}, true},
      {"<source_location>", {}, true}};
  return all;
}

std::vector<std::string> out_of_place(const std::vector<Source>& all) {
  std::vector<std::string> wrong;
  for (const auto& file : all) {
    for (const auto& include : file.includes) {
      for (const auto& [prefix, places, sources_only] : kept()) {
        if (!include.starts_with(prefix)) continue;
        const bool permitted =
            std::ranges::any_of(places, [&](const auto& p) { return file.path.starts_with(p); });
        if (!permitted || (sources_only && file.is_header())) {
          wrong.push_back(file.path + " includes " + include);
        }
      }
    }
  }
  return wrong;
}

std::vector<Source> program() {
  std::vector<Source> all;
  for (const auto* folder : {"lib", "weights", "reports", "tools"}) {
    for (auto& file : sources(folder)) all.push_back(std::move(file));
  }
  return all;
}

const std::vector<std::string> nothing;

}  // namespace

TEST_CASE("includes follow the direction of the parts", "[structure][law]") {
  CHECK(program().size() > 50);
  CHECK(against_the_direction(program()) == nothing);
}

TEST_CASE("an include against the direction is seen", "[structure][law]") {
  const auto wrong = [](const std::string& path, const std::string& include) {
    return against_the_direction({source(path, "#include \"" + include + "\"\n")}).size() == 1;
  };
  CHECK(wrong("lib/base/text.cpp", "table/table.hpp"));
  CHECK(wrong("lib/base/text.cpp", "config/config.hpp"));
  CHECK(wrong("lib/design/design.cpp", "estimate/cube.hpp"));
  CHECK(wrong("lib/table/table.hpp", "io/read.hpp"));
  CHECK(wrong("lib/goal/goal.cpp", "reports/document/html.hpp"));
  CHECK(wrong("weights/raking.cpp", "reports/document/html.hpp"));
  CHECK(wrong("reports/document/html.cpp", "weights/recipe.hpp"));
  CHECK(wrong("reports/document/html.cpp", "tools/options.hpp"));
  CHECK(wrong("lib/novelty/file.cpp", "base/text.hpp"));
  CHECK_FALSE(wrong("lib/goal/goal.cpp", "design/design.hpp"));
  CHECK_FALSE(wrong("tools/main.cpp", "weights/recipe.hpp"));
  CHECK_FALSE(wrong("lib/io/read.cpp", "base/csv.hpp"));
}

TEST_CASE("costly and unsuitable headers stay in their place", "[structure][law]") {
  CHECK(out_of_place(program()) == nothing);
}

TEST_CASE("a header out of its place is seen", "[structure][law]") {
  const auto wrong = [](const std::string& path, const std::string& include) {
    return out_of_place({source(path, "#include <" + include + ">\n")}).size() == 1;
  };
  CHECK(wrong("lib/estimate/mean.cpp", "Eigen/Dense"));
  CHECK(wrong("lib/linalg/solve.hpp", "Eigen/QR"));
  CHECK(wrong("lib/estimate/interval.cpp", "boost/math/distributions.hpp"));
  CHECK(wrong("weights/calibration/calibrate.cpp", "ClpSimplex.hpp"));
  CHECK(wrong("tools/command_goal.cpp", "CLI/CLI.hpp"));
  CHECK(wrong("lib/goal/goal.cpp", "toml++/toml.h"));
  CHECK(wrong("reports/data/workbook.cpp", "xlsxwriter.h"));
  CHECK(wrong("lib/area/areas.hpp", "nlohmann/json.hpp"));
  CHECK(wrong("lib/area/areas.cpp", "iostream"));
  CHECK(wrong("tools/output.cpp", "regex"));
  CHECK_FALSE(wrong("lib/linalg/solve.cpp", "Eigen/QR"));
  CHECK_FALSE(wrong("lib/estimate/mean.hpp", "Eigen/Core"));
}

TEST_CASE("clang 14 can compile the sources", "[structure][law]") {
  std::vector<std::string> wrong;
  for (const auto& file : program()) {
    const auto code = file.without_comments();
    for (const auto* word : {"std::views", "std::ranges::views", "std::source_location"}) {
      if (code.find(word) != std::string::npos) wrong.push_back(file.path + " uses " + word);
    }
  }
  CHECK(wrong == nothing);
}
