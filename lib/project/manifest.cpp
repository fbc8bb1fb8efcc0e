#include "project/manifest.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "project/project.hpp"

namespace trygg {
namespace fs = std::filesystem;
namespace {

/// glibc's exp and log choose their variant by processor: the cube agrees across machines to 1e-12,
/// not to the bit, so the manifest says on which one it was made.
std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name"))
      return std::string(trimmed(std::string_view(line).substr(line.find(':') + 1)));
  return "unknown";
}

}  // namespace

Manifest::Manifest(fs::path folder, std::string program)
    : folder_(std::move(folder)), program_(std::move(program)) {}

Manifest::Entry Manifest::entry(const fs::path& file) const {
  return {fs::relative(file, folder_).generic_string(), sha256(read_file(file))};
}

void Manifest::input(const fs::path& file) {
  auto made = entry(file);
  if (std::ranges::find(inputs_, made) == inputs_.end()) inputs_.push_back(std::move(made));
}

void Manifest::output(const fs::path& file) {
  outputs_.push_back(entry(file));
}

std::string Manifest::number() const {
  std::string text = program_;
  for (const auto& [path, hash] : inputs_) text += '\n' + path + ' ' + hash;
  return sha256(text).substr(0, 12);
}

std::string Manifest::to_json(Origin origin) const {
  const auto list = [](const std::vector<Entry>& entries) {
    auto array = nlohmann::ordered_json::array();
    for (const auto& [path, hash] : entries) array.push_back({{"file", path}, {"sha256", hash}});
    return array;
  };
  nlohmann::ordered_json json;
  json["number"] = number();
  json["synthetic"] = origin == Origin::synthetic;
  json["program"] = program_;
  json["processor"] = processor();
  json["inputs"] = list(inputs_);
  json["outputs"] = list(outputs_);
  return json.dump(1) + '\n';
}

}  // namespace trygg
