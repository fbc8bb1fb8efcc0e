// Tests of trygg estimate: what it prints, to the byte, and what it refuses.

#include <algorithm>

#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::estimate;
using trygg::test::Folder;
using trygg::test::run_trygg;
using trygg::test::within;

namespace {

using Args = std::vector<std::string>;
using Texts = std::vector<std::string>;

constexpr auto people =
    "id,h,w,sex,area,unsafe,age\n"
    "1,a,2,1,02,yes,20\n"
    "2,a,2,2,02,no,30\n"
    "3,a,2,2,01,yes,40\n"
    "4,a,2,1,01,no,NA\n"
    "5,b,3,1,02,no,50\n"
    "6,b,3,2,02,yes,60\n"
    "7,b,3,2,,yes,70\n"
    "8,b,,1,01,yes,80\n"
    "9,b,3,2,10,refused,90\n"
    "10,b,0,1,10,no,75\n";

constexpr auto codebook =
    "variable,label,kind,code,code_label,missing\n"
    "sex,Sex,code,2,Women,\n"
    "sex,Sex,code,1,Men,\n"
    "unsafe,Unsafe,code,yes,Yes,\n"
    "unsafe,Unsafe,code,no,No,\n"
    "unsafe,Unsafe,code,refused,Refused,refused\n";

/// Runs on `people`.
test::Ran run(Args args, const std::string& data = people) {
  const Folder folder;
  args.insert(args.begin(), {"estimate", folder.file("people.csv", data)});
  for (auto& arg : args)
    if (arg == "codebook.csv") arg = folder.file("codebook.csv", codebook);
  auto ran = run_trygg(args);
  // Messages name the file as it was given; the folder differs from run to run.
  for (auto at = ran.err.find(folder.path().string()); at != std::string::npos;
       at = ran.err.find(folder.path().string()))
    ran.err.erase(at, folder.path().string().size() + 1);
  return ran;
}

/// One column of the printed table.
Texts column(const test::Ran& ran, const std::string& name) {
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto csv = parse_csv(ran.out, "output");
  Texts fields;
  for (const auto& row : csv.rows) fields.push_back(row[csv.column(name)]);
  return fields;
}

void refused(const Args& args, int status, const std::string& message) {
  CAPTURE(args);
  const auto ran = run(args);
  CHECK(ran.status == status);
  CHECK(ran.err == "trygg estimate: " + message + "\n");
  CHECK(ran.out.empty());
}

}  // namespace

TEST_CASE("estimates are printed to the byte", "[tools][estimate][reference]") {
  // Estimates, standard errors, df, design effects and Korn-Graubard limits as R survey 4.1-1
  // gives them: svymean(deff = "replace"), svyciprop(method = "beta"), svycontrast. Six digits:
  // the last bits of a limit may differ between processors.
  const auto ran =
      run({"--weight", "w", "--strata", "h", "--codebook", "codebook.csv", "--share", "unsafe=yes",
           "--by", "sex", "--contrast", "sex:2-1", "--quiet", "--format", "table"});
  CHECK(ran.err.empty());
  CHECK(ran.out ==
        "indicator   statistic  sex  contrast  n  estimate        se        lower     upper  df    "
        "  deff  n_effective        t   p_value  p_adjusted\n"
        "unsafe=yes  share                     7  0.588235  0.211408     0.137025  0.944565   5   "
        "1.10712      5.41948\n"
        "unsafe=yes  share      2              4       0.8  0.192007     0.107394  0.999876   2   "
        "0.69125      4.33996\n"
        "unsafe=yes  share      1              3  0.285714  0.272788  1.09374e-18         1   1  "
        "0.729252      2.74254\n"
        "unsafe=yes  share           sex:2-1   7  0.514286  0.306818    -0.274415   1.30299   5    "
        "                     1.67619  0.154548    0.154548\n");
}

TEST_CASE("rows come WHAT by WHAT, the whole, each --by, each contrast", "[tools][estimate]") {
  const auto ran = run({"--mean", "age", "--count", "--share", "unsafe=yes", "--by", "area", "--by",
                        "sex+area", "--contrast", "unsafe:yes-no", "--codebook", "codebook.csv"});
  const auto csv = parse_csv(ran.out, "output");
  CHECK(csv.header == Texts{"indicator", "statistic", "area", "sex", "contrast", "n", "estimate",
                            "se", "lower", "upper", "df", "deff", "n_effective", "t", "p_value",
                            "p_adjusted", "note"});
  const auto what = column(ran, "indicator"), area = column(ran, "area"), sex = column(ran, "sex"),
             contrast = column(ran, "contrast");
  REQUIRE(what.size() == 60);
  CHECK(what[0] == "age");
  CHECK(what[20] == "count");
  CHECK(what[40] == "unsafe=yes");
  // Codes as in the file; women first as in the codebook; areas by number.
  const auto first = [](const Texts& texts) { return Texts(texts.begin(), texts.begin() + 20); };
  CHECK(first(area) == Texts{"", "01", "02", "10", "01", "02", "10", "01", "02", "10",
                             "", "01", "02", "10", "01", "02", "10", "01", "02", "10"});
  CHECK(first(sex) == Texts{"", "", "", "", "2", "2", "2", "1", "1", "1",
                            "", "", "", "", "2", "2", "2", "1", "1", "1"});
  for (std::size_t r = 0; r < 20; ++r) CHECK(contrast[r] == (r < 10 ? "" : "unsafe:yes-no"));
}

TEST_CASE("a contrast is taken in the whole and in cells without its variable",
          "[tools][estimate]") {
  const auto ran = run({"--mean", "age", "--by", "sex", "--by", "area", "--by", "sex+area",
                        "--contrast", "sex:2/1"});
  const auto csv = parse_csv(ran.out, "output");
  Texts places;
  for (const auto& row : csv.rows)
    if (!row[csv.column("contrast")].empty())
      places.push_back(row[csv.column("sex")] + "|" + row[csv.column("area")]);
  CHECK(places == Texts{"|", "|01", "|02", "|10"});
}

TEST_CASE("a variable of a contrast alone makes no column", "[tools][estimate]") {
  const auto csv = parse_csv(run({"--mean", "age", "--contrast", "sex:2-1"}).out, "output");
  CHECK(std::ranges::find(csv.header, "sex") == csv.header.end());
  CHECK(csv.rows.size() == 2);
}

TEST_CASE("a missing group is in no cell and an unmet combination is not written",
          "[tools][estimate]") {
  const auto ran = run({"--count", "--by", "sex+area", "--where", "unsafe=yes"});
  CHECK(column(ran, "n") == Texts{"5", "1", "1", "1", "1"});  // row 7 has no area
  CHECK(column(ran, "sex") == Texts{"", "1", "1", "2", "2"});
  CHECK(column(ran, "area") == Texts{"", "01", "02", "01", "02"});
}

TEST_CASE("labels stand in place of codes when asked for", "[tools][estimate]") {
  const auto ran = run({"--mean", "age", "--by", "sex", "--codebook", "codebook.csv", "--labels"});
  CHECK(column(ran, "sex") == Texts{"", "Women", "Men"});
}

TEST_CASE("shares gives a row for every valid code", "[tools][estimate]") {
  const auto ran = run({"--shares", "unsafe", "--by", "sex", "--codebook", "codebook.csv"});
  CHECK(column(ran, "indicator") ==
        Texts{"unsafe=yes", "unsafe=no", "unsafe=yes", "unsafe=no", "unsafe=yes", "unsafe=no"});
  CHECK(column(ran, "statistic") == Texts(6, "share"));
  const auto share = column(ran, "estimate");
  for (std::size_t r = 0; r < 6; r += 2)
    CHECK(*to_number(share[r]) + *to_number(share[r + 1]) == within(1, 1e-15));
}

TEST_CASE("conditions restrict the domain and all must hold", "[tools][estimate]") {
  const auto n = [](const Args& where) {
    Args args{"--count"};
    for (const auto& w : where) args.insert(args.end(), {"--where", w});
    return column(run(args), "n").front();
  };
  CHECK(n({}) == "10");
  CHECK(n({"area=01|02"}) == "7");
  CHECK(n({"area!=01"}) == "6");  // the one without an area meets no condition
  CHECK(n({"age<40"}) == "2");
  CHECK(n({"age <= 40"}) == "3");
  CHECK(n({"age>75"}) == "2");
  CHECK(n({"age>=75"}) == "3");
  CHECK(n({"area=1", "age>=20", "age<50"}) == "1");
  CHECK(n({"age>1000"}) == "0");
}

TEST_CASE("a domain without records says so and gives no number", "[tools][estimate]") {
  const auto ran = run({"--share", "unsafe=yes", "--where", "age>1000", "--contrast", "sex:2-1"});
  CHECK(column(ran, "note") == Texts{"empty_domain", "empty_domain"});
  CHECK(column(ran, "n") == Texts{"0", "0"});
  for (const auto* name : {"estimate", "se", "lower", "upper", "t", "p_value", "p_adjusted"})
    CHECK(column(ran, name) == Texts{"", ""});
}

TEST_CASE("the p-values of a contrast are adjusted within it and one WHAT",
          "[tools][estimate][law]") {
  const Args base{"--mean", "age", "--by", "area", "--contrast", "sex:2-1"};
  auto more = base;
  more.insert(more.end(), {"--share", "unsafe=yes", "--contrast", "unsafe:yes-no"});
  const auto ran = run(more), alone = run(base);
  const auto contrast = column(ran, "contrast"), p = column(ran, "p_adjusted"),
             raw = column(ran, "p_value");
  Texts adjusted;
  std::vector<double> given, expected;
  for (std::size_t r = 0; r < 12; ++r) {
    if (contrast[r] != "sex:2-1") continue;
    adjusted.push_back(p[r]);
    if (const auto value = to_number(raw[r])) {
      given.push_back(*value);
      expected.push_back(*to_number(p[r]));
    }
  }
  REQUIRE(given.size() >= 2);
  const auto least = std::ranges::min_element(given) - given.begin();
  const auto count = static_cast<double>(given.size());
  CHECK(expected[static_cast<std::size_t>(least)] ==
        within(std::min(1.0, count * given[static_cast<std::size_t>(least)]), 1e-14));
  auto by_itself = column(alone, "p_adjusted");
  by_itself.erase(by_itself.begin(),
                  by_itself.end() - static_cast<std::ptrdiff_t>(adjusted.size()));
  CHECK(by_itself == adjusted);  // what else is asked for changes nothing
}

TEST_CASE("records without a weight are left out and counted", "[tools][estimate]") {
  const auto ran = run({"--weight", "w", "--count"});
  CHECK(column(ran, "n") == Texts{"8"});  // nor does weight 0 count
  CHECK(column(ran, "estimate") == Texts{"20"});
  CHECK(ran.err ==
        "trygg estimate: people.csv: 1 of 10 records have no weight in 'w' and are left "
        "out\n");
  CHECK(run({"--weight", "w", "--count", "--quiet"}).err.empty());
}

TEST_CASE("negative weights come only from a linear calibration", "[tools][estimate]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "w0,w,g\n1,-0.5,a\n1,2.5,a\n1,1,b\n1,1,b\n");
  const auto by_option = run_trygg({"estimate", data, "--weight", "w", "--count"});
  CHECK(by_option.status == 1);
  CHECK(by_option.err.find("row 1") != std::string::npos);
  CHECK(by_option.err.find("-0.5") == std::string::npos);
  const auto design = [&](const std::string& distance) {
    return folder.file(
        distance + ".toml",
        "weight = \"w\"\n[[calibration]]\ndistance = \"" + distance +
            "\"\nweight_before = \"w0\"\nweight_after = \"w\"\nmargins = [[\"g\"]]\n");
  };
  const auto linear = run_trygg({"estimate", data, "--design", design("linear"), "--count"});
  CHECK(linear.status == 0);
  CHECK(linear.err == "trygg estimate: " + data +
                          ": 1 weight in 'w' is negative; a linear calibration made it\n");
  CHECK(run_trygg({"estimate", data, "--design", design("raking"), "--count"}).status == 1);
}

TEST_CASE("a recipe in the same run is weighing first", "[tools][estimate][law]") {
  const Folder folder;
  const auto data =
      folder.file("d.csv", "h,sex,y\na,1,3\na,2,5\na,1,2\nb,2,8\nb,1,4\nb,2,1\nb,2,7\n");
  folder.file("frame.csv", "h,total\na,30\nb,60\n");
  folder.file("sex.csv", "sex,total\n1,44\n2,46\n");
  const auto recipe = folder.file("r.toml",
                                  "[design]\nstrata = \"h\"\npopulation = \"frame.csv\"\n"
                                  "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
                                  "margins = [\"sex.csv\"]\n");
  const auto weighted = folder / "v.csv";
  REQUIRE(run_trygg({"weight", data, "--recipe", recipe, "-o", weighted, "--quiet"}).status == 0);
  const Args what{"--mean", "y", "--count", "--by", "sex"};
  Args two{"estimate", weighted, "--design", weighted + ".design.toml"};
  Args one{"estimate", data, "--recipe", recipe};
  two.insert(two.end(), what.begin(), what.end());
  one.insert(one.end(), what.begin(), what.end());
  const auto expected = run_trygg(two), found = run_trygg(one);
  CHECK(expected.status == 0);
  CHECK(found.err.empty());
  CHECK(found.out == expected.out);
  // The sexes were calibrated on: their numbers are known.
  const test::Printed printed{parse_csv(found.out, "output")};
  const auto women = printed.find({{"indicator", "count"}, {"sex", "2"}});
  CHECK(women.number("estimate") == within(46, 1e-9));
  CHECK(women.number("se") == 0);
  CHECK(women.field.at("note") == "fixed_by_calibration");
}

TEST_CASE("what the command line asks wrongly is said in one line", "[tools][estimate][error]") {
  refused({}, 2,
          "nothing is asked for; give at least one of --share, --shares, --mean, --total, "
          "--quantile, --count, --ratio, --function");
  refused({"--mean", "agee"}, 2,
          "--mean: people.csv: there is no column 'agee'; did you mean 'age'?");
  refused({"--share", "unsafe=yess"}, 2,
          "--share: column 'unsafe' has no code 'yess'; did you mean 'yes'?");
  refused({"--count", "--by", "sx"}, 2,
          "--by: people.csv: there is no column 'sx'; did you mean 'sex'?");
  refused({"--count", "--by", "sex", "--by", "sex"}, 2, "--by 'sex' is given twice");
  refused({"--count", "--where", "sex=3"}, 2,
          "--where: column 'sex' has no code '3'; did you mean '1'?");
  refused({"--count", "--contrast", "sex:2-3"}, 2,
          "--contrast: column 'sex' has no code '3'; did you mean '1'?");
  refused({"--count", "--weight", "vikt"}, 2,
          "people.csv: there is no column 'vikt'; known: id, h, w, sex, area, unsafe, age");
  refused({"--count", "--psu", "h,ag"}, 2,
          "--psu: people.csv: there is no column 'ag'; did you mean 'age'?");
  refused({"--count", "--level", "95"}, 2, "--level 95: must be between 0 and 1, such as 0.95");
  refused({"--count", "--df", "0"}, 2, "--df 0: must be more than 0");
  refused({"--count", "--deff", "yes"}, 2, "--deff 'yes': must be wr or wor");
  refused({"--count", "--ci", "logit"}, 2,
          "--ci logit: is an interval of shares and quantiles, and neither --share nor --quantile "
          "is asked for");
  refused({"--count", "--quantile-rule", "hf7"}, 2,
          "--quantile-rule hf7: no --quantile is asked for");
  refused({"--quantile", "age@.5", "--quantile-rule", "hf"}, 2,
          "--quantile-rule: 'hf' is no rule for quantiles; did you mean 'hf1'?");
  refused({"--quantile", "age"}, 2,
          "--quantile: 'age': write VARIABLE@0.5 or VARIABLE@0.25,0.5,0.75");
  refused({"--quantile", "ag@0.5"}, 2,
          "--quantile: people.csv: there is no column 'ag'; did you mean 'age'?");
  for (const auto* p : {"50", "0", "1", "-0.5", "half", ""})
    refused({"--quantile", std::string("age@") + p}, 2,
            "--quantile: 'age@" + std::string(p) + "': '" + p +
                "' is no probability; it must lie between 0 and 1, ends excluded (0.5 is the "
                "median)");
  refused({"--quantile", "age@0.5,.5"}, 2,
          "--quantile: 'age@0.5,.5': the probability .5 stands there twice");
  refused({"--count", "--format", "xml"}, 2, "--format 'xml': must be csv, table or json");
  refused({"--count", "--lonely-psu", "ajust"}, 2,
          "--lonely-psu: 'ajust' is no rule for lonely PSUs; known: fail, certainty, remove, "
          "adjust, average");
  refused({"--count", "--weight", "w", "--design", "d.toml"}, 2,
          "the design is declared once: by --design, by --recipe, or by --weight, --strata, --psu, "
          "--fpc, --nest, --lonely-psu, --replicates and the other options of a design");
  refused({"--lonely-domain", "adjust"}, 2,
          "option '--lonely-domain' is not in this version of trygg");
  refused({"--shars", "age"}, 2, "unknown option '--shars'; did you mean '--share'?");
}

TEST_CASE("what the data do not allow is said without anybody's answer",
          "[tools][estimate][error]") {
  refused({"--mean", "unsafe"}, 1,
          "people.csv: row 1, column 'unsafe': the value (--show-values shows it) is not a number");
  refused({"--mean", "unsafe", "--show-values"}, 1,
          "people.csv: row 1, column 'unsafe': 'yes' is not a number");
  refused({"--count", "--where", "unsafe<5"}, 1,
          "people.csv: row 1, column 'unsafe': the value (--show-values shows it) is not a number");
}

TEST_CASE("a failed run leaves no file, a good one the owner's only", "[tools][estimate][error]") {
  const Folder folder;
  const auto data = folder.file("people.csv", people);
  const auto target = folder / "e.csv";
  CHECK(run_trygg({"estimate", data, "--mean", "unsafe", "-o", target}).status == 1);
  CHECK(run_trygg({"estimate", data, "--mean", "agee", "-o", target}).status == 2);
  CHECK_FALSE(std::filesystem::exists(target));
  const auto ran = run_trygg({"estimate", data, "--mean", "age", "-o", target});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(read_file(target) == run_trygg({"estimate", data, "--mean", "age"}).out);
  const auto rights = std::filesystem::status(target).permissions();
  CHECK((rights & std::filesystem::perms::mask) == std::filesystem::perms(0600));
}

TEST_CASE("df and level are used everywhere", "[tools][estimate]") {
  const auto row = [](Args more) {
    const Args what{"--share", "unsafe=yes", "--mean", "age", "--contrast", "sex:2-1"};
    more.insert(more.end(), what.begin(), what.end());
    return run(more);
  };
  CHECK(column(row({"--df", "30"}), "df") == Texts(4, "30"));
  const auto narrow = column(row({"--level", "0.5"}), "lower"),
             wide = column(row({"--level", "0.99"}), "lower");
  for (std::size_t r = 0; r < narrow.size(); ++r)
    CHECK(*to_number(narrow[r]) > *to_number(wide[r]));
}

TEST_CASE("weights that were calibrated elsewhere are remarked on", "[tools][estimate]") {
  const Folder folder;
  const auto data = folder.file("d.csv", "w,sex,x\n2,1,5\n3,1,6\n2,2,7\n2,2,9\n");
  const auto design = folder.file("d.toml", "weight = \"w\"\ncalibrated_on = [[\"sex\"]]\n");
  const auto ran = run_trygg({"estimate", data, "--design", design, "--mean", "x"});
  CHECK(ran.status == 0);
  CHECK(ran.err == "trygg estimate: " + data +
                       ": calibrated_on: 'w' stands in for the base weight before the "
                       "calibration, which is not known\n");
  CHECK(run_trygg({"estimate", data, "--design", design, "--mean", "x", "--quiet"}).err.empty());
}
