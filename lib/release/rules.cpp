#include <fmt/core.h>

#include <cmath>
#include <functional>

#include "base/error.hpp"
#include "base/resources.hpp"
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

void read_limits(const Config& config, ReleaseRules& rules) {
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
}

void read_protection(const Config& config, Protection& protection) {
  const auto table = config.table("protection");
  if (!table) return;
  protection.share = at_least(*table, "share", protection.share, 0);
  protection.cases = at_least(*table, "cases", protection.cases, 0);
  protection.of_complement = at_least(*table, "of_complement", protection.of_complement, 0);
  if (protection.share > 0.5) table->fail("share", "at most 0.5");
}

void read_profile(std::string_view name, const Config& asked, ReleaseRules& rules) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  if (name.empty() || name.find_first_not_of(letters) != std::string_view::npos)
    asked.fail("profile", fmt::format("'{}' is no name of a profile; the program has cepal, ine, "
                                      "nchs2017 and stad",
                                      name));
  const auto config =
      Config::read(find_resource(fmt::format("profiles/{}.toml", name), asked.folder()));
  read_limits(config, rules);
  for (const auto& table : config.tables("rule")) rules.rules.push_back(read_release_rule(table));
  read_protection(config, rules.protection);
  config.reject_unknown();
}

}  // namespace

ReleaseRules read_release_rules(const std::filesystem::path& path) {
  const auto config = Config::read(path);
  ReleaseRules rules;
  rules.profile = config.text("profile", "");
  if (!rules.profile.empty()) read_profile(rules.profile, config, rules);
  read_limits(config, rules);
  for (auto& rule : rules.rules)
    if (!rule.key.empty()) rule.limit = config.number(rule.key, rule.limit);
  read_protection(config, rules.protection);
  config.reject_unknown();
  return rules;
}

}  // namespace trygg
