#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "revision/published_state.hpp"
#include "revision/revision.hpp"
#include "tools/commands.hpp"
#include "tools/diff_report.hpp"
#include "tools/options.hpp"
#include "tools/output.hpp"

namespace trygg::tools {
namespace {

struct DiffOptions {
  std::string before, now;
  bool causes = false, corrected = false;
  std::string report, project;
  OutputOptions output;
  Common common;
};

constexpr auto summary = "what changed between two publications, and why";

void declare(Options& options, DiffOptions& o) {
  options.positional(o.before, "OLD", "a publication (out/), or a file that trygg release wrote");
  options.positional(o.now, "NEW", "the same, later");
  options.flag("--causes", o.causes, "the table of what the figures are made of that changed");
  options.flag("--corrected", o.corrected,
               "the change puts an error right: marked k (corrected), not r (revised)");
  options.add("--report", o.report, "FILE", "write the revision report there, as a page");
  options.add("--project", o.project, "DIR",
              "the project, for names in the report (default: the folder above NEW)");
  add_output(options, o.output);
  options.common(o.common);
}

OutputTable causes_table(const Revision& revision) {
  OutputTable table{{"kind", "wave", "file", "change", "old_sha256", "new_sha256"},
                    {},
                    {"wave", "file", "old_sha256", "new_sha256"}};
  for (const auto& cause : revision.causes) {
    const auto change =
        cause.kind == CauseKind::program || (!cause.old_hash.empty() && !cause.new_hash.empty())
            ? RevisionChange::changed
        : cause.old_hash.empty() ? RevisionChange::appeared
                                 : RevisionChange::vanished;
    table.rows.push_back({std::string(to_text(cause.kind)), cause.wave, cause.file,
                          std::string(to_text(change)), cause.old_hash, cause.new_hash});
  }
  return table;
}

/// "12.6 (11.8–13.4)" as two columns would take too much room beside each other.
std::string interval(const PublishedTexts& texts) {
  if (texts.lower.empty() && texts.upper.empty()) return "";
  return texts.lower == texts.upper ? texts.lower : texts.lower + " " + texts.upper;
}

OutputTable cells_table(const Revision& revision, const std::string& mark) {
  OutputTable table{
      {"file",         "indicator",    "statistic",    "wave",         "era",    "area_level",
       "area",         "sex",          "groups",       "contrast",     "change", "what",
       "old",          "new",          "old_interval", "new_interval", "old_n",  "new_n",
       "old_decision", "new_decision", "old_finding",  "new_finding",  "mark",   "causes"},
      {},
      {"wave", "era", "area", "sex", "old", "new", "old_interval", "new_interval", "old_n",
       "new_n"}};
  for (const auto& cell : revision.cells) {
    const auto& key = cell.key;
    const auto &was = cell.old_texts, &is = cell.new_texts;
    table.rows.push_back({cell.file,
                          key.indicator,
                          key.statistic,
                          key.wave,
                          key.era,
                          key.area_level,
                          key.area,
                          key.sex,
                          key.groups,
                          key.contrast,
                          std::string(to_text(cell.change)),
                          cell.what,
                          was.estimate,
                          is.estimate,
                          interval(was),
                          interval(is),
                          was.n,
                          is.n,
                          was.decision,
                          is.decision,
                          was.finding,
                          is.finding,
                          cell.change == RevisionChange::changed ? mark : std::string(),
                          joined(cell.causes, " ")});
  }
  return table;
}

void tell(const Revision& revision, const Streams& streams) {
  const auto number = [&](RevisionChange change) {
    return std::ranges::count(revision.cells, change, &RevisedCell::change);
  };
  streams.err << fmt::format("{} figures changed, {} appeared, {} vanished\n",
                             number(RevisionChange::changed), number(RevisionChange::appeared),
                             number(RevisionChange::vanished));
  for (const auto& cause : revision.causes)
    streams.err << fmt::format("{:<12} {}{}\n", to_text(cause.kind), cause.file,
                               cause.wave.empty() ? "" : fmt::format(" ({})", cause.wave));
  for (const auto& file : revision.files)
    streams.err << fmt::format("{:<12} {}\n", to_text(file.change), file.file);
}

void run(Args args, const Streams& streams) {
  DiffOptions o;
  Options options("diff", summary);
  declare(options, o);
  options.parse(args);
  check_format(o.output);
  check_not_input(o.output.file, {o.before, o.now});
  check_not_input(o.report, {o.before, o.now});
  require<ConfigError>(o.project.empty() || !o.report.empty(),
                       "--project gives the names in a report: write --report, too");
  const auto before = read_published_state(o.before), now = read_published_state(o.now);
  require<ConfigError>(before.manifest.has_value() == now.manifest.has_value(),
                       "{} is a {} and {} a {}: compare two publications or two files", o.before,
                       before.manifest ? "publication" : "file", o.now,
                       now.manifest ? "publication" : "file");
  require<ConfigError>(!o.causes || now.manifest.has_value(),
                       "--causes: a file of released figures does not say what it was made of; "
                       "give two publications");
  const auto found = revision(before, now);
  if (!o.common.quiet) tell(found, streams);
  if (!o.report.empty())
    write_diff_report(found, before, now,
                      {.file = o.report,
                       .project = o.project,
                       .purpose = o.corrected ? reports::RevisionPurpose::corrected
                                              : reports::RevisionPurpose::revised,
                       .language = o.common.lang});
  // A report is asked for by itself: the table only where it is sent somewhere.
  if (!o.report.empty() && o.output.file.empty() && o.output.format.empty()) return;
  write_table(o.causes ? causes_table(found) : cells_table(found, o.corrected ? "k" : "r"),
              o.output, Access::published, streams);
}

std::string help() {
  DiffOptions o;
  Options options("diff", summary);
  declare(options, o);
  return options.help();
}

}  // namespace

const Command diff_command{"diff", summary, run, help};

}  // namespace trygg::tools
