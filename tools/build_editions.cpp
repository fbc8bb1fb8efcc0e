#include "tools/build_editions.hpp"

#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "reports/document/html_document.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/pdf/pdf_source.hpp"
#include "reports/publication/kinds.hpp"

namespace trygg::tools {
namespace {

namespace fs = std::filesystem;

/// One publication: of the whole place where there is no area.
struct Edition {
  const reports::PublicationKind* kind;
  const Area* area;

  fs::path file(const char* ending) const {
    auto path = reports::publication_path(*kind, area);
    return path += ending;
  }
  reports::Location subject(const reports::ProjectTexts& project) const {
    return area ? reports::Location{project.era, project.area_level, area->code}
                : reports::Location{};
  }
};

std::vector<Edition> editions_of(const reports::PublicationInput& input) {
  std::vector<Edition> editions;
  for (const auto& kind : reports::publication_kinds()) {
    if (kind.of_whole()) editions.push_back({&kind, nullptr});
    if (!kind.of_areas()) continue;
    for (const auto* area : input.areas.of(input.project.era, input.project.area_level))
      editions.push_back({&kind, area});
  }
  return editions;
}

/// What one edition leaves: its line in the index, and the source of its PDF.
struct Written {
  reports::IndexedPublication entry;
  reports::PdfJob pdf;
};

Written write(const Edition& edition, const reports::PublicationInput& input,
              const reports::House& house, const EditionPlace& place) {
  const auto document = edition.kind->make(input, house.phrases, edition.subject(input.project));
  const auto& texts = input.project;
  write_file(place.folder / edition.file(".html"),
             reports::to_html(document, texts, house.phrases, house.css), Access::published);
  const bool whole = edition.area == nullptr;
  Written written{
      .entry = {.publication = document.publication,
                .subject = whole ? reports::capitalised(texts.whole) : edition.area->name,
                .finding = whole ? document.heading : "",
                .files = {edition.file(".html")}}};
  if (place.pdf == nullptr) return written;
  written.entry.files.push_back(edition.file(".pdf"));
  written.pdf = {reports::to_pdf_source(document, texts, house.phrases, house.css),
                 place.folder / edition.file(".pdf")};
  return written;
}

void write_pdfs(std::vector<Written>& all, const EditionPlace& place) {
  if (place.pdf == nullptr) return;
  std::vector<reports::PdfJob> jobs;
  for (auto& one : all) jobs.push_back(std::move(one.pdf));
  const auto requests = place.work / "pdf";
  reports::write_pdfs(*place.pdf, jobs, requests,
                      place.threads == 0 ? default_threads() : place.threads);
  fs::remove(requests);
}

}  // namespace

std::vector<reports::IndexedPublication> write_editions(const reports::PublicationInput& input,
                                                        const reports::House& house,
                                                        const EditionPlace& place) {
  const auto editions = editions_of(input);
  std::vector<Written> written(editions.size());
  parallel_for(editions.size(), place.threads, [&](std::size_t i) {
    const auto page = [&] { return editions[i].file(".html").string(); };
    try {
      written[i] = write(editions[i], input, house, place);
    } catch (const ConfigError& e) {
      throw ConfigError(fmt::format("{}: {}", page(), e.what()));
    } catch (const Error& e) {
      throw InputError(fmt::format("{}: {}", page(), e.what()));
    }
  });
  write_pdfs(written, place);
  std::vector<reports::IndexedPublication> entries;
  for (auto& one : written) entries.push_back(std::move(one.entry));
  return entries;
}

}  // namespace trygg::tools
