#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/command.hpp"

namespace trygg::tools {

/// Options that every command has.
struct Common {
  bool quiet = false;
  unsigned threads = 0;  ///< 0: those of the machine
  const Ranks* ranks = &one_rank();
  std::string lang = "sv";
};

/// Lets a command that is RunBy::ranks work on all of them.
void use_ranks(Common& common, const Streams& streams);

/// Options in the order in which they were typed: name (without dashes) and value.
using Ordered = std::vector<std::pair<std::string, std::string>>;

/// The options of one command, declared once for parsing and for help. Hides CLI11, which costs
/// seconds to compile. An unknown option is an error that names the nearest.
class Options {
 public:
  Options(std::string command, std::string summary);
  ~Options();

  /// A heading in the help; what is declared next stands under it.
  void section(const std::string& title);
  /// Options of later versions: named as such instead of as unknown.
  void not_yet(const std::vector<std::string>& names);

  /// A required positional argument, `name` as shown in the help (DATA).
  void positional(std::string& target, const std::string& name, const std::string& help);
  void optional_positional(std::string& target, const std::string& name, const std::string& help);
  /// One or more positional arguments.
  void positionals(std::vector<std::string>& target, const std::string& name,
                   const std::string& help);

  /// `names` as CLI11 writes them: "--weight" or "-o,--output". `value` is shown in the help.
  void add(const std::string& names, std::string& target, const std::string& value,
           const std::string& help);
  void add(const std::string& names, std::optional<std::string>& target, const std::string& value,
           const std::string& help);
  void add(const std::string& names, std::optional<double>& target, const std::string& value,
           const std::string& help);
  void add(const std::string& names, unsigned& target, const std::string& value,
           const std::string& help);
  /// Repeatable; the value is taken whole (no splitting at commas).
  void add(const std::string& names, std::vector<std::string>& target, const std::string& value,
           const std::string& help);
  void flag(const std::string& names, bool& target, const std::string& help);
  void required(const std::string& name);
  /// A repeatable option whose place among others of the same `target` matters (WHAT of estimate).
  void ordered(const std::string& names, Ordered& target, const std::string& value,
               const std::string& help);
  /// The same without a value (--count).
  void ordered_flag(const std::string& names, Ordered& target, const std::string& help);

  /// Adds --quiet, --threads, --lang.
  void common(Common& target);

  /// \throws ConfigError  unknown option, one given twice, missing or unreadable value, an argument
  ///                      too few or too many
  void parse(Args args);
  /// Usage, arguments and options, for a terminal of 80 columns.
  std::string help() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trygg::tools
