#include "reports/data/json_text.hpp"

#include <fmt/format.h>

namespace trygg::reports {
namespace {

void append_escaped(std::string& json, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (c == '\n') {
      json += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      json += c;
    }
  }
}

}  // namespace

Json Json::text(std::string_view text) {
  std::string json = "\"";
  append_escaped(json, text);
  return Json(json + "\"");
}

Json Json::raw(std::string_view json) {
  return Json(std::string(json));
}

Json Json::list(const std::vector<Json>& items) {
  std::string json = "[";
  for (const auto& item : items) {
    if (json.size() > 1) json += ",";
    json += item.json_;
  }
  return Json(json + "]");
}

Json Json::texts(const std::vector<std::string>& items) {
  std::vector<Json> list_of;
  for (const auto& item : items) list_of.push_back(text(item));
  return list(list_of);
}

Json Json::object(const std::vector<std::pair<std::string, Json>>& members) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    if (json.size() > 1) json += ",";
    json += "\n" + text(name).json_ + ":" + value.json_;
  }
  return Json(json + "}");
}

}  // namespace trygg::reports
