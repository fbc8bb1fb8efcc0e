#include "estimate/cell_sums.hpp"

#include <algorithm>

#include "design/design.hpp"
#include "fold/folded_survey.hpp"
#include "variance/cell_variance.hpp"

namespace trygg {
namespace {

void add_row(double* to, double factor, const double* row, std::size_t columns) {
  for (std::size_t j = 0; j < columns; ++j) to[j] += factor * row[j];
}

}  // namespace

CellSums::CellSums(const FoldedSurvey& folded, const Design& design,
                   const FoldedQuantities& quantities)
    : columns_(quantities.sums.size()),
      quantities_(quantities.quantities.size()),
      alike_(!folded.weighted) {
  const auto& columns = quantities.sums;
  const auto cells = design.records();
  first_.resize(cells * columns_);
  second_.resize(cells * columns_);
  records_.resize(cells * columns_);
  for (std::size_t i = 0; i < cells; ++i) {
    const auto row = design.table_row()[i];
    const double times = folded.cell.records[row];
    // Under PSUs a row of the design weighs what all its records do.
    const double w = design.records_are_units() ? design.weight()[i] : design.weight()[i] / times;
    weight_.push_back(w);
    if (w == 0) continue;
    for (std::size_t j = 0; j < columns_; ++j) {
      const auto& column = columns[j];
      double first = 0, second = 0, records = 0;
      const auto add = [&](const FoldedSurvey::Relative& r, double v) {
        first += v * r.weight;
        second += v * r.square;
        if (v != 0) records += r.records;
      };
      if (!column.item) add(folded.relative(folded.cell, row, row), 1);
      const auto codes = column.item ? folded.places(*column.item) : 0;
      for (std::size_t l = 0; l < std::min(codes, column.value.size()); ++l) {
        if (column.value[l] == 0) continue;
        const auto at = row * folded.width + folded.first[*column.item] + l;
        if (folded.code.records[at] != 0)
          add(folded.relative(folded.code, at, row), column.value[l]);
      }
      first_[i * columns_ + j] = w * first;
      second_[i * columns_ + j] = w * w * second;
      records_[i * columns_ + j] = records;
    }
  }
  set_extremes(folded, design, quantities);
}

void CellSums::set_extremes(const FoldedSurvey& folded, const Design& design,
                            const FoldedQuantities& quantities) {
  extremes_.resize(design.records() * quantities_);
  for (std::size_t q = 0; q < quantities_; ++q) {
    const auto& quantity = quantities.quantities[q];
    if (!quantity.squares) continue;
    numeric_.push_back(q);
    const auto& y = quantities.sums[quantity.y];
    const auto& r = quantities.sums[quantity.r];
    for (std::size_t i = 0; i < design.records(); ++i) {
      if (!has_weight(i)) continue;
      const auto row = design.table_row()[i] * folded.width + folded.first[*y.item];
      for (std::size_t l = 0; l < std::min(folded.places(*y.item), y.value.size()); ++l) {
        if (folded.code.records[row + l] == 0 || (r.item && r.value[l] == 0)) continue;
        extremes_[i * quantities_ + q].add({y.value[l], y.value[l]});
      }
    }
  }
}

std::vector<double> spread_of_weights(const FoldedSurvey& folded, const Design& design) {
  std::vector<double> spread;
  if (!folded.weighted) return spread;
  for (const auto row : design.table_row()) {
    const auto whole = folded.relative(folded.cell, row, row);
    spread.push_back(whole.square / whole.records);
  }
  return spread;
}

DomainSums::DomainSums(const CellSums& sums, const CellVariance& variance)
    : sums_(&sums), variance_(&variance) {
  auxiliary_.met.assign(variance.auxiliaries(), 0);
  auxiliary_.row.resize(variance.auxiliaries());
  stratum_.met.assign(variance.strata(), 0);
  stratum_.row.resize(variance.strata());
}

void DomainSums::Rows::find(std::size_t all) {
  number.clear();
  for (std::uint32_t i = 0; i < all; ++i) {
    if (!met[i]) continue;
    met[i] = 0;
    row[i] = static_cast<std::uint32_t>(number.size());
    number.push_back(i);
  }
}

void DomainSums::find_rows(std::span<const std::uint32_t> cells) {
  for (const auto cell : cells) {
    stratum_.met[variance_->stratum(cell)] = 1;
    for (const auto& auxiliary : variance_->auxiliaries(cell)) auxiliary_.met[auxiliary.number] = 1;
  }
  stratum_.find(variance_->strata());
  auxiliary_.find(variance_->auxiliaries());
}

void DomainSums::gather(std::span<const std::uint32_t> cells) {
  const auto wide = columns();
  find_rows(cells);
  t_.assign(auxiliary_.number.size() * wide, 0.0);
  c_.assign(auxiliary_.number.size() * wide, 0.0);
  s_.assign(stratum_.number.size() * wide, 0.0);
  n_.assign(stratum_.number.size() * wide, 0.0);
  first_.assign(wide, 0.0);
  q_.assign(wide, 0.0);
  records_.assign(wide, 0.0);
  any_weight_ = false;
  largest_weight_ = 0;
  extremes_.assign(sums_->quantities(), {});
  for (const auto cell : cells) {
    for (const auto q : sums_->numeric()) extremes_[q].add(sums_->extremes(cell, q));
    any_weight_ = any_weight_ || sums_->has_weight(cell);
    // Not std::max: an unknown weight must not be passed over.
    if (!(sums_->weight_of_one(cell) <= largest_weight_))
      largest_weight_ = sums_->weight_of_one(cell);
    const auto *first = sums_->first(cell), *second = sums_->second(cell);
    for (const auto& auxiliary : variance_->auxiliaries(cell)) {
      const auto at = auxiliary_.row[auxiliary.number] * wide;
      add_row(&t_[at], auxiliary.t, first, wide);
      add_row(&c_[at], variance_->phi(cell) * auxiliary.ratio, second, wide);
    }
    const auto at = stratum_.row[variance_->stratum(cell)] * wide;
    add_row(&s_[at], 1, first, wide);
    add_row(&n_[at], 1, sums_->records(cell), wide);
    add_row(q_.data(), variance_->phi(cell), second, wide);
  }
  for (std::size_t h = 0; h < stratum_.number.size(); ++h) {
    add_row(first_.data(), 1, &s_[h * wide], wide);
    add_row(records_.data(), 1, &n_[h * wide], wide);
  }
}

}  // namespace trygg
