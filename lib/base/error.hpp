#pragma once

#include <fmt/core.h>

#include <stdexcept>
#include <string_view>
#include <utility>

namespace trygg {

/// Base of every exception that is thrown on purpose. A message is one line: what was met, where,
/// the rule that it breaks and, after a semicolon or full stop, what to do about it.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Arguments that do not fit together: lengths, ranges. A caller's fault.
struct ArgumentError : Error {
  using Error::Error;
};

/// Data that cannot be read or do not hold what they must. Exit status 1.
struct InputError : Error {
  using Error::Error;
  InputError(std::string_view source, std::size_t line, std::string_view problem)
      : Error(fmt::format("{}:{}: {}", source, line, problem)) {}
};

/// A design from which the requested quantity cannot be estimated. Exit status 1.
struct DesignError : Error {
  using Error::Error;
};

/// An iteration that ended without a solution. Exit status 1.
struct ConvergenceError : Error {
  using Error::Error;
};

/// A command line or a configuration file that is wrong. Exit status 2.
struct ConfigError : Error {
  using Error::Error;
};

/// Throws `E` with the formatted message unless `condition` holds.
template <class E = ArgumentError, class... Args>
void require(bool condition, fmt::format_string<Args...> message, Args&&... args) {
  if (!condition) throw E(fmt::format(message, std::forward<Args>(args)...));
}

}  // namespace trygg
