#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command check_command{"check", "list what in a data file does not fit its codebook", run, help};

}  // namespace trygg::tools
