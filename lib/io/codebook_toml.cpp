#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "io/codebook_file.hpp"

namespace trygg {
namespace {

constexpr std::size_t inline_columns = 100;

VariableKind to_kind(const Config& config) {
  try {
    return to_variable_kind(config.text("kind"));
  } catch (const ConfigError& e) {
    config.fail("kind", e.what());
  }
}

std::vector<Code> read_codes(const Config& config) {
  std::vector<Code> codes;
  if (const auto table = config.table("codes"))
    for (const auto& code : table->keys())
      codes.push_back({.text = code, .label = table->text(code)});
  const auto missing = config.table("missing");
  if (!missing) return codes;
  for (const auto& code : missing->keys()) {
    auto found = std::ranges::find(codes, code, &Code::text);
    if (found == codes.end()) found = codes.insert(codes.end(), {.text = code});
    try {
      found->missing = to_missing(missing->text(code));
    } catch (const ConfigError& e) {
      missing->fail(code, e.what());
    }
  }
  return codes;
}

/// `codes_en`: the labels of codes in English.
void read_english(const Config& config, Variable& variable) {
  variable.label_en = config.text("label_en", "");
  const auto table = config.table("codes_en");
  if (!table) return;
  for (const auto& text : table->keys()) {
    const auto code = std::ranges::find(variable.codes, text, &Code::text);
    if (code == variable.codes.end()) table->fail(text, "there is no such code in 'codes'");
    code->label_en = table->text(text);
  }
}

void read_range(const Config& config, Variable& variable) {
  if (!config.has("range")) return;
  const auto range = config.numbers("range");
  if (range.size() != 2 || range[0] > range[1]) config.fail("range", "must be [least, greatest]");
  variable.minimum = range[0];
  variable.maximum = range[1];
}

Variable read_variable(const std::string& name, const Config& config) {
  Variable variable{.name = name, .label = config.text("label", "")};
  variable.codes = read_codes(config);
  read_english(config, variable);
  read_range(config, variable);
  variable.kind = config.has("kind") ? to_kind(config) : kind_by_content(variable);
  return variable;
}

/// `name = {…}` while it fits on a line, else a table of its own under `header`.
std::string table_text(const std::vector<std::string>& pairs, std::string_view name,
                       const std::string& header) {
  if (pairs.empty()) return "";
  auto line = fmt::format("{} = {{{}}}\n", name, joined(pairs, ", "));
  if (code_points(line) <= inline_columns) return line;
  return fmt::format("\n[{}.{}]\n{}\n", header, name, joined(pairs, "\n"));
}

std::string codes_text(const Variable& variable, const std::string& header) {
  std::vector<std::string> pairs;
  for (const auto& code : variable.codes)
    if (!code.label.empty() || code.missing == Missing::none)
      pairs.push_back(fmt::format("{} = {}", toml_quoted(code.text), toml_quoted(code.label)));
  return table_text(pairs, "codes", header);
}

std::string english_codes_text(const Variable& variable, const std::string& header) {
  std::vector<std::string> pairs;
  for (const auto& code : variable.codes)
    if (!code.label_en.empty())
      pairs.push_back(fmt::format("{} = {}", toml_quoted(code.text), toml_quoted(code.label_en)));
  return table_text(pairs, "codes_en", header);
}

std::string missing_text(const Variable& variable) {
  std::vector<std::string> pairs;
  for (const auto& code : variable.codes)
    if (code.missing != Missing::none)
      pairs.push_back(
          fmt::format("{} = {}", toml_quoted(code.text), toml_quoted(to_text(code.missing))));
  return pairs.empty() ? "" : fmt::format("missing = {{{}}}\n", joined(pairs, ", "));
}

/// Bare where TOML takes it bare.
std::string key_text(std::string_view name) {
  const bool bare = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? std::string(name) : toml_quoted(name);
}

}  // namespace

Codebook codebook_from_toml(std::string_view text, const std::string& source) {
  const auto config = Config::parse(text, source);
  Codebook codebook{.source = source};
  if (const auto variables = config.table("variable"))
    for (const auto& name : variables->keys())
      if (const auto table = variables->table(name))
        codebook.variables.push_back(read_variable(name, *table));
  config.reject_unknown();
  return codebook;
}

std::string to_toml(const Codebook& codebook) {
  std::string text;
  for (const auto& variable : codebook.variables) {
    const auto header = "variable." + key_text(variable.name);
    if (!text.empty()) text += '\n';
    text += fmt::format("[{}]\n", header);
    if (!variable.label.empty()) text += fmt::format("label = {}\n", toml_quoted(variable.label));
    if (!variable.label_en.empty())
      text += fmt::format("label_en = {}\n", toml_quoted(variable.label_en));
    text += fmt::format("kind = {}\n", toml_quoted(to_text(variable.kind)));
    if (variable.minimum && variable.maximum)
      text += fmt::format("range = [{}, {}]\n", shortest(*variable.minimum),
                          shortest(*variable.maximum));
    text += missing_text(variable);
    // What fits on a line comes before the tables, which would otherwise swallow it.
    auto codes = codes_text(variable, header), english = english_codes_text(variable, header);
    if (codes.starts_with('\n')) std::swap(codes, english);
    text += codes + english;
  }
  return text;
}

}  // namespace trygg
