#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace trygg::reports {

/// A handbook as one self-contained page of the publications' look: a list of its chapters, then
/// their texts. A picture whose address is `exempel:NAME` is drawn by the publications' own charts
/// from invented figures (drawings.hpp), so that a handbook always shows what the charts look like.
///
/// \param markdown  its text, as markdown.hpp reads it
/// \param source    name of the file, for messages
/// \param folder    where texts and style are looked for first (base/resources.hpp)
/// \throws ConfigError  the text is not as markdown.hpp wants it, or has another picture
std::string handbook_page(std::string_view markdown, const std::string& source,
                          const std::filesystem::path& folder);

/// A handbook in a folder: "lasa-siffrorna" and its page.
struct HandbookPage {
  std::string name, page;
};
/// Every `.md` of `folder`, by name. \throws ConfigError  as handbook_page; there is none
std::vector<HandbookPage> handbook_pages(const std::filesystem::path& folder);

}  // namespace trygg::reports
