#include "project/manifest.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "project/project.hpp"
#include "steps/file_hashes.hpp"
#include "steps/step.hpp"

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

Manifest::Manifest(fs::path folder, std::string program, FileHashes& hashes)
    : folder_(std::move(folder)), program_(std::move(program)), hashes_(hashes) {}

Manifest::Entry Manifest::entry(const fs::path& file) const {
  return {fs::relative(file, folder_).generic_string(), hashes_.of(file)};
}

void Manifest::input(const fs::path& file) {
  auto made = entry(file);
  if (std::ranges::find(inputs_, made) == inputs_.end()) inputs_.push_back(std::move(made));
}

void Manifest::output(const fs::path& file, const fs::path& out) {
  outputs_.push_back({("out" / file.lexically_relative(out)).generic_string(), hashes_.of(file)});
}

void Manifest::step(const Step& step) {
  Chained chained{.name = step.id(), .summary = step.summary};
  for (const auto& file : step.inputs) chained.read.push_back(entry(file));
  for (const auto& file : step.outputs) chained.made.push_back(entry(file));
  steps_.push_back(std::move(chained));
}

std::string Manifest::number() const {
  std::string text = program_;
  for (const auto& [path, hash] : inputs_) text += '\n' + path + ' ' + hash;
  return sha256(text).substr(0, 12);
}

std::string Manifest::to_json_list(const std::vector<fs::path>& files, const fs::path& out) const {
  auto array = nlohmann::ordered_json::array();
  for (const auto& file : files)
    array.push_back({{"file", ("out" / file.lexically_relative(out)).generic_string()},
                     {"sha256", hashes_.of(file)}});
  return nlohmann::ordered_json{{"number", number()}, {"outputs", array}}.dump(1) + '\n';
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
  json["steps"] = nlohmann::ordered_json::array();
  for (const auto& step : steps_)
    json["steps"].push_back({{"step", step.name},
                             {"does", step.summary},
                             {"read", list(step.read)},
                             {"made", list(step.made)}});
  json["outputs"] = list(outputs_);
  return json.dump(1) + '\n';
}

namespace {

std::map<std::string, std::string> hashes_in(const nlohmann::json& list, std::string_view folder) {
  std::map<std::string, std::string> hashes;
  for (const auto& entry : list) {
    const std::string file = entry.at("file");
    if (file.starts_with(folder)) hashes[file.substr(folder.size())] = entry.at("sha256");
  }
  return hashes;
}

ManifestText::MadeBy step_in(const nlohmann::json& json) {
  ManifestText::MadeBy step{.name = json.at("step")};
  for (const auto& [key, files] : {std::pair{"read", &step.read}, {"made", &step.made}})
    for (const auto& [file, hash] : hashes_in(json.at(key), "")) files->insert(file);
  return step;
}

}  // namespace

ManifestText read_manifest(const fs::path& file) {
  try {
    const auto json = nlohmann::json::parse(read_file(file));
    ManifestText text{.number = json.at("number"),
                      .program = json.at("program"),
                      .inputs = hashes_in(json.at("inputs"), ""),
                      .outputs = hashes_in(json.at("outputs"), "out/")};
    const auto others = file.parent_path() / others_manifest;
    if (fs::exists(others))
      text.others = hashes_in(nlohmann::json::parse(read_file(others)).at("outputs"), "out/");
    if (json.contains("steps"))
      for (const auto& step : json.at("steps")) text.steps.push_back(step_in(step));
    return text;
  } catch (const nlohmann::json::exception& e) {
    throw InputError(
        fmt::format("{}: not the manifest of a publication: {}", file.string(), e.what()));
  }
}

}  // namespace trygg
