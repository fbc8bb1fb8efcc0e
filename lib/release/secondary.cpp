#include "release/secondary.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace trygg {
namespace {

bool is_grouped(const CubeRow& row) {
  return std::ranges::any_of(row.groups, [](const auto& group) { return !group.empty(); });
}

/// What a reader misses first comes first, for rows of one indicator.
bool tells_more(const CubeRow& a, const CubeRow& b) {
  const auto rank = [](const CubeRow& row, const CubeRow& other) {
    return std::tuple(!row.area_level.empty(), is_grouped(row), !row.sex.empty(),
                      std::string_view(other.wave), other.n);
  };
  return rank(a, b) < rank(b, a);
}

/// Cells that share a sum, or each a sum with a third.
class Neighbours {
 public:
  explicit Neighbours(const LinkedTable& table) : table_(table), sums_of_(table.cells.size()) {
    for (std::size_t s = 0; s < table.sums.size(); ++s) {
      sums_of_[table.sums[s].whole].push_back(s);
      for (const auto part : table.sums[s].parts) sums_of_[part].push_back(s);
    }
  }

  /// Those with a row, ascending.
  std::vector<std::size_t> around(std::span<const std::size_t> cells) const {
    std::set<std::size_t> near(cells.begin(), cells.end());
    for (int step = 0; step < 2; ++step)
      for (const auto cell : std::vector(near.begin(), near.end()))
        for (const auto s : sums_of_[cell]) {
          near.insert(table_.sums[s].whole);
          near.insert(table_.sums[s].parts.begin(), table_.sums[s].parts.end());
        }
    std::erase_if(near, [&](auto cell) { return !table_.cells[cell].row; });
    return {near.begin(), near.end()};
  }

 private:
  const LinkedTable& table_;
  std::vector<std::vector<std::size_t>> sums_of_;  // by cell
};

class Protector {
 public:
  Protector(const LinkedTable& table, std::span<const LinkedForm> forms, double half_unit,
            const Protection& protection, std::span<const char> flagged,
            std::vector<Suppression>& suppression)
      : table_(table),
        protection_(protection),
        flagged_(flagged),
        suppression_(suppression),
        program_(table, forms, half_unit),
        neighbours_(table) {
    for (std::size_t c = 0; c < suppression.size(); ++c)
      if (suppression[c] != Suppression::none) withhold(c);
  }

  void run() {
    for (std::size_t i = 0; i < suppressed_.size(); ++i) make_safe(suppressed_[i]);
    for (const auto cell : dispensable()) give_back(cell);
    for (const auto cell : suppressed_) take_back_for(cell);
  }

 private:
  const CubeRow& row(std::size_t cell) const { return *table_.cells[cell].row; }

  void withhold(std::size_t cell) {
    program_.withhold(cell);
    suppressed_.push_back(cell);
  }

  bool is_to_be_protected(std::size_t cell) const {
    return suppression_[cell] != Suppression::none && row(cell).n > 0 &&
           !std::isnan(row(cell).estimate);
  }

  double required(std::size_t cell) const {
    constexpr double rounding = 1e-6;
    return required_width(protection_, row(cell), suppression_[cell]) * (1 - rounding);
  }

  void make_safe(std::size_t cell) {
    if (!is_to_be_protected(cell)) return;
    auto range = program_.range(cell);
    while (range.width() < required(cell) && !range.held_by.empty()) {
      for (const auto chosen : table_.twins[choice(cell, range)]) {
        if (suppression_[chosen] != Suppression::none) continue;
        suppression_[chosen] = Suppression::secondary;
        withhold(chosen);
      }
      range = program_.range(cell);
    }
    // Where no published cell is in the way any more, it is as safe as it can be.
    needed_[cell] = std::min(required(cell), range.width());
    latest_[cell] = std::move(range);
  }

  double price(std::size_t cell) const {
    return static_cast<double>(row(cell).n) * (flagged_[cell] ? 0.5 : 1.0);
  }

  /// Which of the cells that hold it to suppress.
  std::size_t choice(std::size_t cell, const FeasibleRange& range) {
    constexpr std::size_t tried = 12;
    auto held_by = range.held_by;
    for (auto& c : held_by) c = table_.twins[c].front();
    std::ranges::sort(held_by);
    held_by.erase(std::ranges::unique(held_by).begin(), held_by.end());
    std::ranges::stable_sort(held_by, {}, [&](std::size_t c) { return price(c); });
    std::size_t best = held_by.front();
    double most = 0;
    for (std::size_t i = 0; i < std::min(tried, held_by.size()); ++i) {
      const double width = width_without(held_by[i], cell);
      if (width >= required(cell)) return held_by[i];
      const double gain = (width - range.width()) / (1 + price(held_by[i]));
      if (gain > most) {
        most = gain;
        best = held_by[i];
      }
    }
    return best;
  }

  double width_without(std::size_t withheld, std::size_t cell) {
    std::vector<std::size_t> told;
    for (const auto twin : table_.twins[withheld])
      if (program_.is_published(twin)) told.push_back(twin);
    for (const auto twin : told) program_.withhold(twin);
    const double width = program_.range(cell).width();
    for (const auto twin : told) program_.publish(twin);
    return width;
  }

  /// The first of the twins of every cell that protects others, the most telling first.
  std::vector<std::size_t> dispensable() const {
    std::vector<std::size_t> cells;
    for (const auto cell : suppressed_)
      if (suppression_[cell] == Suppression::secondary && table_.twins[cell].front() == cell)
        cells.push_back(cell);
    std::ranges::sort(cells);
    std::ranges::stable_sort(
        cells, [&](std::size_t a, std::size_t b) { return tells_more(row(a), row(b)); });
    return cells;
  }

  /// Publishes a cell, and its twins, if the suppressed cells around it are safe all the same.
  /// Those farther off are asked at the end, all at once: few of them mind.
  void give_back(std::size_t cell) {
    const auto& twins = table_.twins[cell];
    if (std::ranges::any_of(twins,
                            [&](auto c) { return suppression_[c] != Suppression::secondary; }))
      return;
    set(twins, Suppression::none);
    const auto around = neighbours_.around(twins);
    if (std::ranges::all_of(around, [&](auto c) { return is_safe(c, twins); }))
      given_back_.push_back(cell);
    else
      set(twins, Suppression::secondary);
  }

  /// Withholds again what was given back and bounds the cell, the last first, until it is safe.
  void take_back_for(std::size_t cell) {
    std::vector<std::size_t> told;
    for (const auto given : given_back_)
      told.insert(told.end(), table_.twins[given].begin(), table_.twins[given].end());
    if (!is_to_be_protected(cell) || is_safe(cell, told)) return;
    for (auto range = program_.range(cell); range.width() < needed_.at(cell);
         range = program_.range(cell)) {
      const auto last = std::find_if(given_back_.rbegin(), given_back_.rend(), [&](auto given) {
        return std::ranges::any_of(table_.twins[given], [&](auto twin) {
          return std::ranges::binary_search(range.held_by, twin);
        });
      });
      if (last == given_back_.rend()) return;
      set(table_.twins[*last], Suppression::secondary);
      given_back_.erase(std::next(last).base());
    }
  }

  void set(std::span<const std::size_t> cells, Suppression kind) {
    for (const auto cell : cells) {
      suppression_[cell] = kind;
      kind == Suppression::none ? program_.publish(cell) : program_.withhold(cell);
    }
  }

  /// Whether a cell is safe now that `told` are published, which are new.
  bool is_safe(std::size_t cell, std::span<const std::size_t> told) {
    if (!is_to_be_protected(cell) || still_holds(cell, told)) return true;
    auto range = program_.range(cell);
    if (range.width() < needed_.at(cell)) return false;
    latest_[cell] = std::move(range);
    return true;
  }

  /// Whether the ends of the range found last agree with what is told now: then it is as wide.
  bool still_holds(std::size_t cell, std::span<const std::size_t> told) const {
    const auto& range = latest_.at(cell);
    if (range.at_lower.empty() || range.at_upper.empty()) return false;
    return std::ranges::all_of(told, [&](auto c) {
      return program_.agree(range.at_lower, c) && program_.agree(range.at_upper, c);
    });
  }

  const LinkedTable& table_;
  const Protection& protection_;
  std::span<const char> flagged_;
  std::vector<Suppression>& suppression_;
  LinkedProgram program_;
  Neighbours neighbours_;
  std::vector<std::size_t> suppressed_;          // once at least
  std::vector<std::size_t> given_back_;          // the first of its twins
  std::map<std::size_t, FeasibleRange> latest_;  // by cell
  std::map<std::size_t, double> needed_;         // width, by cell
};

}  // namespace

void protect(const LinkedTable& table, std::span<const LinkedForm> forms, double half_unit,
             const Protection& protection, std::span<const char> flagged,
             std::vector<Suppression>& suppression) {
  Protector(table, forms, half_unit, protection, flagged, suppression).run();
}

}  // namespace trygg
