// Commands on several ranks, which are threads here: the figures of one process, byte by byte, and
// its complaints. tests/ranks/run.sh does the same with mpirun.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/random.hpp"
#include "base/text.hpp"
#include "base/thread_ranks.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Contains;
using test::Folder;
using test::Ran;
using test::run_trygg;
using Args = std::vector<std::string>;

namespace {

/// What every rank says.
std::vector<Ran> on_ranks(std::size_t count, const Args& args) {
  std::vector<Ran> all(count);
  test::on_ranks(count, [&](const Ranks& ranks) {
    std::ostringstream out, err;
    const int status = tools::run(args, {out, err, false, false, ranks});
    all[ranks.rank()] = {status, out.str(), err.str()};
  });
  return all;
}

/// Weighted persons; codes and cells that only some of the files have.
std::string part(const Folder& folder, std::uint32_t number, int records) {
  Random random(1, number);
  std::string text = "id,area,sex,y,x,w\n";
  for (int i = 0; i < records; ++i)
    text += fmt::format("{},{}{},{},{},{},{:.6f}\n", number * 100000 + static_cast<unsigned>(i),
                        "ABCDEFG"[random.bits() % 7], random.bits() % 100 == 0 ? number : 0,
                        random.bits() % 2 ? "f" : "m", random.bits() % 3 == 0 ? "" : "1",
                        1 + random.bits() % 6, 1 + random.uniform());
  return folder.file(fmt::format("part-{}.csv", number), text);
}

Args estimate_of(Args files) {
  Args args{"estimate"};
  args.insert(args.end(), files.begin(), files.end());
  for (const auto* arg :
       {"--weight", "w", "--fold", "always", "--shares", "y", "--mean", "x", "--by", "area+sex"})
    args.push_back(arg);
  return args;
}

void check_same(const Args& args, std::size_t ranks) {
  const auto alone = run_trygg(args);
  INFO(alone.err);
  REQUIRE(alone.status == 0);
  const auto all = on_ranks(ranks, args);
  CHECK(all.front().out == alone.out);
  for (const auto& one : all) CHECK(one.status == 0);
  for (std::size_t r = 1; r < ranks; ++r) CHECK(all[r].out.empty());
}

}  // namespace

TEST_CASE("ranks that share out uneven files have the bytes of one process",
          "[tools][ranks][law]") {
  const Folder folder;
  const Args files{part(folder, 0, 900), part(folder, 1, 30000), part(folder, 2, 1),
                   folder.file("none.csv", "id,area,sex,y,x,w\n"), part(folder, 4, 5000)};
  for (const std::size_t ranks : {2u, 3u, 5u}) check_same(estimate_of(files), ranks);
  auto unweighted = estimate_of(files);
  unweighted.erase(unweighted.begin() + 6, unweighted.begin() + 8);
  check_same(unweighted, 4);
}

TEST_CASE("a bad file of one rank is told as one process tells it", "[tools][ranks]") {
  const Folder folder;
  Args files{part(folder, 0, 9), part(folder, 1, 9), part(folder, 2, 9)};
  files.push_back(folder.file("bad.csv", "id,area,sex,y,x,w\n1,A,f,1,2,3\n1,A,f\n"));
  const auto alone = run_trygg(estimate_of(files));
  CHECK(alone.status == 1);
  for (const auto& one : on_ranks(4, estimate_of(files))) {
    CHECK(one.status == 1);
    CHECK(one.err == alone.err);
  }
}

TEST_CASE("what cannot be shared out is refused in one line", "[tools][ranks]") {
  const Folder folder;
  const auto files = Args{part(folder, 0, 9), part(folder, 1, 9)};
  const auto refused = [](std::size_t ranks, const Args& args) {
    const auto ran = on_ranks(ranks, args).front();
    CHECK(ran.status == 2);
    CHECK(std::ranges::count(ran.err, '\n') == 1);
    return ran.err;
  };
  CHECK_THAT(refused(3, estimate_of(files)), Contains("2 files for 3 processes"));
  auto kept = estimate_of(files);
  kept.insert(kept.end(), {"--quantile", "x:0.5"});
  CHECK_THAT(refused(2, kept), Contains("needs every record") && Contains("without mpirun"));
  CHECK_THAT(refused(2, {"weight", "x"}), Contains("shared out are 'estimate' and 'coverage'"));
}
