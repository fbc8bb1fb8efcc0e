#include "reports/annual/parts.hpp"
#include "reports/phrases/templates.hpp"

namespace trygg::reports::annual {

/// »Läs detta först«: what the figures are, what may be said of differences, the symbols.
Section reading_section(const Report& r) {
  const auto& p = r.phrases;
  const Terms symbols{{{"–", p.word("symbol_nil")},
                       {p.number(Published::shown(0, 1)), p.word("symbol_half")},
                       {"..", p.word("symbol_uncertain")},
                       {"...", p.word("symbol_confidential")},
                       {".", p.word("symbol_impossible")},
                       {"*", p.word("symbol_star")}}};
  return {
      .heading = p.word("annual_first"),
      .main = {Paragraph{p.say(templates::estimates).text()}, Paragraph{p.word("method_interval")},
               Subheading{p.word("annual_first_secured")}, Paragraph{p.word("method_difference")},
               Paragraph{p.say(templates::tested_separately).text()},
               Subheading{p.word("annual_first_symbols")}, symbols,
               Paragraph{p.say(templates::S44).text()}},
      .id = "las-detta-forst"};
}

}  // namespace trygg::reports::annual
