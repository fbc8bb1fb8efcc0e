#pragma once

#include "tools/command.hpp"

namespace trygg::tools {

// One per command_x.cpp; a command that is not in the table of commands.cpp does not exist.
extern const Command areas_command;
extern const Command build_command;
extern const Command change_command;
extern const Command check_command;
extern const Command codebook_command;
extern const Command convert_command;
extern const Command diff_command;
extern const Command coverage_command;
extern const Command estimate_command;
extern const Command goal_command;
extern const Command handbook_command;
extern const Command init_command;
extern const Command model_command;
extern const Command rank_command;
extern const Command release_command;
extern const Command report_command;
extern const Command synth_command;
extern const Command test_command;
extern const Command weight_command;

}  // namespace trygg::tools
