// What `trygg weight` writes, read by R as docs/replicates.md tells.

#include <fmt/core.h>

#include <cstdlib>

#include "config/config.hpp"
#include "design/design_file.hpp"
#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

struct Case {
  std::string data, design, replicates, type;
};

std::string scales_of(const ReplicateSpec& spec) {
  if (spec.rscales.empty()) return "1";
  std::vector<std::string> texts;
  for (const double r : spec.rscales) texts.push_back(shortest(r));
  return joined(texts, ",");
}

/// The standard errors that R prints; nothing where it fails.
std::vector<double> errors_by_r(const Folder& folder, const std::string& file, const Case& of) {
  const auto spec = *read_design_file(file + ".design.toml").replicates;
  const bool mse = spec.centre == ReplicateCentre::full_sample;
  const auto out = folder / "r.txt";
  const auto script = source_dir() / "tests/reference/read_replicates.R";
  const auto command =
      fmt::format("Rscript '{}' '{}' {} {} {} {} {} > '{}' 2>&1", script.string(), file, of.type,
                  shortest(*spec.scale), scales_of(spec), mse, shortest(spec.rho.value_or(0)), out);
  const int status = std::system(command.c_str());
  const auto text = read_file(out);
  INFO(text);
  CHECK(status == 0);
  std::vector<double> errors;
  for (const auto& line : split(text, '\n'))
    if (const auto number = to_number(trimmed(line))) errors.push_back(*number);
  return errors;
}

const auto steps =
    "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"stype.csv\", "
    "\"wide.csv\"]\n[replicates]\n";
const auto clusters = "[design]\nweight = \"pw\"\npsu = \"dnum\"\nfpc = \"fpc\"\n";
const auto strata = "[design]\nweight = \"pw\"\nstrata = \"stype\"\nfpc = \"fpc\"\n";

}  // namespace

TEST_CASE("R reads the replicates of a recipe with the same standard errors",
          "[tools][replicate][reference]") {
  const auto from = made_by_r("export.R");
  if (!from) return;
  const Folder folder;
  folder.file("stype.csv", "stype,total\nE,4421\nH,755\nM,1018\n");
  folder.file("wide.csv", "sch.wide,total\nNo,1072\nYes,5122\n");
  const Case cases[] = {
      {"apiclus1.csv", clusters, "kind = \"jk1\"\n", "JK1"},
      {"apiclus1.csv", clusters, "kind = \"jk1\"\nmse = true\n", "JK1"},
      {"apistrat.csv", strata, "kind = \"jkn\"\n", "JKn"},
      {"apistrat.csv", strata, "kind = \"bootstrap\"\ncount = 30\nseed = 1\n", "bootstrap"},
      {"apistrat.csv", strata, "kind = \"sdr\"\ncount = 16\nmse = true\n", "ACS"}};
  int number = 0;
  for (const auto& of : cases) {
    const auto name = std::to_string(++number);
    const auto recipe =
        folder.file("r" + name + ".toml", std::string(of.design) + steps + of.replicates);
    const auto file = folder / ("v" + name + ".csv");
    const auto ran = run_trygg(
        {"weight", (*from / of.data).string(), "--recipe", recipe, "-o", file, "--quiet"});
    INFO(of.replicates << ran.err);
    REQUIRE(ran.status == 0);
    const std::vector<std::string> asked{"--mean",  "api00",          "--total", "enroll",
                                         "--ratio", "api.stu/enroll", "--by",    "stype"};
    const auto with = [&](std::vector<std::string> args) {
      args.insert(args.end(), asked.begin(), asked.end());
      return estimate(args);
    };
    const auto written = with({file, "--design", file + ".design.toml"});
    const auto errors = errors_by_r(folder, file, of);
    REQUIRE(errors.size() == 4);
    const auto se = [&](const char* indicator, const char* stype) {
      return written.find({{"indicator", indicator}, {"stype", stype}}).number("se");
    };
    const auto agrees = [](double reference) { return Approx(reference).epsilon(1e-12); };
    CHECK(se("api00", "") == agrees(errors[0]));
    CHECK(se("enroll", "") == agrees(errors[1]));
    CHECK(se("api.stu/enroll", "") == agrees(errors[2]));
    CHECK(se("api00", "H") == agrees(errors[3]));
    // Weighing in the same run: the same figures, nothing written.
    const auto at_once = with({(*from / of.data).string(), "--recipe", recipe});
    CHECK(at_once.csv.rows == written.csv.rows);
  }
}
