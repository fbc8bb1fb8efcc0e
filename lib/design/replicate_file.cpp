#include "design/replicate_file.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

template <class Read>
auto of_key(const Config& config, std::string_view key, Read read) {
  const auto text = config.text(key);
  try {
    return read(text);
  } catch (const ConfigError& error) {
    config.fail(key, error.what());
  }
}

template <class Number>
std::optional<Number> read_whole(const Config& config, std::string_view key) {
  if (!config.has(key)) return std::nullopt;
  const auto value = config.integer(key);
  if (value < 0) config.fail(key, "must not be negative");
  return static_cast<Number>(value);
}

std::optional<ReplicateCentre> read_centre(const Config& config) {
  if (!config.has("mse")) return std::nullopt;
  return config.flag("mse", false) ? ReplicateCentre::full_sample : ReplicateCentre::mean;
}

bool is_scale(double value) {
  return std::isfinite(value) && value >= 0;
}

void check_made(const ReplicateSpec& spec) {
  const auto kind = to_text(spec.kind);
  require<ConfigError>(!spec.scale && spec.rscales.empty(),
                       "scale and rscales belong to replicates that are given (columns); of those "
                       "that are made they are known");
  const bool counted = spec.kind == ReplicateKind::bootstrap || spec.kind == ReplicateKind::sdr;
  require<ConfigError>(!counted || spec.count,
                       "count: {} needs the number of replicates, such as {}", kind,
                       spec.kind == ReplicateKind::sdr ? 80 : 500);
  require<ConfigError>(spec.kind != ReplicateKind::bootstrap || spec.seed,
                       "seed: bootstrap needs one, such as 20230401");
}

void check_given(const ReplicateSpec& spec) {
  require<ConfigError>(
      !spec.count && !spec.seed,
      "count and seed belong to replicates that are to be made; these are given by "
      "columns");
  require<ConfigError>(!spec.scale || is_scale(*spec.scale), "scale is {}; it must not be negative",
                       spec.scale.value_or(0));
  require<ConfigError>(std::ranges::all_of(spec.rscales, is_scale),
                       "rscales: a scale must not be negative");
  require<ConfigError>(
      spec.kind != ReplicateKind::jkn || spec.scale || !spec.rscales.empty(),
      "jkn: replicates that are given need rscales, (n_h - 1)/n_h for each, or one "
      "scale for all of them");
}

}  // namespace

void check_replicate_spec(const ReplicateSpec& spec) {
  const auto kind = to_text(spec.kind);
  const bool jackknife = spec.kind == ReplicateKind::jk1 || spec.kind == ReplicateKind::jk2 ||
                         spec.kind == ReplicateKind::jkn;
  require<ConfigError>(!jackknife || !spec.count,
                       "count: {} makes as many replicates as the sample has units; leave it out",
                       kind);
  const bool bootstrap = spec.kind == ReplicateKind::bootstrap;
  require<ConfigError>(bootstrap || !spec.seed, "seed: {} draws nothing at random; leave it out",
                       kind);
  require<ConfigError>(bootstrap || spec.method == BootstrapMethod::rao_wu,
                       "method: is one of bootstrap's, not of {}'s", kind);
  const bool fay = spec.kind == ReplicateKind::fay;
  require<ConfigError>(fay == spec.rho.has_value(),
                       "rho: fay needs it, such as 0.3; others take none");
  require<ConfigError>(!fay || (*spec.rho > 0 && *spec.rho < 1),
                       "rho is {}; it must lie between 0 and 1", spec.rho.value_or(0));
  spec.columns.empty() ? check_made(spec) : check_given(spec);
}

ReplicateSpec read_replicate_spec(const Config& config) {
  ReplicateSpec spec{
      .kind = of_key(config, "kind", to_replicate_kind),
      .columns = config.texts("columns"),
      .hold = config.flag("combined", true) ? ReplicateColumns::weights : ReplicateColumns::factors,
      .scale = config.optional_number("scale"),
      .rscales = config.numbers("rscales"),
      .centre = read_centre(config),
      .rho = config.optional_number("rho"),
      .count = read_whole<std::size_t>(config, "count"),
      .seed = read_whole<std::uint64_t>(config, "seed")};
  if (config.has("method")) spec.method = of_key(config, "method", to_bootstrap_method);
  if (spec.columns.empty() && config.has("combined"))
    config.fail("combined", "says what given columns hold, and there are no columns");
  try {
    check_replicate_spec(spec);
  } catch (const ConfigError& error) {
    config.fail("kind", error.what());
  }
  return spec;
}

std::string to_toml(const ReplicateSpec& spec) {
  auto toml = fmt::format("kind = {}\n", toml_quoted(to_text(spec.kind)));
  const auto put_list = [&](std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) toml += fmt::format("{} = [{}]\n", key, joined(values, ", "));
  };
  std::vector<std::string> columns, rscales;
  for (const auto& name : spec.columns) columns.push_back(toml_quoted(name));
  for (const double r : spec.rscales) rscales.push_back(shortest(r));
  put_list("columns", columns);
  if (spec.hold == ReplicateColumns::factors) toml += "combined = false\n";
  if (spec.scale) toml += fmt::format("scale = {}\n", shortest(*spec.scale));
  put_list("rscales", rscales);
  if (spec.centre) toml += fmt::format("mse = {}\n", *spec.centre == ReplicateCentre::full_sample);
  if (spec.rho) toml += fmt::format("rho = {}\n", shortest(*spec.rho));
  if (spec.count) toml += fmt::format("count = {}\n", *spec.count);
  if (spec.seed) toml += fmt::format("seed = {}\n", *spec.seed);
  if (spec.method != BootstrapMethod::rao_wu)
    toml += fmt::format("method = {}\n", toml_quoted(to_text(spec.method)));
  return toml;
}

}  // namespace trygg
