// trygg model against R's survey package: its api data under four designs, in domains, raked, with
// replicates, and twelve random designs (tests/reference/models.R, survey 4.1-1).

#include <cmath>

#include "base/file.hpp"
#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Printed;
using trygg::test::Row;

namespace {

namespace fs = std::filesystem;

/// What one command line printed, for all figures of R's that ask for it.
class Runs {
 public:
  explicit Runs(fs::path folder) : folder_(std::move(folder)) {}

  const Printed& of(const Row& expected) {
    const auto& e = expected.field;
    const auto key = e.at("data") + e.at("args") + e.at("where");
    const auto found = made_.find(key);
    if (found != made_.end()) return found->second;
    const auto recipe = folder_ / (e.at("data") + ".recipe.toml");
    const bool is_weighed = fs::exists(recipe);
    std::vector<std::string> args{"model", folder_ / (e.at("data") + ".csv"), "--quiet",
                                  is_weighed ? "--recipe" : "--design",
                                  is_weighed ? recipe : folder_ / (e.at("data") + ".toml")};
    for (const auto& arg : split(e.at("args"), ' ')) args.push_back(arg);
    if (!e.at("where").empty()) args.insert(args.end(), {"--where", e.at("where")});
    const auto ran = test::run_trygg(args);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return made_.emplace(key, Printed{parse_csv(ran.out, "output")}).first->second;
  }

 private:
  fs::path folder_;
  std::map<std::string, Printed> made_;
};

/// Relative; where R's is 0 but for rounding, ours must be, too.
double distance(double ours, double theirs) {
  return std::abs(ours - theirs) / std::max(std::abs(theirs), 1e-8);
}

}  // namespace

TEST_CASE("models agree with R's svyglm, svyolr and regTermTest",
          "[tools][regression][reference]") {
  const auto folder = test::made_by_r("models.R");
  if (!folder) return;
  const Printed cases{parse_csv(read_file(*folder / "cases.csv"), "cases.csv")};
  Runs runs(*folder);
  double worst = 0;
  std::size_t figures = 0;
  for (std::size_t r = 0; r < cases.csv.rows.size(); ++r) {
    const auto expected = cases.at(r);
    const auto& e = expected.field;
    INFO(e.at("data") << ' ' << e.at("where") << ' ' << e.at("args") << ": " << e.at("term") << ' '
                      << e.at("level") << ' ' << e.at("statistic"));
    const auto row = runs.of(expected).find({{"term", e.at("term")},
                                             {"level", e.at("level")},
                                             {"category", e.at("category")},
                                             {"statistic", e.at("statistic")}});
    for (const auto* name : {"estimate", "se", "df", "p_value"}) {
      if (e.at(name).empty()) continue;
      const double far = distance(row.number(name), expected.number(name));
      INFO(name << ": " << row.field.at(name) << ", R: " << e.at(name));
      CHECK(far < 1e-8);
      worst = std::max(worst, far);
      ++figures;
    }
  }
  CHECK(figures > 2000);
  WARN(figures << " figures of models: R and we differ by at most " << worst << ", relatively");
}
