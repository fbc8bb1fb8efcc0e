#include "hypothesis/two_way.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"

namespace trygg {
namespace {

Measure persons(std::size_t records) {
  return {.statistic = Statistic::count, .y = std::vector<double>(records, 1.0)};
}

/// Where each code that somebody has stands among those codes, ascending.
class Places {
 public:
  Places(std::span<const std::uint32_t> records, std::span<const std::uint32_t> code) {
    for (const auto k : records) codes_.push_back(code[k]);
    std::ranges::sort(codes_);
    codes_.erase(std::ranges::unique(codes_).begin(), codes_.end());
  }
  std::size_t count() const { return codes_.size(); }
  std::size_t of(std::uint32_t code) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(codes_, code) - codes_.begin());
  }

 private:
  std::vector<std::uint32_t> codes_;
};

Domain answered(const TwoWayCodes& codes, const Domain& domain) {
  Domain both;
  for (const auto k : domain)
    if (codes.row[k] != TwoWayCodes::missing && codes.column[k] != TwoWayCodes::missing)
      both.push_back(k);
  return both;
}

}  // namespace

TwoWayTable::TwoWayTable(const Estimator& estimator, const TwoWayCodes& codes, const Domain& domain,
                         std::size_t records) {
  require(codes.row.size() == records && codes.column.size() == records,
          "{} and {} codes for {} records", codes.row.size(), codes.column.size(), records);
  const auto measure = persons(records);
  const auto all = estimator.linearise(measure, answered(codes, domain));
  df_ = estimator.result(all).df;
  record_ = all.record;
  const Places rows(record_, codes.row), columns(record_, codes.column);
  row_total_.assign(rows.count(), 0.0);
  column_total_.assign(columns.count(), 0.0);
  if (record_.empty() || is_too_large()) return;
  std::vector<Domain> members(rows.count() * columns.count());
  for (const auto k : record_) {
    const auto at = rows.of(codes.row[k]) * columns.count() + columns.of(codes.column[k]);
    cell_of_.push_back(static_cast<std::uint32_t>(at));
    members[at].push_back(k);
  }
  for (std::size_t at = 0; at < members.size(); ++at) {
    cells_.push_back(estimator.linearise(measure, members[at]));
    auto& cell = cells_.back();
    // Nobody: a count of 0, in every replicate too.
    if (members[at].empty()) {
      cell.value = 0;
      cell.replicates.assign(all.replicates.size(), 0.0);
    }
    row_total_[at / columns.count()] += cell.value;
    column_total_[at % columns.count()] += cell.value;
    total_ += cell.value;
  }
}

bool TwoWayTable::has_positive_totals() const {
  const auto positive = [](double x) { return x > 0; };
  return total_ > 0 && std::ranges::all_of(row_total_, positive) &&
         std::ranges::all_of(column_total_, positive);
}

Linearised TwoWayTable::combined(std::span<const double> coefficient) const {
  Linearised sum{.statistic = Statistic::function, .n = n(), .value = 0, .record = record_};
  for (const auto cell : cell_of_) sum.z.push_back(coefficient[cell]);
  if (!cells_.empty()) sum.replicates.assign(cells_.front().replicates.size(), 0.0);
  for (std::size_t i = 0; i < cells(); ++i) {
    sum.value += coefficient[i] * cells_[i].value;
    for (std::size_t r = 0; r < sum.replicates.size(); ++r)
      sum.replicates[r] += coefficient[i] * cells_[i].replicates[r];
  }
  return sum;
}

Linearised TwoWayTable::combined_shares(std::span<const double> coefficient) const {
  auto sum = combined(coefficient);
  const auto everybody = combined(std::vector<double>(cells(), 1.0));
  sum.value /= total_;
  for (auto& z : sum.z) z = (z - sum.value) / total_;
  for (std::size_t r = 0; r < sum.replicates.size(); ++r)
    sum.replicates[r] /= everybody.replicates[r];
  return sum;
}

}  // namespace trygg
