#include "config/config.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace fs = std::filesystem;

struct Config::Node {
  std::shared_ptr<toml::table> owner;  // keeps the file alive
  const toml::table* table = nullptr;
  std::string source;
  fs::path folder;
  mutable std::set<std::string, std::less<>> known;
  mutable std::vector<std::shared_ptr<Node>> children;
};

namespace {

std::string line_of(const toml::source_region& region) {
  return region.begin.line ? fmt::format(":{}", region.begin.line) : "";
}

/// Key and place, in the order of the file (toml++ keeps a table sorted by key).
std::vector<std::pair<std::string, toml::source_region>> ordered_keys(const toml::table& table) {
  std::vector<std::pair<std::string, toml::source_region>> keys;
  for (const auto& [key, value] : table) keys.emplace_back(key.str(), key.source());
  std::ranges::stable_sort(keys, {}, [](const auto& k) {
    return std::pair(k.second.begin.line, k.second.begin.column);
  });
  return keys;
}

std::optional<std::string> as_text(const toml::node& node) {
  if (const auto* s = node.as_string()) return s->get();
  if (const auto* i = node.as_integer()) return fmt::format("{}", i->get());
  if (const auto* f = node.as_floating_point()) return shortest(f->get());
  if (const auto* b = node.as_boolean()) return b->get() ? "true" : "false";
  return std::nullopt;
}

std::optional<double> as_number(const toml::node& node) {
  if (const auto* i = node.as_integer()) return static_cast<double>(i->get());
  if (const auto* f = node.as_floating_point()) return f->get();
  if (const auto* s = node.as_string()) return to_number(s->get());
  return std::nullopt;
}

}  // namespace

Config::Config(std::shared_ptr<Node> node) : node_(std::move(node)) {}

Config Config::parse(std::string_view text, std::string source, fs::path folder) {
  auto node = std::make_shared<Node>();
  node->source = std::move(source);
  node->folder = std::move(folder);
  try {
    node->owner = std::make_shared<toml::table>(toml::parse(text));
  } catch (const toml::parse_error& e) {
    throw ConfigError(fmt::format("{}{}: not valid TOML: {}", node->source, line_of(e.source()),
                                  e.description()));
  }
  node->table = node->owner.get();
  Config config(node);
  const auto version = config.integer("version", 1);
  if (version != 1)
    config.fail("version",
                fmt::format("this is version {}; this program reads version 1", version));
  return config;
}

Config Config::read(const fs::path& path) {
  require<ConfigError>(std::filesystem::exists(path), "{}: there is no such file", path.string());
  return parse(read_file(path), path.string(), path.parent_path());
}

namespace {

const toml::node* find(const Config::Node& node, std::string_view key) {
  node.known.emplace(key);
  return node.table->get(key);
}

}  // namespace

void Config::missing(std::string_view key) const {
  // A key that nobody knows and that looks like the one that is missing is a slip of the pen.
  for (const auto& [present, region] : ordered_keys(*node_->table)) {
    const std::vector<std::string> wanted{std::string(key)};
    if (node_->known.contains(present) || !nearest(present, wanted)) continue;
    throw ConfigError(fmt::format("{}{}: unknown key '{}'; did you mean '{}'?", node_->source,
                                  line_of(region), present, key));
  }
  fail(key, "is missing");
}

std::string Config::where(std::string_view key) const {
  const auto* node = node_->table->get(key);
  return node_->source + line_of(node != nullptr ? node->source() : node_->table->source());
}

void Config::fail(std::string_view key, std::string_view problem) const {
  throw ConfigError(fmt::format("{}: key '{}': {}", where(key), key, problem));
}

bool Config::has(std::string_view key) const {
  return find(*node_, key) != nullptr;
}

std::vector<std::string> Config::keys() const {
  std::vector<std::string> names;
  for (auto& [key, region] : ordered_keys(*node_->table)) {
    node_->known.insert(key);
    names.push_back(key);
  }
  return names;
}

std::optional<std::string> Config::optional_text(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return std::nullopt;
  auto text = as_text(*node);
  if (!text) fail(key, "must be a text");
  return text;
}

std::string Config::text(std::string_view key) const {
  auto value = optional_text(key);
  if (!value) missing(key);
  return *value;
}

std::string Config::text(std::string_view key, std::string_view fallback) const {
  return optional_text(key).value_or(std::string(fallback));
}

std::optional<double> Config::optional_number(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return std::nullopt;
  auto value = as_number(*node);
  if (!value) fail(key, "must be a number");
  return value;
}

double Config::number(std::string_view key) const {
  const auto value = optional_number(key);
  if (!value) missing(key);
  return *value;
}

double Config::number(std::string_view key, double fallback) const {
  return optional_number(key).value_or(fallback);
}

long long Config::integer(std::string_view key) const {
  if (!has(key)) missing(key);
  return integer(key, 0);
}

long long Config::integer(std::string_view key, long long fallback) const {
  const auto* node = find(*node_, key);
  if (!node) return fallback;
  const auto* value = node->as_integer();
  if (!value) fail(key, "must be a whole number");
  return value->get();
}

bool Config::flag(std::string_view key, bool fallback) const {
  const auto* node = find(*node_, key);
  if (!node) return fallback;
  const auto* value = node->as_boolean();
  if (!value) fail(key, "must be true or false");
  return value->get();
}

std::vector<std::string> Config::texts(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return {};
  if (auto single = as_text(*node)) return {*single};
  const auto* array = node->as_array();
  if (!array) fail(key, "must be a list of texts");
  std::vector<std::string> values;
  for (const auto& item : *array) {
    auto value = as_text(item);
    if (!value) fail(key, "must be a list of texts");
    values.push_back(*value);
  }
  return values;
}

std::vector<double> Config::numbers(std::string_view key) const {
  std::vector<double> values;
  for (const auto& text : texts(key)) {
    const auto value = to_number(text);
    if (!value) fail(key, fmt::format("'{}' is not a number", text));
    values.push_back(*value);
  }
  return values;
}

std::vector<std::vector<std::string>> Config::text_lists(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return {};
  const auto* outer = node->as_array();
  if (!outer) fail(key, "must be a list of lists, such as [[\"area\", \"sex\"], [\"age\"]]");
  std::vector<std::vector<std::string>> lists;
  for (const auto& item : *outer) {
    auto& list = lists.emplace_back();
    if (auto single = as_text(item)) {
      list.push_back(*single);
      continue;
    }
    const auto* inner = item.as_array();
    if (!inner) fail(key, "must be a list of lists of texts");
    for (const auto& part : *inner) {
      auto value = as_text(part);
      if (!value) fail(key, "must be a list of lists of texts");
      list.push_back(*value);
    }
  }
  return lists;
}

fs::path Config::path(std::string_view key) const {
  return node_->folder / text(key);
}

std::optional<fs::path> Config::optional_path(std::string_view key) const {
  if (auto name = optional_text(key)) return node_->folder / *name;
  return std::nullopt;
}

std::vector<fs::path> Config::paths(std::string_view key) const {
  std::vector<fs::path> files;
  for (const auto& name : texts(key)) files.push_back(node_->folder / name);
  return files;
}

namespace {

std::shared_ptr<Config::Node> child(const Config::Node& parent, const toml::table& table) {
  for (const auto& known : parent.children)
    if (known->table == &table) return known;
  auto node = std::make_shared<Config::Node>();
  node->owner = parent.owner;
  node->table = &table;
  node->source = parent.source;
  node->folder = parent.folder;
  parent.children.push_back(node);
  return node;
}

}  // namespace

std::optional<Config> Config::table(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return std::nullopt;
  const auto* table = node->as_table();
  if (!table) fail(key, fmt::format("must be a table, [{}]", key));
  return Config(child(*node_, *table));
}

std::vector<Config> Config::tables(std::string_view key) const {
  const auto* node = find(*node_, key);
  if (!node) return {};
  const auto* array = node->as_array();
  if (!array) fail(key, fmt::format("must be a list of tables, [[{}]]", key));
  std::vector<Config> all;
  for (const auto& item : *array) {
    const auto* table = item.as_table();
    if (!table) fail(key, fmt::format("must be a list of tables, [[{}]]", key));
    all.push_back(Config(child(*node_, *table)));
  }
  return all;
}

void Config::reject_unknown() const {
  for (const auto& [key, region] : ordered_keys(*node_->table)) {
    if (node_->known.contains(key)) continue;
    const std::vector<std::string> known(node_->known.begin(), node_->known.end());
    throw ConfigError(fmt::format("{}{}: unknown key '{}'{}", node_->source, line_of(region), key,
                                  did_you_mean(key, known)));
  }
  for (const auto& c : node_->children) Config(c).reject_unknown();
}

const std::string& Config::source() const {
  return node_->source;
}
const fs::path& Config::folder() const {
  return node_->folder;
}

std::string toml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace trygg
