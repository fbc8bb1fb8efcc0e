#include "release/secondary.hpp"

#include <algorithm>
#include <cmath>

namespace trygg {
namespace {

class Protector {
 public:
  Protector(const LinkedTable& table, std::span<const LinkedDifference> differences,
            double half_unit, const Protection& protection, std::span<const char> flagged,
            std::vector<Suppression>& suppression)
      : table_(table),
        protection_(protection),
        flagged_(flagged),
        suppression_(suppression),
        program_(table, differences, half_unit) {
    for (std::size_t c = 0; c < suppression.size(); ++c)
      if (suppression[c] != Suppression::none) withhold(c);
  }

  void run() {
    for (std::size_t i = 0; i < suppressed_.size(); ++i) make_safe(suppressed_[i]);
  }

 private:
  const CubeRow& row(std::size_t cell) const { return *table_.cells[cell].row; }

  void withhold(std::size_t cell) {
    program_.withhold(cell);
    suppressed_.push_back(cell);
  }

  void make_safe(std::size_t cell) {
    if (row(cell).n == 0 || std::isnan(row(cell).estimate)) return;  // nobody to protect
    constexpr double rounding = 1e-6;
    const double required =
        required_width(protection_, row(cell), suppression_[cell]) * (1 - rounding);
    for (auto range = program_.range(cell); range.width() < required;
         range = program_.range(cell)) {
      if (range.held_by.empty()) return;
      for (const auto chosen : table_.twins[choice(cell, std::move(range), required)]) {
        suppression_[chosen] = Suppression::secondary;
        withhold(chosen);
      }
    }
  }

  double price(std::size_t cell) const {
    return static_cast<double>(row(cell).n) * (flagged_[cell] ? 0.5 : 1.0);
  }

  /// Which of the cells that hold it to suppress.
  std::size_t choice(std::size_t cell, FeasibleRange range, double required) {
    constexpr std::size_t tried = 12;
    auto& held_by = range.held_by;
    for (auto& c : held_by) c = table_.twins[c].front();
    std::ranges::sort(held_by);
    held_by.erase(std::ranges::unique(held_by).begin(), held_by.end());
    std::ranges::stable_sort(held_by, {}, [&](std::size_t c) { return price(c); });
    std::size_t best = held_by.front();
    double most = 0;
    for (std::size_t i = 0; i < std::min(tried, held_by.size()); ++i) {
      for (const auto twin : table_.twins[held_by[i]]) program_.withhold(twin);
      const double width = program_.range(cell).width();
      for (const auto twin : table_.twins[held_by[i]]) program_.publish(twin);
      if (width >= required) return held_by[i];
      const double gain = (width - range.width()) / (1 + price(held_by[i]));
      if (gain > most) {
        most = gain;
        best = held_by[i];
      }
    }
    return best;
  }

  const LinkedTable& table_;
  const Protection& protection_;
  std::span<const char> flagged_;
  std::vector<Suppression>& suppression_;
  LinkedProgram program_;
  std::vector<std::size_t> suppressed_;
};

}  // namespace

void protect(const LinkedTable& table, std::span<const LinkedDifference> differences,
             double half_unit, const Protection& protection, std::span<const char> flagged,
             std::vector<Suppression>& suppression) {
  Protector(table, differences, half_unit, protection, flagged, suppression).run();
}

}  // namespace trygg
