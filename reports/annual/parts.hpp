#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reports/document/document.hpp"
#include "reports/publication/context.hpp"

/// The parts of the annual report; each file of this folder makes one.
namespace trygg::reports::annual {

/// What is measured: an indicator with the inputs of a publication about it.
struct Measured {
  ProjectTexts project;  ///< with the indicator's own first comparable round
  PublicationInput input;
  Context context;

  Measured(const PublicationInput& whole, const Indicator& indicator, const Phrases& phrases);
  Measured(const Measured&) = delete;
  Measured& operator=(const Measured&) = delete;

  const Indicator& indicator() const { return input.indicator; }
  bool was_asked() const { return context.figures.was_asked(context.wave()); }
};

/// The report while it is made. Figures and tables are numbered through all indicators.
struct Report {
  const PublicationInput& input;
  const Phrases& phrases;
  Context headline;  ///< the publication's own indicator
  std::vector<std::unique_ptr<Measured>> indicators;
  int figures = 0, tables = 0;

  Report(const PublicationInput& input, const Phrases& phrases);

  const ProjectTexts& project() const { return input.project; }
  /// What `make(context)` gives, with the report's numbers going on in it.
  template <class Make>
  auto numbered(Context& c, const Make& make) {
    c.figure_number = figures;
    c.table_number = tables;
    auto made = make(c);
    figures = c.figure_number;
    tables = c.table_number;
    return made;
  }
};

/// Kicker, H1, lede, facts, points, aside.
void write_opening(Document& document, Report& report);
/// The development of the headline, women and men together, for the first page.
std::vector<Section> short_section(Report& report);
Section reading_section(const Report& report);
std::vector<Section> chapters(Report& report);
std::vector<Section> areas_sections(Report& report);
std::vector<Section> goal_sections(Report& report);
std::vector<Section> quality_sections(Report& report);
std::vector<Section> tables_sections(Report& report);
/// Two pages in English; nothing without `input.english`.
std::vector<Section> english_summary(Report& report);

/// The areas side by side, women and men together (C4); nothing without two areas and two rounds.
std::vector<Block> area_developments(Context& context);

/// "i hela staden".
std::string at_whole(const Context& c);
/// The development of women and men together since the round of comparison.
std::string change_sentence(const Context& c, const Location& place, const std::string& name);

/// `blocks` with ids of tables, and the links to them, that begin with `prefix`.
std::vector<Block> with_ids(std::vector<Block> blocks, const std::string& prefix);
void append(std::vector<Block>& to, std::vector<Block> more);

}  // namespace trygg::reports::annual
