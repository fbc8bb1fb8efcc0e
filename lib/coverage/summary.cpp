#include "coverage/summary.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

/// Mean of what is added; NaN of nothing.
class Mean {
 public:
  void add(double value) {
    sum_ += value;
    count_ += 1;
  }
  double value() const { return count_ > 0 ? sum_ / count_ : Result::missing; }

 private:
  double sum_ = 0, count_ = 0;
};

double ratio_error(const GroupCounts& n, double samples) {
  const double coverage = n.c / n.g;
  const double squares = n.cc - 2 * coverage * n.gc + coverage * coverage * n.gg;
  return std::sqrt(std::max(0.0, squares) * samples / (samples - 1)) / n.g;
}

void find_worst(MethodSummary& s, const CellGroup& group, const StudyTally& tally, std::size_t m) {
  for (const auto c : group.cells) {
    const auto& method = tally.by_cell()[c].method[m];
    const auto given = method.given();
    if (given == 0 || 2 * given < tally.samples()) continue;
    const double coverage = static_cast<double>(method.covered) / static_cast<double>(given);
    if (s.worst_cell && coverage >= s.worst) continue;
    s.worst_cell = c;
    s.worst = coverage;
  }
}

MethodSummary method_summary(const StudyTally& tally, std::size_t g, std::size_t m) {
  const auto& group = tally.groups()[g];
  MethodTally sum;
  for (const auto c : group.cells) {
    const auto& cell = tally.by_cell()[c].method[m];
    sum.covered += cell.covered;
    sum.below += cell.below;
    sum.above += cell.above;
    sum.width += cell.width;
  }
  const auto trials = static_cast<double>(group.cells.size() * tally.samples());
  const auto given = static_cast<double>(sum.given());
  MethodSummary s{.none = 1 - given / trials};
  if (given == 0) return s;
  s.coverage = static_cast<double>(sum.covered) / given;
  s.error = ratio_error(tally.by_group()[g].method[m], static_cast<double>(tally.samples()));
  s.below = static_cast<double>(sum.below) / given;
  s.above = static_cast<double>(sum.above) / given;
  s.width = sum.width / given;
  find_worst(s, group, tally, m);
  return s;
}

/// What a group's cells say of estimates and standard errors.
void add_estimates(GroupSummary& s, const CellGroup& group, const StudyTally& tally) {
  Mean df, bias, absolute, se_mean, se_rms;
  const auto trials = static_cast<double>(group.cells.size() * tally.samples());
  for (const auto c : group.cells) {
    const auto& t = tally.by_cell()[c];
    s.no_answers += static_cast<double>(t.samples - t.estimated) / trials;
    s.no_df += static_cast<double>(t.without_df) / trials;
    s.no_spread += static_cast<double>(t.without_spread) / trials;
    if (t.estimated < 2 || !(t.sd() > 0)) continue;
    const auto n = static_cast<double>(t.estimated);
    df.add(t.df / n);
    bias.add(t.bias() / t.sd());
    absolute.add(std::abs(t.bias() / t.sd()));
    se_mean.add(t.se / n / t.sd() - 1);
    se_rms.add(std::sqrt(t.se2 / n) / t.sd() - 1);
  }
  s.df = df.value();
  s.bias = bias.value();
  s.absolute_bias = absolute.value();
  s.se_mean = se_mean.value();
  s.se_rms = se_rms.value();
}

}  // namespace

std::vector<GroupSummary> summarise(const StudyTally& tally) {
  std::vector<GroupSummary> summaries;
  for (std::size_t g = 0; g < tally.groups().size(); ++g) {
    const auto& group = tally.groups()[g];
    GroupSummary s{.key = group.key, .cells = group.cells.size()};
    add_estimates(s, group, tally);
    for (std::size_t m = 0; m < methods_of(group.key.kind); ++m)
      s.method[m] = method_summary(tally, g, m);
    summaries.push_back(s);
  }
  return summaries;
}

const GroupSummary* find(const std::vector<GroupSummary>& summaries, const GroupKey& key) {
  const auto found = std::ranges::find(summaries, key, &GroupSummary::key);
  return found == summaries.end() ? nullptr : &*found;
}

}  // namespace trygg
