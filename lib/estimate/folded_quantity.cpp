#include "estimate/folded_quantity.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "estimate/request.hpp"
#include "fold/folded_survey.hpp"

namespace trygg {
namespace {

class Builder {
 public:
  explicit Builder(const FoldedSurvey& folded) : folded_(folded) {}

  void add(const Quantity& quantity) {
    if (quantity.standard) throw NotFolded("what is standardised needs every record");
    switch (quantity.statistic) {
      case Statistic::count:
        add({.statistic = quantity.statistic, .y = everybody(), .r = everybody()});
        return;
      case Statistic::share:
        add_share(quantity);
        return;
      case Statistic::mean:
      case Statistic::total:
        add_numeric(quantity);
        return;
      default:
        throw NotFolded(fmt::format("a {} needs every record", to_text(quantity.statistic)));
    }
  }
  FoldedQuantities take() { return std::move(made_); }

 private:
  void add(FoldedQuantity quantity) { made_.quantities.push_back(quantity); }

  std::size_t place(SumColumn column) {
    const auto found = std::ranges::find(made_.sums, column);
    const auto at = static_cast<std::size_t>(found - made_.sums.begin());
    if (found == made_.sums.end()) made_.sums.push_back(std::move(column));
    return at;
  }
  std::size_t everybody() { return place({}); }

  std::size_t item(const std::string& variable) const {
    const auto found = std::ranges::find(folded_.items, variable, &Column::name);
    require(found != folded_.items.end(), "'{}' was not folded", variable);
    return static_cast<std::size_t>(found - folded_.items.begin());
  }

  /// `value(level)` for valid levels, 0 for the others.
  template <class Value>
  std::size_t place_values(std::size_t item, Value value) {
    SumColumn column{item, {}};
    for (std::uint32_t l = 0; l < folded_.items[item].levels.size(); ++l)
      column.value.push_back(folded_.items[item].levels[l].missing == Missing::none ? value(l)
                                                                                    : 0.0);
    return place(std::move(column));
  }

  std::size_t answered(std::size_t item) {
    const auto& levels = folded_.items[item].levels;
    const bool all =
        std::ranges::all_of(levels, [](const Level& l) { return l.missing == Missing::none; });
    return all ? everybody() : place_values(item, [](std::uint32_t) { return 1.0; });
  }

  void add_share(const Quantity& quantity) {
    const auto at = item(quantity.variable);
    const auto y = place_values(at, [&](std::uint32_t l) {
      return std::ranges::count(quantity.levels, l) > 0 ? 1.0 : 0.0;
    });
    add({.statistic = quantity.statistic, .y = y, .r = answered(at)});
  }

  void add_numeric(const Quantity& quantity) {
    const auto at = item(quantity.variable);
    const auto& column = folded_.items[at];
    const double centre = centre_of(at);
    const bool is_mean = quantity.statistic == Statistic::mean;
    const auto shifted = [&](double by, int power) {
      return place_values(at, [&](auto l) {
        const double y = column.levels[l].number - by;
        return power == 2 ? y * y : y;
      });
    };
    const double origin = is_mean ? centre : 0.0;
    FoldedQuantity made{.statistic = quantity.statistic,
                        .y = shifted(origin, 1),
                        .r = answered(at),
                        .squares = shifted(origin, 2),
                        .origin = origin};
    if (!is_mean) {
      made.centred = shifted(centre, 2);
      made.centre = centre;
    }
    add(made);
  }

  /// The median of the records, so that moments around it keep their digits: no single answer moves
  /// it far.
  double centre_of(std::size_t item) const {
    const auto& column = folded_.items[item];
    const auto first = folded_.first[item];
    std::vector<std::pair<double, double>> answers;  // value, records
    double all = 0;
    for (std::size_t l = 0; l < column.levels.size(); ++l) {
      if (column.levels[l].missing != Missing::none) continue;
      require<InputError>(!std::isnan(column.levels[l].number),
                          "{}: column '{}': a value is not a number", folded_.cells.source(),
                          column.name);
      double records = 0;
      for (std::size_t c = 0; l < folded_.places(item) && c < folded_.cell.records.size(); ++c)
        records += folded_.code.records[c * folded_.width + first + l];
      answers.emplace_back(column.levels[l].number, records);
      all += records;
    }
    std::ranges::sort(answers);
    double below = 0;
    for (const auto& [value, records] : answers) {
      below += records;
      if (2 * below >= all) return value;
    }
    return 0;
  }

  const FoldedSurvey& folded_;
  FoldedQuantities made_;
};

}  // namespace

FoldedQuantities fold_quantities(std::span<const Quantity> quantities, const FoldedSurvey& folded) {
  Builder builder(folded);
  for (const auto& quantity : quantities) builder.add(quantity);
  return builder.take();
}

}  // namespace trygg
