#include "tools/report_data.hpp"

#include <algorithm>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "project/project.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/exports.hpp"
#include "tools/data_input.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {
namespace {

constexpr std::string_view every_format = "data";

}  // namespace

bool is_data_format(const std::string& name) {
  const auto& formats = reports::data_formats();
  return name == every_format ||
         std::ranges::find(formats, name, &reports::DataFormat::name) != formats.end();
}

std::string known_data_formats() {
  std::string names(every_format);
  for (const auto& format : reports::data_formats()) names += ", " + std::string(format.name);
  return names;
}

void report_data(const DataReport& report, std::ostream* told) {
  const auto project = read_project(report.project);
  const auto released = read_release(report.release);
  const auto areas = read_areas(project.areas, project.crosswalk);
  const auto texts =
      project_texts(project, report.manifest, publication_language(project.language));
  const auto input = data_input(project, released, texts, areas);
  const auto all = reports::datasets(input);
  for (const auto& format : reports::data_formats()) {
    if (report.format != every_format && report.format != format.name) continue;
    const auto files = format.files(input, all);
    require<ConfigError>(!files.empty() || report.format == every_format,
                         "{}/trygg.toml: a {} needs publisher, publisher_uri, email, address and "
                         "licence under [data]",
                         report.project.string(), format.what);
    for (const auto& file : files) {
      const auto path = report.folder / file.path;
      write_file(path, file.bytes(), Access::published);
      if (told != nullptr) *told << path.string() << '\n';
    }
  }
}

}  // namespace trygg::tools
