#include "reports/data/dcat.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/names.hpp"
#include "reports/data/xml_text.hpp"

namespace trygg::reports {
namespace {

constexpr auto authority = "http://publications.europa.eu/resource/authority/";

/// A file of a dataset on the web.
struct Distribution {
  std::string path, media_type;
  Bilingual title;
};

class Record {
 public:
  Record(const DataInput& input, const std::vector<Dataset>& all) : input_(input), all_(all) {}

  std::string document() const {
    std::vector<Xml> nodes{catalogue(), publisher(), contact(), everything()};
    for (const auto& dataset : all_) nodes.push_back(table(dataset));
    const auto distributions = distributions_of_all();
    for (const auto& file : distributions) nodes.push_back(distribution(file));
    return Xml::document(Xml::element("rdf:RDF",
                                      {{"xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                       {"xmlns:dcat", "http://www.w3.org/ns/dcat#"},
                                       {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                                       {"xmlns:foaf", "http://xmlns.com/foaf/0.1/"},
                                       {"xmlns:vcard", "http://www.w3.org/2006/vcard/ns#"},
                                       {"xmlns:adms", "http://www.w3.org/ns/adms#"}},
                                      nodes));
  }

 private:
  std::string uri(const std::string& path) const { return input_.publisher.address + path; }
  static Xml link(std::string_view name, const std::string& to) {
    return Xml::element(name, {{"rdf:resource", to}});
  }
  static void add(std::vector<Xml>& to, std::string_view name, const Bilingual& text) {
    to.push_back(Xml::element(name, {{"xml:lang", "sv"}}, text.sv));
    to.push_back(Xml::element(name, {{"xml:lang", "en"}}, text.en));
  }
  Xml date(std::string_view name) const {
    return Xml::element(name, {{"rdf:datatype", "http://www.w3.org/2001/XMLSchema#date"}},
                        input_.date);
  }
  Bilingual words(std::string_view key, const BilingualSlots& slots = {}) const {
    return input_.texts.text(key, slots);
  }
  Bilingual titled(const Bilingual& title) const {
    if (input_.project.synthetic == Synthetic::no) return title;
    return words("synthetic_title", {{"title", title}});
  }
  BilingualSlots names() const {
    return {{"survey", project_name(input_, &ProjectTexts::survey)},
            {"place", project_name(input_, &ProjectTexts::place)}};
  }

  Xml catalogue() const {
    std::vector<Xml> has;
    add(has, "dcterms:title", titled(words("catalogue_title", names())));
    add(has, "dcterms:description", words("catalogue_description", names()));
    has.push_back(link("dcterms:publisher", input_.publisher.uri));
    has.push_back(link("dcterms:license", input_.publisher.licence));
    for (const auto* language : {"SWE", "ENG"})
      has.push_back(link("dcterms:language", fmt::format("{}language/{}", authority, language)));
    has.push_back(link("dcat:themeTaxonomy", fmt::format("{}data-theme", authority)));
    if (!input_.date.empty()) has.push_back(date("dcterms:modified"));
    has.push_back(link("dcat:dataset", uri("#data")));
    for (const auto& dataset : all_) has.push_back(link("dcat:dataset", uri("#" + dataset.id)));
    return Xml::element("dcat:Catalog", {{"rdf:about", uri("#katalog")}}, has);
  }

  Xml publisher() const {
    return Xml::element(
        "foaf:Agent", {{"rdf:about", input_.publisher.uri}},
        {Xml::element("foaf:name", {}, input_.publisher.name),
         link("dcterms:type", "http://purl.org/adms/publishertype/LocalAuthority")});
  }

  Xml contact() const {
    return Xml::element("vcard:Organization", {{"rdf:about", uri("#kontakt")}},
                        {Xml::element("vcard:fn", {}, input_.publisher.name),
                         link("vcard:hasEmail", "mailto:" + input_.publisher.email)});
  }

  Xml everything() const {
    const auto note =
        words("sample_note", {{"population", project_name(input_, &ProjectTexts::population)}});
    return dataset("data", words("tidy_title", names()), note, files_of_all());
  }

  Xml table(const Dataset& of) const {
    const auto note =
        words("sample_note", {{"population", project_name(input_, &ProjectTexts::population)}});
    return dataset(of.id, of.title, note, files_of(of));
  }

  Xml dataset(const std::string& id, const Bilingual& title, const Bilingual& about,
              const std::vector<Distribution>& files) const {
    std::vector<Xml> has;
    add(has, "dcterms:title", titled(title));
    add(has, "dcterms:description", about);
    has.push_back(link("dcterms:publisher", input_.publisher.uri));
    has.push_back(link("dcat:contactPoint", uri("#kontakt")));
    has.push_back(link("dcat:theme", fmt::format("{}data-theme/JUST", authority)));
    has.push_back(link("dcat:theme", fmt::format("{}data-theme/SOCI", authority)));
    has.push_back(link("dcterms:accessRights", fmt::format("{}access-right/PUBLIC", authority)));
    add(has, "dcat:keyword", words("subject_area"));
    add(has, "dcat:keyword", words("keyword"));
    if (!input_.publisher.place.empty())
      has.push_back(link("dcterms:spatial", input_.publisher.place));
    if (!input_.date.empty()) has.push_back(date("dcterms:issued"));
    if (const auto period = temporal()) has.push_back(*period);
    for (const auto& file : files) has.push_back(link("dcat:distribution", uri(file.path + "#d")));
    return Xml::element("dcat:Dataset", {{"rdf:about", uri("#" + id)}}, has);
  }

  std::optional<Xml> temporal() const {
    const auto& rounds = input_.project.rounds;
    if (rounds.empty()) return std::nullopt;
    const auto day = [](std::string_view name, const std::string& year, const char* rest) {
      return Xml::element(name, {{"rdf:datatype", "http://www.w3.org/2001/XMLSchema#date"}},
                          year + rest);
    };
    return Xml::element(
        "dcterms:temporal", {},
        {Xml::element("dcterms:PeriodOfTime", {},
                      {day("dcat:startDate", shortest(rounds.front().year), "-01-01"),
                       day("dcat:endDate", shortest(rounds.back().year), "-12-31")})});
  }

  Xml distribution(const Distribution& file) const {
    std::vector<Xml> has;
    add(has, "dcterms:title", file.title);
    has.push_back(link("dcat:accessURL", uri(file.path)));
    has.push_back(link("dcat:downloadURL", uri(file.path)));
    has.push_back(Xml::element("dcterms:format", {}, file.media_type));
    has.push_back(link("dcterms:license", input_.publisher.licence));
    has.push_back(link("adms:status", "http://purl.org/adms/status/Completed"));
    return Xml::element("dcat:Distribution", {{"rdf:about", uri(file.path + "#d")}}, has);
  }

  std::vector<Distribution> files_of_all() const {
    return {{"data.csv", "text/csv", words("file_csv")},
            {"tabeller.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             words("file_xlsx")},
            {"tables.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             words("file_xlsx_en")},
            {"kolada.csv", "text/csv", words("file_kolada")},
            {"kodbok.xml", "application/xml", words("file_ddi")}};
  }

  std::vector<Distribution> files_of(const Dataset& of) const {
    return {{"px/" + of.id + ".px", "text/x-pcaxis", words("file_px")},
            {"json-stat/" + of.id + ".json", "application/json", words("file_json_stat")}};
  }

  std::vector<Distribution> distributions_of_all() const {
    auto files = files_of_all();
    for (const auto& dataset : all_)
      for (auto& file : files_of(dataset)) files.push_back(std::move(file));
    return files;
  }

  const DataInput& input_;
  const std::vector<Dataset>& all_;
};

}  // namespace

bool has_portal_record(const DataInput& input) {
  const auto& p = input.publisher;
  return std::ranges::none_of(std::vector{p.name, p.uri, p.email, p.address, p.licence},
                              [](const std::string& text) { return text.empty(); });
}

std::string to_dcat(const DataInput& input, const std::vector<Dataset>& all) {
  require<ConfigError>(
      has_portal_record(input),
      "a record for the data portal needs publisher, publisher_uri, email, address "
      "and licence under [data] of trygg.toml");
  return Record(input, all).document();
}

}  // namespace trygg::reports
