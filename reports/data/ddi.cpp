#include "reports/data/ddi.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/names.hpp"
#include "reports/data/xml_text.hpp"

namespace trygg::reports {
namespace {

using Elements = std::vector<Xml>;

Xml element(std::string_view name, const Elements& content) {
  return Xml::element(name, {}, content);
}
Xml element(std::string_view name, std::string_view text) {
  return Xml::element(name, {}, text);
}

Bilingual title_of(const DataInput& input) {
  const auto title =
      input.texts.text("codebook_title", {{"survey", project_name(input, &ProjectTexts::survey)},
                                          {"place", project_name(input, &ProjectTexts::place)}});
  if (input.project.synthetic == Synthetic::no) return title;
  return input.texts.text("synthetic_title", {{"title", title}});
}

Xml title_statement(const DataInput& input) {
  const auto title = title_of(input);
  return element("titlStmt", {Xml::element("titl", {{"xml:lang", "sv"}}, title.sv),
                              Xml::element("parTitl", {{"xml:lang", "en"}}, title.en)});
}

Xml document_description(const DataInput& input) {
  Elements production{Xml::element("software", {{"version", "0.1.0"}}, "trygg")};
  if (!input.publisher.name.empty())
    production.insert(production.begin(), element("producer", input.publisher.name));
  return element("docDscr",
                 {element("citation", {title_statement(input), element("prodStmt", production)})});
}

Xml summary(const DataInput& input) {
  Elements has;
  for (const auto& round : input.project.rounds)
    has.push_back(
        Xml::element("timePrd", {{"event", "single"}, {"date", shortest(round.year)}}, round.wave));
  has.push_back(element("geogCover", input.project.place));
  has.push_back(element("anlyUnit", input.texts.text("unit_of_analysis").sv));
  has.push_back(element("universe", input.project.population));
  has.push_back(element("dataKind", input.texts.text("kind_of_data").sv));
  return element("sumDscr", has);
}

Xml study_description(const DataInput& input) {
  Elements citation{title_statement(input)};
  if (!input.publisher.name.empty())
    citation.push_back(element("rspStmt", {element("AuthEnty", input.publisher.name)}));
  if (!input.date.empty())
    citation.push_back(
        element("distStmt", {Xml::element("distDate", {{"date", input.date}}, input.date)}));
  Elements information;
  if (input.project.synthetic == Synthetic::yes)
    information.push_back(element("abstract", input.texts.text("synthetic_note").sv));
  information.push_back(summary(input));
  return element("stdyDscr", {element("citation", citation), element("stdyInfo", information)});
}

/// The question that a variable holds the answers to, where an indicator tells.
std::string question_of(const DataInput& input, const Variable& variable) {
  for (const auto& indicator : input.indicators)
    if (std::ranges::find(indicator.variables, variable.name) != indicator.variables.end())
      return indicator.question;
  return "";
}

void add_ranges(Elements& has, const Variable& variable) {
  if (variable.minimum || variable.maximum) {
    Xml::Attributes limits;
    if (variable.minimum) limits.emplace_back("min", shortest(*variable.minimum));
    if (variable.maximum) limits.emplace_back("max", shortest(*variable.maximum));
    has.push_back(element("valrng", {Xml::element("range", limits)}));
  }
  Elements missing;
  for (const auto& code : variable.codes)
    if (code.missing != Missing::none)
      missing.push_back(Xml::element("item", {{"VALUE", code.text}}));
  if (!missing.empty()) has.push_back(element("invalrng", missing));
}

Xml category(const Code& code) {
  Xml::Attributes attributes;
  if (code.missing != Missing::none) attributes.emplace_back("missing", "Y");
  Elements has{element("catValu", code.text)};
  if (!code.label.empty()) has.push_back(element("labl", code.label));
  return Xml::element("catgry", attributes, has);
}

Xml variable_description(const DataInput& input, const Variable& variable) {
  const bool is_number =
      variable.kind == VariableKind::number || variable.kind == VariableKind::weight;
  Xml::Attributes attributes{{"ID", "V_" + variable.name},
                             {"name", variable.name},
                             {"intrvl", is_number ? "contin" : "discrete"}};
  if (variable.kind == VariableKind::weight) attributes.emplace_back("wgt", "wgt");
  Elements has;
  if (!variable.label.empty()) has.push_back(element("labl", variable.label));
  if (const auto question = question_of(input, variable); !question.empty())
    has.push_back(element("qstn", {element("qstnLit", question)}));
  add_ranges(has, variable);
  for (const auto& code : variable.codes) has.push_back(category(code));
  has.push_back(Xml::element("varFormat", {{"type", is_number ? "numeric" : "character"}}));
  return Xml::element("var", attributes, has);
}

}  // namespace

std::string to_ddi(const DataInput& input) {
  Elements variables;
  for (const auto& variable : input.codebook.variables)
    variables.push_back(variable_description(input, variable));
  Elements parts{document_description(input), study_description(input)};
  if (!variables.empty()) parts.push_back(element("dataDscr", variables));
  return Xml::document(Xml::element(
      "codeBook", {{"xmlns", "ddi:codebook:2_5"}, {"version", "2.5"}, {"xml:lang", "sv"}}, parts));
}

}  // namespace trygg::reports
