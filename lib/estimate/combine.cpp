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

void add_notes(Linearised& sum, const Linearised& e) {
  for (const auto note : e.notes)
    if (std::ranges::find(sum.notes, note) == sum.notes.end()) sum.notes.push_back(note);
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
  if (b.value == 0) {
    e.notes.push_back(Note::zero_denominator);
    e.value = Result::missing;
  }
  return e;
}

}  // namespace trygg
