#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "reports/document/document.hpp"
#include "reports/figures.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/publication/input.hpp"

namespace trygg::reports {

/// What a kind of publication is made of: the whole place, each area, or both.
enum class Scope { whole, area, both };

/// A kind of publication; one row of the table in kinds.cpp.
struct PublicationKind {
  std::string_view id;  ///< as typed, and in file names: "jamstalldhetsanalys"
  Scope scope;
  /// `subject`: the area that it is about; empty: the whole place.
  Document (*make)(const PublicationInput& input, const Phrases& phrases, const Location& subject);

  bool of_whole() const { return scope != Scope::area; }
  bool of_areas() const { return scope != Scope::whole; }
};

/// Every kind, in the order of the index.
std::span<const PublicationKind> publication_kinds();
/// \throws ConfigError  there is no such kind; names those that there are
const PublicationKind& publication_kind(std::string_view id);

/// Where a publication lies below out/, without its ending: "lagesbild/06-bromma", or the id alone
/// for the whole place (`area` nullptr).
std::filesystem::path publication_path(const PublicationKind& kind, const Area* area);

/// The texts and the style sheet that publications are made with.
struct House {
  Phrases phrases;
  std::string css;
};
/// \param folder  of the project; texts and style are looked for upward of it
/// \throws ConfigError  they are not there or cannot be read
House read_house(const std::filesystem::path& folder, Language language);

}  // namespace trygg::reports
