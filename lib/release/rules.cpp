#include <fmt/core.h>

#include <cmath>

#include "config/config.hpp"
#include "release/release.hpp"

namespace trygg {
namespace {

double at_least(const Config& config, std::string_view key, double fallback, double least) {
  const double value = config.number(key, fallback);
  if (!(value >= least) || std::isinf(value))
    config.fail(key, fmt::format("{} is not allowed; at least {}", value, least));
  return value;
}

std::size_t base(const Config& config, std::string_view key, std::size_t fallback) {
  const auto value = config.integer(key, static_cast<long long>(fallback));
  if (value < 1) config.fail(key, fmt::format("{} answers: at least 1", value));
  return static_cast<std::size_t>(value);
}

int decimals(const Config& config, std::string_view key, int fallback) {
  const auto value = config.integer(key, fallback);
  if (value < 0 || value > 6) config.fail(key, fmt::format("{}: must be 0 to 6", value));
  return static_cast<int>(value);
}

}  // namespace

ReleaseRules read_release_rules(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  ReleaseRules rules;
  rules.minimum_base = base(config, "minimum_base", rules.minimum_base);
  rules.flag_base = base(config, "flag_base", rules.flag_base);
  if (config.has("flag_base") && rules.flag_base < rules.minimum_base)
    config.fail("flag_base", fmt::format("{} is less than minimum_base, {}", rules.flag_base,
                                         rules.minimum_base));
  rules.similar_within = at_least(config, "similar_within", rules.similar_within, 0);
  rules.widest = at_least(config, "widest", rules.widest, 0);
  rules.minimum_df = at_least(config, "minimum_df", rules.minimum_df, 1);
  rules.decimals = decimals(config, "decimals", rules.decimals);
  rules.mean_decimals = decimals(config, "mean_decimals", rules.mean_decimals);
  config.reject_unknown();
  return rules;
}

}  // namespace trygg
