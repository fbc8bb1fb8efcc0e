#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command init_command{"init", "make an empty project", run, help};

}  // namespace trygg::tools
