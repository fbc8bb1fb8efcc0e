#include <optional>
#include <ostream>
#include <string>

#include "area/areas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "goal/goal_release.hpp"
#include "indicator/indicator.hpp"
#include "project/headline.hpp"
#include "project/project.hpp"
#include "reports/gender/gender_analysis.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"
#include "tools/project_texts.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  std::string kind, release, goal_release, project, folder, manifest = "–";
  Common common;
};

/// What a kind of publication makes from released figures; one row of the table below.
struct Kind {
  std::string name;  ///< as typed, and the file's name without .html
  std::string (*make)(const reports::PublicationInput&);
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{{"jamstalldhetsanalys", reports::gender_analysis}};
  return all;
}

const Kind& find_kind(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& kind : kinds()) {
    if (kind.name == name) return kind;
    known.push_back(kind.name);
  }
  throw ConfigError(
      fmt::format("there is no publication '{}'; known: {}", name, joined(known, ", ")));
}

constexpr auto about = "Builds a publication from released figures.";

void declare(Options& options, ReportOptions& o) {
  options.positional(o.kind, "KIND", "which publication: jamstalldhetsanalys");
  options.positional(o.release, "RELEASE", "released figures (CSV), as trygg release writes them");
  options.optional_positional(
      o.goal_release, "GOAL_RELEASE",
      "released assessments of the goal (CSV); without it, no section on it");
  options.add("--project", o.project, "DIR", "folder with trygg.toml: names, areas, texts");
  options.required("--project");
  options.add("-o,--output", o.folder, "DIR", "folder for KIND.html; made when it is not there");
  options.required("-o");
  options.add("--manifest", o.manifest, "NUMBER", "number of the calculation, printed on the page");
  options.common(o.common);
}

void run(Args args, const Streams& streams) {
  ReportOptions o;
  Options options("report", about);
  declare(options, o);
  options.parse(args);
  require_texts_in(o.common.lang);
  const auto& kind = find_kind(o.kind);
  const auto project = read_project(o.project);
  const auto released = read_release(o.release);
  std::vector<ReleasedGoalRow> goal_rows;
  std::optional<Goal> goal;
  if (!o.goal_release.empty()) {
    goal_rows = read_released_goal(o.goal_release);
    goal = read_goal(project.goal);
  }
  const auto indicators = read_indicators(project.indicators);
  const auto areas = read_areas(project.areas, project.crosswalk);
  const auto texts = project_texts(project, o.manifest);
  const auto page =
      kind.make({released, goal_rows, goal, texts, headline(project, indicators), areas,
                 project.folder, figures_from_elsewhere(project, indicators), indicators});
  const auto file = fs::path(o.folder) / (kind.name + ".html");
  write_file(file, page, Access::published);
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
