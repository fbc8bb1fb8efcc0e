#include "weights/diagnosis/diagnostics_table.hpp"

#include <fmt/core.h>

#include "config/config.hpp"

namespace trygg::weights {

DiagnosticsTable read_diagnostics(const Config& config) {
  DiagnosticsTable table{.auxiliaries = config.texts("auxiliaries"),
                         .study = config.texts("study"),
                         .level = config.number("level", 0.95)};
  if (!(table.level > 0 && table.level < 1))
    config.fail("level", fmt::format("{} must be between 0 and 1", table.level));
  const auto extremes = config.integer("extremes", 10);
  if (extremes < 1) config.fail("extremes", fmt::format("{} must be at least 1", extremes));
  table.extremes = static_cast<std::size_t>(extremes);
  return table;
}

}  // namespace trygg::weights
