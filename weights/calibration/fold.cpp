#include "weights/calibration/fold.hpp"

#include <unordered_map>

namespace trygg::weights {
namespace {

constexpr std::uint32_t none = 0xffffffff;
constexpr std::uint64_t widest = 1u << 22;  // keys that are looked up in a plain array

/// A number for every key, by first appearance.
class Numbering {
 public:
  explicit Numbering(std::uint64_t keys) {
    if (keys <= widest) place_.assign(keys, none);
  }
  std::uint32_t number(std::uint64_t key) {
    auto& place = place_.empty() ? places_.try_emplace(key, none).first->second : place_[key];
    if (place == none) place = next_++;
    return place;
  }
  std::uint32_t count() const { return next_; }

 private:
  std::vector<std::uint32_t> place_;
  std::unordered_map<std::uint64_t, std::uint32_t> places_;
  std::uint32_t next_ = 0;
};

/// Patterns of the margins so far become patterns of one margin more. \return  their number
std::uint32_t refine(std::vector<std::uint32_t>& pattern, std::uint32_t patterns,
                     const CategoryTotals& margin) {
  const std::uint64_t categories = margin.total.size();
  Numbering finer(patterns * categories);
  for (std::size_t k = 0; k < pattern.size(); ++k)
    pattern[k] = finer.number(pattern[k] * categories + margin.category[k]);
  return finer.count();
}

}  // namespace

Patterns fold(std::span<const CategoryTotals> margins, std::size_t records) {
  Patterns patterns{.of_record = std::vector<std::uint32_t>(records)};
  std::uint32_t count = records > 0 ? 1 : 0;
  for (const auto& margin : margins) count = refine(patterns.of_record, count, margin);
  patterns.example.assign(count, none);
  for (std::uint32_t k = 0; k < records; ++k)
    if (auto& first = patterns.example[patterns.of_record[k]]; first == none) first = k;
  return patterns;
}

}  // namespace trygg::weights
