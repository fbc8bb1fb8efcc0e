#include "estimate/random_designs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "design/design_file.hpp"
#include "estimate/r_data.hpp"

namespace trygg::test {
namespace {

struct Auxiliaries {
  std::vector<std::vector<std::string>> margins;
  std::vector<std::string> numeric;
  std::string distance = "linear";
};

const std::map<std::string, Auxiliaries> calibrations{
    {"one margin", {{{"m1"}}, {}}},
    {"two margins", {{{"m1"}, {"m2"}}, {}}},
    {"raking", {{{"m1"}, {"m2"}}, {}, "raking"}},
    {"logit", {{{"m1"}, {"m2"}}, {}, "logit"}},
    {"truncated", {{{"m1"}}, {}, "truncated"}},
    {"post-stratified", {{{"m1", "m2"}}, {}, "poststratify"}},
    {"numeric", {{{"m1"}, {"m2"}}, {"num"}}},
    {"numeric raking", {{{"m2"}}, {"num"}, "raking"}},
    {"crossed", {{{"m1", "m2"}}, {}}},
    {"scaled", {{{"m1"}}, {"num"}}},
    {"two steps", {{{"m2"}}, {"num"}}},
};

std::vector<std::string> fpc_columns(const std::string& fpc, std::size_t stages) {
  if (fpc == "none" || (fpc == "fraction" && stages > 1)) return {};
  if (fpc == "fraction") return {"f1"};
  std::vector<std::string> columns{"N1", "N2", "N3"};
  columns.resize(std::max<std::size_t>(stages, 1));
  return columns;
}

double number(const std::string& text) {
  return to_number(trimmed(text)).value_or(std::numeric_limits<double>::quiet_NaN());
}

RandomEstimate read_estimate(const std::vector<std::string>& row) {
  RandomEstimate e{row[0],         row[1],         row[2],         number(row[3]), number(row[4]),
                   number(row[5]), number(row[6]), number(row[7]), number(row[8]), {}};
  for (std::size_t i = 0; i < intervals.size(); ++i)
    e.limits[i] = {number(row[9 + 2 * i]), number(row[10 + 2 * i])};
  return e;
}

}  // namespace

DesignSpec RandomDesign::spec() const {
  DesignSpec spec{.weight = "w", .nest = nest};
  if (strata) spec.strata = "h";
  spec.psu = {"psu", "ssu", "tsu"};
  spec.psu.resize(stages);
  spec.fpc = fpc_columns(fpc, stages);
  if (lonely != "none") spec.lonely_psu = to_lonely_psu(lonely);
  if (calibration == "none") return spec;
  const auto& with = calibrations.at(calibration);
  CalibrationSpec step{.weight_before = "pw",
                       .weight_after = "w",
                       .margins = with.margins,
                       .numeric = with.numeric,
                       .distance = with.distance};
  if (calibration == "scaled") step.scale = "q";
  if (calibration == "two steps") {
    spec.calibration.push_back({.weight_before = "pw",
                                .weight_after = "w1",
                                .margins = {{"m1"}},
                                .numeric = {},
                                .distance = "linear"});
    step.weight_before = "w1";
  }
  spec.calibration.push_back(step);
  return spec;
}

std::string RandomDesign::in_words() const {
  return fmt::format("design {}: {} stages, {}, fpc {}, lonely {}, calibration {}", number, stages,
                     strata ? "strata" : "no strata", fpc, lonely, calibration);
}

std::optional<RandomDesigns> random_designs() {
  const auto folder = made_by_r("random_designs.R");
  if (!folder) return std::nullopt;
  const auto read = [&](const char* name) { return parse_csv(read_file(*folder / name), name); };
  RandomDesigns all{*folder, {}, {}, {}};
  for (const auto& row : read("designs.csv").rows)
    all.designs.push_back({row[0], static_cast<std::size_t>(number(row[1])), number(row[2]) > 0,
                           number(row[3]) > 0, row[4], row[5], row[6]});
  for (const auto& row : read("expected.csv").rows) all.estimates.push_back(read_estimate(row));
  for (const auto& row : read("contrasts.csv").rows)
    all.contrasts.push_back(
        {row[0], row[1], row[2], number(row[3]), number(row[4]), number(row[5])});
  return all;
}

std::optional<std::string> excepted(const RandomDesign& design, const std::string& statistic) {
  const bool sums_to_zero =
      design.calibration == "none" && statistic != "total" && statistic != "count";
  if (design.lonely == "adjust" && !sums_to_zero)
    return "lonely.psu = adjust: survey 4.1-1 takes a lonely PSU's distance from 0 in place of the "
           "mean of all PSUs (corrected in 4.5)";
  return std::nullopt;
}

void Agreement::compare(const std::string& kind, double ours, double theirs, double scale,
                        double tolerance) {
  if (std::isnan(theirs)) return;
  auto& k = kinds_[kind];
  k.tolerance = tolerance;
  const double apart = std::abs(ours - theirs) / std::abs(scale);
  k.worst = std::isnan(apart) ? std::numeric_limits<double>::infinity() : std::max(k.worst, apart);
  ++k.compared;
}

void Agreement::compare_se(const std::string& kind, double ours, double theirs, double estimate,
                           double tolerance) {
  const double size = std::abs(estimate);
  const bool rounding = theirs <= 1e-10 * size;
  compare(kind, ours, theirs, !rounding ? theirs : size > 0 ? 1e-3 * size : 1, tolerance);
}

void Agreement::add(const Agreement& other) {
  for (const auto& [name, kind] : other.kinds_) {
    auto& mine = kinds_[name];
    mine.tolerance = kind.tolerance;
    mine.worst = std::max(mine.worst, kind.worst);
    mine.compared += kind.compared;
  }
  for (const auto& [reason, times] : other.passed_over_) passed_over_[reason] += times;
}

bool Agreement::agrees() const {
  return std::ranges::all_of(
      kinds_, [](const auto& named) { return named.second.worst < named.second.tolerance; });
}

std::string Agreement::in_words() const {
  std::string text;
  for (const auto& [name, kind] : kinds_)
    text += fmt::format("\n  {}: {:.1e} (of {})", name, kind.worst, kind.compared);
  for (const auto& [reason, times] : passed_over_)
    text += fmt::format("\n  passed over {} times: {}", times, reason);
  return text;
}

}  // namespace trygg::test
