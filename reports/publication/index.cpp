#include "reports/publication/index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/figures.hpp"

namespace trygg::reports {
namespace {

namespace fs = std::filesystem;

/// "PDF": how a format is called in a link.
std::string label(const fs::path& file) {
  auto name = file.extension().string();
  if (name.starts_with('.')) name.erase(0, 1);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return name;
}

Link link_to(const IndexedPublication& one) {
  Link link{.text = one.subject, .about = one.finding};
  for (const auto& file : one.files) {
    if (link.href.empty())
      link.href = file.generic_string();
    else
      link.others.emplace_back(label(file), file.generic_string());
  }
  return link;
}

/// The whole place first, then areas A–Ö.
std::vector<Section> by_kind(const std::vector<IndexedPublication>& publications) {
  std::vector<Section> sections;
  for (const auto& one : publications) {
    if (sections.empty() || sections.back().heading != one.publication)
      sections.push_back({.heading = one.publication, .main = {LinkList{}}});
    std::get<LinkList>(sections.back().main.front()).items.push_back(link_to(one));
  }
  for (auto& section : sections) {
    auto& items = std::get<LinkList>(section.main.front()).items;
    const bool whole_first = !items.front().about.empty();
    std::stable_sort(items.begin() + (whole_first ? 1 : 0), items.end(),
                     [](const Link& a, const Link& b) { return alphabetical(a.text, b.text); });
  }
  return sections;
}

Section of_data(const Phrases& phrases, const std::vector<IndexedData>& data) {
  LinkList files;
  for (const auto& one : data)
    files.items.push_back({.text = one.file.filename().string(),
                           .href = one.file.generic_string(),
                           .about = one.about});
  return {.heading = phrases.word("index_data"),
          .main = {Paragraph{phrases.word("index_data_text")}, files}};
}

}  // namespace

Document index_document(const ProjectTexts& project, const Phrases& phrases,
                        const std::vector<IndexedPublication>& publications,
                        const std::vector<IndexedData>& data) {
  const Slots slots{
      {"survey", project.survey}, {"wave", project.publication_wave}, {"place", project.place}};
  const bool synthetic = project.synthetic == Synthetic::yes;
  const auto mark = synthetic ? " " + phrases.word("synthetic_caption") : "";
  Document document{
      .title = phrases.word("index_title", slots),
      .description = phrases.word("index_lede", slots) + mark,
      .publication = phrases.word("index_publication"),
      .kicker = fmt::format("{} {} · {}", project.survey, project.publication_wave, project.place),
      .heading = phrases.word("index_heading", slots),
      .lede = phrases.word("index_lede", slots)};
  document.sections = by_kind(publications);
  if (!data.empty()) document.sections.push_back(of_data(phrases, data));
  document.footer = {{phrases.word("footer_version",
                                   {{"version", project.version}, {"manifest", project.manifest}}) +
                      mark}};
  return document;
}

}  // namespace trygg::reports
