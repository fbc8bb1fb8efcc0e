#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trygg {

struct Area;

/// Finds the area that a text in a data file means, among those of one level in one era: by code;
/// else by a code that is the same number ("1" for "01", where that fits one area only); else by
/// name; else by alias. Names and aliases are compared as comparable_text() makes them.
class AreaMatcher {
 public:
  /// \param areas  must outlive it
  explicit AreaMatcher(std::vector<const Area*> areas);

  /// The areas that the first of those rules finds: none, one, or several of the same name.
  std::vector<const Area*> find(std::string_view text) const;

  /// The one area. \throws InputError  none, with the nearest code or name; or several
  const Area& one(std::string_view text) const;

  /// "; did you mean 'Husby' (0102)?", or the codes that there are.
  std::string hint(std::string_view text) const;

 private:
  struct Names {
    std::string name;
    std::vector<std::string> aliases;
  };
  std::vector<const Area*> areas_;
  std::vector<Names> names_;  // of each area
};

}  // namespace trygg
