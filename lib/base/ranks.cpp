#include "base/ranks.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "base/error.hpp"

namespace trygg {
namespace {

class OneRank final : public Ranks {
 public:
  std::size_t rank() const override { return 0; }
  std::size_t count() const override { return 1; }
  unsigned threads() const override { return 0; }

 private:
  std::vector<std::string> exchange(std::string own) const override { return {std::move(own)}; }
};

/// What precedes the bytes of every exchange: whether the rank has ended, and how.
struct Standing {
  enum State : int { at_work, ended } state = at_work;
  int status = 0;
};

std::string message(Standing standing, const std::string& bytes) {
  std::string all(sizeof standing, '\0');
  std::memcpy(all.data(), &standing, sizeof standing);
  return all += bytes;
}

/// Takes the standing off the bytes.
Standing take_standing(std::string& bytes) {
  Standing standing;
  std::memcpy(&standing, bytes.data(), sizeof standing);
  bytes.erase(0, sizeof standing);
  return standing;
}

/// Takes the standings off what was exchanged.
/// \throws RankEnded  a rank has failed, or has ended while others are at work
Standing::State agreed(std::vector<std::string>& all) {
  std::size_t ended = 0;
  for (auto& bytes : all) {
    const auto standing = take_standing(bytes);
    if (standing.status != 0) throw RankEnded({standing.status, bytes});
    if (standing.state == Standing::ended) ++ended;
  }
  if (ended > 0 && ended < all.size())
    throw RankEnded({1, "trygg: the processes do not run the same command on the same files\n"});
  return ended > 0 ? Standing::ended : Standing::at_work;
}

/// Where the part of `rank` begins: after the sizes that are its predecessors' fair part, but
/// leaving a thing for each of them and for each that follows.
std::size_t begin_by_size(std::span<const std::uint64_t> sizes, std::size_t rank,
                          std::size_t ranks) {
  const auto all = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  const double fair = static_cast<double>(all) * static_cast<double>(rank) / double(ranks);
  std::size_t begin = 0;
  // A thing belongs to the part in which its middle lies.
  for (double before = 0; begin < sizes.size(); ++begin) {
    const auto size = static_cast<double>(sizes[begin]);
    if (before + size / 2 >= fair) break;
    before += size;
  }
  return std::clamp(begin, rank, sizes.size() - (ranks - rank));
}

}  // namespace

std::vector<std::string> Ranks::all_gather(std::string own) const {
  if (is_alone()) return {std::move(own)};
  auto all = exchange(message({Standing::at_work, 0}, own));
  agreed(all);
  return all;
}

RankEnd Ranks::end(RankEnd own) const {
  if (is_alone()) return own;
  try {
    auto all = exchange(message({Standing::ended, own.status}, own.text));
    agreed(all);
    return own;
  } catch (const RankEnded& ended) {
    return ended.end();
  }
}

const Ranks& one_rank() {
  static const OneRank alone;
  return alone;
}

RankShare even_share(std::size_t count, std::size_t rank, std::size_t ranks) {
  return {count * rank / ranks, count * (rank + 1) / ranks};
}

RankShare share_by_size(std::span<const std::uint64_t> sizes, std::size_t rank, std::size_t ranks) {
  require(sizes.size() >= ranks, "{} things for {} ranks", sizes.size(), ranks);
  // The parts before may have begun later than fair, each leaving one thing to the next.
  std::vector<std::size_t> begin(ranks + 1, sizes.size());
  for (std::size_t r = 0; r < ranks; ++r) {
    begin[r] = r == 0 ? 0 : std::max(begin[r - 1] + 1, begin_by_size(sizes, r, ranks));
  }
  return {begin[rank], begin[rank + 1]};
}

}  // namespace trygg
