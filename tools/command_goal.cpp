#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command goal_command{"goal", "judge every cell of a cube against a goal", run, help};

}  // namespace trygg::tools
