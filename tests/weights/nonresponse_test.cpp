// Eligibility and non-response: who answered, and who stands for whom.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "design/design.hpp"
#include "design/design_file.hpp"
#include "estimate/estimator.hpp"
#include "table/codebook.hpp"
#include "weights/chain.hpp"
#include "weights/fixture.hpp"
#include "weights/response/propensity.hpp"
#include "weights/weigh.hpp"

using namespace trygg;
using namespace trygg::weights;
using Catch::Matchers::Contains;
using test::Folder;
using test::recipe_from;
using test::table_from;
using Values = std::vector<double>;

namespace {

const std::string base = "[design]\nweight = \"d\"\n";
const std::string class_step = base + "[[step]]\nkind = \"nonresponse\"\nby = [\"kon\"]\n";

const auto sample =
    "kon,alder,svar,d\n1,16-29,1,10\n1,30-79,0,20\n1,30-79,1,30\n2,16-29,1,10\n2,30-79,0,5\n"
    "2,30-79,1,15\n";

Values weights_of(const std::string& recipe, const Table& table) {
  const Folder folder;
  const auto w = weigh(table, recipe_from(recipe, folder)).columns[0];
  Values all;
  for (std::size_t k = 0; k < table.rows(); ++k) all.push_back(w.at(k).number);
  return all;
}

void refuses(const std::string& recipe, const std::string& data, const std::string& message) {
  CAPTURE(recipe);
  CHECK_THROWS_WITH(weights_of(recipe, table_from(data)), Contains(message));
}

/// 240 sampled persons with a weight, two factors, a number, and an answer that depends on them.
std::string made_sample() {
  std::string text = "kon,alder,inkomst,d,svar\n";
  for (unsigned k = 0; k < 240; ++k) {
    const unsigned kon = 1 + k % 2, alder = 1 + (k / 2) % 3, income = 100 + (k * 37) % 200;
    const bool answered = (k * k * 7 + 3 * k) % 13 < 4 + 2 * alder;
    text += fmt::format("{},{},{},{},{}\n", kon, alder, income, 5 + (k * 11) % 7, answered ? 1 : 0);
  }
  return text;
}

/// The standard error of the total of `y` under a design as it comes back from its file.
double total_error(const Table& with_weights, const DesignSpec& spec, const std::string& y) {
  const Folder folder;
  const auto read = read_design_file(folder.file("d.toml", to_toml(spec)));
  const auto design = make_design(with_weights, read);
  const Estimator estimator(design, {});
  Domain all(design.records());
  std::iota(all.begin(), all.end(), 0u);
  const auto values = with_weights.numbers(y);
  const Measure measure{Statistic::total, values, {}};
  return estimator.result(estimator.linearise(measure, all)).se;
}

}  // namespace

TEST_CASE("those who answered stand for their class", "[weights]") {
  const auto w = weights_of(class_step + "respondent = \"svar=1\"\n", table_from(sample));
  // Class 1: 60/40; class 2: 30/25.
  CHECK(w == Values{15, 0, 45, 12, 0, 18});
}

TEST_CASE("a class with nobody left, or with too few, is named with a neighbour",
          "[weights][error]") {
  const auto by_both =
      base +
      "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = [\"kon\", \"alder\"]\n";
  refuses(by_both + "min_respondents = 2\n", sample,
          "d.csv: in class kon 1, alder 16-29 1 of 1 sampled answered, and min_respondents is 2; "
          "merge it, such as with kon 2, alder 16-29 (1 of 1 answered)");
  refuses(by_both, "kon,alder,svar,d\n1,1,1,1\n1,2,0,1\n2,1,1,1\n2,2,1,1\n",
          "in class kon 1, alder 2 0 of 1 sampled answered");
}

TEST_CASE("a code of the response variable that nobody listed is refused",
          "[weights][error][trap]") {
  const std::string data = "kon,svar,d\n1,1,1\n1,0,1\n1,3,1\n1,3,1\n2,1,1\n";
  refuses(class_step + "respondent = \"svar=1\"\n", data,
          "d.csv: svar has values besides those of r.toml: respondent 'svar=1': '0' in 1 record "
          "(row 2), '3' in 2 records (rows 3, 4); say which of them did not answer with "
          "nonrespondent = \"svar=…\"");
  refuses(class_step + "respondent = \"svar=1\"\nnonrespondent = \"svar=0\"\n", data,
          "neither respondent nor nonrespondent: '3' in 2 records (rows 3, 4); list each code");
  const auto w = weights_of(class_step + "respondent = \"svar=1\"\nnonrespondent = \"svar=0|3\"\n",
                            table_from(data));
  CHECK(w == Values{4, 0, 0, 0, 1});
}

TEST_CASE("a missing response code is no answer either way", "[weights][error][trap]") {
  refuses(class_step + "respondent = \"svar=1\"\n", "kon,svar,d\n1,1,1\n1,,1\n2,1,1\n",
          "no value in 1 record (row 2)");
  // A code that is declared missing may be named.
  auto table = table_from("kon,svar,d\n1,1,1\n1,9,1\n2,1,1\n");
  declare_missing(table, "svar=9:refused");
  CHECK(weights_of(class_step + "respondent = \"svar=1\"\nnonrespondent = \"svar=9\"\n", table) ==
        Values{2, 0, 1});
}

TEST_CASE("rules of response are read strictly", "[weights][error]") {
  refuses(class_step, sample, "r.toml:3: key 'respondent': is missing");
  refuses(class_step + "respondent = \"svar\"\n", sample, "must have the form VARIABLE=code|code");
  refuses(class_step + "respondent = \"svar!=0\"\n", sample, "must have the form");
  refuses(class_step + "respondent = \"svar=\"\n", sample, "must have the form");
  refuses(class_step + "respondent = \"svar=ja\"\n", sample, "r.toml: respondent: ");
  refuses(class_step + "respondent = \"sver=1\"\n", sample, "did you mean 'svar'?");
  refuses(class_step + "nonrespondent = \"svar=0\"\n", sample, "needs `respondent`");
  refuses(class_step + "respondent = \"svar=1\"\nnonrespondent = \"svar=0|1\"\n", sample,
          "4 records are both respondent and nonrespondent (rows 1, 3, 4, 6)");
  refuses(class_step + "respondent = \"svar=1\"\nmethod = \"ratio\"\n", sample,
          "no method 'ratio'; known: class, propensity");
  refuses(class_step + "respondent = \"svar=1\"\nmin_respondents = 0\n", sample,
          "0 must be at least 1");
  refuses(class_step + "respondent = \"svar=1\"\nmodel = [\"alder\"]\nmethod = \"class\"\n", sample,
          "key 'model': the method class takes `by`");
  refuses(class_step + "respondent = \"svar=1\"\nmodel = [\"alder\"]\n", sample,
          "unknown key 'by'");
  refuses(base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\n", sample,
          "key 'by': is missing");
  refuses(class_step + "respondent = \"svar=1\"\n", "kon,svar,d\n1,1,1\n,0,1\n2,1,1\n",
          "d.csv: 1 record has no valid value of kon");
}

TEST_CASE("by nothing, one class holds everybody", "[weights]") {
  const auto w =
      weights_of(base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = []\n",
                 table_from(sample));
  CHECK(w[0] == Approx(10 * 90.0 / 65));
}

TEST_CASE("a record without a weight, or with weight 0, needs no answer", "[weights]") {
  const auto w = weights_of(class_step + "respondent = \"svar=1\"\n",
                            table_from("kon,svar,d\n1,1,2\n1,0,2\n2,1,1\n,7,0\n3,,\n"));
  CHECK(w[0] == 4);
  CHECK(w[3] == 0);
  CHECK(w[4] != w[4]);
}

TEST_CASE("a model with one factor and a class for each level are the same", "[weights][law]") {
  const auto table = table_from(made_sample());
  const auto by_class = weights_of(
      base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = [\"alder\"]\n",
      table);
  const auto by_model = weights_of(
      base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"alder\"]\n",
      table);
  for (std::size_t k = 0; k < by_class.size(); ++k)
    CHECK(by_model[k] == Approx(by_class[k]).epsilon(1e-12));
  const auto crossed = weights_of(
      base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"kon:alder\"]\n",
      table);
  const auto crossed_class =
      weights_of(base +
                     "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nby = [\"kon\", "
                     "\"alder\"]\n",
                 table);
  for (std::size_t k = 0; k < crossed.size(); ++k)
    CHECK(crossed[k] == Approx(crossed_class[k]).epsilon(1e-12));
}

TEST_CASE("weights are divided by the propensity, which the design is told", "[weights]") {
  const auto table = table_from(made_sample());
  const Folder folder;
  const auto recipe = recipe_from(
      base +
          "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"kon\", "
          "\"alder\"]\nnumeric = [\"inkomst\"]\n",
      folder);
  const Chain chain(table, recipe);
  const auto& result = chain.results()[0];
  const auto d = table.numbers("d"), svar = table.numbers("svar"),
             income = table.numbers("inkomst");
  double score = 0, score_income = 0;
  for (std::size_t k = 0; k < d.size(); ++k) {
    const double p = result.propensity[k];
    CHECK(result.weight[k] == Approx(svar[k] == 1 ? d[k] / p : 0.0).epsilon(1e-14));
    score += d[k] * (svar[k] - p);
    score_income += d[k] * (svar[k] - p) * income[k];
  }
  CHECK(score == Approx(0).margin(1e-9));
  CHECK(score_income == Approx(0).margin(1e-7));
  CHECK(result.calibration->sample_margins ==
        std::vector<std::vector<std::string>>{{"kon"}, {"alder"}});
  CHECK(result.calibration->sample_numeric == std::vector<std::string>{"inkomst"});
  CHECK(result.calibration->response);
  const auto weighted = weigh(table, recipe);
  CHECK(*weighted.design.calibration[0].propensity == "vikt_1_p");
  CHECK(weighted.columns.size() == 3);  // vikt, vikt_0, vikt_1_p
}

TEST_CASE("classes of the propensity are cut at weighted quantiles", "[weights]") {
  const Values p{0.1, 0.2, 0.3, 0.4, 0.4, 0.9}, equal(6, 1.0);
  using Classes = std::vector<std::uint32_t>;
  CHECK(propensity_classes(p, equal, 3) == Classes{0, 0, 1, 1, 1, 2});
  // The first person alone weighs half of all.
  CHECK(propensity_classes(p, Values{5, 1, 1, 1, 1, 1}, 2) == Classes{0, 1, 1, 1, 1, 1});
  CHECK(propensity_classes(Values(6, 0.5), equal, 5) == Classes(6, 0));
  CHECK(propensity_classes(p, Values{1, 1, 0, 0, 1, 1}, 2) == Classes{0, 0, 0, 0, 1, 1});
}

TEST_CASE("classes of the propensity keep the sum of each class, and are told to the design",
          "[weights][law]") {
  const auto table = table_from(made_sample());
  const Folder folder;
  const auto recipe = recipe_from(
      base +
          "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"kon\", "
          "\"alder\"]\nclasses = 3\n",
      folder);
  const auto result = Chain(table, recipe).results()[0];
  const auto d = table.numbers("d");
  Values before(4), after(4);
  for (std::size_t k = 0; k < d.size(); ++k) {
    const auto c = static_cast<std::size_t>(result.sample_class[k]);
    before[c] += d[k];
    after[c] += result.weight[k];
  }
  for (std::size_t c = 1; c < 4; ++c) CHECK(after[c] == Approx(before[c]).epsilon(1e-13));
  const auto weighted = weigh(table, recipe);
  CHECK(weighted.design.calibration[0].sample_margins ==
        std::vector<std::vector<std::string>>{{"vikt_1_class"}});
  CHECK(weighted.columns.back().name == "vikt_1_class");
}

TEST_CASE("when everybody answered, the steps change no standard error", "[weights][law]") {
  // A design that says it was adjusted to what the sample had anyway tells no other variance.
  auto text = made_sample();
  for (auto at = text.find(",0\n"); at != std::string::npos; at = text.find(",0\n", at))
    text.replace(at, 3, ",1\n");
  const auto table = table_from(text);
  const Folder folder;
  const auto se = [&](const std::string& steps) {
    auto with_weights = table;
    auto weighted = weigh(table, recipe_from(base + steps, folder));
    for (auto& column : weighted.columns) with_weights.add(std::move(column));
    return total_error(with_weights, weighted.design, "inkomst");
  };
  const auto plain = se("");
  CHECK(plain > 0);
  const std::string answered = "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\n";
  CHECK(se(answered + "by = []\n") == Approx(plain).epsilon(1e-12));
  CHECK(se(answered + "by = [\"kon\", \"alder\"]\n") == Approx(plain).epsilon(1e-12));
}

TEST_CASE("standard errors are those of the derivative of the whole weighting", "[weights][law]") {
  // u_k = d_k ∂θ/∂d_k of every sampled person, by redoing all steps with one weight moved; persons
  // are drawn with replacement, so that the variance is n/(n − 1) Σ (u − ū)².
  const auto table = table_from(made_sample());
  const Folder folder;
  folder.file("kon.csv", "kon,total\n1,900\n2,1100\n");
  const std::string answered = "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\n";
  const std::string raking =
      "[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\nmargins = [\"kon.csv\"]\n";
  const std::string eligibility =
      "[[step]]\nkind = \"eligibility\"\nunknown = \"alder=3\"\nby = [\"kon\"]\n";
  const auto for_response = [](const std::string& distance) {
    return "[[step]]\nkind = \"calibrate\"\nrespondent = \"svar=1\"\ndistance = \"" + distance +
           "\"\n";
  };
  const std::string two_of_sample = "sample_margins = [[\"kon\"], [\"alder\"]]\n";
  for (const auto& steps :
       {answered + "by = [\"alder\"]\n" + raking,
        answered + "model = [\"kon\", \"alder\"]\nnumeric = [\"inkomst\"]\n",
        answered + "model = [\"kon:alder\"]\n" + raking,
        answered + "numeric = [\"inkomst\"]\nmethod = \"propensity\"\n" + raking,
        eligibility + answered + "model = [\"alder\"]\n" + raking,
        for_response("linear") + two_of_sample, for_response("raking") + two_of_sample,
        for_response("sinh") + "alpha = 0.5\n" + two_of_sample,
        for_response("logit") + "bounds = [0.5, 9.0]\n" + two_of_sample,
        for_response("raking") + two_of_sample + raking,
        for_response("raking") + "margins = [\"kon.csv\"]\nsample_margins = [[\"alder\"]]\n",
        for_response("logit") + "bounds = [0.01, 30.0]\nmargins = [\"kon.csv\"]\n"}) {
    CAPTURE(steps);
    const auto recipe = recipe_from(base + steps, folder);
    const Chain chain(table, recipe);
    const auto y = table.numbers("inkomst");
    const auto total = [&](std::size_t moved, double by) {
      auto w = chain.base().weight;
      w[moved] *= 1 + by;
      chain.reweigh(w);
      return std::inner_product(w.begin(), w.end(), y.begin(), 0.0);
    };
    Values u;
    for (std::size_t k = 0; k < y.size(); ++k)
      u.push_back((total(k, 1e-4) - total(k, -1e-4)) / 2e-4);
    const auto n = static_cast<double>(u.size());
    const double mean = std::accumulate(u.begin(), u.end(), 0.0) / n;
    double squares = 0;
    for (const double x : u) squares += (x - mean) * (x - mean);
    auto with_weights = table;
    auto weighted = weigh(table, recipe);
    for (auto& column : weighted.columns) with_weights.add(std::move(column));
    // The derivative by differences has seven digits.
    CHECK(total_error(with_weights, weighted.design, "inkomst") ==
          Approx(std::sqrt(n / (n - 1) * squares)).epsilon(1e-6));
  }
}

TEST_CASE("who was taken out before the model needs no value of its variables", "[weights]") {
  const Folder folder;
  const auto table =
      table_from("utfall,x,d\n1,3,10\n1,5,10\n3,4,10\n3,6,10\n1,7,10\n3,2,10\n9,,10\n6,,10\n");
  const auto recipe =
      recipe_from(base +
                      "[outcome]\nvariable = \"utfall\"\ncomplete = 1\nrefusal = 3\nunknown = "
                      "6\nineligible = 9\n[[step]]\nkind = \"eligibility\"\n[[step]]\nkind = "
                      "\"nonresponse\"\nnumeric = [\"x\"]\nmethod = \"propensity\"\n",
                  folder);
  auto with_weights = table;
  auto weighted = weigh(table, recipe);
  for (auto& column : weighted.columns) with_weights.add(std::move(column));
  CHECK(total_error(with_weights, weighted.design, "d") > 0);
}

TEST_CASE("every step can be redone for other weights", "[weights][law]") {
  const auto table = table_from(made_sample());
  const Folder folder;
  const std::string step = "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\n";
  for (const auto* how : {"by = [\"alder\"]\n", "model = [\"kon\"]\n",
                          "model = [\"kon\", \"alder\"]\nclasses = 3\n"}) {
    CAPTURE(how);
    const auto recipe = recipe_from(base + step + how, folder);
    const Chain chain(table, recipe);
    auto again = chain.base().weight;
    chain.reweigh(again);
    CHECK(again == Values(chain.weight().begin(), chain.weight().end()));
    // Twice the weights before are twice the weights after.
    auto twice = chain.base().weight;
    for (auto& w : twice) w *= 2;
    chain.reweigh(twice);
    for (std::size_t k = 0; k < twice.size(); ++k)
      CHECK(twice[k] == Approx(2 * again[k]).epsilon(1e-12));
  }
}

TEST_CASE("a response model that tells who answers is refused by its variable",
          "[weights][error]") {
  refuses(base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\nmodel = [\"kon\"]\n",
          "kon,svar,d\n1,1,1\n1,0,1\n2,1,1\n2,1,1\n",
          "response propensity by kon: the logistic model has no maximum: every one of the 2 "
          "records with kon 2 has the outcome");
  const auto model = base + "[[step]]\nkind = \"nonresponse\"\nrespondent = \"svar=1\"\n";
  refuses(model + "model = [\"kon:\"]\n", sample, "'kon:' names no variable");
  refuses(model + "method = \"propensity\"\n", sample, "needs variables");
  refuses(model + "model = [\"kon\"]\nclasses = 1\n", sample, "1 must be at least 2");
  refuses(model + "numeric = [\"alder\"]\nmethod = \"propensity\"\n", sample, "alder");
}

TEST_CASE("unknown eligibility is spread over the known, then the ineligible are taken out",
          "[weights]") {
  const std::string data = "h,utfall,d\n1,1,10\n1,6,20\n1,9,30\n2,1,10\n2,1,10\n2,6,20\n";
  const auto recipe = base +
                      "[[step]]\nkind = \"eligibility\"\nunknown = \"utfall=6\"\nineligible = "
                      "\"utfall=9\"\nby = [\"h\"]\n";
  CHECK(weights_of(recipe, table_from(data)) == Values{15, 0, 0, 20, 20, 0});
  const Folder folder;
  const auto weighted = weigh(table_from(data), recipe_from(recipe, folder));
  // Before they were taken out, the ineligible stood for 45.
  CHECK(weighted.columns[2].name == "vikt_1_adjusted");
  CHECK(weighted.columns[2].at(2).number == 45);
  CHECK(weighted.design.calibration[0].weight_after == "vikt_1_adjusted");
  CHECK(weighted.steps[0].title == "eligibility, 2 unknown, 1 taken out, by h");
}

TEST_CASE("eligibility is refused where it is not told", "[weights][error]") {
  const auto step = base + "[[step]]\nkind = \"eligibility\"\n";
  const std::string data = "h,utfall,d\n1,1,10\n1,6,20\n1,,30\n";
  refuses(step, data, "key 'unknown': is missing");
  refuses(step + "unknown = \"utfall=6\"\n", data,
          "utfall does not tell whether these belong to the population: no value in 1 record (row "
          "3)");
  refuses(step + "unknown = \"utfall=6\"\nineligible = \"utfall=6\"\n", "utfall,d\n1,1\n6,1\n",
          "1 record is both unknown and ineligible (row 2)");
  refuses(step + "unknown = \"utfall=1|6\"\n", "utfall,d\n1,1\n6,1\n",
          "nobody with a positive weight is left to stand for class all");
}

TEST_CASE("[outcome] tells both steps who answered and who belongs", "[weights]") {
  const std::string data =
      "kon,utfall,d\n1,1,10\n1,2,10\n1,3,10\n1,4,10\n1,6,10\n1,9,10\n2,1,10\n2,5,10\n";
  const std::string outcome =
      "[outcome]\nvariable = \"utfall\"\ncomplete = 1\npartial = [2]\nrefusal = [3]\nnoncontact = "
      "[4]\nother = [5]\nunknown = [6]\nineligible = [9]\n";
  const std::string steps =
      "[[step]]\nkind = \"eligibility\"\nby = [\"kon\"]\n[[step]]\nkind = \"nonresponse\"\nby = "
      "[\"kon\"]\n";
  const auto w = weights_of(base + outcome + steps, table_from(data));
  // Man: 60 over five known; 48 eligible, two answered. Woman: 20, one answered.
  CHECK(w == Values{24, 24, 0, 0, 0, 0, 20, 0});
  refuses(base + outcome + steps, data + "2,7,10\n",
          "d.csv: utfall has values that [outcome] of r.toml does not list: '7' in 1 record (row "
          "9); list each code");
  refuses(base + outcome + "other_reason = [7]\n" + steps, data, "unknown key 'other_reason'");
  refuses(base + "[outcome]\nvariable = \"utfall\"\n" + steps, data, "key 'complete'");
  refuses(base + outcome + "unknown_other = [6]\n" + steps, data, "code '6' is listed twice");
  refuses(base + outcome + "unknown_other = [\"06\"]\n" + steps, data,
          "[outcome] unknown_other: code '06' means '6' of utfall, which unknown lists too");
  refuses(base + outcome + "eligible_share = 1.5\n" + steps, data, "1.5 must be from 0 to 1");
}

TEST_CASE("those who do not belong are not taken for those who did not answer",
          "[weights][error]") {
  const Folder folder;
  const std::string outcome =
      "[outcome]\nvariable = \"utfall\"\ncomplete = 1\nrefusal = 3\nunknown = 6\nineligible = 9\n";
  const auto weigh_by = [&](const std::string& steps) {
    return weigh(table_from("utfall,d\n1,10\n1,10\n3,10\n9,10\n6,10\n1,10\n"),
                 recipe_from(base + outcome + steps, folder));
  };
  const std::string answered = "[[step]]\nkind = \"nonresponse\"\nby = []\n";
  CHECK_THROWS_WITH(weigh_by(answered),
                    Contains("2 records with a weight do not belong to the population or are of "
                             "unknown status by [outcome] (rows 4, 5)") &&
                        Contains("put a step of kind eligibility first"));
  CHECK_NOTHROW(weigh_by("[[step]]\nkind = \"eligibility\"\n" + answered));
}
