#include <ostream>

#include "base/file.hpp"
#include "base/resources.hpp"
#include "reports/handbook/handbook.hpp"
#include "tools/commands.hpp"
#include "tools/options.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

struct HandbookOptions {
  std::string source, folder;
  Common common;
};

constexpr auto summary = "build the handbooks as pages";

void declare(Options& options, HandbookOptions& target) {
  options.optional_positional(target.source, "DIR",
                              "folder with handbooks (FILE.md); default: those of the program");
  options.add("-o,--output", target.folder, "DIR",
              "folder for the pages; made when it is not there");
  options.required("-o");
  options.common(target.common);
}

void run(Args args, const Streams& streams) {
  HandbookOptions options;
  Options declared("handbook", summary);
  declare(declared, options);
  declared.parse(args);
  const auto source =
      options.source.empty() ? find_resource("docs/handbok", ".") : fs::path(options.source);
  for (const auto& [name, page] : reports::handbook_pages(source)) {
    const auto file = fs::path(options.folder) / (name + ".html");
    write_file(file, page, Access::published);
    if (!options.common.quiet) streams.err << file.string() << '\n';
  }
}

std::string help() {
  HandbookOptions options;
  Options declared("handbook", summary);
  declare(declared, options);
  return declared.help();
}

}  // namespace

const Command handbook_command{"handbook", summary, run, help};

}  // namespace trygg::tools
