#pragma once

#include <string>

#include "diagnostics/weighting_diagnosis.hpp"
#include "reports/document/page.hpp"
#include "reports/project_texts.hpp"

/// The parts of the report on a weighting, in their order on the page. Parts that have nothing to
/// show are empty.
namespace trygg::reports::weighting {

/// What the parts share; figures and tables are numbered as they are made.
struct Context {
  const WeightingDiagnosis& diagnosis;
  const Phrases& phrases;
  ProjectTexts project;
  int figures = 0, tables = 0;

  std::string word(std::string_view key, const Slots& slots = {}) const {
    return phrases.word(key, slots);
  }
};

Html opening(Context& c);
Html stages_section(Context& c);
Html outcome_section(Context& c);
Html response_section(Context& c);
Html balance_section(Context& c);
Html auxiliaries_section(Context& c);
Html totals_section(Context& c);
Html extremes_section(Context& c);
Html method_section(Context& c);
Html footer(const Context& c);

/// "Bortfallsjustering".
std::string stage_word(const Context& c, std::size_t stage);
/// "2. Bortfallsjustering".
std::string stage_name(const Context& c, std::size_t stage);

/// A section whose tables take the whole width under its text and figures; any may be empty.
Html wide_section(const std::string& heading, const Html& main, const Html& tables);

/// A table, numbered.
Html numbered_table(Context& c, TableParts parts);
/// A figure, numbered; links to the table that comes next.
Html numbered_figure(Context& c, FigureParts parts);

}  // namespace trygg::reports::weighting
