#include "estimate/folded_elements.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "design/design.hpp"
#include "estimate/assess.hpp"
#include "estimate/folded_value.hpp"
#include "fold/folded_survey.hpp"

namespace trygg {
namespace {

constexpr double rounding = 1e-20;               // of q: what is left of a variance of 0
constexpr std::size_t kept_quantiles = 1 << 14;  // of t, by degrees of freedom

/// Strata of a domain that have a record with an answer.
std::size_t strata_with(const DomainSums& sums, std::size_t column) {
  std::size_t count = 0;
  for (std::size_t h = 0; h < sums.stratum().size(); ++h) count += sums.n(h, column) > 0;
  return count;
}

/// Adds `from` to `to`; both ascending by number, with any of two columns of values.
void merge(std::vector<std::uint32_t>& number, std::vector<double>& first,
           std::vector<double>* second, std::span<const std::uint32_t> more,
           std::span<const double> more_first, std::span<const double> more_second) {
  for (std::size_t i = 0; i < more.size(); ++i) {
    const auto place = std::ranges::lower_bound(number, more[i]) - number.begin();
    if (place == std::ssize(number) || number[static_cast<std::size_t>(place)] != more[i]) {
      number.insert(number.begin() + place, more[i]);
      first.insert(first.begin() + place, 0.0);
      if (second) second->insert(second->begin() + place, 0.0);
    }
    first[static_cast<std::size_t>(place)] += more_first[i];
    if (second) (*second)[static_cast<std::size_t>(place)] += more_second[i];
  }
}

/// The form of a sum of linearised values, of domains that have no record in common.
void add(DomainForm& to, const DomainForm& form) {
  merge(to.auxiliary, to.t, &to.c, form.auxiliary, form.t, form.c);
  merge(to.stratum, to.s, nullptr, form.stratum, form.s, {});
  to.q += form.q;
  to.size += form.size;
}

}  // namespace

FoldedElements::FoldedElements(const FoldedSurvey& folded, const Design& design,
                               FoldedQuantities quantities, const EstimateOptions& options)
    : folded_(folded),
      row_(design.table_row().begin(), design.table_row().end()),
      quantities_(std::move(quantities)),
      variance_(design, spread_of_weights(folded, design)),
      sums_(folded, design, quantities_),
      options_(options),
      t_((1 + options.level) / 2, kept_quantiles),
      calibrated_(!design.calibration().empty()) {}

FoldedValue FoldedElements::value(const FoldedQuantity& q, const DomainSums& sums) const {
  FoldedTotals totals{.y = sums.first(q.y),
                      .r = sums.first(q.r),
                      .records = sums.records(q.r),
                      .any_weight = sums.any_weight()};
  if (q.squares) totals.squares = sums.first(*q.squares);
  if (q.centred) totals.centred = sums.first(*q.centred);
  totals.cases = sums.records(q.y);
  totals.largest_weight = sums.largest_weight();
  totals.extremes = sums.extremes(static_cast<std::size_t>(&q - quantities_.quantities.data()));
  auto made = value_of(q, totals);
  made.moments.df = totals.records - static_cast<double>(strata_with(sums, q.r));
  return made;
}

DomainForm FoldedElements::form(const FoldedQuantity& q, const Part& part) const {
  const auto& sums = *part.sums;
  const double a = part.a, b = part.b;
  DomainForm f;
  f.auxiliary.assign(sums.auxiliary().begin(), sums.auxiliary().end());
  for (std::size_t i = 0; i < f.auxiliary.size(); ++i) {
    f.t.push_back(a * sums.t(i, q.y) - b * sums.t(i, q.r));
    f.c.push_back(a * sums.c(i, q.y) - b * sums.c(i, q.r));
  }
  f.stratum.assign(sums.stratum().begin(), sums.stratum().end());
  for (std::size_t h = 0; h < f.stratum.size(); ++h)
    f.s.push_back(a * sums.s(h, q.y) - b * sums.s(h, q.r));
  const double squares = sums.q(q.squares.value_or(q.y));
  // y r = y: a missing answer has y = 0.
  const double all = a * a * squares, mixed = 2 * (a * b) * sums.q(q.y);
  const double of_mean = b * b * sums.q(q.r);
  f.q = all - mixed + of_mean;
  f.size = all + std::abs(mixed) + of_mean;
  return f;
}

std::optional<std::size_t> FoldedElements::item_of(const FoldedQuantity& q) const {
  return quantities_.sums[q.y].item;
}

double FoldedElements::z(const FoldedQuantity& q, const Part& part, std::size_t level) const {
  const auto& y = quantities_.sums[q.y];
  const auto& r = quantities_.sums[q.r];
  return part.a * (y.item ? y.value[level] : 1.0) - part.b * (r.item ? r.value[level] : 1.0);
}

/// The records of a cell by what they answered; without an item, all of them.
template <class Use>
void FoldedElements::each_answer(std::uint32_t cell, std::optional<std::size_t> item,
                                 Use use) const {
  const auto row = row_[cell];
  const auto group = [&](const FoldedSums& sums, std::size_t at, std::size_t level) {
    const auto r = folded_.relative(sums, at, row);
    if (r.records > 0) use(AnswerGroup{cell, r.records, r.weight, r.square, 0}, level);
  };
  if (!item) return group(folded_.cell, row, 0);
  const auto first = folded_.first[*item];
  const auto levels = std::min(folded_.places(*item), folded_.items[*item].levels.size());
  for (std::size_t l = 0; l < levels; ++l) group(folded_.code, row * folded_.width + first + l, l);
}

void FoldedElements::add_groups(const FoldedQuantity& q, const Part& part,
                                std::vector<AnswerGroup>& groups) const {
  for (const auto cell : *part.domain)
    each_answer(cell, item_of(q), [&](AnswerGroup group, std::size_t level) {
      group.z = z(q, part, level);
      groups.push_back(group);
    });
}

double FoldedElements::residual_variance(const FoldedQuantity& q, std::span<const Part> parts,
                                         const DomainForm& form) const {
  std::vector<AnswerGroup> groups;
  for (const auto& part : parts) add_groups(q, part, groups);
  std::ranges::stable_sort(groups, {}, &AnswerGroup::cell);
  std::vector<double> t(variance_.auxiliaries(), 0.0);
  for (std::size_t i = 0; i < form.auxiliary.size(); ++i) t[form.auxiliary[i]] = form.t[i];
  return variance_.residual_variance(t, groups);
}

double FoldedElements::variance(const FoldedQuantity& q, std::span<const Part> parts) const {
  auto whole = form(q, parts.front());
  for (const auto& part : parts.subspan(1)) add(whole, form(q, part));
  const bool is_nothing = std::ranges::all_of(whole.t, [](double t) { return t == 0; });
  if (whole.size == 0 && is_nothing) return 0;
  // Records outside the domain have a part in it even where those inside have none (f = 1).
  double v = whole.size == 0 ? Result::missing : variance_.variance(whole);
  if (std::isnan(v)) v = residual_variance(q, parts, whole);
  return v < rounding * whole.size ? 0.0 : v;
}

void FoldedElements::levels(std::span<const Domain> domains,
                            std::span<std::vector<Result>> results) const {
  const Rules rules{options_, t_, calibrated_};
  DomainSums sums(sums_, variance_);
  for (std::size_t d = 0; d < domains.size(); ++d) {
    sums.gather(domains[d]);
    for (const auto& q : quantities_.quantities) {
      auto made = value(q, sums);
      if (!std::isnan(made.moments.value)) {
        const Part part{&sums, &domains[d], made.a, made.b};
        made.moments.variance = variance(q, {&part, 1});
      }
      results[d].push_back(assess(rules, made.moments));
    }
  }
}

namespace {

/// What one term says is true of the contrast; a share of none or all gives it no variance.
void add_notes(Moments& sum, const Moments& term) {
  auto notes = term.notes;
  if (term.statistic == Statistic::share && (term.value == 0 || term.value == 1))
    notes.push_back(Note::all_or_none);
  for (const auto note : notes)
    if (std::ranges::find(sum.notes, note) == sum.notes.end()) sum.notes.push_back(note);
}

}  // namespace

Result FoldedElements::contrast(const Contrast& contrast, const FoldedQuantity& q,
                                std::span<const DomainSums> sums,
                                std::span<const Domain> domains) const {
  const bool ratio = contrast.kind == ContrastKind::ratio;
  Moments m{.statistic = q.statistic, .value = 0};
  std::vector<FoldedValue> values;
  std::set<std::uint32_t> strata;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    values.push_back(value(q, sums[i]));
    const auto& term = values.back().moments;
    m.n += term.n;
    m.value += contrast.terms[i].coefficient * term.value;
    m.varies = m.varies || term.varies;
    add_notes(m, term);
    for (std::size_t h = 0; h < sums[i].stratum().size(); ++h)
      if (sums[i].n(h, q.r) > 0) strata.insert(sums[i].stratum()[h]);
  }
  const Rules rules{options_, t_, calibrated_};
  const auto scale = ratio ? ContrastScale::logarithm : ContrastScale::identity;
  const double b = ratio ? values[1].moments.value : 1;
  if (ratio && !std::isnan(m.value)) m.value = values[0].moments.value / b;
  if (b == 0) {
    m.notes.push_back(Note::zero_denominator);
    m.value = Result::missing;
  }
  if (std::isnan(m.value)) return assess_contrast(rules, m, scale);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double factor = !ratio ? contrast.terms[i].coefficient : i == 0 ? 1 / b : -m.value / b;
    parts.push_back({&sums[i], &domains[i], factor * values[i].a, factor * values[i].b});
  }
  m.variance = variance(q, parts);
  m.df = static_cast<double>(m.n) - static_cast<double>(strata.size());
  return assess_contrast(rules, m, scale);
}

void FoldedElements::contrasts(const Contrast& asked, std::span<const std::vector<Domain>> terms,
                               std::span<std::vector<Result>> results) const {
  std::vector<DomainSums> sums(asked.terms.size(), DomainSums(sums_, variance_));
  for (std::size_t c = 0; c < terms.size(); ++c) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i].gather(terms[c][i]);
    for (const auto& quantity : quantities_.quantities)
      results[c].push_back(contrast(asked, quantity, sums, terms[c]));
  }
}

/// By (V(a + cb) − V(a − cb))/4c of the residuals, c such that a and cb are of one size: nothing
/// cancels then that the covariance is not small by.
double FoldedElements::covariance(Cell a, Cell b) const {
  const auto &qa = quantities_.quantities[a.quantity], &qb = quantities_.quantities[b.quantity];
  DomainSums sa(sums_, variance_), sb(sums_, variance_);
  sa.gather(*a.domain);
  sb.gather(*b.domain);
  const auto va = value(qa, sa), vb = value(qb, sb);
  if (std::isnan(va.moments.value) || std::isnan(vb.moments.value)) return Result::missing;
  const Part first{&sa, a.domain, va.a, va.b}, second{&sb, b.domain, vb.a, vb.b};
  const double sizes = form(qa, first).q / form(qb, second).q;
  const double c = sizes > 0 && std::isfinite(sizes) ? std::sqrt(sizes) : 1.0;
  const auto signed_sum = [&](double factor) {
    const Part one = first, other{&sb, b.domain, factor * vb.a, factor * vb.b};
    std::vector<double> t(variance_.auxiliaries(), 0.0);
    for (const auto& f : {form(qa, one), form(qb, other)})
      for (std::size_t i = 0; i < f.auxiliary.size(); ++i) t[f.auxiliary[i]] += f.t[i];
    return variance_.residual_variance(t, groups_of_both(qa, one, qb, other));
  };
  return (signed_sum(c) - signed_sum(-c)) / (4 * c);
}

std::vector<AnswerGroup> FoldedElements::groups_of_both(const FoldedQuantity& qa, const Part& a,
                                                        const FoldedQuantity& qb,
                                                        const Part& b) const {
  std::vector<AnswerGroup> groups;
  const auto ia = item_of(qa), ib = item_of(qb);
  for (auto i = a.domain->begin(), j = b.domain->begin();
       i != a.domain->end() || j != b.domain->end();) {
    const bool in_a = i != a.domain->end() && (j == b.domain->end() || *i <= *j);
    const bool in_b = j != b.domain->end() && (i == a.domain->end() || *j <= *i);
    require<NotFolded>(!in_a || !in_b || !ia || !ib || ia == ib,
                       "a covariance of answers to two questions by the same persons");
    const auto cell = in_a ? *i : *j;
    each_answer(cell,
                in_a && ia ? ia
                : in_b     ? ib
                           : ia,
                [&](AnswerGroup group, std::size_t level) {
                  group.z = (in_a ? z(qa, a, level) : 0.0) + (in_b ? z(qb, b, level) : 0.0);
                  groups.push_back(group);
                });
    i += in_a;
    j += in_b;
  }
  return groups;
}

}  // namespace trygg
