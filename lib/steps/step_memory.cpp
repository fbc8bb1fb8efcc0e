#include "steps/step_memory.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"

namespace trygg {
namespace {

constexpr int version = 1;

StepRecord record_of(const nlohmann::json& json) {
  return {json.at("program"), json.at("settings"), json.at("inputs"), json.at("outputs"),
          json.at("notes")};
}

}  // namespace

StepMemory::StepMemory(std::filesystem::path file) : file_(std::move(file)) {
  if (std::filesystem::exists(file_)) read();
}

void StepMemory::read() {
  try {
    const auto json = nlohmann::json::parse(read_file(file_));
    if (json.at("version") != version) return;
    for (const auto& [step, record] : json.at("steps").items()) records_[step] = record_of(record);
  } catch (const nlohmann::json::exception&) {
    records_.clear();
  }
}

const StepRecord* StepMemory::of(const std::string& step) const {
  const auto found = records_.find(step);
  return found == records_.end() ? nullptr : &found->second;
}

void StepMemory::record(const std::string& step, StepRecord record) {
  records_[step] = std::move(record);
  write_file(file_, to_json(), Access::secret);
}

std::string StepMemory::to_json() const {
  nlohmann::ordered_json json;
  json["version"] = version;
  for (const auto& [step, record] : records_)
    json["steps"][step] = {{"program", record.program},
                           {"settings", record.settings},
                           {"inputs", record.inputs},
                           {"outputs", record.outputs},
                           {"notes", record.notes}};
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace trygg
