#include "weights/calibration_keys.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace trygg::weights {
namespace {

const Distance& read_distance(const Config& config) {
  const auto name = config.text("distance");
  try {
    return find_distance(name);
  } catch (const ConfigError& error) {
    config.fail("distance", error.what());
  }
}

bool is_bounded(const CalibrationKeys& keys) {
  return keys.distance->reach == Distance::Reach::bounded;
}

void read_bounds(const Config& config, CalibrationKeys& keys) {
  for (const auto* key : {"bounds", "weight_bounds"})
    if (config.has(key) && !is_bounded(keys))
      config.fail(key, fmt::format("{} has none; distances with bounds: logit, truncated",
                                   keys.distance->name));
  if (!is_bounded(keys)) return;
  if (const auto numbers = config.numbers("weight_bounds"); config.has("weight_bounds")) {
    if (numbers.size() != 2 || !(0 <= numbers[0] && numbers[0] < numbers[1]))
      config.fail("weight_bounds", "needs [lowest, highest] weight, 0 <= lowest < highest");
    keys.weight_bounds = {numbers[0], numbers[1]};
    if (!config.has("bounds")) return;
  }
  const auto numbers = config.numbers("bounds");
  if (numbers.size() != 2 || !(numbers[0] < 1 && 1 < numbers[1]))
    config.fail("bounds", fmt::format("{} needs bounds = [lower, upper] on the g-weight, lower < 1 "
                                      "< upper, such as [0.3, 3.0], or weight_bounds",
                                      keys.distance->name));
  keys.shape.lower = numbers[0];
  keys.shape.upper = numbers[1];
}

void read_alpha(const Config& config, CalibrationKeys& keys) {
  if (keys.distance->name != "sinh" && config.has("alpha"))
    config.fail("alpha", fmt::format("{} has none; sinh has", keys.distance->name));
  keys.shape.alpha = config.number("alpha", 1);
  if (!(keys.shape.alpha > 0)) config.fail("alpha", "must be above 0; 1 is usual");
}

std::vector<NamedFile> read_files(const Config& config, std::string_view key) {
  std::vector<NamedFile> files;
  const auto names = config.texts(key);
  const auto paths = config.paths(key);
  for (std::size_t i = 0; i < names.size(); ++i) files.push_back({names[i], paths[i]});
  return files;
}

NamedFile* find_file(std::vector<NamedFile>& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &NamedFile::name);
  return found == files.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(const std::vector<NamedFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(file.name);
  return names;
}

void read_soft(const Config& config, CalibrationKeys& keys) {
  const auto soft = config.table("soft");
  if (!soft) return;
  if (keys.distance->name != "linear")
    config.fail("soft", fmt::format("a total with a price needs the distance linear, not {}",
                                    keys.distance->name));
  for (const auto& name : soft->keys()) {
    auto* file = find_file(keys.margins, name);
    if (!file) file = find_file(keys.numeric, name);
    auto known = names_of(keys.margins);
    for (auto& numeric : names_of(keys.numeric)) known.push_back(std::move(numeric));
    if (!file) soft->fail(name, "is no file of totals of this step" + did_you_mean(name, known));
    file->price = soft->number(name);
    if (!(file->price > 0))
      soft->fail(name, "a price is above 0; with 10 a margin by itself closes 10/11 of its gap");
  }
}

void read_reconcile(const Config& config, CalibrationKeys& keys) {
  const auto name = config.text("reconcile", "first");
  const auto names = names_of(keys.margins);
  if (name != "first") {
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
      config.fail("reconcile", fmt::format("'{}' is neither \"first\" nor a margin of this step{}",
                                           name, did_you_mean(name, names)));
    keys.deciding = static_cast<std::size_t>(found - names.begin());
  }
  keys.tolerance = config.number("tolerance", 1e-6);
  if (!(keys.tolerance >= 0 && keys.tolerance < 1))
    config.fail("tolerance", "is a fraction of the population, such as 0.005");
}

void read_sample(const Config& config, CalibrationKeys& keys) {
  if (config.has("respondent") || config.has("nonrespondent"))
    keys.respondents = RespondentRule(config, std::nullopt);
  keys.sample_margins = config.text_lists("sample_margins");
  keys.sample_numeric = config.texts("sample_numeric");
  for (const auto& names : keys.sample_margins)
    if (names.empty()) config.fail("sample_margins", "holds a list without a variable");
  if (keys.respondents && config.has("household"))
    config.fail("household",
                "and `respondent` in one step: some members may not have answered; calibrate for "
                "non-response first, and for one weight per household in a step after it");
  const bool has_sample = !keys.sample_margins.empty() || !keys.sample_numeric.empty();
  if (has_sample && config.has("soft"))
    config.fail("soft",
                "prices are for totals of the population alone, without sample_margins and "
                "sample_numeric");
}

void check_totals(const Config& config, const CalibrationKeys& keys) {
  const auto margins = keys.margins.size() + keys.sample_margins.size();
  const auto numeric = keys.numeric.size() + keys.sample_numeric.size();
  if (margins + numeric == 0)
    config.fail("margins", "a calibration needs margins or numeric totals");
  if (keys.distance->name == "poststratify" && (margins != 1 || numeric != 0))
    config.fail("distance",
                "poststratify takes one margin and no numeric totals; linear and raking "
                "take any number");
}

}  // namespace

CalibrationKeys read_calibration_keys(const Config& config) {
  CalibrationKeys keys{.source = config.source()};
  keys.distance = &read_distance(config);
  read_bounds(config, keys);
  read_alpha(config, keys);
  keys.margins = read_files(config, "margins");
  keys.numeric = read_files(config, "numeric");
  read_sample(config, keys);
  check_totals(config, keys);
  keys.scale = config.optional_text("scale");
  keys.household = config.optional_text("household");
  keys.partition = config.texts("partition");
  read_soft(config, keys);
  read_reconcile(config, keys);
  return keys;
}

}  // namespace trygg::weights
