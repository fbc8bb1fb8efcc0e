// trygg estimate folds records into cells while it reads. What it prints must not tell.

#include <fmt/core.h>

#include <sys/stat.h>

#include <cmath>
#include <fstream>
#include <thread>

#include "base/random.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using trygg::test::estimate;
using trygg::test::Folder;
using trygg::test::Printed;
using trygg::test::run_trygg;

namespace {

using Args = std::vector<std::string>;

constexpr auto header = "area,sex,age,psu,d,own,q1,q2,income\n";

/// Records of a survey: few answers and areas; a weight by area, one of each person's own.
std::vector<std::string> records(std::size_t count) {
  Random random(20260101);
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < count; ++k) {
    const auto area = random.below(6);
    const auto q1 = random.below(10) == 0 ? std::string() : std::to_string(1 + random.below(4));
    lines.push_back(fmt::format("{},{},{},{},{},{},{},{},{}\n", area, 1 + random.below(2),
                                20 + 10 * random.below(5), 10 * area + random.below(5),
                                20 + 5 * area, 10 + random.uniform(), q1, random.below(3),
                                1000 * random.uniform()));
  }
  return lines;
}

std::string csv(const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  std::string text = header;
  for (auto k = from; k < to; ++k) text += lines[k];
  return text;
}

const std::string recipe = R"([design]
weight = "own"
strata = "area"
[[step]]
kind = "calibrate"
distance = "raking"
margins = ["sex.csv", "age.csv"]
)";

/// A folder with a survey, whole and in three parts, and a recipe.
struct Survey {
  Folder folder;
  std::vector<std::string> lines = records(3000);
  std::string data = folder.file("survey.csv", csv(lines, 0, lines.size()));

  Survey() {
    folder.file("part-1.csv", csv(lines, 0, 700));
    folder.file("part-2.csv", csv(lines, 700, 701));
    folder.file("part-3.csv", csv(lines, 701, lines.size()));
    folder.file("sex.csv", "sex,total\n1,16000\n2,16500\n");
    folder.file("age.csv", "age,total\n20,7000\n30,6000\n40,7500\n50,6000\n60,6000\n");
    folder.file("recipe.toml", recipe);
  }
  Args parts() const {
    return {folder / "part-1.csv", folder / "part-2.csv", folder / "part-3.csv"};
  }
};

Args what() {
  return {"--share", "q1=1|2",     "--shares", "q2",         "--mean",      "q1",       "--total",
          "age",     "--count",    "--by",     "area",       "--by",        "sex+area", "--where",
          "age<60",  "--contrast", "sex:2-1",  "--contrast", "area:2*0-1-2"};
}

std::string printed(Args data, const Args& design, const Args& more) {
  data.insert(data.begin(), "estimate");
  for (const auto& part : {design, what(), more}) data.insert(data.end(), part.begin(), part.end());
  const auto ran = run_trygg(data);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  return ran.out;
}

/// Numbers that are equal to 11 digits, and all else to the byte.
void check_same(const std::string& a, const std::string& b) {
  const Printed one{parse_csv(a, "a")}, other{parse_csv(b, "b")};
  REQUIRE(one.csv.header == other.csv.header);
  REQUIRE(one.csv.rows.size() == other.csv.rows.size());
  for (std::size_t r = 0; r < one.csv.rows.size(); ++r)
    for (std::size_t c = 0; c < one.csv.header.size(); ++c) {
      const auto &x = one.csv.rows[r][c], &y = other.csv.rows[r][c];
      const auto p = to_number(x), q = to_number(y);
      INFO("row " << r << ", " << one.csv.header[c] << ": " << x << " and " << y);
      if (p && q)
        CHECK(std::abs(*p - *q) <= 1e-11 * std::max(0.1, std::abs(*p)));
      else
        CHECK(x == y);
    }
}

}  // namespace

TEST_CASE("folding while reading changes no figure", "[tools][estimate][fold][law]") {
  const Survey survey;
  const Args designs[] = {{"--weight", "d", "--strata", "area"},
                          {"--weight", "own", "--strata", "area"},
                          {"--weight", "d", "--strata", "area", "--psu", "psu"},
                          {"--weight", "own", "--psu", "psu"},
                          {},
                          {"--recipe", survey.folder / "recipe.toml"}};
  for (const auto& design : designs) {
    const auto cells = printed({survey.data}, design, {"--fold", "always"});
    check_same(cells, printed({survey.data}, design, {"--fold", "never"}));
    CHECK(cells == printed({survey.data}, design, {}));
    CHECK(cells == printed({survey.data}, design, {"--threads", "1"}));
    CHECK(cells == printed({survey.data}, design, {"--threads", "3"}));
  }
}

TEST_CASE("weights that are cut one by one are not folded, those of a group are",
          "[tools][estimate][fold][law]") {
  const Survey survey;
  const auto trim = "[[step]]\nkind = \"trim\"\nmax_ratio = 1.2\n";
  auto by_area = recipe;
  by_area.replace(by_area.find("own"), 3, "d");
  survey.folder.file("own.toml", recipe + trim);
  survey.folder.file("area.toml", by_area + trim);
  const Args of_area{"--recipe", survey.folder / "area.toml"};
  check_same(printed({survey.data}, of_area, {"--fold", "always"}),
             printed({survey.data}, of_area, {"--fold", "never"}));
  const Args own{"--recipe", survey.folder / "own.toml"};
  CHECK(printed({survey.data}, own, {}) == printed({survey.data}, own, {"--fold", "never"}));
  const auto refused = run_trygg({"estimate", survey.data, "--count", "--recipe",
                                  survey.folder / "own.toml", "--fold", "always"});
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, Catch::Contains("a step of the recipe looks at them one by one"));
}

TEST_CASE("several files are estimated from as one", "[tools][estimate][fold][law]") {
  const Survey survey;
  const Args design{"--weight", "d", "--strata", "area"};
  const auto whole = printed({survey.data}, design, {});
  CHECK(printed(survey.parts(), design, {}) == whole);
  check_same(printed(survey.parts(), design, {"--fold", "never"}), whole);
}

TEST_CASE("blocks with dictionaries of their own are one survey", "[tools][estimate][fold][law]") {
  // Over a megabyte: several blocks. Codes and areas turn up late, and in another order.
  Random random(20260102);
  std::string text = "area,sex,age,psu,d,own,q1,q2,note\n";
  constexpr std::size_t count = 24000;
  for (std::size_t k = 0; k < count; ++k) {
    const auto part = 5 * k / count;
    const auto area = (5 * part + random.below(3)) % 6;
    const auto q1 = random.below(10) == 0 ? 9 : 1 + (3 * part + random.below(4)) % 7;
    text += fmt::format("{},{},{},{},{},{},{},{},{:030}\n", area, 1 + (k + part) % 2,
                        20 + 10 * random.below(5), 10 * area + random.below(5), 20 + 5 * area,
                        10 + random.uniform(), q1, 10 * part + random.below(9), k);
  }
  const Folder folder;
  const auto data = folder.file("survey.csv", text);
  const auto part_1 = folder.file("1.csv", text.substr(0, text.find('\n', text.size() / 3) + 1));
  const auto part_2 = folder.file("2.csv", text.substr(0, text.find('\n') + 1) +
                                               text.substr(text.find('\n', text.size() / 3) + 1));
  const auto codebook = folder.file(
      "codebook.csv",
      "variable,code,code_label,missing\nq1,1,a,\nq1,2,b,\nq1,8,not met,\nq1,7,never,not_asked\n");
  const Args missing{"--missing", "q1=9", "--codebook", codebook};
  for (const Args& design :
       {Args{"--weight", "own", "--strata", "area"}, Args{"--weight", "d", "--strata", "area"},
        Args{"--weight", "own", "--psu", "psu"}})
    for (const Args& more : {Args{}, missing}) {
      const auto with = [&](const Args& options) {
        auto all = more;
        all.insert(all.end(), options.begin(), options.end());
        return all;
      };
      const auto cells = printed({data}, design, with({"--fold", "always", "--threads", "1"}));
      CHECK(cells == printed({data}, design, with({"--fold", "always", "--threads", "2"})));
      CHECK(cells == printed({data}, design, with({"--fold", "always", "--threads", "3"})));
      const auto records = printed({data}, design, with({"--fold", "never"}));
      check_same(cells, records);
      check_same(printed({part_1, part_2}, design, with({"--fold", "always"})), records);
    }
}

TEST_CASE("what cannot be folded says why", "[tools][estimate][fold][error]") {
  const Survey survey;
  const auto refused = [&](Args args) {
    args.insert(args.begin(), {"estimate", survey.data, "--fold", "always"});
    const auto ran = run_trygg(args);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  using Catch::Contains;
  CHECK_THAT(refused({"--ratio", "income/age"}), Contains("--ratio needs every record"));
  CHECK_THAT(refused({"--mean", "income"}),
             Contains("'income' has more than 400 distinct values") && Contains("--fold auto"));
  CHECK_THAT(refused({"--count", "--weight", "own", "--lonely-psu", "adjust"}),
             Contains("need every record"));
  const auto design = survey.folder.file("design.toml",
                                         "weight = \"own\"\nstrata = \"area\"\n"
                                         "calibrated_on = [[\"sex\"]]\n");
  CHECK_THAT(refused({"--count", "--design", design}), Contains("differ from person to person"));
  CHECK(run_trygg({"estimate", survey.data, "--count", "--fold", "maybe"}).status == 2);
}

TEST_CASE("a pipe is read once, folded or not", "[tools][estimate][fold]") {
  const Folder folder;
  const auto pipe = folder / "pipe.csv";
  for (const auto* what : {"--mean", "--ratio"}) {
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    std::thread writer([&] { std::ofstream(pipe) << "a,b\n1,2\n3,4\n5,5\n"; });
    const auto ran =
        run_trygg({"estimate", pipe, what, what == std::string("--mean") ? "a" : "a/b"});
    writer.join();
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.out.find(what == std::string("--mean") ? ",3," : ",0.8181818181818182,") !=
          std::string::npos);
    std::filesystem::remove(pipe);
  }
}

TEST_CASE("a missing code of a weight is no weight", "[tools][estimate][fold]") {
  std::string text = "w,v\n";
  for (int k = 100; k < 300; ++k) text += fmt::format("2.{},{}\n", k, k % 3);
  text += "99.0,50\n";
  const Folder folder;
  const auto data = folder.file("survey.csv", text);
  for (const auto* fold : {"auto", "never"}) {
    const auto ran = run_trygg(
        {"estimate", data, "--weight", "w", "--mean", "v", "--missing", "w=99", "--fold", fold});
    CHECK_THAT(ran.err, Catch::Contains("1 of 201 records have no weight"));
    CHECK_THAT(ran.out, Catch::Contains("v,mean,,200,"));
  }
}

TEST_CASE("a fault in the data is told by its row", "[tools][estimate][fold][error]") {
  const Folder folder;
  const auto data = folder.file("survey.csv", "h,w,q\n1,2,1\n1,2,2\n,2,1\n");
  const auto ran =
      run_trygg({"estimate", data, "--weight", "w", "--strata", "h", "--share", "q=1"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Catch::Contains("row 3"));
}

TEST_CASE("texts of one number are one code in cells as in records",
          "[tools][estimate][fold][law]") {
  Random random(20260103);
  std::string text = "area,sex,age,psu,d,own,q1,q2\n";
  const char* const twos[] = {"2", "2.0", "02", " 2"};
  for (std::size_t k = 0; k < 600; ++k)
    text += fmt::format("{},{},{},{},{},{},{},{}\n", random.below(3),
                        random.below(2) ? std::string("1") : std::string(twos[random.below(4)]),
                        20 + 10 * random.below(5), random.below(9), 20 + random.below(3),
                        10 + random.uniform(), twos[random.below(4)], random.below(3));
  const Folder folder;
  const auto data = folder.file("survey.csv", text);
  const auto run = [&](const std::string& fold) {
    const auto ran =
        run_trygg({"estimate", data, "--weight", "d", "--mean", "q1", "--shares", "sex", "--by",
                   "sex", "--by", "area+sex", "--where", "age<60", "--fold", fold});
    CHECK(ran.err == "");
    return ran.out;
  };
  check_same(run("always"), run("never"));
}
