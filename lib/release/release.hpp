#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "release/protection.hpp"
#include "release/release_rule.hpp"
#include "release/surface.hpp"
#include "release/symbol.hpp"

namespace trygg {

struct Cube;

enum class Decision { show, flag, suppress };
std::string_view to_text(Decision decision);

/// What a comparison permits to say (publication language: H+, L−, E, N, U, B, X).
enum class Finding {
  none,          ///< not a comparison
  higher,        ///< the interval lies wholly above 0
  lower,         ///< wholly below 0
  similar,       ///< wholly inside ±`similar_within`, and not higher or lower
  not_shown,     ///< includes 0, half-width at most `widest`: no difference can be shown
  undetermined,  ///< includes 0 and wider, or a flagged cell, or too few degrees of freedom
  broken,        ///< wording, mode or population differ
  suppressed,    ///< one of the cells is not released
};
std::string_view to_text(Finding finding);

/// Whether a number is published as it is or as a hundredth (fractions as per cent).
enum class Scale { unit, percent };

/// A number after the release decision: its published text, or a symbol. What was withheld is not
/// in here, so no renderer can let it slip.
class Published {
 public:
  /// Rounded once, half away from zero, to `decimals`; decimal point, U+002D minus, never "-0.0".
  /// What is rounded is the shortest decimal text of `value`, so 2.675 gives 2.68 and the fraction
  /// 0.1265 gives 12.7 per cent whatever the bits behind them. \throws ArgumentError  not finite
  static Published shown(double value, int decimals, Scale scale = Scale::unit);
  /// Symbol::none: there is nothing to give (the margin of a level).
  static Published withheld(Symbol symbol);
  /// From the text of a release file; "-" is read as "–". \throws ArgumentError  neither a number
  /// nor a symbol
  static Published parsed(std::string_view text);

  bool is_shown() const { return shown_; }
  /// "12.6" or the symbol ("..").
  const std::string& text() const { return text_; }
  /// The rounded value, for drawing. \throws ArgumentError  it is withheld
  double value() const;

 private:
  std::string text_ = "..";
  double value_ = 0;
  bool shown_ = false;
};

/// A row of the cube after the decision. Shares are in percent, differences in percentage points.
struct ReleasedRow {
  std::string wave, era, indicator, statistic, area_level, area, sex;
  std::vector<std::string> groups;
  std::string contrast;  ///< as in the cube
  Decision decision = Decision::suppress;
  /// Suppressed: few_answers, not_estimable, not_asked, what a rule of the profile says of what is
  /// uncertain (few_effective_answers, wide_interval, …), confidential (whichever rule it was, or
  /// to protect another), cell_suppressed (one of a comparison's cells is), cells_not_found (they
  /// are not in the cube), series_break (the rounds did not ask the same). Flagged: small_base,
  /// what a rule says, series_break_before (the next round asked something else), cell_flagged,
  /// cell_all_or_none. Empty when shown.
  std::string reason;
  Published n, estimate, lower, upper;
  Published margin;  ///< half-width of a symmetric interval (comparisons)
  Finding finding = Finding::none;
};

struct Release {
  std::vector<std::string> group_names;
  std::vector<ReleasedRow> rows;
};

/// A level that lies before a break of its series.
inline constexpr std::string_view series_break_before = "series_break_before";

/// The rules as data, release.toml; the keys are the members' names, and each may be left out. With
/// `profile` they begin as profiles/NAME.toml has them; a rule's limit is set by the rule's key.
struct ReleaseRules {
  std::size_t minimum_base = 30;   ///< fewer answers in the base: suppressed
  std::size_t flag_base = 200;     ///< fewer answers: flagged as uncertain
  double similar_within = 2.0;     ///< percentage points, Finding::similar
  double widest = 5.0;             ///< percentage points, Finding::not_shown
  double minimum_df = 8;           ///< fewer: undetermined
  int decimals = 1;                ///< of per cent and percentage points
  int mean_decimals = 2;           ///< of means and ratios
  std::string profile;             ///< its name; empty: only the members above
  std::vector<ReleaseRule> rules;  ///< of the profile, in the order in which they are asked
  Protection protection;           ///< [protection]
};
/// \throws ConfigError  unknown key, or a value out of its range
ReleaseRules read_release_rules(const std::filesystem::path& path);

/// One decision per cell of the surface: by its own answers, then by what must be suppressed so
/// that no suppressed cell can be computed from the others (release/secondary.hpp); a comparison is
/// suppressed when one of its cells is. A finding is decided on the published limits, so that words
/// and printed interval cannot disagree.
///
/// Comparisons of other things than shares have no `similar_within` and no `widest`: where their
/// interval does not settle the direction they are undetermined.
/// \throws InputError  two rows for one cell; the rules ask for cases or weights that are not there
Release release(const Cube& cube, const ReleaseRules& rules, const ReleaseScope& scope = {});

/// The levels of a publication that are confidential: for ReleaseScope::confidential_before.
std::set<CellKey> confidential_levels(const Release& release);

/// CSV: `wave,era,indicator,statistic,area_level,area,sex,<groups…>,contrast,decision,reason,n,
/// estimate,lower,upper,margin,finding`. Withheld numbers are their symbol.
std::string to_csv(const Release& release);
/// \throws InputError  not that header, an unknown word, or a number beside a decision to suppress
Release read_release(const std::filesystem::path& path);

}  // namespace trygg
