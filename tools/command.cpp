#include "tools/command.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <ostream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "tools/version.hpp"

namespace trygg::tools {
namespace {

enum Status : int { done = 0, failed = 1, misused = 2 };

void print_help(std::ostream& out) {
  out << "Usage: trygg COMMAND [ARGUMENT]...\n\nFrom survey microdata to published safety "
         "statistics.\n\nCommands:\n";
  for (const auto& c : commands()) out << fmt::format("  {:<10} {}\n", c.name, c.summary);
  out << "\n'trygg COMMAND --help' explains a command; 'trygg --version' tells the version.\n";
}

const Command& find(std::string_view name) {
  const auto all = commands();
  const auto found = std::ranges::find(all, name, &Command::name);
  if (found == all.end()) {
    std::vector<std::string> names;
    for (const auto& c : all) names.emplace_back(c.name);
    throw ConfigError(fmt::format("unknown command '{}'{}", name, did_you_mean(name, names, 20)));
  }
  return *found;
}

bool has(Args args, std::string_view option) {
  return std::ranges::find(args, option) != args.end();
}

/// \throws ConfigError  several ranks for a command that is of one process
void check_ranks(const Command& command, const Ranks& ranks) {
  if (command.run_by == RunBy::ranks || ranks.is_alone()) return;
  std::vector<std::string> names;
  for (const auto& c : commands())
    if (c.run_by == RunBy::ranks) names.push_back(fmt::format("'{}'", c.name));
  throw ConfigError(fmt::format(
      "has nothing to share out among {} processes; run it without mpirun (shared out are {})",
      ranks.count(), joined(names, " and ")));
}

void dispatch(Args args, const Streams& streams) {
  if (args.size() == 2 && args[0] == "help") {
    streams.out << find(args[1]).help();
  } else if (args.empty() || args[0] == "help" || args[0] == "-h" || args[0] == "--help") {
    print_help(streams.out);
  } else if (args[0] == "--version") {
    streams.out << version_text() << '\n';
  } else if (const auto& command = find(args[0]); has(args, "-h") || has(args, "--help")) {
    streams.out << command.help();
  } else if (has(args, "--version")) {
    streams.out << version_text() << '\n';
  } else {
    check_ranks(command, streams.ranks);
    command.run(args.subspan(1), streams);
  }
}

/// Runs the command on this rank.
/// \throws RankEnded  another one has ended
RankEnd run_here(Args args, const Streams& streams) {
  const auto prefix = args.empty() || args[0].starts_with("-") ? "trygg" : "trygg " + args[0];
  const auto failure = [&](Status status, const std::string& what) {
    return RankEnd{status, fmt::format("{}: {}\n", prefix, what)};
  };
  try {
    dispatch(args, streams);
    streams.out.flush();
    require<InputError>(streams.out.good(),
                        "standard output: writing broke off; is the disk full?");
    return {done, ""};
  } catch (const RankEnded&) {
    throw;
  } catch (const ConfigError& e) {
    return failure(misused, e.what());
  } catch (const Error& e) {
    return failure(failed, e.what());
  } catch (const std::filesystem::filesystem_error& e) {
    return failure(failed, e.path1().string() + ": " + e.code().message());
  } catch (const std::bad_alloc&) {
    return failure(failed, "not enough memory");
  } catch (const std::exception& e) {  // ours throw Error; a library's is a complaint all the same
    return failure(failed, e.what());
  }
}

/// How all ranks end.
RankEnd run_by_all(Args args, const Streams& streams) {
  RankEnd own;
  try {
    own = run_here(args, streams);
  } catch (const RankEnded& ended) {
    return ended.end();
  }
  return streams.ranks.end(std::move(own));
}

}  // namespace

int run(Args args, const Streams& streams) {
  const auto end = run_by_all(args, streams);
  streams.err << end.text;
  return end.status;
}

}  // namespace trygg::tools
