#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "tools/command.hpp"

int main(int argc, char* argv[]) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  return trygg::tools::run(
      args, {std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0});
}
