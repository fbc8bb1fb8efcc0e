#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command build_command{"build", "run everything that a project needs, from data to publication", run, help};

}  // namespace trygg::tools
