#include "io/codebook_file.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "io/codebook_draft.hpp"
#include "io/read.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using trygg::test::Folder;

namespace {

constexpr auto toml = R"([variable.q1]
label = "Hur trygg?"
kind = "code"
range = [1, 9]
missing = {"8" = "refused", "99" = "dont_know"}
codes = {"2" = "Otrygg", "1" = "Trygg", "8" = "Vill ej svara"}

[variable."kön"]
codes = {"M" = "Man"}

[variable.age]
range = [16, 110]
)";

void check_equal(const Codebook& a, const Codebook& b) {
  REQUIRE(a.variables.size() == b.variables.size());
  for (std::size_t v = 0; v < a.variables.size(); ++v) {
    const auto &x = a.variables[v], &y = b.variables[v];
    CHECK(x.name == y.name);
    CHECK(x.label == y.label);
    CHECK(x.label_en == y.label_en);
    CHECK(x.kind == y.kind);
    CHECK(x.minimum == y.minimum);
    CHECK(x.maximum == y.maximum);
    REQUIRE(x.codes.size() == y.codes.size());
    for (std::size_t c = 0; c < x.codes.size(); ++c) {
      CHECK(x.codes[c].text == y.codes[c].text);
      CHECK(x.codes[c].label == y.codes[c].label);
      CHECK(x.codes[c].label_en == y.codes[c].label_en);
      CHECK(x.codes[c].missing == y.codes[c].missing);
    }
  }
}

}  // namespace

TEST_CASE("a codebook in TOML keeps the order of its codes", "[io]") {
  const auto codebook = codebook_from_toml(toml, "c.toml");
  REQUIRE(codebook.variables.size() == 3);
  const auto& q = codebook.variables[0];
  CHECK(q.label == "Hur trygg?");
  REQUIRE(q.codes.size() == 4);
  CHECK(q.codes[0].text == "2");
  CHECK(q.codes[2].missing == Missing::refused);
  CHECK(q.codes[3].text == "99");
  CHECK(q.minimum == 1);
  CHECK(codebook.find("kön")->kind == VariableKind::code);
  CHECK(codebook.find("age")->kind == VariableKind::number);
}

TEST_CASE("a codebook comes back from TOML and from CSV as it was", "[io][law]") {
  auto codebook = codebook_from_toml(toml, "c.toml");
  for (int code = 1; code <= 20; ++code)  // too long for one line
    codebook.variables[1].codes.push_back({std::to_string(code), "A \"label\", with; signs"});
  check_equal(codebook_from_toml(to_toml(codebook), "x"), codebook);
  check_equal(codebook_from_csv(to_csv(codebook), "x"), codebook);
}

TEST_CASE("labels in English come back from TOML", "[io][law]") {
  auto codebook = codebook_from_toml(
      "[variable.q1]\nlabel = \"Hur trygg?\"\nlabel_en = \"How safe?\"\n"
      "codes = {\"2\" = \"Otrygg\", \"1\" = \"Trygg\"}\ncodes_en = {\"1\" = \"Safe\"}\n",
      "c.toml");
  CHECK(codebook.variables[0].label_en == "How safe?");
  CHECK(codebook.variables[0].codes[0].label_en.empty());
  CHECK(codebook.variables[0].codes[1].label_en == "Safe");
  check_equal(codebook_from_toml(to_toml(codebook), "x"), codebook);
  for (int code = 3; code <= 20; ++code)  // too long for one line, then both
    codebook.variables[0].codes.push_back({std::to_string(code), "En lång etikett"});
  check_equal(codebook_from_toml(to_toml(codebook), "x"), codebook);
  for (auto& code : codebook.variables[0].codes) code.label_en = "A label that is long";
  check_equal(codebook_from_toml(to_toml(codebook), "x"), codebook);
  CHECK_THROWS_WITH(codebook_from_toml("[variable.q]\ncodes_en = {\"7\" = \"x\"}\n", "c.toml"),
                    Contains("key '7': there is no such code"));
}

TEST_CASE("a codebook in CSV may come from a Swedish spreadsheet", "[io]") {
  const auto codebook = codebook_from_csv(
      "variable;label;kind;code;code_label;missing;min;max\n"
      "\xE5lder;\xC5lder;number;;;;16;110,5\n"
      "q;;;1;Ja;;;\n"
      "q;Fr\xE5ga;;8;;refused;;\n",
      "c.csv");
  CHECK(codebook.find("ålder")->maximum == 110.5);
  CHECK(codebook.find("q")->label == "Fråga");
  CHECK(codebook.find("q")->kind == VariableKind::code);
  CHECK(codebook.find("q")->codes[1].missing == Missing::refused);
}

TEST_CASE("what is wrong in a codebook is told with its line", "[io][error]") {
  const auto from_toml = [](const std::string& text) { codebook_from_toml(text, "c.toml"); };
  CHECK_THROWS_WITH(from_toml("[variable.q]\nlabl = \"x\"\n"),
                    "c.toml:2: unknown key 'labl'; did you mean 'label'?");
  CHECK_THROWS_WITH(from_toml("[variable.q]\nkind = \"kod\"\n"), Contains("c.toml:2: key 'kind'"));
  CHECK_THROWS_WITH(from_toml("[variable.q]\nrange = [9, 1]\n"), Contains("[least, greatest]"));
  CHECK_THROWS_WITH(from_toml("[variable.q]\nmissing = {\"8\" = \"lazy\"}\n"),
                    Contains("c.toml:2: key '8': 'lazy'"));
  const auto from_csv = [](const std::string& text) { codebook_from_csv(text, "c.csv"); };
  CHECK_THROWS_WITH(from_csv("variable,labl\nq,x\n"),
                    "c.csv:1: unknown column 'labl'; did you mean 'label'?");
  CHECK_THROWS_WITH(from_csv("label\nq\n"), "c.csv:1: there is no column 'variable'");
  CHECK_THROWS_WITH(from_csv("variable,code\nq,1\nq,1\n"),
                    "c.csv:3: code '1' of 'q' is declared twice");
  CHECK_THROWS_WITH(from_csv("variable,kind\nq,code\nq,text\n"),
                    "c.csv:3: 'q' has another kind above");
  CHECK_THROWS_WITH(from_csv("variable,min\nq,x\n"), "c.csv:2: column 'min': 'x' is not a number");
  CHECK_THROWS_WITH(from_csv("variable,min,max\nq,2,1\n"), "c.csv:2: min is greater than max");
  CHECK_THROWS_WITH(from_csv("variable,code,code_label\nq,,x\n"), "c.csv:2: there is no code");
  CHECK_THROWS_WITH(from_csv("variable,code\n,1\n"), "c.csv:2: the row names no variable");
  CHECK_THROWS_WITH(from_csv("variable,code,missing\nq,1,lazy\n"), Contains("c.csv:2: 'lazy'"));
}

TEST_CASE("a draft codebook guesses kinds and keeps persons' values out", "[io]") {
  const Folder folder;
  std::string text = "lopnr,kon,alder,vikt,inkomst,kommentar,ort,neg_vikt\n";
  for (int i = 0; i < 60; ++i)
    text += std::to_string(1000 + i) + "," + std::to_string(1 + i % 2) + "," +
            std::to_string(16 + i % 50) + "," + std::to_string(1.5 + i) + "," +
            std::to_string(20000 + i / 2) + ".5,said number " + std::to_string(i / 2) + "," +
            (i % 3 == 0 ? "Kista" : "Farsta") + ",-1.5\n";
  const auto draft = draft_codebook(read_table(folder.file("x.csv", text)));
  const auto kind = [&](const char* name) { return draft.find(name)->kind; };
  CHECK(kind("lopnr") == VariableKind::id);
  CHECK(kind("kon") == VariableKind::code);
  CHECK(kind("alder") == VariableKind::number);
  CHECK(kind("vikt") == VariableKind::weight);
  CHECK(kind("neg_vikt") == VariableKind::number);
  CHECK(kind("inkomst") == VariableKind::number);
  CHECK(kind("ort") == VariableKind::code);
  CHECK(draft.find("kon")->codes.size() == 2);
  CHECK(draft.find("lopnr")->codes.empty());
  CHECK_THAT(to_toml(draft), !Contains("20015"));
}
