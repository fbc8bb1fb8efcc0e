#include "fixture.hpp"

#include <cmath>

namespace trygg::test {
namespace {

const std::string women = "2", men = "1", level_name = "stadsdelsomrade", era = "2020";

struct AreaNumbers {
  const char *code, *name, *preposition;
  double w, wl, wu, m, ml, mu, gap, margin;
  int nw, nm;
};

// Invented; shuffled between the areas.
const std::vector<AreaNumbers> area_numbers = {
    {"22", "Hägersten-Älvsjö", "i", 18.4, 15.4, 21.9, 7.6, 5.6, 10.3, 10.8, 4.0, 768, 704},
    {"06", "Bromma", "i", 16.9, 13.9, 20.4, 8.2, 6.1, 11.0, 8.7, 4.0, 731, 668},
    {"03", "Spånga-Tensta", "i", 13.9, 11.0, 17.4, 7.0, 4.9, 9.8, 6.9, 4.0, 628, 601},
    {"11", "Södermalm", "på", 11.9, 9.4, 14.9, 5.2, 3.6, 7.5, 6.7, 3.4, 742, 690},
    {"08", "Kungsholmen", "på", 12.8, 10.1, 16.1, 6.4, 4.5, 9.1, 6.4, 3.8, 655, 612},
    {"10", "Östermalm", "på", 14.7, 11.8, 18.2, 8.3, 6.0, 11.3, 6.4, 4.2, 648, 590},
    {"14", "Enskede-Årsta-Vantör", "i", 12.5, 9.9, 15.6, 6.9, 5.0, 9.5, 5.6, 3.6, 725, 671},
    {"01", "Rinkeby-Kista", "i", 11.6, 9.0, 14.9, 6.1, 4.2, 8.8, 5.5, 3.7, 641, 588},
    {"04", "Hässelby-Vällingby", "i", 10.4, 8.0, 13.4, 4.9, 3.3, 7.3, 5.5, 3.3, 702, 644},
    {"24", "Skärholmen", "i", 9.8, 7.3, 13.0, 7.4, 5.2, 10.4, 2.4, 3.8, 598, 562},
    {"09", "Norrmalm", "på", 8.4, 6.2, 11.2, 6.6, 4.6, 9.3, 1.8, 3.4, 664, 620},
    {"18", "Farsta", "i", 14.9, 11.9, 18.5, 10.3, 5.5, 18.6, 4.6, 7.3, 633, 118},
    {"15", "Skarpnäck", "i", 11.1, 8.5, 14.4, 0, 0, 0, 0, 0, 612, 0},
};

Finding finding_of(double estimate, double margin) {
  if (estimate - margin > 0) return Finding::higher;
  if (estimate + margin < 0) return Finding::lower;
  if (std::abs(estimate) + margin <= 2.0) return Finding::similar;
  return margin <= 5.0 ? Finding::not_shown : Finding::undetermined;
}

void add_area(Publication& p, const AreaNumbers& a) {
  auto& rows = p.release.rows;
  rows.push_back(level("2023", a.code, women, a.w, a.wl, a.wu, a.nw));
  auto gap = difference("2023", a.code, "", "kon:2-1", a.gap, a.margin);
  if (a.nm == 0) {
    rows.push_back(suppressed_level("2023", a.code, men));
    gap = suppressed_level("2023", a.code, "");
    gap.contrast = "kon:2-1";
    gap.reason = "cell_suppressed";
    gap.finding = Finding::suppressed;
  } else {
    rows.push_back(level("2023", a.code, men, a.m, a.ml, a.mu, a.nm));
    if (a.nm < 200) {
      rows.back().decision = gap.decision = Decision::flag;
      rows.back().reason = "small_base";
      gap.finding = Finding::undetermined;
    }
  }
  rows.push_back(gap);
  p.areas.areas.push_back({.era = era,
                           .level = level_name,
                           .code = a.code,
                           .name = a.name,
                           .preposition = a.preposition});
}

void add_round(Publication& p, const std::string& wave, double w, double m, double half_w,
               double half_m, double both) {
  auto& rows = p.release.rows;
  rows.push_back(level(wave, "", "", both, both - 0.5, both + 0.6, 15842));
  rows.push_back(level(wave, "", women, w, w - half_w, w + half_w, 8747));
  rows.push_back(level(wave, "", men, m, m - half_m, m + half_m, 7095));
  rows.push_back(difference(wave, "", "", "kon:2-1", w - m, 1.1));
}

void add_age(Publication& p, const std::string& code, double w, double m, double margin) {
  auto& rows = p.release.rows;
  const auto first = rows.size();
  rows.push_back(level("2023", "", women, w, w - margin, w + margin * 1.1, 2000));
  rows.push_back(level("2023", "", men, m, m - margin * 0.8, m + margin, 1700));
  rows.push_back(difference("2023", "", "", "kon:2-1", w - m, margin * 1.3));
  for (std::size_t i = first; i < rows.size(); ++i) rows[i].groups = {code};
}

ReleasedGoalRow goal_row(std::string area, std::string sex, double before, double now, double lower,
                         double upper, Verdict verdict, std::string development) {
  ReleasedGoalRow row;
  row.wave = "2023";
  row.baseline = "2017";
  row.era = area.empty() ? "" : era;
  row.indicator = "otrygg_ute";
  row.area_level = area.empty() ? "" : level_name;
  row.area = std::move(area);
  row.sex = std::move(sex);
  row.decision = Decision::show;
  row.baseline_estimate = Published::shown(before, 1);
  row.estimate = Published::shown(now, 1);
  row.ratio = Published::shown(100 * now / before, 0);
  row.ratio_lower = Published::shown(lower, 0);
  row.ratio_upper = Published::shown(upper, 0);
  row.path = Published::shown(before * std::pow(0.5, 0.75), 1);
  row.target = Published::shown(before / 2, 1);
  row.state = verdict;
  row.development = std::move(development);
  row.course = Course::behind_path;
  return row;
}

void add_goal(Publication& p) {
  p.goal = Goal{.name = "Halverad otrygghet till 2025",
                .indicator = "otrygg_ute",
                .baselines = {"2017"},
                .factor = 0.5,
                .target_year = 2025};
  auto& rows = p.goal_rows;
  rows.push_back(goal_row("", "", 11.0, 9.9, 84, 97, Verdict::not_reached, "reduced_not_halved"));
  rows.push_back(
      goal_row("", women, 14.8, 12.6, 78, 93, Verdict::not_reached, "reduced_not_halved"));
  rows.push_back(goal_row("", men, 7.4, 6.9, 81, 107, Verdict::not_reached, "no_change"));
  int i = 0;
  for (const auto& a : p.areas.areas) {
    ++i;
    if (i == 13) break;  // the last one has no assessment
    const double before = 9 + i * 0.4, now = before * (0.54 + 0.05 * i);
    const bool unclear = i % 3 == 1;
    rows.push_back(goal_row(a.code, "", before, now, unclear ? 38 : 60, 88 + 6 * i,
                            unclear ? Verdict::cannot_tell : Verdict::not_reached,
                            unclear ? "reduced_unclear" : "no_change"));
    for (const auto& sex : {women, men})
      rows.push_back(
          goal_row(a.code, sex, before, now, 40, 120, Verdict::cannot_tell, "cannot_tell"));
  }
}

reports::ProjectTexts texts() {
  reports::ProjectTexts t;
  t.synthetic = reports::Synthetic::yes;
  t.survey = "Trygghetsmätningen";
  t.place = "Stockholms stad";
  t.ages = "16–79 år";
  t.population = "personer 16–79 år som är folkbokförda i Stockholms stad";
  t.fieldwork = "våren 2023";
  t.publication_wave = "2023";
  t.comparison_wave = "2017";
  t.comparable_since = "2017";
  t.rounds = {{"2008", 2008, {}, {}},       {"2011", 2011, 30000, 16000},
              {"2014", 2014, 31000, 16200}, {"2017", 2017, 33000, 16500},
              {"2020", 2020, 34000, 16100}, {"2023", 2023, 35000, 15842}};
  t.era = era;
  t.area_level = level_name;
  t.area_one = "stadsdelsområde";
  t.area_many = "stadsdelsområden";
  t.area_the_many = "stadsdelsområdena";
  t.groups = {{.variable = "aldersgrupp",
               .heading = "Ålder",
               .one = "åldersgrupp",
               .many = "åldersgrupper",
               .categories = {{"16-29", "16–29 år"},
                              {"30-44", "30–44 år"},
                              {"45-64", "45–64 år"},
                              {"65-79", "65–79 år"}}}};
  t.planning_questions = {
      "Vilka stråk och platser använder kvinnor i olika åldrar på kvällen, och vilka undviks?",
      "Finns mål för både kvinnor och män i projektet, och går de att följa upp?"};
  t.manifest = "0000-exempel";
  return t;
}

}  // namespace

ReleasedRow level(std::string wave, std::string area, std::string sex, double estimate,
                  double lower, double upper, int n) {
  ReleasedRow row;
  row.wave = std::move(wave);
  row.era = area.empty() ? "" : era;
  row.indicator = "otrygg_ute";
  row.statistic = "share";
  row.area_level = area.empty() ? "" : level_name;
  row.area = std::move(area);
  row.sex = std::move(sex);
  row.groups = {""};
  row.decision = Decision::show;
  row.n = Published::shown(n, 0);
  row.estimate = Published::shown(estimate, 1);
  row.lower = Published::shown(lower, 1);
  row.upper = Published::shown(upper, 1);
  return row;
}

ReleasedRow suppressed_level(std::string wave, std::string area, std::string sex) {
  auto row = level(std::move(wave), std::move(area), std::move(sex), 0, 0, 0, 0);
  row.decision = Decision::suppress;
  row.reason = "few_answers";
  row.n = row.estimate = row.lower = row.upper = Published::withheld(Symbol::uncertain);
  return row;
}

ReleasedRow difference(std::string wave, std::string area, std::string sex, std::string contrast,
                       double estimate, double margin) {
  auto row = level(std::move(wave), std::move(area), std::move(sex), estimate, estimate - margin,
                   estimate + margin, 1000);
  row.contrast = std::move(contrast);
  row.margin = Published::shown(margin, 1);
  row.finding = finding_of(estimate, margin);
  return row;
}

Publication invented_publication() {
  Publication p;
  p.release.group_names = {"aldersgrupp"};
  p.project = texts();
  p.indicator = {.id = "otrygg_ute",
                 .variables = {"ute_sent"},
                 .codes = {"4", "5"},
                 .name = "Otrygg ute sent",
                 .short_name = "Andel otrygga",
                 .definition =
                     "mycket otrygga när de går ut ensamma sent på kvällen i området där "
                     "de bor, eller går inte ut på grund av otrygghet",
                 .measure =
                     "Andel som känner sig mycket otrygga eller inte går ut på grund av "
                     "otrygghet",
                 .question =
                     "När du går ut ensam sent på kvällen i området där du bor, hur trygg "
                     "eller otrygg känner du dig då?"};
  add_round(p, "2011", 10.6, 6.1, 0.8, 0.6, 8.2);
  add_round(p, "2014", 11.2, 5.8, 0.8, 0.6, 8.5);
  add_round(p, "2017", 14.8, 7.4, 0.9, 0.7, 11.0);
  add_round(p, "2020", 13.5, 7.1, 0.8, 0.6, 10.2);
  add_round(p, "2023", 12.6, 6.9, 0.8, 0.7, 9.9);
  p.release.rows.push_back(difference("2023", "", women, "omgang:2023-2017", -2.2, 1.2));
  p.release.rows.push_back(difference("2023", "", men, "omgang:2023-2017", -0.5, 2.1));
  p.release.rows.push_back(difference("2023", "", "", "kon:2-1 omgang:2023-2017", -1.7, 1.6));
  for (const auto& a : area_numbers) add_area(p, a);
  add_age(p, "16-29", 17.4, 7.1, 2.2);
  add_age(p, "30-44", 13.2, 6.2, 1.6);
  add_age(p, "45-64", 10.6, 6.7, 1.4);
  add_age(p, "65-79", 9.1, 7.9, 1.7);
  add_goal(p);
  return p;
}

}  // namespace trygg::test
