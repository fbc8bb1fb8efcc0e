#include "tools/progress.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace trygg::tools;

namespace {

enum class Terminal { no, yes };

/// What is told of one step when there is no patience at all.
std::string told(Terminal terminal, const Common& common, std::chrono::milliseconds patience) {
  std::ostringstream out, err;
  {
    Progress progress({out, err, false, terminal == Terminal::yes}, common, "trygg probe",
                      patience);
    progress.step("reading");
  }
  CHECK(out.str().empty());
  return err.str();
}

}  // namespace

TEST_CASE("short work, a pipe and --quiet are told nothing of", "[tools][progress]") {
  using std::chrono::milliseconds;
  CHECK(told(Terminal::yes, {}, std::chrono::hours(1)).empty());
  CHECK(told(Terminal::no, {}, milliseconds(0)).empty());
  Common quiet;
  quiet.quiet = true;
  CHECK(told(Terminal::yes, quiet, milliseconds(0)).empty());
}

TEST_CASE("a line of progress is erased at its end", "[tools][progress]") {
  const auto text = told(Terminal::yes, {}, std::chrono::milliseconds(0));
  // The work may end before its first word; what is shown is erased.
  if (!text.empty()) CHECK(text.ends_with("\r\x1b[K"));
  CHECK(text.find('\n') == std::string::npos);
}
