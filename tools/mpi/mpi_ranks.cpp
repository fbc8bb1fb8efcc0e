#include "tools/mpi/mpi_ranks.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/mpi/collectives/all_gather.hpp>
#include <boost/mpi/collectives/all_gatherv.hpp>
#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>
#include <cstdint>
#include <cstdlib>

#include "base/parallel.hpp"

namespace trygg::tools {
namespace {

namespace mpi = boost::mpi;

/// MPI counts bytes in an int, those of all ranks together.
constexpr std::uint64_t most_bytes_at_once = std::uint64_t{1} << 30;

/// How many bytes each rank sends in one go.
std::vector<int> piece_sizes(const std::vector<std::uint64_t>& sizes, std::uint64_t from,
                             std::uint64_t piece) {
  std::vector<int> counts;
  for (const auto size : sizes)
    counts.push_back(static_cast<int>(size > from ? std::min(piece, size - from) : 0));
  return counts;
}

}  // namespace

struct MpiRanks::Mpi {
  Mpi(int& argc, char**& argv) : environment(argc, argv, mpi::threading::funneled) {}
  mpi::environment environment;
  mpi::communicator world;
};

MpiRanks::MpiRanks(int& argc, char**& argv) : mpi_(std::make_unique<const Mpi>(argc, argv)) {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  const auto machines = all_gather(name);
  const auto here = static_cast<long>(std::ranges::count(machines, std::string(name)));
  const auto fair = static_cast<unsigned>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN) / here));
  threads_ = std::min(default_threads(), fair);
}

MpiRanks::~MpiRanks() = default;

std::size_t MpiRanks::rank() const {
  return static_cast<std::size_t>(mpi_->world.rank());
}

std::size_t MpiRanks::count() const {
  return static_cast<std::size_t>(mpi_->world.size());
}

bool MpiRanks::is_launched() {
  return std::getenv("PMIX_RANK") != nullptr || std::getenv("PMI_RANK") != nullptr;
}

std::vector<std::string> MpiRanks::exchange(std::string own) const {
  std::vector<std::uint64_t> sizes;
  mpi::all_gather(mpi_->world, std::uint64_t{own.size()}, sizes);
  const auto piece = std::max<std::uint64_t>(1, most_bytes_at_once / sizes.size());
  const auto largest = *std::ranges::max_element(sizes);
  std::vector<std::string> all(sizes.size());
  for (std::uint64_t from = 0; from < largest; from += piece) {
    const auto counts = piece_sizes(sizes, from, piece);
    std::size_t sum = 0;
    for (const int count : counts) sum += static_cast<std::size_t>(count);
    std::vector<char> part(sum);
    mpi::all_gatherv(mpi_->world, own.data() + std::min<std::uint64_t>(from, own.size()),
                     part.data(), counts);
    const char* at = part.data();
    for (std::size_t r = 0; r < counts.size(); ++r) {
      all[r].append(at, static_cast<std::size_t>(counts[r]));
      at += counts[r];
    }
  }
  return all;
}

}  // namespace trygg::tools
