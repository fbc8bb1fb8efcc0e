#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command release_command{"release", "decide for every cell whether it may be published", run, help};

}  // namespace trygg::tools
