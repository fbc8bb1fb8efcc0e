#include "weights/calibration/fold.hpp"

#include <unordered_map>

namespace trygg::weights {

Folded::Folded(const CalibrationProblem& of) : pattern_(of.weight.size()), problem_(of) {
  std::size_t patterns = 1;
  for (const auto& margin : of.margins) {
    // A pattern of the margins so far and a category make a pattern of one margin more.
    std::unordered_map<std::uint64_t, std::uint32_t> finer;
    for (std::size_t k = 0; k < pattern_.size(); ++k) {
      const auto key = (std::uint64_t{pattern_[k]} << 32) | margin.category[k];
      pattern_[k] = finer.try_emplace(key, static_cast<std::uint32_t>(finer.size())).first->second;
    }
    patterns = finer.size();
  }
  weight_.resize(patterns);
  category_.assign(of.margins.size(), std::vector<std::uint32_t>(patterns));
  for (std::size_t k = 0; k < pattern_.size(); ++k) {
    weight_[pattern_[k]] += of.weight[k];
    for (std::size_t m = 0; m < category_.size(); ++m)
      category_[m][pattern_[k]] = of.margins[m].category[k];
  }
  problem_.weight = weight_;
  for (std::size_t m = 0; m < category_.size(); ++m) problem_.margins[m].category = category_[m];
}

std::vector<double> Folded::by_record(const std::vector<double>& by_pattern) const {
  std::vector<double> values;
  values.reserve(pattern_.size());
  for (const auto p : pattern_) values.push_back(by_pattern[p]);
  return values;
}

}  // namespace trygg::weights
