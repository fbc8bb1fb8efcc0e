#include "goal/said_of_goal.hpp"

#include "base/text.hpp"

namespace trygg {
namespace {

class Teller {
 public:
  Teller(const ReleasedGoalRow& row, const Goal& goal, std::size_t groups) : row_(row) {
    now_ = CellKey{.wave = row.wave,
                   .era = row.era,
                   .indicator = row.indicator,
                   .statistic = "share",
                   .area_level = row.area_level,
                   .area = row.area,
                   .sex = row.sex,
                   .groups = std::vector<std::string>(groups),
                   .contrast = ""};
    baseline_ = now_;
    baseline_.wave = row.baseline;
    path_ = path_ratio(goal, *to_number(row.baseline), *to_number(row.wave));
    factor_ = goal.factor;
  }

  std::vector<SaidOfLevels> said() {
    tell(row_.estimate, {now_}, {1});
    tell(row_.baseline_estimate, {baseline_}, {1});
    tell(row_.path, {baseline_}, {path_});
    tell(row_.target, {baseline_}, {factor_});
    tell(row_.distance, {now_, baseline_}, {1, -path_});
    tell(row_.remaining, {now_, baseline_}, {1, -factor_});
    if (row_.ratio.is_shown())
      for (auto& said : said_of_ratio(now_, baseline_, before_rounding(row_.ratio, Scale::percent)))
        said_.push_back(std::move(said));
    return std::move(said_);
  }

 private:
  void tell(const Published& number, std::vector<CellKey> levels, std::vector<double> coefficient) {
    if (number.is_shown())
      said_.push_back(
          {std::move(levels), std::move(coefficient), before_rounding(number, Scale::percent)});
  }

  const ReleasedGoalRow& row_;
  CellKey now_, baseline_;
  double path_ = 1, factor_ = 1;
  std::vector<SaidOfLevels> said_;
};

}  // namespace

std::vector<SaidOfLevels> said_of_goal(const std::vector<ReleasedGoalRow>& rows, const Goal& goal,
                                       std::size_t groups) {
  std::vector<SaidOfLevels> all;
  for (const auto& row : rows) {
    // Between two rounds there is no level that goes out.
    if (row.decision == Decision::suppress || row.occasion == Occasion::interpolated) continue;
    for (auto& said : Teller(row, goal, groups).said()) all.push_back(std::move(said));
  }
  return all;
}

}  // namespace trygg
