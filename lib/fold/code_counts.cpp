#include "fold/code_counts.hpp"

#include <algorithm>
#include <bit>

#include "base/error.hpp"

namespace trygg {
namespace {

constexpr std::size_t first_room = 4;  // codes of an item that there is room for at once

std::size_t bytes_of(bool weighted) {
  return sizeof(std::uint32_t) + (weighted ? 2 * sizeof(double) : 0);
}

}  // namespace

CodeCounts::CodeCounts(const FoldPlan& plan)
    : plan_(&plan), index_(plan.keys.size() + (plan.weight ? 1 : 0)) {
  for (std::size_t i = 0; i <= plan.items.size(); ++i) first_.push_back(i * first_room);
}

/// Rows get wider where an item has more codes than there was room for.
void CodeCounts::make_room(std::span<const std::size_t> codes) {
  std::vector<std::size_t> first{0};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    require<NotFolded>(codes[i] <= plan_->most_codes, "'{}' has more than {} distinct values",
                       plan_->items[i], plan_->most_codes);
    first.push_back(first.back() + std::max(first_[i + 1] - first_[i], std::bit_ceil(codes[i])));
  }
  if (first == first_) return;
  FoldedSums wider;
  wider.resize(cells() * first.back(), weighted());
  for (std::size_t c = 0; c < counted_; ++c)
    for (std::size_t i = 0; i < codes.size(); ++i)
      for (std::size_t l = 0; l < first_[i + 1] - first_[i]; ++l)
        wider.add(c * first.back() + first[i] + l, code_, c * width() + first_[i] + l);
  code_ = std::move(wider);
  first_ = std::move(first);
}

void CodeCounts::fit_cells() {
  const auto size = cells() * width();
  require<NotFolded>(size * bytes_of(weighted()) <= plan_->most_bytes,
                     "{} cells with {} codes of answers each need too much memory", cells(),
                     width());
  cell_.resize(cells(), weighted());
  code_.resize(size, weighted());
  counted_ = cells();
}

void CodeCounts::set_states(std::span<const double> weight) {
  state_.resize(weight.size());
  for (std::size_t k = 0; k < weight.size(); ++k) {
    require<InputError>(!(weight[k] < 0), "column '{}': a weight is negative", *plan_->weight);
    const auto state = weight[k] != weight[k] ? WeightState::missing
                       : weight[k] == 0       ? WeightState::zero
                                              : WeightState::nonzero;
    state_[k] = static_cast<std::uint32_t>(state);
  }
}

void CodeCounts::count_items(const FoldInput& input) {
  const auto wide = width();
  for (std::size_t i = 0; i < input.items.size(); ++i) {
    const auto* code = input.items[i].data();
    auto* counts = code_.records.data() + first_[i];
    if (!weighted()) {
      for (std::size_t k = 0; k < input.records; ++k) ++counts[of_[k] * wide + code[k]];
      continue;
    }
    auto* sums = code_.weight.data() + first_[i];
    auto* squares = code_.squares.data() + first_[i];
    for (std::size_t k = 0; k < input.records; ++k) {
      const auto at = of_[k] * wide + code[k];
      const double d = input.weight[k];
      ++counts[at];
      sums[at] += d;
      squares[at] += d * d;
    }
  }
}

void CodeCounts::add(const FoldInput& input) {
  of_.resize(input.records);
  auto keys = input.keys;
  if (weighted()) {
    set_states(input.weight);
    keys.emplace_back(state_);
  }
  index_.find_or_add(keys, of_);
  std::vector<std::size_t> codes;
  for (const auto item : input.items) {
    std::uint32_t largest = 0;
    for (const auto code : item) largest = std::max(largest, code);
    codes.push_back(largest + std::size_t{1});
  }
  make_room(codes);
  fit_cells();
  for (std::size_t k = 0; k < input.records; ++k) ++cell_.records[of_[k]];
  if (weighted()) {
    for (std::size_t k = 0; k < input.records; ++k) {
      cell_.weight[of_[k]] += input.weight[k];
      cell_.squares[of_[k]] += input.weight[k] * input.weight[k];
    }
  }
  count_items(input);
}

void CodeCounts::put_into(ByteWriter& to) const {
  to.put(index_.all_codes());
  to.put(first_);
  to.put(counted_);
  for (const auto* sums : {&cell_, &code_}) {
    to.put(sums->records);
    to.put(sums->weight);
    to.put(sums->squares);
  }
}

void CodeCounts::get_from(ByteReader& from) {
  std::vector<std::uint32_t> codes;
  from.get(codes);
  from.get(first_);
  from.get(counted_);
  for (auto* sums : {&cell_, &code_}) {
    from.get(sums->records);
    from.get(sums->weight);
    from.get(sums->squares);
  }
  std::vector<std::vector<std::uint32_t>> columns(index_.width());
  for (std::size_t i = 0; i < codes.size(); ++i) columns[i % columns.size()].push_back(codes[i]);
  of_.resize(counted_);
  index_.find_or_add(std::vector<std::span<const std::uint32_t>>(columns.begin(), columns.end()),
                     of_);
}

void CodeCounts::merge(const CodeCounts& block, std::span<const std::vector<std::uint32_t>> keys,
                       std::span<const std::vector<std::uint32_t>> items) {
  std::vector<std::vector<std::uint32_t>> translated(block.index_.width());
  for (std::size_t v = 0; v < translated.size(); ++v)
    for (std::size_t c = 0; c < block.cells(); ++c) {
      const auto code = block.key(c)[v];
      translated[v].push_back(v < keys.size() ? keys[v][code] : code);
    }
  of_.resize(block.cells());
  index_.find_or_add(
      std::vector<std::span<const std::uint32_t>>(translated.begin(), translated.end()), of_);
  std::vector<std::size_t> codes;
  for (const auto& item : items)
    codes.push_back(item.empty() ? 1 : 1 + std::size_t{*std::ranges::max_element(item)});
  make_room(codes);
  fit_cells();
  for (std::size_t c = 0; c < block.cells(); ++c) {
    cell_.add(of_[c], block.cell_, c);
    for (std::size_t i = 0; i < items.size(); ++i)
      for (std::size_t l = 0; l < items[i].size(); ++l)
        code_.add(of_[c] * width() + first_[i] + items[i][l], block.code_,
                  c * block.width() + block.first_[i] + l);
  }
}

}  // namespace trygg
