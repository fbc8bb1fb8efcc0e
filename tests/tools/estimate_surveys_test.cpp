// Two real crime surveys against figures of R survey 4.1-1.

#include <filesystem>

#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::estimate;
using trygg::test::Printed;
using trygg::test::within;

namespace {

namespace fs = std::filesystem;

using Args = std::vector<std::string>;

/// A survey with the options of its design and the question behind each indicator.
struct Survey {
  std::string name, file;
  Args design, by;
  std::map<std::string, std::string> share;  // indicator → V=code|code
};

const std::vector<Survey>& surveys() {
  static const std::vector<Survey> all{{"ENUSC2019_kish",
                                        "enusc2019_kish.csv",
                                        {"--strata", "VarStrat", "--psu", "Conglomerado",
                                         "--weight", "Fact_Pers", "--lonely-psu", "adjust"},
                                        {"--by", "rph_sexo", "--by", "enc_region"},
                                        {{"VP_DC", "VP_DC=1"},
                                         {"PAD", "PAD=1"},
                                         {"unsafe_street_neigh_women", "muj_insg_calles.barrio=1"},
                                         {"unsafe_street_neigh_men", "hom_insg_calles.barrio=1"}}},
                                       {"BCS0708",
                                        "BCS0708_subset.csv",
                                        {"--weight", "tcindwt"},
                                        {"--by", "sex"},
                                        {{"unsafe", "walkdark=a bit unsafe|very unsafe"}}}};
  return all;
}

Printed run(const Survey& survey, const Args& more) {
  Args args{(test::shared_data() / "micro" / survey.file).string()};
  args.insert(args.end(), survey.design.begin(), survey.design.end());
  args.insert(args.end(), survey.by.begin(), survey.by.end());
  for (const auto& [name, share] : survey.share) {
    args.push_back("--share");
    args.push_back(share);
  }
  args.insert(args.end(), more.begin(), more.end());
  return estimate(args);
}

bool has_material() {
  const bool there = fs::exists(test::shared_data() / "reference" / "r_survey_4.1.1.csv") &&
                     fs::exists(test::shared_data() / "micro");
  if (!there) WARN("passed over: " << test::shared_data().string() << " is not there");
  return there;
}

CsvText reference() {
  const auto path = test::shared_data() / "reference" / "r_survey_4.1.1.csv";
  return parse_csv(read_file(path), path.string());
}

/// The printed row that belongs to a row of the reference.
test::Row matching(const Printed& printed, const Survey& survey, const test::Row& expected) {
  std::map<std::string, std::string> fields{
      {"indicator", survey.share.at(expected.field.at("indicator"))}, {"contrast", ""}};
  for (std::size_t i = 1; i < survey.by.size(); i += 2) fields[survey.by[i]] = "";
  if (expected.field.at("domain") != "all")
    fields[expected.field.at("domain")] = expected.field.at("value");
  return printed.find(fields);
}

}  // namespace

TEST_CASE("real crime surveys agree with R survey in every figure",
          "[tools][estimate][reference]") {
  if (!has_material()) return;
  const Printed all{reference()};
  std::size_t compared = 0, capped = 0;
  for (const auto& survey : surveys()) {
    const auto wald = run(survey, {"--ci", "wald"});
    const auto logit = run(survey, {"--ci", "logit"});
    const auto korn_graubard = run(survey, {});
    for (std::size_t r = 0; r < all.csv.rows.size(); ++r) {
      const auto expected = all.at(r);
      if (expected.field.at("dataset") != survey.name) continue;
      CAPTURE(survey.name, expected.field.at("indicator"), expected.field.at("value"));
      const auto found = matching(wald, survey, expected);
      // The same formulas in doubles, sums of up to 24,465 terms in another order.
      CHECK(found.number("estimate") == within(expected.number("p"), 1e-9));
      CHECK(found.number("se") == within(expected.number("se"), 1e-9));
      CHECK(found.number("deff") == within(expected.number("deff"), 1e-9));
      CHECK(found.field.at("n") == expected.field.at("n"));
      CHECK(found.field.at("df") == expected.field.at("df"));
      // R's quantiles and ours agree to some 12 digits; its logit limits carry an error of 6e-9.
      CHECK(found.number("lower") == within(expected.number("wald_lo"), 1e-7));
      CHECK(found.number("upper") == within(expected.number("wald_hi"), 1e-7));
      const auto l = matching(logit, survey, expected);
      CHECK(l.number("lower") == within(expected.number("logit_lo"), 1e-7));
      CHECK(l.number("upper") == within(expected.number("logit_hi"), 1e-7));
      const auto k = matching(korn_graubard, survey, expected);
      const bool is_capped = expected.number("deff") < 1;
      if (is_capped) {
        // Fewer effective answers than R, which does not stop at n: a wider interval.
        CHECK(k.number("lower") < expected.number("beta_lo") * (1 - 1e-4));
        CHECK(k.number("upper") > expected.number("beta_hi") * (1 + 1e-4));
        ++capped;
      } else {
        CHECK(k.number("lower") == within(expected.number("beta_lo"), 1e-7));
        CHECK(k.number("upper") == within(expected.number("beta_hi"), 1e-7));
      }
      ++compared;
    }
  }
  CHECK(compared == all.csv.rows.size());
  CHECK(capped == 1);  // VP_DC in region 10
}

TEST_CASE("one thread and four print the same bytes", "[tools][estimate][law]") {
  if (!has_material()) return;
  std::vector<std::string> printed;
  for (const auto* threads : {"1", "4"}) {
    const auto ran = test::run_trygg(
        {"estimate",     (test::shared_data() / "micro" / "enusc2019_kish.csv").string(),
         "--strata",     "VarStrat",
         "--psu",        "Conglomerado",
         "--weight",     "Fact_Pers",
         "--lonely-psu", "adjust",
         "--share",      "VP_DC=1",
         "--mean",       "rph_edad",
         "--by",         "rph_sexo+enc_region",
         "--contrast",   "rph_sexo:2-1",
         "--threads",    threads});
    REQUIRE(ran.status == 0);
    printed.push_back(ran.out);
  }
  CHECK(printed[0] == printed[1]);
  CHECK(printed[0].size() > 5000);
}

TEST_CASE("a domain by --where is the cell by --by", "[tools][estimate][law]") {
  if (!has_material()) return;
  const auto& survey = surveys().front();
  const auto by = run(survey, {"--contrast", "rph_sexo:2-1"});
  const auto where = run(survey, {"--where", "enc_region=13", "--contrast", "rph_sexo:2-1"});
  for (const auto* column :
       {"n", "estimate", "se", "lower", "upper", "df", "deff", "n_effective"}) {
    CAPTURE(column);
    const std::map<std::string, std::string> whole{
        {"indicator", "VP_DC=1"}, {"rph_sexo", ""}, {"enc_region", ""}, {"contrast", ""}};
    auto cell = whole;
    cell["enc_region"] = "13";
    CHECK(by.find(cell).field.at(column) == where.find(whole).field.at(column));
  }
}
