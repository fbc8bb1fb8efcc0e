#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "base/ranks.hpp"

namespace trygg::tools {

using Args = std::span<const std::string>;

/// Where a command reads and writes; tests hand in their own streams.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;     ///< a table is then drawn, not written as CSV
  bool err_is_terminal = false;     ///< progress is shown
  const Ranks& ranks = one_rank();  ///< that run the command together; the first one's streams show
};

/// Who can run a command.
enum class RunBy {
  one_process,  ///< refused under several
  ranks,        ///< makes its parts on all of them
};

/// A sub-command: one file, one row of the table in commands.cpp.
struct Command {
  std::string_view name;
  std::string_view summary;
  void (*run)(Args, const Streams&);
  std::string (*help)();
  RunBy run_by = RunBy::one_process;
};

/// Every sub-command, in the order that the help shows.
std::span<const Command> commands();

/// Runs the command line `args` (without the program's name).
/// \return  0 done; 1 the data could not be processed; 2 the command line or a file of settings was
///          wrong
int run(Args args, const Streams& streams);

}  // namespace trygg::tools
