#include "annual_fixture.hpp"

namespace trygg::test {
namespace {

/// What the fixture lacks for a report on all measures: both sexes together, and developments.
void add_totals(Publication& p) {
  auto& rows = p.release.rows;
  rows.push_back(difference("2023", "", "", "omgang:2023-2017", -1.1, 0.8));
  for (const auto& area : p.areas.areas) {
    rows.push_back(level("2017", area.code, "", 12.4, 10.1, 15.0, 1300));
    rows.push_back(level("2017", area.code, "2", 15.2, 12.2, 18.6, 680));
    rows.push_back(level("2017", area.code, "1", 9.1, 6.8, 12.0, 620));
    rows.push_back(level("2023", area.code, "", 10.9, 8.8, 13.4, 1280));
    rows.push_back(difference("2023", area.code, "", "omgang:2023-2017", -1.5, 3.3));
    rows.push_back(difference("2023", area.code, "2", "omgang:2023-2017", -5.1, 4.6));
    rows.push_back(difference("2023", area.code, "1", "omgang:2023-2017", -1.0, 5.6));
  }
}

/// The figures of the headline once more, as those of another measure.
void copy_figures(Release& release, const std::string& from, const std::string& to) {
  const auto all = release.rows;
  for (auto row : all) {
    if (row.indicator != from) continue;
    row.indicator = to;
    release.rows.push_back(std::move(row));
  }
}

}  // namespace

Annual invented_annual() {
  Annual a{invented_publication(), {}};
  auto& p = a.publication;
  add_totals(p);
  p.indicator.group = "Trygghet ute";
  auto worry = p.indicator, index = p.indicator;
  worry.id = "oro_utsatt";
  worry.name = "Ofta orolig för att utsättas för brott";
  worry.short_name = "Andel ofta oroliga";
  worry.definition = "ofta oroliga för att utsättas för brott";
  worry.measure = "Andel som ofta är oroliga för att utsättas för brott";
  worry.group = index.group = "Oro för brott";
  index.id = "orosindex";
  index.kind = IndicatorKind::index;
  index.name = "Orosindex";
  index.short_name = "Genomsnittlig oro";
  index.unit = "poäng";
  for (const auto* other : {&worry, &index}) copy_figures(p.release, p.indicator.id, other->id);
  a.indicators = {p.indicator, worry, index};
  p.project.comparable_since_of = {{"otrygg_ute", "2017"}};
  p.project.rounds.back().areas = {{"Bromma", 4086, 2252}, {"Farsta", 1900, 751}};
  p.project.quality = {
      .relevance = {"Undersökningen visar hur trygga de som bor i staden känner sig."},
      .contact = "statistik@example.org"};
  return a;
}

Annual invented_annual_in_english() {
  auto a = invented_annual();
  auto& t = a.publication.project;
  t.language = reports::Language::en;
  t.survey = "The Safety Survey";
  t.place = "City of Stockholm";
  t.whole = "the city as a whole";
  t.ages = "16–79";
  t.population = "persons aged 16–79 registered in the City of Stockholm";
  t.fieldwork = "spring 2023";
  t.area_one = "district";
  t.area_many = "districts";
  t.area_the_many = "the districts";
  t.groups[0].heading = "Age";
  t.groups[0].one = "age group";
  t.groups[0].many = "age groups";
  for (auto& category : t.groups[0].categories) category.label = category.code;
  t.planning_questions = {"Which routes do women use in the evening?"};
  t.quality = {.relevance = {"The survey shows how safe those who live in the city feel."},
               .contact = "statistics@example.org"};
  for (auto& i : a.indicators) {
    i.name = i.id == "otrygg_ute" ? "Unsafe out late" : i.id == "orosindex" ? "Index" : "Worried";
    i.short_name = i.id == "otrygg_ute" ? "Share feeling unsafe" : "Share often worried";
    i.definition = "feel very unsafe when they walk alone late at night where they live";
    i.measure = "Share feeling very unsafe";
    i.question = "How safe do you feel?";
    i.group = i.id == "otrygg_ute" ? "Safety outdoors" : "Worry about crime";
    i.unit = i.id == "orosindex" ? "points" : "per cent";
  }
  a.publication.indicator = a.indicators.front();
  return a;
}

reports::PublicationInput Annual::input() const {
  auto input = publication.input();
  return {.release = input.release,
          .goal_rows = input.goal_rows,
          .goal = input.goal,
          .project = input.project,
          .indicator = indicators.front(),
          .areas = input.areas,
          .folder = input.folder,
          .indicators = indicators};
}

reports::Document Annual::document(const reports::PublicationInput* english) const {
  auto in = input();
  in.english = english;
  const auto phrases = reports::Phrases::read(source_dir(), publication.project.language);
  return reports::publication_kind("arsrapport").make(in, phrases, {});
}

std::string Annual::page() const {
  const auto house = reports::read_house(source_dir(), publication.project.language);
  return reports::to_html(document(), publication.project, house.phrases, house.css);
}

std::string visible_text(const std::string& page) {
  std::string text;
  bool inside_tag = false;
  for (auto i = page.find("<body>"); i < page.size(); ++i) {
    if (page[i] == '<') inside_tag = true;
    if (!inside_tag) text += page[i];
    if (page[i] == '>') inside_tag = false, text += ' ';
  }
  return text;
}

}  // namespace trygg::test
