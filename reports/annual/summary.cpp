#include "reports/annual/parts.hpp"
#include "reports/gender/parts.hpp"

namespace trygg::reports::annual {

std::vector<Section> english_summary(Report& r) {
  if (r.input.english == nullptr || r.phrases.language() == Language::en) return {};
  const auto phrases = Phrases::read(r.input.folder, Language::en);
  Context c(*r.input.english, phrases);
  Document opening;
  gender::write_opening(opening, c);
  Section section{.heading = r.phrases.word("summary_heading"),
                  .id = "english-summary",
                  .print = PageBreak::before,
                  .language = "en"};
  std::vector<Block> blocks{Paragraph{opening.heading + "."}, Paragraph{opening.lede},
                            Bullets{opening.points}};
  if (auto areas = r.numbered(c, gender::areas_section)) append(blocks, std::move(areas->main));
  if (!c.areas.empty()) append(blocks, r.numbered(c, gender::area_table));
  section.main = with_ids(std::move(blocks), "en");
  return {std::move(section)};
}

}  // namespace trygg::reports::annual
