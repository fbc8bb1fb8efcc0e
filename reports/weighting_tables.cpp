#include "reports/weighting_tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "diagnostics/weighting_diagnosis.hpp"

namespace trygg::reports {
namespace {

using Fields = std::vector<std::string>;

std::string number(double value) {
  return shortest(value);  // empty for what is not known
}
std::string number(std::size_t value) {
  return fmt::format("{}", value);
}

void append(Fields& to, const Fields& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// CSV with a header, row by row.
class CsvRows {
 public:
  explicit CsvRows(const Fields& header) : text_(csv_line(header)) {}
  void add(const Fields& row) { text_ += csv_line(row); }
  NamedText named(std::string name) { return {std::move(name), std::move(text_)}; }

 private:
  std::string text_;
};

Fields distribution_header(const std::string& prefix) {
  Fields all{prefix + "n", prefix + "sum", prefix + "mean", prefix + "min"};
  for (const double p : WeightDistribution::probabilities)
    all.push_back(fmt::format("{}p{:.0f}", prefix, 100 * p));
  append(all, {prefix + "max", prefix + "cv", prefix + "largest_hundredth"});
  return all;
}

Fields distribution_fields(const WeightDistribution& d) {
  Fields all{number(d.n), number(d.sum), number(d.mean), number(d.smallest)};
  for (const double q : d.quantiles) all.push_back(number(q));
  append(all, {number(d.largest), number(d.cv), number(d.largest_share)});
  return all;
}

NamedText stages(const WeightingDiagnosis& diagnosis) {
  Fields header{"stage", "title", "iterations", "largest_gap"};
  append(header, distribution_header(""));
  append(header, {"kish_deff", "n_effective"});
  append(header, distribution_header("g_"));
  CsvRows rows(header);
  for (std::size_t i = 0; i < diagnosis.stages.size(); ++i) {
    const auto& stage = diagnosis.stages[i];
    Fields row{number(i), stage.title, fmt::format("{}", stage.iterations),
               number(stage.largest_gap)};
    append(row, distribution_fields(stage.weight));
    append(row, {number(stage.kish.deff), number(stage.kish.n_effective)});
    append(row, stage.g ? distribution_fields(*stage.g) : Fields(distribution_header("").size()));
    rows.add(row);
  }
  return rows.named("stages.csv");
}

NamedText remarks(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"stage", "remark"});
  for (std::size_t i = 0; i < diagnosis.stages.size(); ++i)
    for (const auto& remark : diagnosis.stages[i].remarks) rows.add({number(i), remark});
  return rows.named("remarks.csv");
}

NamedText histogram(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"stage", "from", "to", "records"});
  for (std::size_t i = 0; i < diagnosis.stages.size(); ++i) {
    const auto& h = diagnosis.stages[i].histogram;
    const double width = (h.to - h.from) / static_cast<double>(h.counts.size());
    for (std::size_t b = 0; b < h.counts.size(); ++b)
      rows.add({number(i), number(h.from + width * static_cast<double>(b)),
                number(h.from + width * static_cast<double>(b + 1)), number(h.counts[b])});
  }
  return rows.named("histogram.csv");
}

void add_extremes(CsvRows& rows, std::size_t stage, const std::string& what,
                  const ExtremeRecords& extremes) {
  for (const auto& [record, value] : extremes.smallest)
    rows.add({number(stage), what, "smallest", number(record + 1), number(value)});
  for (const auto& [record, value] : extremes.largest)
    rows.add({number(stage), what, "largest", number(record + 1), number(value)});
}

NamedText extremes(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"stage", "of", "end", "row", "value"});
  for (std::size_t i = 0; i < diagnosis.stages.size(); ++i) {
    add_extremes(rows, i, "weight", diagnosis.stages[i].extremes);
    add_extremes(rows, i, "g", diagnosis.stages[i].g_extremes);
  }
  return rows.named("extremes.csv");
}

NamedText totals(const WeightingDiagnosis& diagnosis) {
  CsvRows rows(
      {"stage", "source", "level", "records", "before", "after", "target", "gap", "given"});
  for (std::size_t i = 0; i < diagnosis.stages.size(); ++i)
    for (const auto& t : diagnosis.stages[i].totals)
      rows.add({number(i), t.source, t.level, number(t.records), number(t.before), number(t.after),
                number(t.target), number(t.after - t.target), number(t.given)});
  return rows.named("totals.csv");
}

void add_outcomes(CsvRows& rows, const OutcomeGroup& group, const std::string& counted,
                  const OutcomeSums& sums, const OutcomeRates& rates) {
  Fields row{group.variable, group.level, counted};
  for (const double sum : sums.sum) row.push_back(number(sum));
  row.push_back(number(rates.eligible_share));
  for (const double r : rates.response) row.push_back(number(r));
  for (const double r : rates.cooperation) row.push_back(number(r));
  for (const double r : rates.refusal) row.push_back(number(r));
  for (const double r : rates.contact) row.push_back(number(r));
  rows.add(row);
}

NamedText outcomes(const WeightingDiagnosis& diagnosis) {
  Fields header{"variable", "level", "counted"};
  header.insert(header.end(), disposition_names.begin(), disposition_names.end());
  append(header, {"eligible_share", "RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP2", "COOP4",
                  "REF1", "REF2", "REF3", "CON1", "CON2", "CON3"});
  CsvRows rows(header);
  for (const auto& group : diagnosis.outcomes) {
    add_outcomes(rows, group, "persons", group.persons, group.rates);
    add_outcomes(rows, group, "weighted", group.weighted, group.weighted_rates);
  }
  return rows.named("outcomes.csv");
}

NamedText response(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"what", "value", "lower", "upper", "note"});
  if (!diagnosis.response) {
    rows.add({"response", "", "", "", diagnosis.no_response});
    return rows.named("response.csv");
  }
  const auto& r = *diagnosis.response;
  rows.add({"sampled", number(r.sampled), "", "", ""});
  rows.add({"answered", number(r.answered), "", "", ""});
  rows.add({"weighted_rate", number(r.weighted_rate), "", "", ""});
  if (const auto& one = r.representative) {
    rows.add({"R", number(one->indicator), number(one->lower), number(one->upper),
              fmt::format("{:g} % limits", 100 * one->level)});
    rows.add({"R_uncorrected", number(one->uncorrected), "", "", ""});
    rows.add({"S2", number(one->s2), "", "", "standard error " + number(one->s2_se)});
  } else {
    rows.add({"R", "", "", "", r.not_representative});
  }
  rows.add({"H3", number(r.h3), "", "", joined(r.auxiliaries, " + ")});
  rows.add({"q2", number(r.q2), "", "", ""});
  return rows.named("response.csv");
}

NamedText partials(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"variable", "level", "unconditional", "conditional"});
  if (diagnosis.response && diagnosis.response->representative) {
    for (const auto& partial : diagnosis.response->representative->partials) {
      rows.add({partial.variable, "", number(partial.unconditional), number(partial.conditional)});
      for (const auto& level : partial.levels)
        rows.add({partial.variable, level.name, number(level.unconditional), ""});
    }
  }
  return rows.named("partials.csv");
}

NamedText levels(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"variable", "level", "sampled", "answered", "sample", "respondents",
                "weighted_before", "weighted_after", "target", "difference_before",
                "difference_after"});
  if (diagnosis.response)
    for (const auto& balance : diagnosis.response->balance)
      for (const auto& l : balance.levels)
        rows.add({balance.variable, l.level, number(l.sampled), number(l.answered),
                  number(l.sample), number(l.respondents), number(l.weighted_before),
                  number(l.weighted_after), l.target ? number(*l.target) : "",
                  number(l.difference_before), number(l.difference_after)});
  return rows.named("levels.csv");
}

NamedText auxiliaries(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"step", "variable", "H3", "gain", "note"});
  if (diagnosis.response) {
    const auto& selection = diagnosis.response->selection;
    for (std::size_t i = 0; i < selection.size(); ++i)
      rows.add({number(i + 1), selection[i].variable, number(selection[i].h3),
                number(selection[i].gain), ""});
    for (const auto& left : diagnosis.response->left_out) {
      const auto colon = left.find(": ");
      rows.add({"", left.substr(0, colon), "", "", "left out: " + left.substr(colon + 2)});
    }
  }
  return rows.named("auxiliaries.csv");
}

NamedText study(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"variable", "n", "spencer_deff", "n_effective", "H1"});
  for (const auto& s : diagnosis.study)
    rows.add({s.name, number(s.spencer.n), number(s.spencer.deff), number(s.spencer.n_effective),
              number(s.moved)});
  return rows.named("study.csv");
}

NamedText files(const WeightingDiagnosis& diagnosis) {
  CsvRows rows({"file", "sha256"});
  for (const auto& file : diagnosis.files) rows.add({file.name, file.sha256});
  return rows.named("files.csv");
}

}  // namespace

std::vector<NamedText> weighting_tables(const WeightingDiagnosis& d) {
  return {stages(d),   remarks(d),  histogram(d), extremes(d),    totals(d), outcomes(d),
          response(d), partials(d), levels(d),    auxiliaries(d), study(d),  files(d)};
}

}  // namespace trygg::reports
