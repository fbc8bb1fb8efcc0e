#include "tools/build_files.hpp"

namespace trygg::tools {

namespace fs = std::filesystem;

BuildFiles::BuildFiles(const Project& project) : BuildFiles(project, project.folder / "out") {}

BuildFiles::BuildFiles(const Project& project, const fs::path& published)
    : work(project.folder / "work"),
      out(published),
      estimates(work / "estimates.csv"),
      analytic(work / "analytic.csv"),
      gaps(work / "gaps.csv"),
      standings(work / "standings.csv"),
      areas(work / "areas.csv"),
      area_codes(work / "area_codes.csv"),
      comparability(work / "comparability.csv"),
      correlations(work / "correlations.csv"),
      trends(work / "trends.csv"),
      pooled(work / "pooled.csv"),
      goal(work / "goal.csv"),
      release(work / "release.csv"),
      standings_release(work / "standings_release.csv"),
      goal_release(work / "goal_release.csv"),
      analysis(out / "jamstalldhetsanalys.html"),
      figures(out / "jamstalldhetsanalys.csv"),
      goal_figures(out / "mal.csv"),
      elsewhere(out / "jamforelser.csv"),
      manifest(out / "manifest.json"),
      memory(project.folder / ".trygg") {}

fs::path BuildFiles::weighted(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv");
}
fs::path BuildFiles::weighted_design(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv.design.toml");
}

}  // namespace trygg::tools
