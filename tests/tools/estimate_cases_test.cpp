// Small published cases through the command line. Figures: R survey 4.5 (12 digits) unless said
// otherwise; svydesign and svymean, svytotal, svyratio of the same columns.

#include <fmt/core.h>

#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::estimate;
using trygg::test::Folder;
using trygg::test::Row;
using trygg::test::within;

namespace {

using Args = std::vector<std::string>;

// Stata's manual; also R's survey::fpc, which stores the x as float32: agreement ends at 1e-7.
constexpr auto fpc_data =
    "stratid,psuid,weight,Nh,x\n"
    "1,1,3,15,2.8\n1,2,3,15,4.1\n1,3,3,15,6.8\n1,4,3,15,6.8\n1,5,3,15,9.2\n"
    "2,1,4,12,3.7\n2,2,4,12,6.6\n2,3,4,12,4.2\n";
constexpr double float32 = 1e-7;

/// The row of the whole.
Row whole(const Folder& folder, const std::string& data, Args more) {
  more.insert(more.begin(), folder.file("data.csv", data));
  return estimate(more).at(0);
}

const Args fpc_design{"--strata", "stratid", "--psu", "psuid", "--nest", "--weight", "weight"};

Row fpc_row(Args more) {
  const Folder folder;
  more.insert(more.begin(), fpc_design.begin(), fpc_design.end());
  return whole(folder, fpc_data, more);
}

}  // namespace

TEST_CASE("strata with finite populations agree with Stata's example",
          "[tools][estimate][reference]") {
  const auto without = fpc_row({"--mean", "x"});
  CHECK(without.number("estimate") == within(147.1 / 27, 1e-14));
  CHECK(without.number("se") == within(0.741268326769, float32));
  CHECK(without.number("df") == 6);
  CHECK(fpc_row({"--mean", "x", "--fpc", "Nh"}).number("se") == within(0.61604071981, float32));
  const auto total = fpc_row({"--total", "x", "--fpc", "Nh"});
  CHECK(total.number("estimate") == within(147.1, 1e-14));
  CHECK(total.number("se") == within(16.6330994349, float32));
}

TEST_CASE("domains by a bound agree with R's domain test", "[tools][estimate][reference]") {
  // Printed with 7 digits.
  const auto more = fpc_row({"--mean", "x", "--where", "x>4"});
  CHECK(more.number("estimate") == within(6.195, 1e-7));
  CHECK(more.number("se") == within(0.7555129, 1e-7));
  const auto less = fpc_row({"--mean", "x", "--where", "x<=4"});
  CHECK(less.number("estimate") == within(3.314286, 1e-6));
  CHECK(less.number("se") == within(0.3117042, 2e-7));
}

TEST_CASE("a design file says the same as options", "[tools][estimate][law]") {
  const Folder folder;
  const auto data = folder.file("data.csv", fpc_data);
  const auto design = folder.file(
      "d.toml",
      "strata = \"stratid\"\npsu = [\"psuid\"]\nfpc = \"Nh\"\nnest = true\nweight = \"weight\"\n");
  Args args{"estimate", data, "--fpc", "Nh", "--mean", "x"};
  args.insert(args.end(), fpc_design.begin(), fpc_design.end());
  CHECK(test::run_trygg({"estimate", data, "--design", design, "--mean", "x"}).out ==
        test::run_trygg(args).out);
}

TEST_CASE("the ice cream study agrees with SAS and R", "[tools][estimate][reference]") {
  // Grade and spending of 40 students, SAS/STAT User's Guide, The SURVEYMEANS Procedure.
  const std::vector<int> pairs{7, 7, 7, 7,  8, 12, 9, 10, 7, 1,  7, 10, 7, 3,  8, 20, 8, 19, 7, 2,
                               7, 2, 9, 15, 8, 16, 7, 6,  7, 6,  7, 6,  9, 15, 8, 17, 8, 14, 9, 8,
                               9, 8, 9, 7,  7, 3,  7, 12, 7, 4,  9, 14, 8, 18, 9, 9,  7, 2,  7, 1,
                               7, 4, 7, 11, 9, 8,  8, 10, 8, 13, 7, 2,  9, 6,  9, 11, 7, 2,  7, 9};
  const std::map<int, std::pair<double, double>> grades{
      {7, {1824, 20}}, {8, {1025, 9}}, {9, {1151, 11}}};
  std::string data = "grade,spending,group,all,Nh,w,w1\n";
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const auto [size, sampled] = grades.at(pairs[i]);
    data += fmt::format("{},{},{},4000,{},{},100\n", pairs[i], pairs[i + 1],
                        pairs[i + 1] >= 10 ? "more" : "less", size, size / sampled);
  }
  const Folder folder;
  const Args simple{"--weight", "w1", "--fpc", "all", "--ci", "wald"};
  const Args stratified{"--weight", "w", "--strata", "grade", "--fpc", "Nh", "--ci", "wald"};
  const auto row = [&](Args args, const Args& what) {
    args.insert(args.end(), what.begin(), what.end());
    return whole(folder, data, args);
  };
  constexpr double printed = 1e-11;  // 12 digits

  const auto mean = row(simple, {"--mean", "spending"});
  CHECK(mean.number("estimate") == 8.75);
  CHECK(mean.number("se") == within(0.845138814269, printed));
  CHECK(mean.number("df") == 39);
  CHECK(mean.number("lower") == within(7.040545394207, printed));
  CHECK(mean.number("upper") == within(10.459454605793, printed));
  const auto share = row(simple, {"--share", "group=more"});
  CHECK(share.number("estimate") == within(0.425, 1e-15));
  CHECK(share.number("se") == within(0.0787614460546, printed));
  CHECK(share.number("lower") == within(0.265689938216, printed));
  CHECK(share.number("upper") == within(0.584310061784, printed));
  const auto by_grade = row(stratified, {"--mean", "spending"});
  CHECK(by_grade.number("estimate") == within(9.1412979798, printed));
  CHECK(by_grade.number("se") == within(0.531799165264, printed));
  CHECK(by_grade.number("df") == 37);
  CHECK(by_grade.number("lower") == within(8.063770519294, printed));
  CHECK(by_grade.number("upper") == within(10.218825440302, printed));
  const auto more = row(stratified, {"--share", "group=more"});
  CHECK(more.number("estimate") == within(0.455445454545, 2 * printed));
  CHECK(more.number("se") == within(0.0584237519626, printed));
}

TEST_CASE("a ratio agrees with R on Levy and Lemeshow's ambulances",
          "[tools][estimate][reference]") {
  const Folder folder;
  const auto row =
      whole(folder,
            "ESA,ambulance,arrests,alive\n1,1,120,25\n1,2,78,24\n2,1,185,30\n"
            "2,2,228,49\n3,1,670,80\n3,2,530,70\n",
            {"--strata", "ESA", "--psu", "ambulance", "--nest", "--ratio", "alive/arrests"});
  CHECK(row.field.at("indicator") == "alive/arrests");
  CHECK(row.field.at("statistic") == "ratio");
  CHECK(row.number("estimate") == within(0.153506350083, 1e-11));
  CHECK(row.number("se") == within(0.00980730359997, 1e-11));
}

TEST_CASE("design effects agree with R and name their reference", "[tools][estimate][reference]") {
  const std::vector<int> y{15, 143, 21, 51, 337, 50, 274, 145, 15, 86};
  const std::vector<int> w{20, 200, 11, 25, 550, 30, 250, 100, 10, 55};
  std::string data = "uriage,srs,pps\n";
  for (std::size_t i = 0; i < y.size(); ++i) data += fmt::format("{},100,{}\n", y[i], w[i]);
  const Folder folder;
  const auto row = [&](const Args& args) { return whole(folder, data, args); };
  // R prints 6 digits.
  const auto srs = row({"--weight", "srs", "--mean", "uriage", "--deff", "wor"});
  CHECK(srs.number("estimate") == within(113.7, 1e-14));
  CHECK(srs.number("se") == within(35.626, 1e-5));
  CHECK(srs.number("deff") == within(1 / (1 - 10.0 / 1000), 1e-12));
  CHECK(row({"--weight", "srs", "--mean", "uriage"}).number("deff") == within(1, 1e-12));
  const auto pps = row({"--weight", "pps", "--mean", "uriage"});
  CHECK(pps.number("estimate") == within(243.914, 1e-5));
  CHECK(pps.number("se") == within(48.752, 1e-5));
  CHECK(pps.number("deff") == within(1.974067, 1e-6));
  const auto total = row({"--weight", "pps", "--total", "uriage"});
  CHECK(total.number("estimate") == within(305136, 1e-5));
  CHECK(total.number("se") == within(184965, 1e-5));
  CHECK(total.number("deff") == within(18.15669, 1e-6));
}

TEST_CASE("strata with one PSU are treated as asked", "[tools][estimate][reference]") {
  const Folder folder;
  const auto data = "h,w,age\n1,10.5,30.5\n1,10.5,40.5\n2,20,35\n2,20,52\n3,15,44\n";
  const auto variance = [&](const std::string& rule) {
    const auto row = whole(
        folder, data, {"--strata", "h", "--weight", "w", "--total", "age", "--lonely-psu", rule});
    return row.number("se") * row.number("se");
  };
  CHECK(variance("certainty") == within(126625, 1e-14));
  CHECK(variance("remove") == within(126625, 1e-14));
  CHECK(variance("adjust") == within(127579.8, 1e-7));  // printed with 7 digits
  CHECK(variance("average") == within(126625 * 3.0 / 2, 1e-13));
  const auto failed = test::run_trygg(
      {"estimate", folder / "data.csv", "--strata", "h", "--weight", "w", "--total", "age"});
  CHECK(failed.status == 1);
  CHECK(failed.out.empty());
  CHECK(failed.err.find("'3'") != std::string::npos);
}
