#include "base/error.hpp"
#include "tools/commands.hpp"

namespace trygg::tools {
namespace {

void run(Args, const Streams&) { throw ConfigError("not made yet"); }
std::string help() { return ""; }

}  // namespace

const Command codebook_command{"codebook", "draft a codebook from the labels of a data file", run, help};

}  // namespace trygg::tools
