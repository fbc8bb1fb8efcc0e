#include "revision/revision.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "revision/published_state.hpp"

namespace trygg {
namespace {

constexpr std::array<std::pair<CauseKind, std::string_view>, 6> cause_words{
    {{CauseKind::data, "data"},
     {CauseKind::definitions, "definitions"},
     {CauseKind::goal, "goal"},
     {CauseKind::rules, "rules"},
     {CauseKind::texts, "texts"},
     {CauseKind::program, "program"}}};

constexpr std::array<std::pair<std::string_view, CauseKind>, 5> kinds_of_steps{
    {{"synth", CauseKind::data},
     {"weight", CauseKind::data},
     {"estimate", CauseKind::definitions},
     {"goal", CauseKind::goal},
     {"release", CauseKind::rules}}};

/// The steps that read an input before all others do, in either of two publications.
std::vector<std::string> first_readers(const std::string& file, const ManifestText& manifest) {
  std::vector<std::string> readers;
  for (const auto& step : manifest.steps) {
    if (!step.read.contains(file)) continue;
    const auto name = step.name.substr(0, step.name.find(' '));
    if (!readers.empty() && readers.front().substr(0, readers.front().find(' ')) != name) break;
    readers.push_back(step.name);
  }
  return readers;
}

RevisionCause cause_of(const std::string& file, const ManifestText& before,
                       const ManifestText& now) {
  RevisionCause cause{.kind = CauseKind::texts, .file = file};
  auto readers = first_readers(file, now);
  if (readers.empty()) readers = first_readers(file, before);
  if (readers.empty()) return cause;
  const auto space = readers.front().find(' ');
  const auto name = std::string_view(readers.front()).substr(0, space);
  for (const auto& [step, kind] : kinds_of_steps)
    if (step == name) cause.kind = kind;
  if (readers.size() == 1 && space != std::string::npos)
    cause.wave = readers.front().substr(space + 1);
  return cause;
}

std::string hash_of(const std::string& file, const ManifestText& manifest) {
  const auto found = manifest.inputs.find(file);
  return found == manifest.inputs.end() ? "" : found->second;
}

std::vector<RevisionCause> causes_of(const PublishedState& before, const PublishedState& now) {
  std::vector<RevisionCause> causes;
  if (!before.manifest || !now.manifest) return causes;
  std::set<std::string> files;
  for (const auto* manifest : {&*before.manifest, &*now.manifest})
    for (const auto& [file, hash] : manifest->inputs) files.insert(file);
  for (const auto& file : files) {
    const auto was = hash_of(file, *before.manifest), is = hash_of(file, *now.manifest);
    if (was == is) continue;
    auto cause = cause_of(file, *before.manifest, *now.manifest);
    cause.old_hash = was;
    cause.new_hash = is;
    causes.push_back(std::move(cause));
  }
  std::ranges::stable_sort(causes, {}, &RevisionCause::kind);
  if (before.manifest->program != now.manifest->program)
    causes.push_back({CauseKind::program, "", now.manifest->program, "", ""});
  return causes;
}

bool is_number(const std::string& text) {
  return to_number(text).has_value();
}

std::string what_changed(const PublishedTexts& was, const PublishedTexts& is) {
  bool value = false, symbol = false;
  for (const auto member : {&PublishedTexts::estimate, &PublishedTexts::lower,
                            &PublishedTexts::upper, &PublishedTexts::margin, &PublishedTexts::n}) {
    if (was.*member == is.*member) continue;
    (is_number(was.*member) && is_number(is.*member) ? value : symbol) = true;
  }
  std::vector<std::string> what;
  if (value) what.emplace_back("value");
  if (symbol) what.emplace_back("symbol");
  if (was.decision != is.decision || was.reason != is.reason) what.emplace_back("decision");
  if (was.finding != is.finding) what.emplace_back("finding");
  return joined(what, "+");
}

/// Whether a round enters a cell: it is the cell's, or the comparison names it.
bool has_wave(const PublishedKey& key, const std::string& wave) {
  return key.wave == wave || key.contrast.find(wave) != std::string::npos;
}

/// A number is made of its own rounds; whether it goes out is decided with all others, since what
/// protects a figure of one round may be that of another.
bool reaches(const RevisionCause& cause, const RevisedCell& cell) {
  if (cause.kind == CauseKind::texts) return false;
  const bool decided_anew = cell.what.find("symbol") != std::string::npos ||
                            cell.what.find("decision") != std::string::npos;
  return cause.wave.empty() || decided_anew || has_wave(cell.key, cause.wave);
}

/// Compares two tables of the same name.
void add_cells(const std::string& file, const PublishedTable& before, const PublishedTable& now,
               std::vector<RevisedCell>& cells) {
  for (const auto& [key, was] : before) {
    const auto found = now.find(key);
    if (found == now.end())
      cells.push_back({file, key, RevisionChange::vanished, was, {}, "", {}});
    else if (found->second != was)
      cells.push_back({file,
                       key,
                       RevisionChange::changed,
                       was,
                       found->second,
                       what_changed(was, found->second),
                       {}});
  }
  for (const auto& [key, is] : now)
    if (!before.contains(key))
      cells.push_back({file, key, RevisionChange::appeared, {}, is, "", {}});
}

}  // namespace

std::string_view to_text(CauseKind kind) {
  return cause_words[static_cast<std::size_t>(kind)].second;
}

std::string_view to_text(RevisionChange change) {
  constexpr std::array<std::string_view, 3> words{"appeared", "vanished", "changed"};
  return words[static_cast<std::size_t>(change)];
}

Revision revision(const PublishedState& before, const PublishedState& now) {
  Revision found{.causes = causes_of(before, now)};
  std::set<std::string> tables;
  for (const auto* state : {&before, &now})
    for (const auto& [file, table] : state->tables) tables.insert(file);
  const auto table_of = [](const PublishedState& state, const std::string& file) {
    const auto place = state.tables.find(file);
    return place == state.tables.end() ? PublishedTable{} : place->second;
  };
  for (const auto& file : tables)
    add_cells(file, table_of(before, file), table_of(now, file), found.cells);
  for (auto& cell : found.cells)
    for (const auto& cause : found.causes)
      if (reaches(cause, cell)) cell.causes.push_back(cause.file);
  if (!before.manifest || !now.manifest) return found;
  for (const auto& [file, hash] : before.manifest->outputs)
    if (!now.manifest->outputs.contains(file))
      found.files.push_back({file, RevisionChange::vanished});
  for (const auto& [file, hash] : now.manifest->outputs)
    if (!before.manifest->outputs.contains(file))
      found.files.push_back({file, RevisionChange::appeared});
  return found;
}

}  // namespace trygg
