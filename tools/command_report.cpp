#include <optional>
#include <ostream>
#include <string>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "project/project.hpp"
#include "reports/document/html_document.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/pdf/pdf_source.hpp"
#include "reports/publication/kinds.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/publication_source.hpp"
#include "tools/report_data.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  std::string kind, release, goal_release, project, folder, manifest = "–";
  std::string area, standings, wordings;
  bool pdf = false;
  Common common;
};

std::string known_kinds() {
  std::vector<std::string> ids;
  for (const auto& kind : reports::publication_kinds()) ids.emplace_back(kind.id);
  return joined(ids, ", ");
}

constexpr auto about = "Builds a publication from released figures.";

void declare(Options& options, ReportOptions& o) {
  options.positional(
      o.kind, "KIND",
      "which publication: " + known_kinds() + "; or data files: " + known_data_formats());
  options.positional(o.release, "RELEASE", "released figures (CSV), as trygg release writes them");
  options.optional_positional(
      o.goal_release, "GOAL_RELEASE",
      "released assessments of the goal (CSV); without it, no section on it");
  options.add("--project", o.project, "DIR", "folder with trygg.toml: names, areas, texts");
  options.required("--project");
  options.add("-o,--output", o.folder, "DIR", "folder for the files; made when it is not there");
  options.required("-o");
  options.add("--area", o.area, "CODE", "the area that it is about; without it, the whole place");
  options.add("--standings", o.standings, "FILE",
              "released comparisons of areas with the whole (CSV), as trygg build writes them");
  options.add("--wordings", o.wordings, "FILE",
              "released wordings of the goal (CSV), as trygg build writes them");
  options.add("--manifest", o.manifest, "NUMBER", "number of the calculation, printed on the page");
  options.flag("--pdf", o.pdf, "set it as PDF, too, beside the page");
  options.common(o.common);
}

/// \throws ConfigError  the publication is not made of areas, or there is no such area
const Area& area_of(const AreaSystem& areas, const Project& project,
                    const reports::PublicationKind& kind, const std::string& code) {
  require<ConfigError>(kind.of_areas(), "--area {}: {} is about the whole place", code, kind.id);
  return areas.find(project.publication.era, project.main_level, code);
}

reports::Location place_of(const Project& project, const Area* area) {
  if (area == nullptr) return {};
  return {project.publication.era, project.main_level, area->code};
}

/// What sets PDF. \throws ConfigError  something is missing
reports::PdfTools pdf_tools(const fs::path& project) {
  const auto tools = reports::find_pdf_tools(project);
  if (const auto* none = std::get_if<reports::NoPdf>(&tools)) throw ConfigError(none->message);
  return std::get<reports::PdfTools>(tools);
}

void write_pdf(const fs::path& page, const std::string& source, const reports::PdfTools& tools) {
  auto file = page;
  const std::vector<reports::PdfJob> jobs{{source, file.replace_extension(".pdf")}};
  reports::write_pdfs(tools, jobs, page.parent_path(), 1);
}

void run(Args args, const Streams& streams) {
  ReportOptions o;
  Options options("report", about);
  declare(options, o);
  options.parse(args);
  if (is_data_format(o.kind))
    return report_data({o.kind, o.release, o.project, o.folder, o.manifest},
                       o.common.quiet ? nullptr : &streams.err);
  const auto& kind = reports::publication_kind(o.kind);
  require<ConfigError>(kind.of_whole() || !o.area.empty(), "{}: --area CODE is missing", kind.id);
  const auto project = read_project(o.project);
  const auto figures = read_published({.release = o.release,
                                       .goal_release = o.goal_release,
                                       .standings = o.standings,
                                       .wordings = o.wordings},
                                      project);
  const LanguageEdition edition(project, figures, o.manifest, publication_language(o.common.lang));
  const auto& texts = edition.input().project;
  std::optional<reports::PdfTools> tools;
  if (o.pdf) tools = pdf_tools(project.folder);
  const auto house = reports::read_house(project.folder, texts.language);
  const Area* area = o.area.empty() ? nullptr : &area_of(figures.areas, project, kind, o.area);
  const auto document = kind.make(edition.input(), house.phrases, place_of(project, area));
  auto file = fs::path(o.folder) / reports::publication_path(kind, area);
  file += ".html";
  write_file(file, reports::to_html(document, texts, house.phrases, house.css), Access::published);
  if (tools)
    write_pdf(file, reports::to_pdf_source(document, texts, house.phrases, house.css), *tools);
  if (!o.common.quiet) streams.err << file.string() << '\n';
}

std::string help() {
  ReportOptions o;
  Options options("report", about);
  declare(options, o);
  return options.help();
}

}  // namespace

const Command report_command{"report", "build a publication from released figures", run, help};

}  // namespace trygg::tools
