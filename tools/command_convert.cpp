#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command convert_command{"convert", "turn a data file into csv, sav or dta, labels and missing codes intact", run, help};

}  // namespace trygg::tools
