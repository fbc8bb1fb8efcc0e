#include "gallery.hpp"

#include "base/file.hpp"
#include "base/resources.hpp"
#include "figures.hpp"
#include "geometry.hpp"
#include "reports/charts/against_whole.hpp"
#include "reports/charts/answers.hpp"
#include "reports/charts/area_map.hpp"
#include "reports/charts/dumbbell.hpp"
#include "reports/charts/goal_ratios.hpp"
#include "reports/charts/multiples.hpp"
#include "reports/charts/palette.hpp"
#include "reports/charts/ranks.hpp"
#include "reports/charts/tile_map.hpp"
#include "support.hpp"

namespace trygg::test {
namespace {

using namespace reports;

const std::vector<double> of_women = {16.9, 12.5, 14.9, 18.4, 10.4, 12.8, 8.4,
                                      11.6, 11.1, 9.8,  13.9, 11.9, 14.7};
const std::vector<double> of_men = {8.2, 6.9, 10.3, 7.6, 4.9, 6.4, 6.6,
                                    6.1, 5.8, 7.4,  7.0, 5.2, 8.3};

/// The figures of a map's areas: of `values`, number `flag` is flagged and number `hide` withheld.
std::vector<MapFigure> map_figures(MadeFigures& made, const std::vector<double>& values,
                                   double whole, std::size_t n, std::size_t flag,
                                   std::size_t hide) {
  std::vector<MapFigure> figures;
  for (std::size_t i = 0; i < n; ++i) {
    if (i == hide)
      figures.push_back({&made.withheld(), &made.not_computed()});
    else if (i == flag)
      figures.push_back({&made.flagged(values[i], 6), &made.undetermined(values[i] - whole, 6)});
    else
      figures.push_back({&made.share(values[i], 3.5), &made.difference(values[i] - whole, 3.7)});
  }
  return figures;
}

std::vector<const Area*> pointers(const std::vector<Area>& areas) {
  std::vector<const Area*> all;
  for (const auto& area : areas) all.push_back(&area);
  return all;
}

Chart tile_map_of(MadeFigures& made, const std::vector<Area>& areas, const std::string& own,
                  const Phrases& phrases) {
  const auto n = areas.size();
  return tile_map(
      {.id = "f1",
       .title = "Bland kvinnor ligger två områden högre och ett lägre än hela staden",
       .areas = pointers(areas),
       .panels = {{"Kvinnor", "cw", &made.share(12.6, 0.8),
                   map_figures(made, of_women, 12.6, n, 99, 99)},
                  {"Män", "cm", &made.share(6.9, 0.7), map_figures(made, of_men, 6.9, n, 2, 8)}},
       .classes = map_classes({5, 10, 15, 20}),
       .whole = "hela staden",
       .own_area = own,
       .synthetic = Synthetic::yes},
      phrases);
}

void add_tile_maps(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures made;
  auto areas = thirteen_areas();
  all.push_back({"tile_map", tile_map_of(made, areas, "", phrases)});
  all.push_back({"tile_map-own", tile_map_of(made, areas, "103", phrases)});
  all.push_back({"tile_map-one", tile_map_of(made, thirteen_areas(1), "100", phrases)});
  for (auto& area : areas) area.name_lines.clear();
  areas[1].name = "Gustavsberg-Ingarö med omgivande öar";
  all.push_back({"tile_map-long", tile_map_of(made, areas, "", phrases)});
  std::vector<MapFigure> none(13, {&made.withheld(), nullptr});
  all.push_back({"tile_map-nothing", tile_map({.id = "f1",
                                               .title = "Andelen redovisas inte",
                                               .areas = pointers(areas),
                                               .panels = {{"Alla", "tx", &made.withheld(), none}},
                                               .classes = round_classes(0),
                                               .whole = "hela staden"},
                                              phrases)});
}

void add_area_maps(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures made;
  const auto areas = thirteen_areas();
  AreaMap map{.id = "f8",
              .title = "Två områden ligger högre och ett lägre än hela staden",
              .shapes = archipelago(areas),
              .panels = {{"Kvinnor", "cw", &made.share(12.6, 0.8),
                          map_figures(made, of_women, 12.6, 13, 2, 8)}},
              .classes = map_classes({5, 10, 15, 20}),
              .whole = "hela staden",
              .synthetic = Synthetic::yes};
  all.push_back({"area_map", area_map(map, phrases)});
  map.panels.push_back(
      {"Män", "cm", &made.share(6.9, 0.7), map_figures(made, of_men, 6.9, 13, 99, 99)});
  map.own_area = "101";
  all.push_back({"area_map-two", area_map(map, phrases)});
  const auto one = thirteen_areas(1);
  map.shapes = archipelago(one);
  for (auto& panel : map.panels) panel.figures.resize(1);
  all.push_back({"area_map-one", area_map(map, phrases)});
}

void add_dumbbells(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures m;
  const std::vector<DotRow> rows = {
      {"Mycket otrygg ute sent", RowKind::part, &m.share(12.6, 1), &m.share(6.9, 1),
       &m.difference(5.7, 1.1)},
      {"Mycket eller ganska otrygg ute sent eller går inte ut på grund av otrygghet", RowKind::part,
       &m.share(38.2, 1), &m.share(19.4, 1), &m.difference(18.8, 1.6)},
      {"Ofta orolig för att utsättas för brott", RowKind::part, &m.share(9.1, 1), &m.share(8.3, 1),
       &m.difference(0.8, 1.4)},
      {"Ofta orolig för närstående", RowKind::part, &m.share(15.0, 1), &m.share(15.0, 1),
       &m.difference(0, 1.2)},
      {"Utsatt för misshandel", RowKind::part, &m.flagged(2.1, 2), &m.share(3.0, 1),
       &m.undetermined(-0.9, 2.6)},
      {"Utsatt för sexualbrott", RowKind::part, &m.share(6.4, 1), &m.withheld(), &m.not_computed()},
      {"Utsatt för hatbrott", RowKind::part, &m.withheld(), &m.withheld(), &m.not_computed()}};
  all.push_back({"dumbbell", dumbbell_chart({.id = "f2",
                                             .title = "Skillnaden är säkerställd i två av sju mått",
                                             .rows = rows,
                                             .synthetic = Synthetic::yes},
                                            phrases)});
  all.push_back(
      {"dumbbell-nothing",
       dumbbell_chart({.id = "f2", .title = "Måtten redovisas inte", .rows = {rows[6]}}, phrases)});
}

MultiplesChart multiples_of(MadeFigures& m, const std::vector<Area>& areas, bool by_sex) {
  MultiplesChart chart{
      .id = "f3",
      .title = "Andelen har minskat i ett område sedan 2017",
      .whole = {"hela staden", "r", Shape::circle,
                rounds_of({nullptr, &m.share(10.6, .8), &m.share(11.2, .8), &m.share(14.8, .9),
                           &m.share(13.5, .8), &m.share(12.6, .8)})},
      .comparable_since = "2017",
      .synthetic = Synthetic::yes};
  for (std::size_t a = 0; a < areas.size(); ++a) {
    const auto series = [&](const char* name, const char* style, Shape shape, double now) {
      const auto* last = a == 2 ? &m.flagged(now, 7) : a == 8 ? &m.withheld() : &m.share(now, 3);
      return LineSeries{name, style, shape,
                        rounds_of({nullptr, &m.share(now - 2, 3), &m.share(now - 1, 3),
                                   &m.share(now + 3, 3.4), &m.share(now + 1, 3), last})};
    };
    MultiplePanel panel{.name = areas[a].name,
                        .verdict = a == 0   ? "minskat"
                                   : a == 8 ? "kan inte beräknas"
                                            : "ingen säkerställd förändring",
                        .row = areas[a].tile_row,
                        .column = areas[a].tile_column};
    if (by_sex)
      panel.series = {series("Kvinnor", "w", Shape::circle, of_women[a]),
                      series("Män", "m", Shape::square, of_men[a])};
    else
      panel.series = {series("Alla", "r", Shape::circle, of_women[a])};
    chart.panels.push_back(std::move(panel));
  }
  return chart;
}

void add_multiples(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures m;
  auto chart = multiples_of(m, thirteen_areas(), false);
  all.push_back({"multiples", multiples_chart(chart, phrases)});
  chart.placing = Placing::tiles;
  all.push_back({"multiples-tiles", multiples_chart(chart, phrases)});
  all.push_back(
      {"multiples-sexes", multiples_chart(multiples_of(m, thirteen_areas(), true), phrases)});
  all.push_back(
      {"multiples-one", multiples_chart(multiples_of(m, thirteen_areas(1), false), phrases)});
}

void add_goal_ratios(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures m;
  const Goal goal{.name = "Halverad otrygghet",
                  .indicator = "otrygg_ute",
                  .baselines = {"2017"},
                  .factor = 0.5,
                  .target_year = 2025};
  std::vector<GoalRatioRow> rows = {
      {"Hela staden", &m.ratio(90, 84, 97, "reduced_not_halved"), RowKind::total}};
  const char* words[] = {"no_change",  "reduced_unclear", "cannot_tell", "reduced_not_halved",
                         "no_change",  "halved",          "no_change",   "increased",
                         "no_change",  "no_change",       "no_change",   "no_change",
                         "cannot_tell"};
  const auto areas = thirteen_areas();
  for (std::size_t a = 0; a < areas.size(); ++a) {
    const double now = a == 5 ? 38 : a == 7 ? 168 : 70 + 5 * static_cast<double>(a);
    rows.push_back(
        {areas[a].name, a == 8 ? &m.no_ratio() : &m.ratio(now, now * 0.7, now * 1.45, words[a])});
  }
  order_goal_ratios(rows);
  all.push_back({"goal_ratios", goal_ratio_chart({.id = "f4",
                                                  .title = "I ett område är otryggheten halverad",
                                                  .rows = rows,
                                                  .goal = &goal,
                                                  .synthetic = Synthetic::yes},
                                                 phrases)});
  rows.resize(1);
  all.push_back(
      {"goal_ratios-one",
       goal_ratio_chart(
           {.id = "f4", .title = "Minskat, inte halverat", .rows = rows, .goal = &goal}, phrases)});
}

void add_ranks(std::vector<Exhibit>& all, const Phrases& phrases) {
  const auto areas = thirteen_areas();
  std::vector<RankRow> rows;
  for (std::size_t a = 0; a < areas.size(); ++a) {
    if (a == 8)
      rows.push_back({areas[a].name, {}});
    else if (a < 3)
      rows.push_back({areas[a].name, RankRow::Places{1 + a, 4 + a / 2}});
    else if (a == 12)
      rows.push_back({areas[a].name, RankRow::Places{12, 12}});
    else
      rows.push_back({areas[a].name, RankRow::Places{3 + a % 4, 10 + a % 3}});
  }
  const auto chart = rank_chart({.id = "f5",
                                 .title = "Fyra områden hör säkert till den ena halvan",
                                 .rows = rows,
                                 .synthetic = Synthetic::yes},
                                phrases);
  if (chart) all.push_back({"ranks", *chart});
}

void add_answers(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures m;
  const std::vector<AnswerPart> parts = {
      {"Mycket trygg", AnswerColour::a1},
      {"Ganska trygg", AnswerColour::a2},
      {"Ganska otrygg", AnswerColour::a4},
      {"Mycket otrygg", AnswerColour::a5, InIndicator::yes},
      {"Går inte ut på grund av otrygghet", AnswerColour::a5, InIndicator::yes},
      {"Går inte ut av annat skäl", AnswerColour::a3},
      {"Vet ej", AnswerColour::hatch}};
  const auto row = [&](const char* name, std::vector<double> values, double counted) {
    AnswerRow made{name, {}, &m.share(counted, 1)};
    for (const double value : values) made.shares.push_back(&m.share(value, 1));
    return made;
  };
  std::vector<AnswerRow> rows = {row("Kvinnor", {28.1, 33.4, 21.0, 8.2, 4.4, 3.1, 1.8}, 12.6),
                                 row("Män", {45.2, 33.0, 12.1, 4.1, 2.8, 1.5, 1.3}, 6.9),
                                 row("Kvinnor 65–79 år", {20, 30, 20, 10, 8.1, 8.9, 3.0}, 18.1)};
  rows.push_back({"Män 65–79 år", rows[1].shares, &m.withheld()});
  rows[3].shares[3] = &m.withheld();
  all.push_back({"answers", answer_chart({.id = "f6",
                                          .title = "Var tredje kvinna är ganska trygg",
                                          .parts = parts,
                                          .rows = rows,
                                          .synthetic = Synthetic::yes},
                                         phrases)});
}

void add_against(std::vector<Exhibit>& all, const Phrases& phrases) {
  MadeFigures m;
  std::vector<AgainstRow> rows = {
      {"Mycket otrygg ute sent", &m.difference(4.3, 3.2), &m.difference(1.3, 2.8)},
      {"Mycket eller ganska otrygg ute sent eller går inte ut på grund av otrygghet",
       &m.difference(8.8, 4.6), &m.difference(-6.2, 4.1)},
      {"Ofta orolig för att utsättas för brott", &m.difference(-0.8, 1.4), &m.difference(0, 0.9)},
      {"Utsatt för misshandel", &m.undetermined(2.1, 6), &m.difference(-1, 2.6)},
      {"Utsatt för sexualbrott", &m.difference(0.5, 3.1), &m.not_computed()}};
  all.push_back({"against_whole",
                 against_whole_chart({.id = "f7",
                                      .title = "I Bromma är andelen otrygga högre än i hela staden",
                                      .rows = rows,
                                      .area = "Bromma",
                                      .whole = "hela staden",
                                      .synthetic = Synthetic::yes},
                                     phrases)});
  for (auto& row : rows) row.together = row.women, row.women = row.men = nullptr;
  all.push_back({"against_whole-together",
                 against_whole_chart({.id = "f7",
                                      .title = "I Bromma är andelen otrygga högre än i hela staden",
                                      .rows = rows,
                                      .area = "Bromma",
                                      .whole = "hela staden"},
                                     phrases)});
}

}  // namespace

std::vector<Exhibit> gallery(const Phrases& phrases) {
  std::vector<Exhibit> all;
  add_tile_maps(all, phrases);
  add_area_maps(all, phrases);
  add_dumbbells(all, phrases);
  add_multiples(all, phrases);
  add_goal_ratios(all, phrases);
  add_ranks(all, phrases);
  add_answers(all, phrases);
  add_against(all, phrases);
  return all;
}

void write_gallery_page(const std::string& folder, const Exhibit& e) {
  const auto style = read_file(find_resource("reports/templates/page.css", source_dir()));
  const auto page = "<!doctype html><html lang=\"sv\"><meta charset=\"utf-8\"><style>" +
                    palette_css() + style + "</style><body style=\"padding:16px\"><h3>" +
                    escaped(e.chart.title) + "</h3>" + e.chart.wide.markup() +
                    e.chart.narrow.markup() + "<p class=\"note\">" + escaped(e.chart.description);
  write_file(folder + "/" + e.name + ".html", page, Access::published);
}

const Phrases& swedish() {
  static const auto phrases = Phrases::read(source_dir(), Language::sv);
  return phrases;
}

}  // namespace trygg::test
