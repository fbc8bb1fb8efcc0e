#include "reports/data/json_stat.hpp"

#include <fmt/format.h>

#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/json_text.hpp"
#include "reports/data/names.hpp"
#include "reports/data/published_cells.hpp"

namespace trygg::reports {
namespace {

Json in_languages(const Bilingual& text) {
  return Json::object({{"sv", Json::text(text.sv)}, {"en", Json::text(text.en)}});
}

Json category_of(const Dimension& dimension) {
  std::vector<std::string> codes;
  JsonMembers labels;
  for (const auto& value : dimension.values) {
    codes.push_back(value.code);
    labels.emplace_back(value.code, Json::text(value.label.sv));
  }
  return Json::object({{"index", Json::texts(codes)}, {"label", Json::object(labels)}});
}

Json contents_category(const Dataset& dataset) {
  std::vector<std::string> codes;
  JsonMembers labels, units;
  for (const auto& content : dataset.contents) {
    codes.push_back(content.code);
    labels.emplace_back(content.code, Json::text(content.name.sv));
    units.emplace_back(
        content.code, Json::object({{"label", Json::text(content.unit.sv)},
                                    {"decimals", Json::raw(fmt::format("{}", content.decimals))}}));
  }
  return Json::object({{"index", Json::texts(codes)},
                       {"label", Json::object(labels)},
                       {"unit", Json::object(units)}});
}

Json labels_in_english(const std::vector<Dimension>& dimensions) {
  JsonMembers all;
  for (const auto& dimension : dimensions) {
    JsonMembers labels;
    for (const auto& value : dimension.values)
      labels.emplace_back(value.code, Json::text(value.label.en));
    all.emplace_back(dimension.id, Json::object({{"label", Json::text(dimension.name.en)},
                                                 {"category", Json::object(labels)}}));
  }
  return Json::object(all);
}

/// What is said of single values, by their number.
struct Remarks {
  JsonMembers status, reason, finding;
};

bool is_number(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

Remarks remarks_of(const Dataset& dataset, const std::vector<PublishedCell>& cells) {
  Remarks remarks;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto index = fmt::format("{}", i);
    const auto* row = dataset.cells[cells[i].cell];
    const bool is_estimate = cells[i].content == 0;
    if (!is_number(cells[i].text))
      remarks.status.emplace_back(index, Json::text(cells[i].text));
    else if (is_estimate && status_of(row) == CellStatus::uncertain)
      remarks.status.emplace_back(index, Json::text("*"));
    if (!is_estimate || row == nullptr) continue;
    if (!row->reason.empty()) remarks.reason.emplace_back(index, Json::text(row->reason));
    if (row->finding != Finding::none)
      remarks.finding.emplace_back(index, Json::text(to_text(row->finding)));
  }
  return remarks;
}

Json symbols(const DataInput& input) {
  const auto said = [&](const char* key) { return in_languages(input.texts.text(key)); };
  return Json::object({{"–", said("symbol_nil")},
                       {"..", said("symbol_uncertain")},
                       {"...", said("symbol_confidential")},
                       {".", said("symbol_impossible")},
                       {"*", said("flagged")}});
}

Json notes(const DataInput& input) {
  std::vector<std::string> notes;
  if (input.project.synthetic == Synthetic::yes)
    notes.push_back(input.texts.text("synthetic_note").sv);
  notes.push_back(
      input.texts
          .text("sample_note", {{"population", project_name(input, &ProjectTexts::population)}})
          .sv);
  notes.push_back(input.texts.text("sums_note").sv);
  return Json::texts(notes);
}

Json role_of(const std::vector<Dimension>& dimensions) {
  std::vector<std::string> time, geo;
  for (const auto& dimension : dimensions) {
    if (dimension.role == Role::time) time.push_back(dimension.id);
    if (dimension.role == Role::geo) geo.push_back(dimension.id);
  }
  JsonMembers role;
  if (!time.empty()) role.emplace_back("time", Json::texts(time));
  if (!geo.empty()) role.emplace_back("geo", Json::texts(geo));
  role.emplace_back("metric", Json::texts({"tabellinnehall"}));
  return Json::object(role);
}

Bilingual titled(const Dataset& dataset, const DataInput& input) {
  if (input.project.synthetic == Synthetic::no) return dataset.title;
  return input.texts.text("synthetic_title", {{"title", dataset.title}});
}

Json extension_of(const Dataset& dataset, const DataInput& input,
                  const std::vector<Dimension>& dimensions, const Remarks& remarks) {
  return Json::object(
      {{"synthetic", Json::raw(input.project.synthetic == Synthetic::yes ? "true" : "false")},
       {"manifest", Json::text(input.project.manifest)},
       {"symbols", symbols(input)},
       {"reason", Json::object(remarks.reason)},
       {"finding", Json::object(remarks.finding)},
       {"en", Json::object({{"label", Json::text(titled(dataset, input).en)},
                            {"dimension", labels_in_english(dimensions)}})}});
}

}  // namespace

std::string to_json_stat(const Dataset& dataset, const DataInput& input) {
  const auto dimensions = dimensions_with_contents(dataset, input.texts.text("content"));
  const auto cells = published_cells(dataset);
  std::vector<std::string> ids;
  std::vector<Json> sizes, values;
  JsonMembers described;
  for (const auto& dimension : dimensions) {
    ids.push_back(dimension.id);
    sizes.push_back(Json::raw(fmt::format("{}", dimension.values.size())));
    const bool is_contents = dimension.id == "tabellinnehall";
    described.emplace_back(dimension.id,
                           Json::object({{"label", Json::text(dimension.name.sv)},
                                         {"category", is_contents ? contents_category(dataset)
                                                                  : category_of(dimension)}}));
  }
  for (const auto& cell : cells)
    values.push_back(Json::raw(is_number(cell.text) ? cell.text : cell.text == "–" ? "0" : "null"));
  const auto remarks = remarks_of(dataset, cells);
  JsonMembers members{{"version", Json::text("2.0")},
                      {"class", Json::text("dataset")},
                      {"label", Json::text(titled(dataset, input).sv)},
                      {"source", Json::text(input.project.survey + ", " + input.project.place)}};
  if (!input.date.empty()) members.emplace_back("updated", Json::text(input.date));
  const JsonMembers rest{{"note", notes(input)},
                         {"role", role_of(dimensions)},
                         {"id", Json::texts(ids)},
                         {"size", Json::list(sizes)},
                         {"dimension", Json::object(described)},
                         {"value", Json::list(values)},
                         {"status", Json::object(remarks.status)},
                         {"extension", extension_of(dataset, input, dimensions, remarks)}};
  members.insert(members.end(), rest.begin(), rest.end());
  return Json::object(members).str() + "\n";
}

}  // namespace trygg::reports
