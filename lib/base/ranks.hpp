#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace trygg {

/// Indices [begin, end): one rank's part of something.
struct RankShare {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

/// How a rank's program ended.
struct RankEnd {
  int status = 0;    ///< exit status; 0: done
  std::string text;  ///< what is said of it; empty when done
};

/// Thrown on every rank where one has ended while the others waited for what it makes: nobody goes
/// on. It is no Error, so that nobody who knows what to do about errors takes it for one.
class RankEnded : public std::exception {
 public:
  explicit RankEnded(RankEnd end) : end_(std::move(end)) {}
  const RankEnd& end() const { return end_; }
  const char* what() const noexcept override { return end_.text.c_str(); }

 private:
  RankEnd end_;
};

/// Processes that run the same command on the same files and make its parts together.
///
/// All ranks take the same decisions, because all have the same after every `all_gather`; only the
/// first one prints and writes. Never called by two threads at a time.
class Ranks {
 public:
  virtual ~Ranks() = default;

  virtual std::size_t rank() const = 0;   ///< of this process, from 0
  virtual std::size_t count() const = 0;  ///< of processes
  /// Threads of this rank where the user does not say; 0: the machine's.
  virtual unsigned threads() const = 0;
  /// What each rank gave, by rank, on all of them. Each must call it, as often as the others.
  /// \throws RankEnded  a rank has ended
  std::vector<std::string> all_gather(std::string own) const;
  /// The last call of every rank. \return how the lowest rank ended that failed; else `own`
  RankEnd end(RankEnd own) const;

  bool is_first() const { return rank() == 0; }
  bool is_alone() const { return count() == 1; }

 private:
  /// The bytes of all ranks, by rank; waits until all have called it.
  virtual std::vector<std::string> exchange(std::string own) const = 0;
};

/// A process by itself.
const Ranks& one_rank();

/// The part of `count` things that `rank` of `ranks` makes: consecutive, in the order of the ranks.
RankShare even_share(std::size_t count, std::size_t rank, std::size_t ranks);

/// The same of things that are of unlike size, so that sums of sizes are about alike, and every
/// rank has one thing at least. \throws ArgumentError  fewer things than ranks
RankShare share_by_size(std::span<const std::uint64_t> sizes, std::size_t rank, std::size_t ranks);

}  // namespace trygg
