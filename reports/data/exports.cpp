#include "reports/data/exports.hpp"

#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/dcat.hpp"
#include "reports/data/ddi.hpp"
#include "reports/data/json_stat.hpp"
#include "reports/data/kolada.hpp"
#include "reports/data/px.hpp"
#include "reports/data/tidy_twin.hpp"
#include "reports/data/workbook.hpp"

namespace trygg::reports {
namespace {

using Files = std::vector<PlannedFile>;
using Datasets = std::vector<Dataset>;

Files px(const DataInput& input, const Datasets& all) {
  Files files;
  for (const auto& dataset : all)
    files.push_back({"px/" + dataset.id + ".px", [&] { return to_px(dataset, input); }});
  return files;
}

Files json_stat(const DataInput& input, const Datasets& all) {
  Files files;
  for (const auto& dataset : all)
    files.push_back(
        {"json-stat/" + dataset.id + ".json", [&] { return to_json_stat(dataset, input); }});
  return files;
}

Files xlsx(const DataInput& input, const Datasets& all) {
  const auto book = [&](Language language) {
    return [&input, &all, language] { return to_xlsx(workbook_of(input, all, language)); };
  };
  return {{"tabeller.xlsx", book(Language::sv)}, {"tables.xlsx", book(Language::en)}};
}

Files csvw(const DataInput& input, const Datasets&) {
  return {{"data.csv", [&] { return tidy_twin_csv(input); }},
          {"data.csv-metadata.json", [&] { return csvw_metadata(input); }}};
}

Files ddi(const DataInput& input, const Datasets&) {
  return {{"kodbok.xml", [&] { return to_ddi(input); }}};
}

/// A project that does not say who publishes has no record.
Files dcat(const DataInput& input, const Datasets& all) {
  if (!has_portal_record(input)) return {};
  return {{"dcat.rdf", [&] { return to_dcat(input, all); }}};
}

Files kolada(const DataInput& input, const Datasets&) {
  return {{"kolada.csv", [&] { return to_kolada(input); }}};
}

}  // namespace

const std::vector<DataFormat>& data_formats() {
  static const std::vector<DataFormat> all{
      {"csvw", "all figures as one long table (CSV), and what its columns are", csvw},
      {"xlsx", "tables in Excel, Swedish and English", xlsx},
      {"px", "tables for PxWeb", px},
      {"json-stat", "the same tables as JSON-stat 2.0", json_stat},
      {"kolada", "levels in the form of Kolada", kolada},
      {"ddi", "codebook as DDI Codebook 2.5", ddi},
      {"dcat", "record for Sweden's data portal (DCAT-AP-SE)", dcat}};
  return all;
}

std::vector<DataFile> data_files(const DataInput& input) {
  const auto all = datasets(input);
  std::vector<DataFile> files;
  for (const auto& format : data_formats())
    for (const auto& file : format.files(input, all)) files.push_back({file.path, file.bytes()});
  return files;
}

}  // namespace trygg::reports
