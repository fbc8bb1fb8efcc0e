// The program for `mpirun -n 4 trygg …`; started by itself it is one process as any other.
#include <unistd.h>

#include <iostream>
#include <streambuf>
#include <string>
#include <vector>

#include "tools/command.hpp"
#include "tools/mpi/mpi_ranks.hpp"

namespace {

/// Where ranks write that are not the first: nowhere.
class Nowhere final : public std::streambuf {
  int_type overflow(int_type c) override { return traits_type::not_eof(c); }
  std::streamsize xsputn(const char*, std::streamsize size) override { return size; }
};

}  // namespace

int main(int argc, char* argv[]) {
  const trygg::tools::MpiRanks ranks(argc, argv);
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (!ranks.is_launched())
    return trygg::tools::run(
        args, {std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0});
  // mpirun puts terminals of its own between ranks and files: what they are tells nothing.
  Nowhere buffer;
  std::ostream nowhere(&buffer);
  auto& out = ranks.is_first() ? std::cout : nowhere;
  auto& err = ranks.is_first() ? std::cerr : nowhere;
  return trygg::tools::run(args, {out, err, false, false, ranks});
}
