#include "reports/weighting/parts.hpp"

#include <fmt/format.h>

namespace trygg::reports::weighting {

std::string stage_word(const Context& c, std::size_t stage) {
  const auto kind = c.diagnosis.stages[stage].kind;
  const auto key = kind == StageKind::base          ? "wt_stage_base"
                   : kind == StageKind::eligibility ? "wt_stage_eligibility"
                   : kind == StageKind::nonresponse ? "wt_stage_nonresponse"
                   : kind == StageKind::trimming    ? "wt_stage_trimming"
                                                    : "wt_stage_calibration";
  return c.word(key);
}

std::string stage_name(const Context& c, std::size_t stage) {
  return fmt::format("{}. {}", stage, stage_word(c, stage));
}

Html wide_section(const std::string& heading, const Html& main, const Html& tables) {
  const Html text =
      element("div", {{"class", "row"}}, {element("div", {element("h2", {heading}), main})});
  const Html below = tables.empty() ? Html() : element("div", {{"class", "after"}}, {tables});
  return "\n" + element("section", {text, below});
}

Html numbered_table(Context& c, TableParts parts) {
  parts.number = ++c.tables;
  return table(parts, c.project, c.phrases);
}

Html numbered_figure(Context& c, FigureParts parts) {
  parts.number = ++c.figures;
  return figure(parts, c.project, c.phrases);
}

}  // namespace trygg::reports::weighting
