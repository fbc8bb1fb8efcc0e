#include "estimate/combine.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

struct Entry {
  std::uint32_t record;
  double z;
};

/// All c z by record; of one record in the order of the estimates.
std::vector<Entry> entries(std::span<const Linearised* const> estimates,
                           std::span<const double> coefficients) {
  std::vector<Entry> all;
  for (std::size_t j = 0; j < estimates.size(); ++j) {
    const auto& e = *estimates[j];
    const auto before = static_cast<std::ptrdiff_t>(all.size());
    for (std::size_t i = 0; i < e.z.size(); ++i)
      all.push_back({e.record[i], coefficients[j] * e.z[i]});
    std::inplace_merge(all.begin(), all.begin() + before, all.end(),
                       [](const Entry& a, const Entry& b) { return a.record < b.record; });
  }
  return all;
}

void add_note(Linearised& sum, Note note) {
  if (std::ranges::find(sum.notes, note) == sum.notes.end()) sum.notes.push_back(note);
}

/// What one term says is true of the combination; a share of none or all gives it no variance.
void add_notes(Linearised& sum, const Linearised& e) {
  for (const auto note : e.notes) add_note(sum, note);
  if (e.statistic == Statistic::share && (e.value == 0 || e.value == 1))
    add_note(sum, Note::all_or_none);
}

/// Σ c θ_r; none where one of the estimates has none.
std::vector<double> combine_replicates(std::span<const Linearised* const> estimates,
                                       std::span<const double> coefficients) {
  const auto count = estimates.front()->replicates.size();
  if (std::ranges::any_of(estimates, [&](auto* e) { return e->replicates.size() != count; }))
    return {};
  std::vector<double> sum(count, 0.0);
  for (std::size_t j = 0; j < estimates.size(); ++j)
    for (std::size_t r = 0; r < count; ++r) sum[r] += coefficients[j] * estimates[j]->replicates[r];
  return sum;
}

}  // namespace

Linearised combine(std::span<const Linearised* const> estimates,
                   std::span<const double> coefficients) {
  require(!estimates.empty() && estimates.size() == coefficients.size(),
          "{} coefficients for {} estimates", coefficients.size(), estimates.size());
  Linearised sum{.statistic = estimates.front()->statistic, .value = 0};
  for (std::size_t j = 0; j < estimates.size(); ++j) {
    sum.n += estimates[j]->n;
    sum.value += coefficients[j] * estimates[j]->value;
    add_notes(sum, *estimates[j]);
  }
  if (std::isnan(sum.value)) return sum;
  sum.replicates = combine_replicates(estimates, coefficients);
  for (const auto& [record, z] : entries(estimates, coefficients)) {
    if (sum.record.empty() || sum.record.back() != record) {
      sum.record.push_back(record);
      sum.z.push_back(z);
    } else {
      sum.z.back() += z;
    }
  }
  return sum;
}

Linearised quotient(const Linearised& a, const Linearised& b) {
  const std::array both{&a, &b};
  const double ratio = a.value / b.value;
  auto e = combine(both, std::array{1 / b.value, -ratio / b.value});
  e.value = ratio;
  for (std::size_t r = 0; r < e.replicates.size(); ++r)
    e.replicates[r] = b.replicates[r] == 0 ? Result::missing : a.replicates[r] / b.replicates[r];
  if (b.value == 0) {
    e.notes.push_back(Note::zero_denominator);
    e.value = Result::missing;
  }
  return e;
}

}  // namespace trygg
