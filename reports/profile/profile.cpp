#include "reports/profile/profile.hpp"

#include "reports/gender/parts.hpp"
#include "reports/profile/parts.hpp"

namespace trygg::reports {

Document area_profile(const PublicationInput& input, const Phrases& phrases,
                      const Location& subject) {
  profile::Subject s(input, phrases, subject);
  const auto slots = s.slots(input.indicator, "");
  Document document;
  document.title = phrases.word("ar_page_title", slots);
  document.description = phrases.word("ar_page_description", slots);
  profile::write_opening(document, s);
  auto& sections = document.sections;
  sections.push_back(profile::against_section(s));
  if (auto section = profile::development_section(s)) sections.push_back(std::move(*section));
  if (auto section = profile::map_section(s)) sections.push_back(std::move(*section));
  sections.push_back(profile::limits_section(s));
  sections.push_back(profile::numbers_section(s));
  document.footer = gender::footer(s.headline);
  document.print = Setting::tight;
  document.margins_before = sections.back().id;
  return document;
}

}  // namespace trygg::reports
