#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include "base/random.hpp"
#include "support.hpp"
#include "tools/small_city.hpp"

using namespace trygg;
using test::run_trygg;
using test::small_city;
namespace fs = std::filesystem;

namespace {

using Contents = std::map<std::string, std::string>;

Contents contents(const fs::path& folder) {
  Contents all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      all[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
  return all;
}

/// Of a publication that was being made.
bool has_leftovers(const fs::path& city) {
  return std::ranges::any_of(fs::directory_iterator(city), [](const auto& entry) {
    return entry.path().filename().string().starts_with(".out.");
  });
}

/// The files that differ, for the message.
std::string differing(const Contents& a, const Contents& b) {
  std::string files;
  for (const auto& [file, bytes] : a)
    if (!b.contains(file) || b.at(file) != bytes) files += file + " ";
  for (const auto& [file, bytes] : b)
    if (!a.contains(file)) files += "-" + file + " ";
  return files;
}

/// Runs a build in a process of its own, after `prepare`; what it says goes to `said`.
template <class Prepare>
pid_t begin_build(const fs::path& city, const fs::path& said, Prepare prepare) {
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto text = std::freopen(said.c_str(), "w", stderr);
    prepare();
    const auto ran =
        run_trygg({"build", city.string(), "--threads", "2", "--quiet", "--without-pdf"});
    if (text) std::fputs(ran.err.c_str(), text), std::fflush(text);
    ::_exit(ran.status);
  }
  return child;
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A city whose data are now of one kind, now of another, and the publication of each.
struct Alternating {
  test::Folder folder;
  fs::path city = small_city(folder);
  std::string data[2] = {test::round_data(2026), test::round_data(2023)};
  Contents out[2];
  double seconds = 0;  ///< that a build takes

  Alternating() {
    // Rounds whose data are the same are refused.
    std::replace(data[1].begin(), data[1].end(), '3', '2');
    for (const int kind : {1, 0}) {
      use(kind);
      const auto begun = std::chrono::steady_clock::now();
      REQUIRE(run_trygg({"build", city.string(), "--quiet", "--without-pdf"}).status == 0);
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
      out[kind] = contents(city / "out");
    }
    REQUIRE(out[0] != out[1]);
  }
  void use(int kind) const { folder.file("city/data/2026.csv", data[kind]); }
};

}  // namespace

TEST_CASE("a build killed at a hundred random moments leaves an old or a new publication",
          "[tools][build][law]") {
  const Alternating city;
  Random random(20261121, 0);
  int killed = 0, old = 0;
  int shown = 0;  // which of the two publications lies in out/
  for (int i = 0; i < 100; ++i) {
    city.use(1 - shown);
    const auto child = begin_build(city.city, "/dev/null", [] {});
    std::this_thread::sleep_for(
        std::chrono::duration<double>(1.1 * random.uniform() * city.seconds));
    ::kill(child, SIGKILL);
    killed += status_of(child) == -1;
    const auto now = contents(city.city / "out");
    CAPTURE(i, differing(now, city.out[0]), differing(now, city.out[1]));
    REQUIRE((now == city.out[0] || now == city.out[1]));
    const bool is_old = now == city.out[shown];
    old += is_old;
    shown = is_old ? shown : 1 - shown;
  }
  CHECK(killed > 20);
  CHECK(old > 20);
  for (const int kind : {1 - shown, shown}) {
    city.use(kind);
    REQUIRE(run_trygg({"build", city.city.string(), "--quiet", "--without-pdf"}).status == 0);
    CHECK(contents(city.city / "out") == city.out[kind]);
  }
  CHECK_FALSE(has_leftovers(city.city));
}

TEST_CASE("a disk that fills up ends a build in one line and touches no publication",
          "[tools][build][error]") {
  const Alternating city;
  city.use(1);
  for (const rlim_t bytes : {100u, 5'000u, 30'000u}) {
    CAPTURE(bytes);
    const auto child = begin_build(city.city, city.folder / "said", [bytes] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{bytes, bytes};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    CHECK(status_of(child) == 1);
    const auto said = read_file(city.folder / "said");
    CHECK_THAT(said, Catch::Contains("writing broke off: File too large") ||
                         Catch::Equals("") /* not even the message found room */);
    CHECK(std::ranges::count(said, '\n') <= 1);
    CHECK(contents(city.city / "out") == city.out[0]);
    CHECK_FALSE(has_leftovers(city.city));
  }
  REQUIRE(run_trygg({"build", city.city.string(), "--quiet", "--without-pdf"}).status == 0);
  CHECK(contents(city.city / "out") == city.out[1]);
}

TEST_CASE("a folder that cannot be written to is named, and the publication stands",
          "[tools][build][error]") {
  if (::geteuid() != 0) {
    WARN("passed over: only root can become somebody who may not write");
    return;
  }
  const Alternating city;
  city.use(1);
  // Everybody may read, nobody but root write.
  for (const auto& entry : fs::recursive_directory_iterator(city.folder.path()))
    fs::permissions(entry.path(), fs::perms(entry.is_directory() ? 0755 : 0644));
  fs::permissions(city.folder.path(), fs::perms(0755));
  const auto said = city.folder.file("said", "");
  const auto child = begin_build(city.city, said, [] {
    constexpr uid_t nobody = 65534;
    if (::setuid(nobody) != 0) ::_exit(99);
  });
  CHECK(status_of(child) == 1);
  CHECK_THAT(read_file(said), Catch::Contains("cannot be written: Permission denied"));
  CHECK(contents(city.city / "out") == city.out[0]);
}
