#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command estimate_command{"estimate", "estimate shares, means, totals and ratios with their standard errors", run, help};

}  // namespace trygg::tools
