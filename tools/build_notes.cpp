#include "tools/build_notes.hpp"

#include <fmt/format.h>

#include "tools/build_steps.hpp"

namespace trygg::tools {

void tell_breaks(const std::vector<SeriesBreak>& breaks, const BuildFiles& files,
                 const Note& note) {
  for (const auto& b : breaks)
    if (b.in_force())
      note(fmt::format("{}: {} is not compared with earlier rounds ({}: {}); {}", b.indicator,
                       b.wave, to_text(b.kind), b.text,
                       files.comparability.lexically_normal().string()));
}

void tell_areas(const std::vector<AreaCount>& counts, const std::vector<AreaDisagreement>& differ,
                const BuildFiles& files, const Note& note) {
  for (const auto& c : counts)
    if (c.inexact_areas > 0)
      note(
          fmt::format("{}: '{}' ({}) of era {} is not exact: {:.1f} % of the persons in it belong "
                      "elsewhere, and {:.1f} % as many are counted elsewhere; {}",
                      c.wave, c.name, c.area, c.era, 100 * c.from_elsewhere, 100 * c.elsewhere,
                      files.areas.lexically_normal().string()));
  std::size_t n = 0;
  for (const auto& d : differ) n += d.n;
  if (n > 0)
    note(
        fmt::format("{}: {} records have another area code than the crosswalk gives them, which "
                    "the estimates follow; {}",
                    differ.front().wave, n, files.area_codes.lexically_normal().string()));
}

}  // namespace trygg::tools
