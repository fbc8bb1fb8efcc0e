#pragma once

#include "fixture.hpp"

namespace trygg::test {

/// What an annual report is made of: the invented publication with three measures in two groups
/// (one an average), figures for women and men together, developments of areas, answers by area.
struct Annual {
  Publication publication;
  std::vector<Indicator> indicators;

  reports::PublicationInput input() const;
  reports::Document document(const reports::PublicationInput* english = nullptr) const;
  std::string page() const;
};

Annual invented_annual();
/// The same with its texts in English.
Annual invented_annual_in_english();

/// All texts of a page between tags, without style sheets and without what stands in drawings only.
std::string visible_text(const std::string& page);

}  // namespace trygg::test
