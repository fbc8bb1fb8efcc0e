#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command synth_command{"synth", "make the waves of a synthetic survey and their true values", run, help};

}  // namespace trygg::tools
