#include "design/provenance.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "config/config.hpp"

namespace trygg {
namespace {

/// As it stands, where TOML can hold it so; else with escapes.
std::string quoted_text(const std::string& text) {
  const bool is_plain =
      text.find("'''") == std::string::npos && std::ranges::all_of(text, [](unsigned char c) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f);
      });
  return is_plain ? "'''\n" + text + "'''" : toml_quoted(text);
}

}  // namespace

std::string to_toml(const Provenance& provenance) {
  std::string toml = "\n[provenance]\n";
  toml += fmt::format("program = {}\n", toml_quoted(provenance.program));
  toml += fmt::format("recipe = {}\n", quoted_text(provenance.recipe));
  for (const auto& file : provenance.files)
    toml += fmt::format("\n[[provenance.file]]\nname = {}\nsha256 = {}\n", toml_quoted(file.name),
                        toml_quoted(file.sha256));
  return toml;
}

Provenance read_provenance(const Config& design_file) {
  const auto table = design_file.table("provenance");
  if (!table) return {};
  Provenance provenance{.program = table->text("program", ""), .recipe = table->text("recipe", "")};
  for (const auto& file : table->tables("file"))
    provenance.files.push_back({file.text("name"), file.text("sha256")});
  return provenance;
}

}  // namespace trygg
