#include "tools/build_files.hpp"

namespace trygg::tools {

namespace fs = std::filesystem;

BuildFiles::BuildFiles(const Project& project)
    : work(project.folder / "work"),
      out(project.folder / "out"),
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
      goal_release(work / "goal_release.csv"),
      analysis(out / "jamstalldhetsanalys.html"),
      figures(out / "jamstalldhetsanalys.csv"),
      goal_figures(out / "mal.csv"),
      elsewhere(out / "jamforelser.csv"),
      manifest(out / "manifest.json") {}

fs::path BuildFiles::weighted(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv");
}
fs::path BuildFiles::weighted_design(const Wave& wave) const {
  return work / "weights" / (wave.name + ".csv.design.toml");
}

}  // namespace trygg::tools
