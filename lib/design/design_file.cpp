#include "design/design_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "design/provenance.hpp"
#include "design/replicate_file.hpp"
#include "design/sampling_file.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 5> rules{"fail", "certainty", "remove", "adjust", "average"};
constexpr std::array<std::string_view, 19> design_keys{"weight",
                                                       "strata",
                                                       "psu",
                                                       "fpc",
                                                       "nest",
                                                       "lonely_psu",
                                                       "calibrated_on",
                                                       "calibration",
                                                       "stratum_population",
                                                       "replicates",
                                                       "probability",
                                                       "pps",
                                                       "pps_form",
                                                       "joint",
                                                       "certainty",
                                                       "order",
                                                       "phase2",
                                                       "phase2_strata",
                                                       "phase2_probability"};

bool read_nest(const Config& config) {
  const auto value = config.text("nest", "false");
  if (value == "true" || value == "1") return true;
  if (value != "false" && value != "0") config.fail("nest", "must be true or false");
  return false;
}

LonelyPsu read_lonely_psu(const Config& config) {
  try {
    return to_lonely_psu(config.text("lonely_psu", "fail"));
  } catch (const ConfigError& e) {
    config.fail("lonely_psu", e.what());
  }
}

std::vector<double> read_price(const Config& config, std::size_t expected) {
  auto price = config.numbers("price");
  if (price.empty()) return price;
  if (price.size() != expected || std::ranges::any_of(price, [](double c) { return c < 0; }))
    config.fail("price", fmt::format("must be {} numbers, one for every margin and numeric "
                                     "variable, each positive or 0 (met exactly)",
                                     expected));
  for (auto& c : price)
    if (c == 0) c = std::numeric_limits<double>::infinity();
  return price;
}

CalibrationSpec read_calibration(const Config& config) {
  CalibrationSpec step{.weight_before = config.text("weight_before"),
                       .weight_after = config.text("weight_after"),
                       .margins = config.text_lists("margins"),
                       .numeric = config.texts("numeric"),
                       .sample_margins = config.text_lists("sample_margins"),
                       .sample_numeric = config.texts("sample_numeric"),
                       .scale = config.optional_text("scale"),
                       .propensity = config.optional_text("propensity"),
                       .partition = config.texts("partition"),
                       .household = config.optional_text("household"),
                       .response = config.flag("response", false),
                       .unit = config.optional_text("unit"),
                       .distance = config.text("distance", "")};
  step.price = read_price(config, step.margins.size() + step.numeric.size());
  if (step.margins.empty() && step.numeric.empty() && step.sample_margins.empty() &&
      step.sample_numeric.empty())
    config.fail("margins", "a calibration needs margins or numeric variables");
  if (step.unit && !step.response)
    config.fail("unit", "needs response = true: it says who answers together");
  if (step.scale && step.propensity) config.fail("scale", "a propensity has a scale of its own");
  if (step.propensity && (!step.margins.empty() || !step.numeric.empty()))
    config.fail("propensity", "its model's variables are sample_margins and sample_numeric");
  return step;
}

/// [["01", 1824], ["02", 1025]]: a list, because a TOML table neither keeps the order nor takes a
/// code such as "01" and its number apart.
std::vector<std::pair<std::string, double>> read_population(const Config& config) {
  constexpr auto key = "stratum_population";
  std::vector<std::pair<std::string, double>> population;
  for (const auto& pair : config.text_lists(key)) {
    const auto total = pair.size() == 2 ? to_number(pair[1]) : std::nullopt;
    if (!total) config.fail(key, "must be a list of pairs, [\"stratum\", number]");
    if (std::ranges::any_of(population, [&](const auto& p) { return p.first == pair[0]; }))
      config.fail(key, fmt::format("stratum '{}' stands there twice", pair[0]));
    population.emplace_back(pair[0], *total);
  }
  return population;
}

std::string list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(toml_quoted(text));
  return '[' + joined(quoted, ", ") + ']';
}

std::string list(const std::vector<std::vector<std::string>>& lists) {
  std::vector<std::string> parts;
  for (const auto& texts : lists) parts.push_back(list(texts));
  return '[' + joined(parts, ", ") + ']';
}

std::string price_list(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double c : numbers) texts.push_back(std::isinf(c) ? "0" : shortest(c));
  return '[' + joined(texts, ", ") + ']';
}

void put(std::string& toml, std::string_view key, const std::string& value) {
  toml += fmt::format("{} = {}\n", key, value);
}

std::string to_toml(const CalibrationSpec& step) {
  std::string toml = "\n[[calibration]]\n";
  if (!step.distance.empty()) put(toml, "distance", toml_quoted(step.distance));
  put(toml, "weight_before", toml_quoted(step.weight_before));
  put(toml, "weight_after", toml_quoted(step.weight_after));
  if (!step.margins.empty()) put(toml, "margins", list(step.margins));
  if (!step.numeric.empty()) put(toml, "numeric", list(step.numeric));
  if (!step.sample_margins.empty()) put(toml, "sample_margins", list(step.sample_margins));
  if (!step.sample_numeric.empty()) put(toml, "sample_numeric", list(step.sample_numeric));
  if (step.scale) put(toml, "scale", toml_quoted(*step.scale));
  if (step.propensity) put(toml, "propensity", toml_quoted(*step.propensity));
  if (!step.partition.empty()) put(toml, "partition", list(step.partition));
  if (step.household) put(toml, "household", toml_quoted(*step.household));
  if (!step.price.empty()) put(toml, "price", price_list(step.price));
  if (step.response) put(toml, "response", "true");
  if (step.unit) put(toml, "unit", toml_quoted(*step.unit));
  return toml;
}

}  // namespace

LonelyPsu to_lonely_psu(std::string_view name) {
  const auto found = std::ranges::find(rules, name);
  require<ConfigError>(found != rules.end(),
                       "'{}' is no rule for lonely PSUs; known: fail, certainty, remove, adjust, "
                       "average",
                       name);
  return static_cast<LonelyPsu>(found - rules.begin());
}

std::string_view to_text(LonelyPsu rule) {
  return rules[static_cast<std::size_t>(rule)];
}

DesignSpec read_design(const Config& table) {
  DesignSpec spec{.weight = table.optional_text("weight"),
                  .strata = table.optional_text("strata"),
                  .psu = table.texts("psu"),
                  .fpc = table.texts("fpc"),
                  .stratum_population = read_population(table),
                  .nest = read_nest(table),
                  .lonely_psu = read_lonely_psu(table),
                  .calibrated_on = table.text_lists("calibrated_on")};
  for (const auto& step : table.tables("calibration"))
    spec.calibration.push_back(read_calibration(step));
  if (const auto replicates = table.table("replicates"))
    spec.replicates = read_replicate_spec(*replicates);
  read_sampling(table, spec);
  if (!spec.stratum_population.empty() && !spec.strata)
    table.fail("stratum_population", "needs strata");
  if (!spec.calibrated_on.empty() && !spec.weight) table.fail("calibrated_on", "needs weight");
  return spec;
}

DesignSpec read_design_file(const std::filesystem::path& path) {
  const auto file = Config::read(path);
  const auto inner = file.table("design");
  if (inner) {
    for (const auto key : design_keys)
      if (file.has(key))
        file.fail(key, "stands beside a table [design]; keep all keys of the design in one place");
  }
  auto spec = read_design(inner ? *inner : file);
  read_provenance(file);  // tells a person where the weights came from
  file.reject_unknown();
  return spec;
}

std::string to_toml(const DesignSpec& spec) {
  std::string toml = "version = 1\n";
  if (spec.weight) put(toml, "weight", toml_quoted(*spec.weight));
  if (spec.strata) put(toml, "strata", toml_quoted(*spec.strata));
  if (!spec.psu.empty()) put(toml, "psu", list(spec.psu));
  if (!spec.fpc.empty()) put(toml, "fpc", list(spec.fpc));
  if (spec.nest) put(toml, "nest", "true");
  put(toml, "lonely_psu", toml_quoted(to_text(spec.lonely_psu)));
  toml += sampling_toml(spec);
  if (!spec.calibrated_on.empty()) put(toml, "calibrated_on", list(spec.calibrated_on));
  if (!spec.stratum_population.empty()) {
    toml += "stratum_population = [\n";
    for (const auto& [stratum, total] : spec.stratum_population)
      toml += fmt::format("  [{}, {}],\n", toml_quoted(stratum), shortest(total));
    toml += "]\n";
  }
  for (const auto& step : spec.calibration) toml += to_toml(step);
  if (spec.replicates) toml += "\n[replicates]\n" + to_toml(*spec.replicates);
  return toml;
}

}  // namespace trygg
