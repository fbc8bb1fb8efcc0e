#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "io/codebook_draft.hpp"
#include "io/codebook_file.hpp"
#include "tools/commands.hpp"
#include "tools/data_options.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

struct Settings {
  Common common;
  DataOptions data;
  std::string output;
};

void declare(Options& options, Settings& s) {
  add_data(options, s.data);
  options.add("-o,--output", s.output, "FILE",
              "codebook to write, .toml or .csv (default: TOML to "
              "standard output)");
  options.common(s.common);
}

constexpr auto summary =
    "Drafts a codebook from the labels, the missing codes and the values of a data file.";

std::string as_text(const Codebook& codebook, const std::string& output) {
  if (output.ends_with(".csv")) return to_csv(codebook);
  require<ConfigError>(output.empty() || output.ends_with(".toml"),
                       "-o {}: a codebook is written as .toml or .csv", output);
  return to_toml(codebook);
}

/// What the codebook at hand says of a variable stays.
void keep(const Codebook& known, Codebook& draft) {
  for (auto& variable : draft.variables)
    if (const auto* entry = known.find(variable.name)) variable = *entry;
}

void run(Args args, const Streams& streams) {
  Settings s;
  Options options("codebook", summary);
  declare(options, s);
  options.parse(args);
  check_not_input(s.output, {s.data.file});
  auto draft = draft_codebook(read(s.data, {}, s.common.threads));
  keep(codebook_of(s.data), draft);
  const auto text = as_text(draft, s.output);
  if (s.output.empty())
    streams.out << text;
  else
    write_file(s.output, text, Access::published);
}

std::string help() {
  Settings s;
  Options options("codebook", summary);
  declare(options, s);
  return options.help();
}

}  // namespace

const Command codebook_command{"codebook", "draft a codebook from the labels of a data file", run,
                               help};

}  // namespace trygg::tools
