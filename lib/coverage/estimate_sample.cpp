#include "coverage/estimate_sample.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "design/design.hpp"
#include "dist/t_table.hpp"
#include "estimate/share_limits.hpp"
#include "indicator/indicator.hpp"

namespace trygg {
namespace {

Hit hit_of(Limits limits, double truth) {
  if (truth < limits.lower) return Hit::below;
  return truth > limits.upper ? Hit::above : Hit::covered;
}

void set(CellDraw& draw, std::size_t method, std::optional<Limits> limits, double truth) {
  draw.hit[method] = limits ? hit_of(*limits, truth) : Hit::none;
  draw.width[method] = limits ? limits->upper - limits->lower : 0;
}

/// The limits that `r` came with, if any.
std::optional<Limits> own_limits(const Result& r) {
  if (std::isnan(r.lower)) return std::nullopt;
  return Limits{r.lower, r.upper};
}

/// Turns the results of one sample into draws.
class Judge {
 public:
  Judge(double level, std::size_t records) : alpha_(1 - level), t_((1 + level) / 2, records) {}

  CellDraw operator()(const Result& r, const StudyCell& cell) const {
    CellDraw draw{.estimate = r.estimate, .se = r.se, .df = r.df};
    draw.hit.fill(Hit::none);
    const auto own = own_limits(r);
    for (std::size_t m = 0; m < methods_of(cell.kind); ++m)
      set(draw, m, by_formula(cell.kind, own) ? limits(r, m) : own, cell.truth);
    return draw;
  }

 private:
  /// Whether the methods differ: not where there are no limits or the calibration fixes the value.
  static bool by_formula(CellKind kind, const std::optional<Limits>& own) {
    return kind == CellKind::share && own && own->lower < own->upper;
  }

  std::optional<Limits> limits(const Result& r, std::size_t method) const {
    const double t = t_(r.df), t_n = r.n > 1 ? t_(static_cast<double>(r.n) - 1) : t;
    return share_limits(study_methods[method], r, r.se * r.se, {t, t_n}, alpha_);
  }

  double alpha_;
  TTable t_;
};

/// The records of the domains that a cell is of; the others are left empty, which costs nothing.
std::vector<Domain> wanted_records(const StudySample& sample, const StudyDomains& domains,
                                   std::span<const StudyCell> cells) {
  auto records = domains.records(sample.respondents);
  std::vector<char> wanted(records.size());
  for (const auto& cell : cells) {
    if (cell.kind == CellKind::gap)
      for (const auto sex : {domains.pair().later, domains.pair().former})
        wanted[domains.domain(cell.region, sex)] = 1;
    else
      wanted[domains.domain(cell.region, cell.sex)] = 1;
  }
  for (std::size_t d = 0; d < records.size(); ++d)
    if (!wanted[d]) records[d].clear();
  return records;
}

}  // namespace

std::vector<CellDraw> estimate_sample(const StudySample& sample, const Design& design,
                                      const StudyDomains& domains,
                                      std::span<const Indicator> indicators,
                                      std::span<const StudyCell> cells, double level) {
  require(design.records() == sample.respondents.size(),
          "{} of {} respondents have no weight; a study of coverage needs the weights of all",
          sample.respondents.size() - design.records(), sample.respondents.size());
  const Estimator estimator(design, {.level = level});
  const Judge judge(level, design.records());
  const auto records = wanted_records(sample, domains, cells);
  std::vector<CellDraw> draws;
  draws.reserve(cells.size());
  auto cell = cells.begin();
  for (std::size_t k = 0; k < indicators.size(); ++k) {
    const auto measured = measure(indicators[k], sample.table);
    const auto results = estimator.estimate(measured, records, 1);
    const auto linearised = [&](const StudyCell& gap, std::size_t sex) {
      return estimator.linearise(measured, records[domains.domain(gap.region, sex)]);
    };
    for (; cell != cells.end() && cell->indicator == k; ++cell) {
      const auto& pair = domains.pair();
      const auto result =
          cell->kind == CellKind::gap
              ? estimator.difference(linearised(*cell, pair.later), linearised(*cell, pair.former))
              : results[domains.domain(cell->region, cell->sex)];
      draws.push_back(judge(result, *cell));
    }
  }
  return draws;
}

}  // namespace trygg
