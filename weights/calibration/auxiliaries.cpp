#include "weights/calibration/auxiliaries.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "weights/calibration/fold.hpp"

namespace trygg::weights {
namespace {

/// The mean size of its values, which are then about 1.
double unit_of_values(const CalibrationProblem& problem, const NumericTotal& v) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t k = 0; k < v.value.size(); ++k) {
    if (problem.weight[k] == 0) continue;
    sum += std::abs(v.value[k]);
    ++count;
  }
  return sum > 0 ? sum / static_cast<double>(count) : 1;
}

/// Records may be added up where x is categories and g depends on nothing else.
bool can_fold(const CalibrationProblem& p) {
  return p.numeric.empty() && p.scale.empty() && p.lower.empty() && p.upper.empty();
}

/// Numbers from 0 without gaps, by first appearance.
std::vector<std::uint32_t> renumbered(std::span<const std::uint32_t> numbers) {
  constexpr std::uint32_t none = 0xffffffff;
  std::vector<std::uint32_t> to(numbers.empty() ? 0 : std::ranges::max(numbers) + 1, none), result;
  std::uint32_t next = 0;
  for (const auto number : numbers) {
    if (to[number] == none) to[number] = next++;
    result.push_back(to[number]);
  }
  return result;
}

/// Sorts entries by column and adds up those of the same.
void merge(std::vector<Auxiliaries::Entry>& entries) {
  std::ranges::stable_sort(entries, {}, &Auxiliaries::Entry::column);
  std::size_t last = 0;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i].column == entries[last].column) {
      entries[last].value += entries[i].value;
    } else {
      entries[++last] = entries[i];
    }
  }
  if (!entries.empty()) entries.resize(last + 1);
}

}  // namespace

Auxiliaries::Auxiliaries(const CalibrationProblem& problem) {
  for (const auto& m : problem.margins) {
    first_.push_back(unit_.size());
    unit_.resize(unit_.size() + m.total.size(), 1.0);
  }
  first_.push_back(unit_.size());
  for (const auto& v : problem.numeric) unit_.push_back(unit_of_values(problem, v));
  if (!problem.household.empty()) {
    fill_households(problem);
    return;
  }
  std::vector<std::uint32_t> records;
  if (can_fold(problem)) {
    auto patterns = fold(problem.margins, problem.weight.size());
    unit_of_ = std::move(patterns.of_record);
    records = std::move(patterns.example);
  } else {
    records.resize(problem.weight.size());
    std::iota(records.begin(), records.end(), 0u);
  }
  fill(problem, records);
}

void Auxiliaries::append(const CalibrationProblem& problem, std::size_t record, double factor) {
  for (std::size_t m = 0; m < problem.margins.size(); ++m)
    entries_.push_back(
        {static_cast<std::uint32_t>(first_[m] + problem.margins[m].category[record]), factor});
  for (std::size_t v = 0; v < problem.numeric.size(); ++v) {
    const auto column = first_.back() + v;
    entries_.push_back({static_cast<std::uint32_t>(column),
                        factor * problem.numeric[v].value[record] / unit_[column]});
  }
}

void Auxiliaries::fill(const CalibrationProblem& problem, std::span<const std::uint32_t> records) {
  entries_.reserve(records.size() * (problem.margins.size() + problem.numeric.size()));
  start_.reserve(records.size() + 1);
  for (const auto k : records) {
    append(problem, k, 1);
    start_.push_back(entries_.size());
  }
}

void Auxiliaries::fill_households(const CalibrationProblem& problem) {
  const auto& d = problem.weight;
  unit_of_ = renumbered(problem.household);
  const std::size_t count = unit_of_.empty() ? 0 : std::ranges::max(unit_of_) + std::size_t{1};
  std::vector<std::vector<std::uint32_t>> members(count);
  std::vector<double> weight(count);
  for (std::uint32_t k = 0; k < d.size(); ++k) {
    if (d[k] == 0) continue;
    members[unit_of_[k]].push_back(k);
    weight[unit_of_[k]] += d[k];
  }
  std::vector<Entry> row, all;
  for (std::size_t h = 0; h < count; ++h) {
    entries_.clear();
    for (const auto k : members[h]) append(problem, k, d[k] / weight[h]);
    merge(entries_);
    all.insert(all.end(), entries_.begin(), entries_.end());
    start_.push_back(all.size());
  }
  entries_ = std::move(all);
}

std::vector<double> Auxiliaries::sums(std::span<const double> by_record) const {
  if (unit_of_.empty()) return {by_record.begin(), by_record.end()};
  std::vector<double> sum(units());
  for (std::size_t k = 0; k < by_record.size(); ++k) sum[unit_of_[k]] += by_record[k];
  return sum;
}

std::vector<double> Auxiliaries::by_record(std::span<const double> by_unit,
                                           std::size_t records) const {
  if (unit_of_.empty()) return {by_unit.begin(), by_unit.end()};
  std::vector<double> values(records);
  for (std::size_t k = 0; k < records; ++k) values[k] = by_unit[unit_of_[k]];
  return values;
}

std::string Auxiliaries::name_of(const CalibrationProblem& problem, std::size_t column) {
  for (const auto& m : problem.margins) {
    if (column < m.total.size()) return fmt::format("{}, {}", m.name, m.level[column]);
    column -= m.total.size();
  }
  return problem.numeric[column].name;
}

}  // namespace trygg::weights
