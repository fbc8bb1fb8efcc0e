#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tools/options.hpp"

namespace trygg::tools {

/// Tells on standard error what is being done, once the work has lasted over a second, when
/// standard error is a terminal and --quiet is not given. The line is erased at the end: nothing of
/// it stays between a command's own lines, and no output depends on it.
class Progress {
 public:
  /// \param patience  how long to be silent
  Progress(const Streams& streams, const Common& common, std::string command,
           std::chrono::milliseconds patience = std::chrono::seconds(1));
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// What begins now: "reading people.csv".
  void step(const std::string& text);
  /// Erases the line and stays silent: before anything else is written to standard error.
  void done();

 private:
  struct Teller;
  std::unique_ptr<Teller> teller_;  // nothing when nobody is to be told
};

}  // namespace trygg::tools
