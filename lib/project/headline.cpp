#include "project/headline.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "project/project.hpp"

namespace trygg {

const Indicator& headline(const Project& project, std::span<const Indicator> indicators) {
  const auto& wanted = project.publication.indicator;
  std::vector<std::string> known;
  for (const auto& indicator : indicators) {
    if (indicator.id == wanted) return indicator;
    known.push_back(indicator.id);
  }
  throw ConfigError(fmt::format("{}: key 'indicator' of [publication]: {} has no indicator '{}'{}",
                                (project.folder / "trygg.toml").string(),
                                project.indicators.string(), wanted, did_you_mean(wanted, known)));
}

}  // namespace trygg
