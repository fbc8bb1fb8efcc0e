#include "base/ranks.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "base/made_by_ranks.hpp"
#include "base/thread_ranks.hpp"
#include "base/thrown_by_ranks.hpp"

using namespace trygg;
using test::on_ranks;

namespace {

/// What every rank has at the end, by rank.
template <class T, class Work>
std::vector<T> on_each(std::size_t ranks, Work work) {
  std::vector<T> all(ranks);
  on_ranks(ranks, [&](const Ranks& of) { all[of.rank()] = work(of); });
  return all;
}

struct Odd : Error {
  using Error::Error;
};

}  // namespace

TEST_CASE("bytes give back what was put, bit by bit", "[base][ranks][law]") {
  const std::vector<double> numbers{0.1, -0.0, std::nan(""), std::numeric_limits<double>::min()};
  const std::vector<std::string> texts{"", "öster", std::string("a\0b", 3)};
  ByteWriter to;
  to.put(numbers);
  to.put(texts);
  to.put(7);
  to.put(std::string("end"));
  const auto bytes = to.take();
  ByteReader from(bytes);
  std::vector<double> numbers2;
  std::vector<std::string> texts2;
  int seven = 0;
  std::string end;
  from.get(numbers2);
  from.get(texts2);
  from.get(seven);
  from.get(end);
  CHECK(std::memcmp(numbers.data(), numbers2.data(), 4 * sizeof(double)) == 0);
  CHECK(texts2 == texts);
  CHECK(seven == 7);
  CHECK(end == "end");
  CHECK(from.is_at_end());
  CHECK_THROWS_AS(from.get(seven), ArgumentError);
}

TEST_CASE("the shares of ranks are all things once, in order", "[base][ranks][law]") {
  for (const std::size_t count : {0u, 1u, 5u, 64u})
    for (const std::size_t ranks : {1u, 2u, 3u, 7u}) {
      std::size_t next = 0;
      for (std::size_t r = 0; r < ranks; ++r) {
        const auto share = even_share(count, r, ranks);
        CHECK(share.begin == next);
        next = share.end;
      }
      CHECK(next == count);
    }
}

TEST_CASE("files are shared out by size, at least one to a rank", "[base][ranks][law]") {
  using Sizes = std::vector<std::uint64_t>;
  const auto parts = [](const Sizes& sizes, std::size_t ranks) {
    std::vector<std::size_t> begins;
    for (std::size_t r = 0; r < ranks; ++r) begins.push_back(share_by_size(sizes, r, ranks).begin);
    CHECK(share_by_size(sizes, ranks - 1, ranks).end == sizes.size());
    return begins;
  };
  using Begins = std::vector<std::size_t>;
  CHECK(parts({1, 1, 1, 1}, 2) == Begins{0, 2});
  CHECK(parts({9, 1, 1, 1}, 2) == Begins{0, 1});
  CHECK(parts({1, 1, 1, 9}, 2) == Begins{0, 3});
  CHECK(parts({1, 1, 9}, 3) == Begins{0, 1, 2});
  CHECK(parts({9, 1, 1}, 3) == Begins{0, 1, 2});
  CHECK(parts({0, 0, 0}, 3) == Begins{0, 1, 2});
  CHECK_THROWS_AS(share_by_size(Sizes{1, 2}, 0, 3), ArgumentError);
}

TEST_CASE("what ranks make together all have, in order", "[base][ranks][law]") {
  const auto square = [](std::size_t i) { return static_cast<double>(i * i); };
  const auto alone = made_by_ranks<double>(10, 2, one_rank(), square);
  for (const std::size_t ranks : {2u, 3u, 12u})
    for (const auto& all : on_each<std::vector<double>>(
             ranks, [&](const Ranks& of) { return made_by_ranks<double>(10, 1, of, square); }))
      CHECK(all == alone);
}

TEST_CASE("all ranks throw what the lowest one threw, of its kind", "[base][ranks]") {
  const auto thrown = on_each<std::string>(4, [](const Ranks& ranks) -> std::string {
    try {
      work_or_throw_by_ranks<InputError, Odd>(ranks, [&] {
        if (ranks.rank() == 2) throw Odd("two");
        if (ranks.rank() == 3) throw InputError("three");
      });
    } catch (const Odd& odd) {
      return odd.what();
    }
    return "";
  });
  CHECK(thrown == std::vector<std::string>(4, "two"));
}

TEST_CASE("who waits for a rank that has failed ends as it did", "[base][ranks]") {
  const auto ends = on_each<std::string>(3, [](const Ranks& ranks) -> std::string {
    if (ranks.rank() == 1) return ranks.end({2, "one"}).text;
    try {
      ranks.all_gather("work");
    } catch (const RankEnded& ended) {
      return ended.end().text;
    }
    return "";
  });
  CHECK(ends == std::vector<std::string>(3, "one"));
}

TEST_CASE("ranks of different commands do not wait for ever", "[base][ranks]") {
  const auto statuses = on_each<int>(2, [](const Ranks& ranks) {
    if (ranks.rank() == 1) return ranks.end({}).status;
    try {
      ranks.all_gather("work");
    } catch (const RankEnded& ended) {
      return ended.end().status;
    }
    return 0;
  });
  CHECK(statuses == std::vector<int>{1, 1});
}
