// trygg test on R's api data: figures of survey 4.1-1 with 15 digits, printed by
// tests/reference/hypothesis.R. The data are exported when the tests run.

#include "estimate/r_data.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::Folder;
using trygg::test::Printed;
using trygg::test::within;

namespace {

using Args = std::vector<std::string>;

constexpr double digits = 1e-9;

Printed tested(Args args) {
  args.insert(args.begin(), "test");
  args.push_back("--quiet");
  const auto ran = test::run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

/// The data set with the options of its design; nothing without R.
std::optional<Args> design(const std::string& name) {
  const auto folder = test::made_by_r("export.R");
  if (!folder) return std::nullopt;
  Args args{*folder / (name + ".csv"), "--weight", "pw"};
  const Args more = name == "apistrat"   ? Args{"--strata", "stype", "--fpc", "fpc"}
                    : name == "apiclus1" ? Args{"--psu", "dnum", "--fpc", "fpc"}
                                         : Args{"--psu", "dnum,snum", "--fpc", "fpc1,fpc2"};
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

Args with(Args args, const Args& more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

struct Reference {
  double statistic, df1, df2, p_value;
};

/// F, X² with its p, Wald, adjusted Wald.
struct References {
  Reference second, chi2, wald, adjusted;
};

void check(const Printed& printed, const std::string& method, const Reference& reference) {
  CAPTURE(method);
  const auto row = printed.find({{"method", method}});
  CHECK(row.number(method == "rao_scott_chi2" ? "pearson" : "statistic") ==
        within(reference.statistic, digits));
  CHECK(row.number("df1") == within(reference.df1, digits));
  if (reference.df2 > 0) CHECK(row.number("df2") == within(reference.df2, digits));
  CHECK(row.number("p_value") == within(reference.p_value, 1e-8));
}

void check(const Printed& printed, const References& r) {
  check(printed, "rao_scott", r.second);
  check(printed, "rao_scott_chi2", r.chi2);
  check(printed, "wald", r.wald);
  check(printed, "adjusted_wald", r.adjusted);
}

/// Totals of the population, raked to by R in the same way.
std::string raking(const Folder& folder) {
  folder.file("stype.csv", "stype,total\nE,4421\nH,755\nM,1018\n");
  folder.file("wide.csv", "sch.wide,total\nNo,1072\nYes,5122\n");
  return folder.file("raking.toml",
                     "[design]\nweight = \"pw\"\npsu = \"dnum\"\nfpc = \"fpc\"\n"
                     "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
                     "margins = [\"stype.csv\", \"wide.csv\"]\n"
                     "[output]\nweight = \"vikt\"\n");
}

}  // namespace

TEST_CASE("independence in a stratified sample agrees with svychisq",
          "[tools][hypothesis][reference]") {
  const auto args = design("apistrat");
  if (!args) return;
  check(tested(with(*args, {"--independence", "sch.wide+stype", "--method", "all"})),
        {{1.72474439638888e+01, 1.82867150416358e+00, 3.60248286320226e+02, 2.03504635946512e-07},
         {2.67535340358908e+01, 2, 0, 3.23243841628859e-08},
         {1.61320217683915e+01, 2, 197, 3.24961879700247e-07},
         {1.60501333330189e+01, 2, 196, 3.50563970444123e-07}});
  check(tested(with(*args, {"--independence", "sch.wide+comp.imp", "--where", "stype=E", "--method",
                            "all"})),
        {{14.88241766718971348, 1, 99, 0.00020381419573818},
         {1.46927146927147e+01, 1, 0, 1.14424530028988e-04},
         {7.01575215047670486, 1, 99, 0.00940442834324521},
         {7.01575215047670397, 1, 99, 0.00940442834324522}});
}

TEST_CASE("independence in clusters agrees with svychisq", "[tools][hypothesis][reference]") {
  const auto args = design("apiclus1");
  if (!args) return;
  check(tested(with(*args, {"--independence", "sch.wide+comp.imp", "--method", "all"})),
        {{2.36894703487095e+02, 1, 14, 3.61792655333537e-10},
         {6.99746250000000e+01, 1, 0, 1.86989320283223e-53},
         {1.82529285780546e+01, 1, 14, 7.73888607596881e-04},
         {1.82529285780546e+01, 1, 14, 7.73888607596881e-04}});
  check(tested(with(*args, {"--independence", "stype+comp.imp", "--method", "all"})),
        {{3.5450737230007556, 1.4293585726162970, 20.0110200166281587, 0.0613543866424008},
         {9.0138736842105267, 2, 0, 0.0288664943066557},
         {3.7706315628647298, 2, 14, 0.0489776665583016},
         {3.5013007369458209, 2, 13, 0.0607532695392715}});
  // As R's as.svrepdesign makes them: the centre is the mean of the replicates.
  check(tested(with(*args, {"--independence", "stype+comp.imp", "--method", "all",
                            "--replicate-kind", "jk1"})),
        {{3.155885343227511, 1.389407369994416, 19.451703179921829, 0.079922270367618},
         {9.0138736842105267, 2, 0, 0.0426006680788568},
         {3.7706315628647324, 2, 14, 0.0489776665583015},
         {3.5013007369458231, 2, 13, 0.0607532695392714}});
  const auto stages = design("apiclus2");
  check(tested(with(*stages, {"--independence", "sch.wide+stype", "--method", "all"})),
        {{1.18727451425609e+01, 1.38249880859244e+00, 5.39174535351051e+01, 3.22114662438083e-04},
         {5.39086683447049e+01, 2, 0, 6.97802144090656e-06},
         {2.7944678033462944, 2, 39, 0.0734228576098826},
         {2.7228147827476712, 2, 38, 0.0785077502721671}});
}

TEST_CASE("independence under raked weights agrees with svychisq",
          "[tools][hypothesis][reference]") {
  const auto data = test::made_by_r("export.R");
  if (!data) return;
  const Folder folder;
  const auto recipe = raking(folder);
  const Args args{*data / "apiclus1.csv", "--recipe", recipe};
  check(tested(with(args, {"--independence", "comp.imp+stype", "--method", "all"})),
        {{3.7937588197993160, 1.5861049935850238, 22.2054699101903310, 0.0470316331119817},
         {12.3907862160666653, 2, 0, 0.0225108284792324},
         {5.5316989323015511, 2, 14, 0.0169674513129581},
         {5.1365775799942970, 2, 13, 0.0227024416432125}});
  const auto t = tested(with(args, {"--mean", "api00", "--contrast", "comp.imp:Yes-No"}));
  const auto row = t.find({{"method", "t"}});
  CHECK(row.number("estimate") == within(16.008511853240194, digits));
  CHECK(row.number("statistic") == within(0.946837787895817, digits));
  CHECK(row.number("p_value") == within(0.360989918091285, digits));
}

TEST_CASE("t-tests agree with svyttest", "[tools][hypothesis][reference]") {
  const auto strat = design("apistrat"), clus = design("apiclus1");
  if (!strat || !clus) return;
  struct Case {
    Args args;
    double estimate, se, lower, upper, t, df, p;
  };
  const std::vector<Case> cases{
      {with(*strat, {"--mean", "enroll", "--contrast", "comp.imp:Yes-No"}), -2.28282249593362e+02,
       6.12856628815363e+01, -3.49146231658923e+02, -1.07418267527801e+02, -3.72488831579788e+00,
       196, 2.55443101797257e-04},
      {with(*clus, {"--mean", "api00", "--contrast", "sch.wide:Yes-No"}), 41.3190217391303989,
       19.5918542625376801, -1.0066061316429469, 83.6446496099037518, 2.1089898477929192, 13,
       0.0549088170890467},
      {with(*clus, {"--mean", "enroll", "--contrast", "comp.imp:Yes-No", "--where", "stype=H|M"}),
       155.968253968254032, 135.047887564595641, -144.937191193095373, 456.873699129603438,
       1.154910726712788, 10, 0.274978109973592}};
  for (const auto& c : cases) {
    const auto row = tested(c.args).find({{"test", "contrast"}});
    CAPTURE(c.args.front());
    CHECK(row.number("estimate") == within(c.estimate, digits));
    CHECK(row.number("se") == within(c.se, digits));
    CHECK(row.number("lower") == within(c.lower, digits));
    CHECK(row.number("upper") == within(c.upper, digits));
    CHECK(row.number("statistic") == within(c.t, digits));
    CHECK(row.number("df2") == c.df);
    CHECK(row.number("p_value") == within(c.p, digits));
  }
  // One group: the level has the design's own degrees of freedom.
  const auto level =
      tested(with(*clus, {"--mean", "api00", "--against", "650"})).find({{"test", "level"}});
  CHECK(level.number("statistic") == within(-0.247665511908405, digits));
  CHECK(level.number("df2") == 14);
  CHECK(level.number("p_value") == within(0.807988643802858, digits));
}
