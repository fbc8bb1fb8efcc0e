#pragma once

#include <string>
#include <vector>

#include "reports/figures.hpp"
#include "reports/phrases/templates.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// An area of the publication with its figures in the publication's round.
struct AreaFigures {
  const Area* area;
  Location place;
  const ReleasedRow* women;
  const ReleasedRow* men;
  const ReleasedRow* gap;
};

/// How much the notes under figures explain: `brief` where the signs are explained once for many.
enum class Notes { whole, brief };

/// What the sections of a publication share about one indicator: inputs, texts, found figures,
/// running numbers.
struct Context {
  const PublicationInput& input;
  const Phrases& phrases;
  Location subject;  ///< what the publication is about; empty: the whole place
  Figures figures;
  std::vector<AreaFigures> areas;  ///< A–Ö
  int figure_number = 0, table_number = 0;
  Notes notes = Notes::whole;

  Context(const PublicationInput& input, const Phrases& phrases, Location subject = {});

  const ProjectTexts& project() const { return input.project; }
  const std::string& wave() const { return input.project.publication_wave; }
  /// Of the subject.
  const ReleasedRow& women() const;
  const ReleasedRow& men() const;
  const ReleasedRow& gap() const;
  std::vector<const ReleasedRow*> area_gaps() const;

  /// "andelen otrygga", "Andelen otrygga" at the start of a sentence.
  std::string share() const;
  /// "procent", or what the indicator is measured in.
  std::string unit() const;
  /// "på Norrmalm".
  std::string in_area(const Area& area) const;
  /// "på Norrmalm och i Skärholmen": the areas whose comparison is in `state`, A–Ö.
  std::vector<const AreaFigures*> in_state(Finding state) const;
  std::string in_areas(const std::vector<const AreaFigures*>& some) const;
  /// Source line under figures.
  std::string source() const;
  std::string whole_name() const { return capitalised(project().whole); }
  /// The area that it is about, else the whole: "Bromma", "Hela staden".
  std::string subject_name() const;
  /// The area that it is about. \throws ArgumentError  it is about the whole
  const Area& area() const;
};

/// "andelen otrygga": the indicator's short name within a sentence.
std::string share_of(const Indicator& indicator, const Phrases& phrases);

}  // namespace trygg::reports
