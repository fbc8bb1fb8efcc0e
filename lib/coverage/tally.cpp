#include "coverage/tally.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

void add(MethodTally& tally, Hit hit, double width) {
  tally.covered += hit == Hit::covered;
  tally.below += hit == Hit::below;
  tally.above += hit == Hit::above;
  tally.width += width;
}

void add(CellTally& tally, const CellDraw& draw, const StudyCell& cell) {
  ++tally.samples;
  if (std::isnan(draw.estimate)) return;
  ++tally.estimated;
  if (draw.df <= 0)
    ++tally.without_df;
  else if (draw.se <= 0)
    ++tally.without_spread;
  const double error = draw.estimate - cell.truth;
  tally.error += error;
  tally.error2 += error * error;
  tally.se += draw.se;
  tally.se2 += draw.se * draw.se;
  tally.df += draw.df;
  for (std::size_t m = 0; m < study_methods.size(); ++m)
    add(tally.method[m], draw.hit[m], draw.width[m]);
}

void add(GroupCounts& counts, const CellGroup& group, std::span<const CellDraw> draws,
         std::size_t method) {
  double given = 0, covered = 0;
  for (const auto c : group.cells) {
    given += draws[c].hit[method] != Hit::none;
    covered += draws[c].hit[method] == Hit::covered;
  }
  counts.g += given;
  counts.c += covered;
  counts.gg += given * given;
  counts.gc += given * covered;
  counts.cc += covered * covered;
}

}  // namespace

double CellTally::bias() const {
  return error / static_cast<double>(estimated);
}

double CellTally::sd() const {
  const auto n = static_cast<double>(estimated);
  const double squares = error2 - error * error / n;
  constexpr double rounding = 1e-12;  // what is left of 0 where all estimates are alike
  return squares > rounding * error2 ? std::sqrt(squares / (n - 1)) : 0.0;
}

StudyTally::StudyTally(std::vector<StudyCell> cells, std::vector<CellGroup> groups)
    : cells_(std::move(cells)),
      groups_(std::move(groups)),
      by_cell_(cells_.size()),
      by_group_(groups_.size()) {}

void StudyTally::add(std::span<const CellDraw> draws) {
  require(draws.size() == cells_.size(), "{} draws for {} cells", draws.size(), cells_.size());
  ++samples_;
  for (std::size_t c = 0; c < draws.size(); ++c) trygg::add(by_cell_[c], draws[c], cells_[c]);
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (std::size_t m = 0; m < methods_of(groups_[g].key.kind); ++m)
      trygg::add(by_group_[g].method[m], groups_[g], draws, m);
}

}  // namespace trygg
