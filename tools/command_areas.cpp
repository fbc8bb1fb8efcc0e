#include <algorithm>
#include <filesystem>
#include <ostream>

#include "area/areas.hpp"
#include "area/totals.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design_file.hpp"
#include "io/codebook_file.hpp"
#include "io/read.hpp"
#include "project/area_report.hpp"
#include "project/project.hpp"
#include "project/reported_divisions.hpp"
#include "project/wave_records.hpp"
#include "tools/build_files.hpp"
#include "tools/commands.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

constexpr auto summary = "the divisions into areas of a project, and what a round has in each";

struct Settings {
  std::string folder = ".";
  std::string wave, totals, era;
  OutputOptions output;
  Common common;
};

void declare(Options& options, Settings& s) {
  options.optional_positional(s.folder, "PROJECT_DIR", "folder with trygg.toml (default: .)");
  options.add("--wave", s.wave, "YEAR", "count the persons of this round in every division");
  options.add("--totals", s.totals, "FILE",
              "check population totals by area (CSV: the area first, and a column total)");
  options.add("--era", s.era, "ERA",
              "division that the totals are of (default: the publication's)");
  add_output(options, s.output);
  options.common(s.common);
}

std::string from_of(const Project& project, const std::string& name) {
  for (const auto& era : project.eras)
    if (era.name == name) return era.from;
  return "";
}

std::size_t smallest_in(const AreaDivision& division, const std::string& code) {
  std::size_t number = 0;
  for (const auto& [smallest, parent] : division.parent) number += parent == code ? 1 : 0;
  return number;
}

std::size_t inexact_in(const AreaDivision& division, const std::string& code) {
  std::size_t number = 0;
  for (const auto& [smallest, shares] : division.inexact)
    number += shares.front().code == code ? 1 : 0;
  return number;
}

/// One row an area of every division, then the smallest.
OutputTable system_table(const Project& project, const AreaSystem& areas) {
  OutputTable table{{"era", "from", "area_level", "area", "name", "smallest_areas", "inexact_areas",
                     "population", "aliases"},
                    {},
                    {"era", "area"}};
  const auto add = [&](const Area& area, const std::string& era, std::size_t parts,
                       std::size_t inexact) {
    table.rows.push_back({era, from_of(project, era), area.level, area.code, area.name,
                          std::to_string(parts), std::to_string(inexact), shortest(area.population),
                          joined(area.aliases, " | ")});
  };
  for (const auto& division : areas.divisions)
    for (const auto* area : areas.of(division.era, division.level))
      add(*area, division.era, smallest_in(division, area->code), inexact_in(division, area->code));
  for (const auto* area : areas.of("", areas.smallest_level)) add(*area, "", 1, 0);
  return table;
}

OutputTable totals_table(const std::vector<AreaTotal>& totals) {
  OutputTable table{
      {"row", "area", "name", "total", "problem", "explanation"}, {}, {"row", "area"}};
  for (const auto& t : totals)
    table.rows.push_back({t.text, t.code, t.name, shortest(t.total),
                          std::string(to_text(t.problem)), t.explanation});
  return table;
}

/// The weighted round where a build has made it, else its data, each record once.
std::string counts_of(const Project& project, const AreaSystem& areas, const std::string& name,
                      const Streams& streams, bool quiet) {
  std::vector<std::string> known;
  for (const auto& wave : project.waves) known.push_back(wave.name);
  if (std::ranges::find(known, name) == known.end())
    throw ConfigError(
        fmt::format("--wave '{}': there is no such round{}", name, did_you_mean(name, known)));
  const auto& wave = project.wave(name);
  const BuildFiles files(project);
  const bool weighted = fs::exists(files.weighted(wave));
  auto table = read_table(weighted ? files.weighted(wave) : wave.data);
  apply(read_codebook(wave.codebook), table);
  if (!weighted && !quiet)
    streams.err << fmt::format("note: {} is not weighed yet; every record counts as one person\n",
                               wave.name);
  const auto spec = weighted ? read_design_file(files.weighted_design(wave)) : DesignSpec{};
  return to_csv(count_areas(project, wave, weighted ? table : sample_of(wave, table), spec, areas,
                            reported_divisions(project, areas)));
}

void run(Args args, const Streams& streams) {
  Settings s;
  Options options("areas", summary);
  declare(options, s);
  options.parse(args);
  check_format(s.output);
  require<ConfigError>(s.wave.empty() || s.totals.empty(), "give --wave or --totals, not both");
  require<ConfigError>(s.era.empty() || !s.totals.empty(), "--era belongs to --totals");
  const auto project = read_project(s.folder);
  check_not_input(s.output.file, {project.areas.string(), project.crosswalk.string(), s.totals});
  const auto areas = read_areas(project.areas, project.crosswalk);
  check_eras(project.eras, areas);
  if (!s.totals.empty()) {
    const auto era = s.era.empty() ? project.publication.era : s.era;
    return write_table(
        totals_table(compare_totals(s.totals, areas, era, project.main_level, project.place)),
        s.output, Access::published, streams);
  }
  if (!s.wave.empty())
    return write_table(
        table_of(counts_of(project, areas, s.wave, streams, s.common.quiet), IsPublished::no),
        s.output, Access::secret, streams);
  write_table(system_table(project, areas), s.output, Access::published, streams);
}

std::string help() {
  Settings s;
  Options options("areas", summary);
  declare(options, s);
  return options.help();
}

}  // namespace

const Command areas_command{"areas", summary, run, help};

}  // namespace trygg::tools
