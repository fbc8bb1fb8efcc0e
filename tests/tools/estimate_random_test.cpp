// A differential test of trygg estimate against R's survey on forty random designs: quantiles,
// functions of totals, standardised means and contrasts of many groups, in domains, with missing
// answers and raked weights.

#include <cmath>

#include "base/file.hpp"
#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Printed;
using trygg::test::Row;

namespace {

namespace fs = std::filesystem;

using Args = std::vector<std::string>;

/// Disagreement, relative to the larger number of the two or to `scale`.
double distance(double ours, double theirs) {
  return std::abs(ours - theirs) / std::abs(theirs);
}

class Comparison {
 public:
  explicit Comparison(fs::path folder) : folder_(std::move(folder)) {}

  void compare(const Row& expected) {
    const auto& e = expected.field;
    const auto row = printed(e.at("design"), e.at("args"))
                         .find({{"indicator", e.at("indicator")},
                                {"contrast", e.at("contrast")},
                                {"dom", e.at("dom")}});
    INFO("design " << e.at("design") << ": " << e.at("args") << " in '" << e.at("dom") << "'");
    for (const auto* name : {"estimate", "se", "lower", "upper", "df"}) {
      INFO(name << ": '" << row.field.at(name) << "', R: '" << e.at(name) << "'");
      if (e.at(name).empty()) continue;
      const double far = distance(row.number(name), expected.number(name));
      CHECK(far < tolerance);
      worst = std::max(worst, far);
      ++figures;
    }
  }

  // R's derivatives and calibrations leave 11 digits and more.
  static constexpr double tolerance = 1e-9;
  double worst = 0;
  std::size_t figures = 0;

 private:
  /// One run for all rows of a command line, which follow one another.
  const Printed& printed(const std::string& design, const std::string& text) {
    if (design + text == last_) return *printed_;
    last_ = design + text;
    Args args{folder_ / (design + ".csv"), "--design", folder_ / (design + ".toml"), "--by", "dom"};
    for (auto arg : split(text, ' ')) {
      if (arg.starts_with("age=")) arg = "age=" + (folder_ / arg.substr(4)).string();
      args.push_back(arg);
    }
    printed_ = test::estimate(args);
    return *printed_;
  }

  fs::path folder_;
  std::string last_;
  std::optional<Printed> printed_;
};

}  // namespace

TEST_CASE("quantiles, functions, standardised means and contrasts agree with R on random designs",
          "[tools][estimate][reference]") {
  const auto folder = test::made_by_r("estimators.R");
  if (!folder) return;
  const Printed cases{parse_csv(read_file(*folder / "cases.csv"), "cases.csv")};
  Comparison comparison(*folder);
  for (std::size_t r = 0; r < cases.csv.rows.size(); ++r) comparison.compare(cases.at(r));
  CHECK(comparison.figures > 2000);
  WARN(comparison.figures << " figures of " << cases.csv.rows.size()
                          << " estimates on forty random designs: R and we differ by at most "
                          << comparison.worst << ", relatively");
}
