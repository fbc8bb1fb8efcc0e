#pragma once

#include <filesystem>
#include <vector>

#include "reports/publication/index.hpp"

namespace trygg::reports {
struct House;
struct PdfTools;
struct PublicationInput;
}  // namespace trygg::reports

namespace trygg::tools {

/// Where editions are written, and how.
struct EditionPlace {
  std::filesystem::path folder;
  std::filesystem::path work;    ///< for what is made on the way
  const reports::PdfTools* pdf;  ///< nullptr: no PDF
  unsigned threads;              ///< 0: the machine's
};

/// Writes every kind of publication (reports/publication/kinds.hpp) in one language, of the whole
/// place and of each area as the kind says, as pages and PDF; several at a time.
/// \return  what was written, in the order of the kinds, for the index
/// \throws  what a publication threw, with the name of its page before the message
std::vector<reports::IndexedPublication> write_editions(const reports::PublicationInput& input,
                                                        const reports::House& house,
                                                        const EditionPlace& place);

}  // namespace trygg::tools
