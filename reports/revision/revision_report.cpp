#include "reports/revision/revision_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "base/text.hpp"
#include "reports/revision/cell_name.hpp"

namespace trygg::reports {
namespace {

constexpr std::size_t rows_shown = 25;

std::span<const RevisedCell* const> shown(const std::vector<const RevisedCell*>& cells) {
  return std::span(cells).first(std::min(cells.size(), rows_shown));
}

bool is_in(const RevisedCell& cell, std::string_view what) {
  return cell.change == RevisionChange::changed && cell.what.find(what) != std::string::npos;
}

std::size_t number_of(const Revision& revision, RevisionChange change) {
  return static_cast<std::size_t>(std::ranges::count(revision.cells, change, &RevisedCell::change));
}

/// How the figures of an indicator changed: one may count under value and judgement both.
struct Counts {
  std::size_t value = 0, symbol = 0, finding = 0, appeared = 0, vanished = 0;
};

/// By indicator, in the order of the project.
std::vector<std::pair<std::string, Counts>> counts_of(const RevisionInput& input) {
  std::map<std::string, Counts> by;
  for (const auto& cell : input.revision.cells) {
    auto& counts = by[cell.key.indicator];
    counts.value += is_in(cell, "value");
    counts.symbol += is_in(cell, "symbol");
    counts.finding += is_in(cell, "finding");
    counts.appeared += cell.change == RevisionChange::appeared;
    counts.vanished += cell.change == RevisionChange::vanished;
  }
  std::vector<std::pair<std::string, Counts>> ordered;
  for (const auto& indicator : input.indicators)
    if (const auto found = by.find(indicator.id); found != by.end())
      ordered.emplace_back(*found), by.erase(found);
  ordered.insert(ordered.end(), by.begin(), by.end());
  return ordered;
}

TableParts indicator_table(const RevisionInput& input, const Phrases& p) {
  TableParts table{.number = 1,
                   .id = "matt",
                   .title = p.word("rev_by_indicator"),
                   .unit = p.word("rev_by_indicator_unit"),
                   .row_column = p.word("rev_indicator"),
                   .columns = {}};
  for (const auto* column :
       {"rev_value", "rev_symbol", "rev_judgement", "rev_appeared", "rev_vanished"})
    table.columns.emplace_back(p.word(column), ColumnKind::number);
  for (const auto& [id, counts] : counts_of(input)) {
    TableRow row{capitalised(indicator_name(input, id)), {}};
    for (const auto n :
         {counts.value, counts.symbol, counts.finding, counts.appeared, counts.vanished})
      row.cells.push_back({p.count(n, Place::table)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Shares whose number is another, the largest change first; then as they stand in the tables.
std::vector<const RevisedCell*> shares_by_change(const RevisionInput& input) {
  std::vector<std::pair<double, const RevisedCell*>> changes;
  for (const auto& cell : input.revision.cells) {
    const auto found = std::ranges::find(input.indicators, cell.key.indicator, &Indicator::id);
    if (found == input.indicators.end() || found->kind != IndicatorKind::share) continue;
    if (!is_in(cell, "value") || !cell.key.contrast.empty()) continue;
    const auto was = to_number(cell.old_texts.estimate), is = to_number(cell.new_texts.estimate);
    if (was && is && *was != *is) changes.emplace_back(-std::abs(*is - *was), &cell);
  }
  std::ranges::stable_sort(changes, {}, &std::pair<double, const RevisedCell*>::first);
  std::vector<const RevisedCell*> cells;
  for (const auto& [size, cell] : changes) cells.push_back(cell);
  return cells;
}

TableParts share_table(const RevisionInput& input, const Phrases& p,
                       const std::vector<const RevisedCell*>& cells) {
  TableParts table{
      .number = 2,
      .id = "andelar",
      .title = p.word("rev_shares"),
      .unit = p.word("rev_shares_unit", {{"shown", p.count(shown(cells).size(), Place::prose)},
                                         {"all", p.count(cells.size(), Place::prose)}}),
      .row_column = p.word("rev_figure"),
      .columns = {{p.word("rev_before"), ColumnKind::number},
                  {p.word("rev_now"), ColumnKind::number},
                  {p.word("rev_sign"), ColumnKind::words}}};
  const auto* sign = input.purpose == RevisionPurpose::revised ? "r" : "k";
  for (const auto* cell : shown(cells))
    table.rows.push_back({cell_name(input, p, cell->key),
                          {{localised(cell->old_texts.estimate, p.language())},
                           {localised(cell->new_texts.estimate, p.language())},
                           {sign}}});
  return table;
}

/// A judgement of a comparison in words; of one that was not judged, that it was not.
std::string judgement(const Phrases& p, const std::string& finding) {
  if (finding.empty()) return p.word("rev_judged_none");
  const auto key = "rev_judged_" + finding;
  return p.has_word(key) ? p.word(key) : finding;
}

std::vector<const RevisedCell*> judged_otherwise(const Revision& revision) {
  std::vector<const RevisedCell*> cells;
  for (const auto& cell : revision.cells)
    if (is_in(cell, "finding")) cells.push_back(&cell);
  // Of the whole place first: those are the sentences that most people read.
  std::ranges::stable_partition(cells, [](const auto* cell) { return cell->key.area.empty(); });
  return cells;
}

TableParts judgement_table(const RevisionInput& input, const Phrases& p,
                           const std::vector<const RevisedCell*>& cells) {
  TableParts table{
      .number = 3,
      .id = "bedomningar",
      .title = p.word("rev_judgements"),
      .unit = p.word("rev_judgements_unit", {{"whole", input.project.whole},
                                             {"shown", p.count(shown(cells).size(), Place::prose)},
                                             {"all", p.count(cells.size(), Place::prose)}}),
      .row_column = p.word("rev_comparison"),
      .columns = {{p.word("rev_before"), ColumnKind::words},
                  {p.word("rev_now"), ColumnKind::words}}};
  for (const auto* cell : shown(cells))
    table.rows.push_back(
        {cell_name(input, p, cell->key),
         {{judgement(p, cell->old_texts.finding)}, {judgement(p, cell->new_texts.finding)}}});
  return table;
}

/// "recipes/2023.toml (2023)", under what kind of thing it is.
Section causes(const RevisionInput& input, const Phrases& p) {
  Section section{.heading = p.word("rev_why"), .main = {}, .id = "varfor"};
  std::map<CauseKind, std::vector<std::string>> files;
  for (const auto& cause : input.revision.causes)
    files[cause.kind].push_back(
        cause.wave.empty() ? cause.file : fmt::format("{} ({})", cause.file, cause.wave));
  if (files.empty()) {
    section.main.push_back(Paragraph{p.word("rev_no_cause")});
    return section;
  }
  Terms terms;
  for (const auto& [kind, names] : files)
    terms.items.emplace_back(p.word(fmt::format("rev_cause_{}", to_text(kind))),
                             joined(names, ", "));
  section.main.push_back(Paragraph{p.word("rev_causes")});
  section.main.push_back(std::move(terms));
  section.main.push_back(Note{p.word("rev_causes_note")});
  return section;
}

Section files_section(const Revision& revision, const Phrases& p) {
  Bullets bullets;
  for (const auto& file : revision.files)
    bullets.items.push_back(
        p.word(file.change == RevisionChange::appeared ? "rev_file_appeared" : "rev_file_vanished",
               {{"file", file.file}}));
  return {.heading = p.word("rev_files"), .main = {std::move(bullets)}, .id = "filer"};
}

std::vector<Section> sections_of(const RevisionInput& input, const Phrases& p) {
  std::vector<Section> sections{causes(input, p)};
  const auto& revision = input.revision;
  if (!revision.cells.empty())
    sections.push_back({.heading = p.word("rev_what"),
                        .main = {indicator_table(input, p), Note{p.word("rev_what_note")}},
                        .id = "vad"});
  if (const auto cells = shares_by_change(input); !cells.empty())
    sections.push_back(
        {.heading = p.word("rev_largest"), .main = {share_table(input, p, cells)}, .id = "storst"});
  if (const auto cells = judged_otherwise(revision); !cells.empty())
    sections.push_back(
        {.heading = p.word("rev_judged"),
         .main = {Paragraph{p.word("rev_judged_text")}, judgement_table(input, p, cells)},
         .id = "bedomt"});
  if (!revision.files.empty()) sections.push_back(files_section(revision, p));
  // Numbered as they come: a table that is not there leaves no gap.
  int number = 0;
  for (auto& section : sections)
    for (auto& block : section.main)
      if (auto* table = std::get_if<TableParts>(&block)) table->number = ++number;
  return sections;
}

}  // namespace

Document revision_document(const RevisionInput& input, const Phrases& phrases) {
  const auto& p = phrases;
  const auto& project = input.project;
  const auto changed = number_of(input.revision, RevisionChange::changed);
  const auto count = [&](RevisionChange change) {
    return p.count(number_of(input.revision, change), Place::prose);
  };
  const Slots slots{{"changed", count(RevisionChange::changed)},
                    {"published", p.count(input.published, Place::prose)},
                    {"before", input.before},
                    {"now", input.now},
                    {"survey", project.survey},
                    {"wave", project.publication_wave}};
  Document document{
      .title = p.word("rev_title", slots),
      .description = p.word("rev_description", slots),
      .publication = p.word("rev_publication"),
      .kicker = fmt::format("{} {} · {}", project.survey, project.publication_wave, project.place),
      .heading = p.word(changed == 0 ? "rev_heading_none" : "rev_heading", slots),
      .lede = p.word(input.purpose == RevisionPurpose::revised ? "rev_lede" : "rev_lede_corrected",
                     slots)};
  document.facts.items = {{p.word("rev_fact_changed"), "", count(RevisionChange::changed),
                           p.word("rev_fact_changed_of", slots)},
                          {p.word("rev_fact_appeared"), "", count(RevisionChange::appeared),
                           p.word("rev_fact_appeared_of")},
                          {p.word("rev_fact_vanished"), "", count(RevisionChange::vanished),
                           p.word("rev_fact_vanished_of")}};
  document.sections = sections_of(input, p);
  const auto mark =
      project.synthetic == Synthetic::yes ? " " + p.word("synthetic_caption") : std::string();
  document.footer = {{p.word("rev_footer", slots) + mark}};
  return document;
}

}  // namespace trygg::reports
