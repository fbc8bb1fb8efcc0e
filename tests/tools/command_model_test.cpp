#include <fmt/core.h>

#include <cmath>

#include "tools/estimate_support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using trygg::test::Folder;
using trygg::test::Printed;
using trygg::test::Ran;
using trygg::test::run_trygg;

namespace {

/// 40 persons in two strata; sex 1, 2; age a, b, c; y yes or no, 9 being no answer.
std::string survey() {
  std::string text = "stratum,weight,sex,age,area,income,y\n";
  for (int k = 0; k < 40; ++k)
    text += fmt::format("{},{},{},{},{},{},{}\n", k % 2 + 1, 10 + k % 7, k % 3 == 0 ? 1 : 2,
                        "abc"[k % 5 % 3], k % 4 == 3 ? "n" : "s", 100 + (k * 37) % 50,
                        k == 11 ? "9" : (k * k % 7 < 3 ? "yes" : "no"));
  return text;
}

Ran model(const Folder& folder, std::vector<std::string> args) {
  args.insert(args.begin(), {"model", folder.file("data.csv", survey()), "--weight", "weight",
                             "--strata", "stratum", "--missing", "y=9"});
  return run_trygg(args);
}

Printed printed(const Ran& ran) {
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

}  // namespace

TEST_CASE("a model is a row for each figure", "[tools][regression]") {
  const Folder folder;
  const auto ran = model(
      folder, {"--response", "y=yes", "--covariates", "sex,age,income", "--numeric", "income"});
  const auto rows = printed(ran);
  CHECK(rows.csv.header ==
        split("response,family,term,level,reference,category,statistic,n,estimate,se,lower,upper,"
              "df_numerator,df,t,p_value,note",
              ','));
  CHECK_THAT(ran.err, Contains("1 of 40 records lack one of the model's variables and are left "
                               "out; 39 remain"));
  const auto b = rows.find({{"term", "sex"}, {"level", "2"}, {"statistic", "coefficient"}});
  CHECK(b.field.at("reference") == "1");
  CHECK(b.number("n") == 39);
  CHECK(b.number("df") == 39 - 2 + 1 - 5);
  const auto odds = rows.find({{"term", "sex"}, {"level", "2"}, {"statistic", "odds_ratio"}});
  CHECK(odds.number("estimate") == test::within(std::exp(b.number("estimate")), 1e-14));
  CHECK(odds.number("upper") == test::within(std::exp(b.number("upper")), 1e-14));
  CHECK(odds.field.at("p_value") == b.field.at("p_value"));
  const auto margin = rows.find({{"term", "sex"}, {"level", "1"}, {"statistic", "margin"}});
  CHECK(margin.number("lower") > 0);
  CHECK(margin.field.at("p_value").empty());
  CHECK(rows.find({{"term", "age"}, {"statistic", "wald_f"}}).number("df_numerator") == 2);
  CHECK(rows.find({{"term", "model"}}).number("df_numerator") == 4);
}

TEST_CASE("a model has the figures of R's svyglm", "[tools][regression][reference]") {
  // tests/reference/model_small.R, survey 4.1-1, 15 digits.
  struct Figure {
    std::string term, level;
    double estimate, se;
  };
  const Figure figures[] = {
      {"constant", "", -2.67913258679955, 3.19504618433838},
      {"sex", "2", 0.117568578683643, 0.794257494064456},
      {"age", "b", -0.277190264696987, 0.885119534985911},
      {"age", "c", -0.806508523046888, 1.02448071210044},
      {"income", "", 0.0301794907619905, 0.0263833717794081},
  };
  const Folder folder;
  const auto rows = printed(model(
      folder, {"--response", "y=yes", "--covariates", "sex,age,income", "--numeric", "income"}));
  for (const auto& f : figures) {
    const auto row =
        rows.find({{"term", f.term}, {"level", f.level}, {"statistic", "coefficient"}});
    CHECK(row.number("estimate") == test::within(f.estimate, 1e-9));
    CHECK(row.number("se") == test::within(f.se, 1e-9));
  }
  const auto age = rows.find({{"term", "age"}, {"statistic", "wald_f"}});
  CHECK(age.number("estimate") == test::within(0.311741021419278, 1e-9));
  CHECK(age.number("p_value") == test::within(0.734303628181028, 1e-9));
}

TEST_CASE("options of a model do what they say", "[tools][regression]") {
  const Folder folder;
  const std::vector<std::string> plain{"--response", "y=yes", "--covariates", "sex,age"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), plain.begin(), plain.end());
    return printed(model(folder, more));
  };
  const std::map<std::string, std::string> age_b{
      {"term", "age"}, {"level", "b"}, {"statistic", "coefficient"}};
  const auto all = with({}).find(age_b);
  const auto turned = with({"--reference", "age=b"});
  CHECK(turned.find({{"term", "age"}, {"level", "a"}, {"statistic", "coefficient"}})
            .number("estimate") == test::within(-all.number("estimate"), 1e-10));
  CHECK(with({"--df", "5"}).find(age_b).number("df") == 5);
  const auto wide = with({"--level", "0.99"}).find(age_b);
  CHECK(wide.number("lower") < all.number("lower"));
  const auto some = with({"--where", "area=s"}).find(age_b);
  CHECK(some.number("n") == 30 - 1 + (11 % 4 == 3));
  const auto by = with({"--by", "area"});
  const auto same =
      by.find({{"term", "age"}, {"level", "b"}, {"statistic", "coefficient"}, {"area", "s"}});
  CHECK(same.field.at("estimate") == some.field.at("estimate"));
  CHECK(same.field.at("se") == some.field.at("se"));
}

TEST_CASE("an ordinal model leaves out what its order does not name", "[tools][regression]") {
  const Folder folder;
  const auto ran = model(folder, {"--response", "age", "--family", "ordinal", "--response-order",
                                  "c|a", "--covariates", "sex", "--format", "json"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("are left out"));
  CHECK_THAT(ran.out, Contains("\"category\": \"c|a\"") || Contains("\"category\":\"c|a\""));
  CHECK_THAT(model(folder, {"--response", "age", "--family", "ordinal", "--covariates", "sex"}).err,
             Contains("--response-order"));
}

TEST_CASE("a table of a model is in words", "[tools][regression]") {
  const Folder folder;
  const auto table = [&](const std::string& lang) {
    return model(folder, {"--response", "y=yes", "--covariates", "sex,income", "--numeric",
                          "income", "--format", "table", "--lang", lang})
        .out;
  };
  CHECK_THAT(table("sv"), Contains("jämfört med") && Contains("oddskvot") &&
                              Contains("justerad skillnad, procentenheter") &&
                              Contains("lutning per enhet") && !Contains("koefficient"));
  CHECK_THAT(table("en"), Contains("compared with") && Contains("adjusted share"));
}

TEST_CASE("cells without a model say why and leave the others", "[tools][regression]") {
  const Folder folder;
  std::string text = "w,area,sex,y\n";
  for (int k = 0; k < 60; ++k)
    text += fmt::format("2,{},{},{}\n", k % 3, k % 2, k % 3 == 2 && k % 2 ? 1 : k % 5 < 2);
  const auto file = folder.file("cells.csv", text);
  const auto ran = run_trygg(
      {"model", file, "--weight", "w", "--response", "y=1", "--covariates", "sex", "--by", "area"});
  const auto rows = printed(ran);
  const auto failed = rows.find({{"area", "2"}});
  CHECK(failed.field.at("note") == "separation");
  CHECK(failed.field.at("term") == "model");
  CHECK(failed.field.at("estimate").empty());
  CHECK_THAT(ran.err, Contains("area=2: separation: every one of the 10 records with sex=1"));
  CHECK(rows.find({{"area", "1"}, {"term", "model"}}).number("estimate") >= 0);
  const auto none = run_trygg({"model", file, "--weight", "w", "--response", "y=1", "--covariates",
                               "sex", "--where", "area=2"});
  CHECK(none.status == 1);
  CHECK(none.out.empty());
  CHECK_THAT(none.err, Contains("separation"));
}

TEST_CASE("a model that makes no sense is refused", "[tools][regression][error]") {
  const Folder folder;
  const auto refused = [&](std::vector<std::string> args, const std::string& message) {
    const auto ran = model(folder, std::move(args));
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains(message));
  };
  refused({"--response", "y=yes"}, "--covariates");
  refused({"--response", "y=yes", "--covariates", "y"}, "is what the model is of");
  refused({"--response", "y=yes", "--covariates", "sex", "--by", "sex"},
          "is a variable of the model");
  refused({"--response", "y=maybe", "--covariates", "sex"}, "maybe");
  refused({"--response", "y", "--covariates", "sex"}, "holds codes");
  refused({"--response", "y", "--family", "linear", "--covariates", "sex"}, "not numbers");
  refused({"--response", "y=yes", "--covariates", "age", "--numeric", "age"}, "not numbers");
  refused({"--response", "y=yes", "--covariates", "sex", "--level", "95"}, "--level");
  refused({"--response", "y=yes", "--covariates", "sex", "--df", "0"}, "--df");
  refused({"--response", "y=yes", "--covariates", "sex", "--family", "probit"}, "probit");
}
