#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "goal/goal.hpp"
#include "release/release.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// An area, or the whole place when `code` is empty.
struct Location {
  std::string era, level, code;
  bool is_whole() const { return code.empty(); }
};

/// A value of one grouping variable, or all of them when `code` is empty.
struct GroupValue {
  std::string variable, code;
};

/// The released figures of one indicator, found by what they are about. What the release does not
/// hold comes back as a row that says so: withheld, comparison suppressed.
class Figures {
 public:
  /// `release` and `project` must live as long as this.
  Figures(const Release& release, const std::string& indicator, const ProjectTexts& project);

  const ReleasedRow& level(std::string_view wave, const Location& place, std::string_view sex,
                           const GroupValue& group = {}) const;
  /// Women minus men.
  const ReleasedRow& gap(std::string_view wave, const Location& place,
                         const GroupValue& group = {}) const;
  /// From `before` to `now`, in one sex or (empty) in all.
  const ReleasedRow& change(std::string_view before, std::string_view now, const Location& place,
                            std::string_view sex) const;
  /// Of the difference between women and men.
  const ReleasedRow& gap_change(std::string_view before, std::string_view now,
                                const Location& place) const;

  /// Whether the release has a row at all, shown or withheld: the question was asked.
  bool was_asked(std::string_view wave) const;
  bool has_group(std::string_view variable) const;

 private:
  const ReleasedRow& find(std::string_view wave, const Location& place, std::string_view sex,
                          const GroupValue& group, std::vector<std::string> contrasts) const;
  std::string sex_contrast() const;
  std::string wave_contrast(std::string_view before, std::string_view now) const;

  const ProjectTexts& project_;
  std::vector<std::string> group_names_;
  std::vector<const ReleasedRow*> rows_;
};

/// Swedish alphabetical order, å ä ö last, without regard to case.
bool alphabetical(std::string_view a, std::string_view b);

}  // namespace trygg::reports
