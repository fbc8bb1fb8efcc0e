#include <fmt/format.h>

#include <algorithm>

#include "reports/annual/parts.hpp"

namespace trygg::reports::annual {
namespace {

using Paragraphs = std::vector<std::string>;

const RoundTexts* published_round(const Report& r) {
  const auto& rounds = r.project().rounds;
  const auto found = std::ranges::find(rounds, r.project().publication_wave, &RoundTexts::wave);
  return found == rounds.end() ? nullptr : &*found;
}

std::string rate_text(const Report& r, std::size_t answered, std::size_t sampled) {
  if (sampled == 0) return "–";
  const double rate = 100 * static_cast<double>(answered) / static_cast<double>(sampled);
  return r.phrases.number(Published::shown(rate, 0));
}

TableRow response_row(const Report& r, const std::string& name, std::size_t sampled,
                      std::size_t answered, bool total) {
  return {name,
          {{r.phrases.count(sampled, Place::table)},
           {r.phrases.count(answered, Place::table)},
           {rate_text(r, answered, sampled)}},
          total};
}

/// Område, urval, antal svar, andel svar: the published round, in the areas it was drawn in.
std::vector<Block> response_table(Report& r) {
  const auto* round = published_round(r);
  if (round == nullptr || !round->sampled || !round->answered) return {};
  const auto& p = r.phrases;
  TableParts table{
      .number = ++r.tables,
      .id = "svar",
      .title = p.word("response_title", {{"area", r.project().area_one}, {"wave", round->wave}}),
      .unit = p.word("response_unit"),
      .row_column = capitalised(r.project().area_one),
      .columns = {{p.word("sampled_column"), ColumnKind::number},
                  {p.word("answered_column"), ColumnKind::number},
                  {p.word("rate_column"), ColumnKind::number}}};
  table.rows.push_back(
      response_row(r, r.headline.whole_name(), *round->sampled, *round->answered, true));
  for (const auto& a : round->areas)
    table.rows.push_back(response_row(r, a.name, a.sampled, a.answered, false));
  return {table};
}

/// A part of the declaration: what the project says, then what the program can tell.
Section part(const Report& r, const char* heading, const char* id, const Paragraphs& project,
             const Paragraphs& told) {
  Section section{.heading = r.phrases.word(heading), .id = id, .level = 3};
  for (const auto& text : project) section.main.push_back(Paragraph{typeset(text)});
  for (const auto& text : told) section.main.push_back(Paragraph{text});
  return section;
}

Section relevance(const Report& r) {
  const auto text = r.phrases.word("quality_population",
                                   {{"population", r.project().population},
                                    {"n", r.phrases.count_word(r.indicators.size(), "ett")}});
  return part(r, "quality_relevance", "relevans", r.project().quality.relevance, {text});
}

Section accuracy(Report& r) {
  const auto& p = r.phrases;
  Paragraphs told;
  if (const auto* round = published_round(r); round && round->sampled && round->answered)
    told.push_back(
        p.word("quality_sampled", {{"wave", round->wave},
                                   {"sampled", p.count(*round->sampled, Place::prose)},
                                   {"answered", p.count(*round->answered, Place::prose)},
                                   {"rate", rate_text(r, *round->answered, *round->sampled)}}));
  told.push_back(p.word("quality_error"));
  told.push_back(p.word("quality_rules"));
  auto section =
      part(r, "quality_accuracy", "tillforlitlighet", r.project().quality.accuracy, told);
  append(section.main, response_table(r));
  return section;
}

Section timeliness(const Report& r) {
  std::vector<std::string> waves;
  for (const auto& round : r.project().rounds) waves.push_back(round.wave);
  const auto& when = r.project().fieldwork;
  const auto text = r.phrases.word(
      "quality_when",
      {{"when", when.empty() ? r.headline.wave() : when}, {"waves", r.phrases.listed(waves)}});
  return part(r, "quality_timeliness", "aktualitet", r.project().quality.timeliness, {text});
}

Section accessibility(const Report& r) {
  const auto& quality = r.project().quality;
  Paragraphs told{r.phrases.word("quality_formats", {{"manifest", r.project().manifest}})};
  if (!quality.contact.empty())
    told.push_back(r.phrases.word("quality_contact", {{"contact", quality.contact}}));
  return part(r, "quality_accessibility", "tillganglighet", quality.accessibility, told);
}

/// From which round each measure can be compared, where that is not the first.
Section comparability(const Report& r) {
  const auto& p = r.phrases;
  Bullets breaks;
  for (const auto& m : r.indicators)
    if (!m->project.comparable_since.empty())
      breaks.items.push_back(p.word("quality_since", {{"name", m->indicator().name},
                                                      {"since", m->project.comparable_since}}));
  Paragraphs told;
  if (!r.headline.areas.empty())
    told.push_back(p.word("quality_areas", {{"areas", r.project().area_many}}));
  if (breaks.items.empty()) told.push_back(p.word("quality_all_comparable"));
  auto section =
      part(r, "quality_comparability", "jamforbarhet", r.project().quality.comparability, told);
  if (breaks.items.empty()) return section;
  const bool others = breaks.items.size() < r.indicators.size();
  section.main.push_back(std::move(breaks));
  if (others) section.main.push_back(Paragraph{p.word("quality_others_comparable")});
  return section;
}

}  // namespace

std::vector<Section> quality_sections(Report& r) {
  std::vector<Section> all{{.heading = r.phrases.word("quality_heading"),
                            .main = {Paragraph{r.phrases.word("quality_intro")}},
                            .id = "kvalitet"}};
  all.push_back(relevance(r));
  all.push_back(accuracy(r));
  all.push_back(timeliness(r));
  all.push_back(accessibility(r));
  all.push_back(comparability(r));
  return all;
}

}  // namespace trygg::reports::annual
