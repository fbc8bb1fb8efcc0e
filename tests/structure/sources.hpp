#pragma once

#include <string>
#include <vector>

namespace trygg::test {

/// One file of the project, as the tests of its structure see it.
struct Source {
  std::string path;  ///< from the root, as "lib/base/text.hpp"
  std::string text;
  std::vector<std::string> includes;  ///< as written between the quotes or brackets, with them

  bool is_in(const std::string& folder) const { return path.starts_with(folder + "/"); }
  bool is_header() const { return path.ends_with(".hpp"); }
  /// The first two folders within lib, the first elsewhere: "lib/base", "weights".
  std::string part() const;
  /// Code and texts without comments: what `//` begins is left out.
  std::string without_comments() const;
};

/// The C++ files below `folder` (from the root), in the order of their paths.
std::vector<Source> sources(const std::string& folder);

/// Reads `includes` out of a text; to try the tests on texts that break the rules.
Source source(std::string path, std::string text);

}  // namespace trygg::test
