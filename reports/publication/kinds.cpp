#include "reports/publication/kinds.hpp"

#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "reports/annual/annual_report.hpp"
#include "reports/gender/gender_analysis.hpp"
#include "reports/goal_follow_up/goal_follow_up.hpp"
#include "reports/profile/profile.hpp"

namespace trygg::reports {
namespace {

constexpr std::array kinds{PublicationKind{"jamstalldhetsanalys", Scope::both, gender_analysis},
                           PublicationKind{"arsrapport", Scope::whole, annual_report},
                           PublicationKind{"lagesbild", Scope::area, area_profile},
                           PublicationKind{"maluppfoljning", Scope::whole, goal_follow_up}};

/// The letters of a name that keep their sound in a file name; all other bytes part words.
constexpr std::array<std::pair<std::string_view, char>, 12> folded{{{"å", 'a'},
                                                                    {"ä", 'a'},
                                                                    {"ö", 'o'},
                                                                    {"Å", 'a'},
                                                                    {"Ä", 'a'},
                                                                    {"Ö", 'o'},
                                                                    {"é", 'e'},
                                                                    {"É", 'e'},
                                                                    {"ü", 'u'},
                                                                    {"Ü", 'u'},
                                                                    {"æ", 'a'},
                                                                    {"ø", 'o'}}};

/// "Hägersten-Älvsjö" as "hagersten-alvsjo".
std::string slug(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const char c = name.front();
    char letter = 0;
    std::size_t length = 1;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letter = c;
    if (c >= 'A' && c <= 'Z') letter = static_cast<char>(c - 'A' + 'a');
    for (const auto& [from, to] : folded)
      if (name.starts_with(from)) letter = to, length = from.size();
    if (letter != 0)
      out += letter;
    else if (!out.empty() && out.back() != '-')
      out += '-';
    name.remove_prefix(length);
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace

std::span<const PublicationKind> publication_kinds() {
  return kinds;
}

const PublicationKind& publication_kind(std::string_view id) {
  std::vector<std::string> known;
  for (const auto& kind : kinds) {
    if (kind.id == id) return kind;
    known.emplace_back(kind.id);
  }
  throw ConfigError(
      fmt::format("there is no publication '{}'; known: {}", id, joined(known, ", ")));
}

std::filesystem::path publication_path(const PublicationKind& kind, const Area* area) {
  const std::filesystem::path id(kind.id);
  if (area == nullptr) return id;
  const auto name = slug(area->name);
  return id / (name.empty() ? slug(area->code) : slug(area->code) + "-" + name);
}

House read_house(const std::filesystem::path& folder, Language language) {
  return {Phrases::read(folder, language),
          read_file(find_resource("reports/templates/page.css", folder))};
}

}  // namespace trygg::reports
