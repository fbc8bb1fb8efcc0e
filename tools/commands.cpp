#include <array>

#include "tools/commands.hpp"

namespace trygg::tools {

std::span<const Command> commands() {
  static const std::array all{areas_command,    build_command,    init_command,    check_command,
                              codebook_command, convert_command,  weight_command,  estimate_command,
                              model_command,    test_command,     change_command,  rank_command,
                              goal_command,     release_command,  report_command,  diff_command,
                              synth_command,    coverage_command, handbook_command};
  return all;
}

}  // namespace trygg::tools
