#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/ranks.hpp"

namespace trygg::tools {

/// The processes that mpirun (or srun) has started; one, when it has started none.
class MpiRanks final : public Ranks {
 public:
  /// Starts MPI, which may take arguments of its own away.
  MpiRanks(int& argc, char**& argv);
  ~MpiRanks() override;
  MpiRanks(const MpiRanks&) = delete;
  MpiRanks& operator=(const MpiRanks&) = delete;

  std::size_t rank() const override;
  std::size_t count() const override;
  /// Whether mpirun or srun has started this process, were it the only one.
  static bool is_launched();
  /// The machine's processors, shared out among its ranks, as far as mpirun lets this one use them.
  unsigned threads() const override { return threads_; }

 private:
  struct Mpi;
  std::vector<std::string> exchange(std::string own) const override;

  std::unique_ptr<const Mpi> mpi_;
  unsigned threads_ = 1;
};

}  // namespace trygg::tools
