#include "reports/data/data_input.hpp"
#include "reports/data/json_text.hpp"
#include "reports/data/names.hpp"
#include "reports/data/tidy_twin.hpp"

namespace trygg::reports {
namespace {

/// A common property has its languages in value objects (Metadata Vocabulary for Tabular Data 5.2).
Json in_languages(const Bilingual& text) {
  const auto value = [](std::string_view language, const std::string& words) {
    return Json::object({{"@value", Json::text(words)}, {"@language", Json::text(language)}});
  };
  return Json::list({value("sv", text.sv), value("en", text.en)});
}

/// A symbol in place of a number is no number: it reads as missing.
Json number_column(JsonMembers members, std::string_view datatype) {
  members.emplace_back("datatype", Json::text(datatype));
  members.emplace_back("null", Json::texts({"", "–", ".", "..", "..."}));
  return Json::object(members);
}

Json column_of(const TidyColumn& column, const std::string& name, const DataInput& input) {
  JsonMembers members{{"name", Json::text(name)},
                      {"titles", Json::text(name)},
                      {"dc:description", in_languages(input.texts.text(column.about))}};
  if (column.kind != TidyKind::text)
    return number_column(std::move(members),
                         column.kind == TidyKind::count ? "nonNegativeInteger" : "decimal");
  members.emplace_back("datatype", Json::text("string"));
  return Json::object(members);
}

}  // namespace

std::string csvw_metadata(const DataInput& input) {
  std::vector<Json> columns;
  const auto names = tidy_header(input);
  for (std::size_t c = 0; c < names.size(); ++c)
    columns.push_back(column_of(tidy_columns()[c], names[c], input));
  const auto title =
      input.texts.text("tidy_title", {{"survey", project_name(input, &ProjectTexts::survey)},
                                      {"place", project_name(input, &ProjectTexts::place)}});
  const bool is_synthetic = input.project.synthetic == Synthetic::yes;
  JsonMembers members{{"@context", Json::list({Json::text("http://www.w3.org/ns/csvw"),
                                               Json::object({{"@language", Json::text("sv")}})})},
                      {"url", Json::text("data.csv")},
                      {"dc:title", in_languages(is_synthetic ? input.texts.text("synthetic_title",
                                                                                {{"title", title}})
                                                             : title)},
                      {"dc:description", in_languages(input.texts.text("symbols_note"))}};
  if (!input.publisher.name.empty())
    members.emplace_back("dc:publisher", Json::text(input.publisher.name));
  if (!input.publisher.licence.empty())
    members.emplace_back("dc:license",
                         Json::object({{"@id", Json::text(input.publisher.licence)}}));
  if (!input.date.empty()) members.emplace_back("dc:issued", Json::text(input.date));
  members.emplace_back("dialect", Json::object({{"encoding", Json::text("utf-8")},
                                                {"delimiter", Json::text(",")},
                                                {"header", Json::raw("true")}}));
  members.emplace_back("tableSchema", Json::object({{"columns", Json::list(columns)}}));
  return Json::object(members).str() + "\n";
}

}  // namespace trygg::reports
