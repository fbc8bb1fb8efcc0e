#include "variance/folded.hpp"

#include "design/groups.hpp"

namespace trygg {

bool FoldedVariance::fits(const Kernel& kernel, const Calibration& calibration,
                          std::size_t records) {
  if (!calibration.any() || kernel.layers().size() != 1) return false;
  const auto& layer = kernel.layers().front();
  // Without fewer cells than records there is nothing to gain.
  return layer.parent.size() == records && layer.adjusted.empty() && layer.standing.empty() &&
         !layer.form && calibration.patterns() * 2 <= records;
}

FoldedVariance::FoldedVariance(const Layer& layer, const Calibration& calibration,
                               std::span<const double> weight)
    : layer_(&layer), calibration_(&calibration), weight_(weight) {
  const auto pattern = calibration.pattern();
  std::vector<std::uint32_t> stratum;
  stratum.reserve(layer.unit.size());
  for (const auto unit : layer.unit) stratum.push_back(layer.parent[unit]);
  auto groups = crossed(stratum, pattern);
  for (const auto record : groups.first) cells_.push_back({stratum[record], pattern[record], 0, 0});

  for (const auto c : groups.of) ++cells_[c].end;
  std::uint32_t at = 0;
  for (auto& cell : cells_) {
    cell.begin = at;
    at += cell.end;
    cell.end = cell.begin;
  }
  record_.resize(groups.of.size());
  for (std::uint32_t k = 0; k < record_.size(); ++k) record_[cells_[groups.of[k]].end++] = k;
  cell_of_ = std::move(groups.of);
  after_.reserve(record_.size() * terms());
  for (const auto k : record_)
    for (std::size_t s = 0; s < terms(); ++s) after_.push_back(calibration.coefficient(s)[k]);
  for (const auto& cell : cells_) add_moments(cell);
}

void FoldedVariance::add_moments(const Cell& cell) {
  const std::size_t count = terms();
  const double n = cell.end - cell.begin;
  std::vector<double> mean(count, 0.0), product(count * count, 0.0);
  for (std::size_t i = cell.begin; i < cell.end; ++i)
    for (std::size_t s = 0; s < count; ++s) mean[s] += after_[i * count + s] / n;
  for (std::size_t i = cell.begin; i < cell.end; ++i)
    for (std::size_t s = 0; s < count; ++s)
      for (std::size_t t = 0; t < count; ++t)
        product[s * count + t] +=
            (after_[i * count + s] - mean[s]) * (after_[i * count + t] - mean[t]);
  mean_.insert(mean_.end(), mean.begin(), mean.end());
  product_.insert(product_.end(), product.begin(), product.end());
}

void FoldedVariance::mark(Influence a, FoldedMemory& memory) const {
  memory.wz.resize(cell_of_.size(), 0.0);
  memory.touched.resize(cells_.size(), 0);
  for (std::size_t i = 0; i < a.record.size(); ++i) {
    memory.wz[a.record[i]] = weight_[a.record[i]] * a.z[i];
    memory.touched[cell_of_[a.record[i]]] = 1;
  }
}

void FoldedVariance::set_means(std::span<const double> fitted, FoldedMemory& memory) const {
  const std::size_t count = terms(), patterns = calibration_->patterns();
  memory.mean.assign(layer_->sampled.size(), 0.0);
  memory.fitted.resize(cells_.size());
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    const auto& cell = cells_[c];
    double mean = 0;
    for (std::size_t s = 0; s < count; ++s)
      mean += mean_[c * count + s] * fitted[s * patterns + cell.pattern];
    memory.fitted[c] = mean;
    double sum = -mean * (cell.end - cell.begin);
    if (memory.touched[c])
      for (auto i = cell.begin; i < cell.end; ++i) sum += memory.wz[record_[i]];
    memory.mean[cell.stratum] += sum;
  }
  for (std::size_t h = 0; h < memory.mean.size(); ++h) memory.mean[h] /= layer_->sampled[h];
}

double FoldedVariance::touched_squares(const Cell& cell, std::span<const double> fitted,
                                       const FoldedMemory& memory) const {
  const std::size_t count = terms(), patterns = calibration_->patterns();
  const double centre = memory.mean[cell.stratum];
  double sum = 0;
  for (std::size_t i = cell.begin; i < cell.end; ++i) {
    double u = memory.wz[record_[i]] - centre;
    for (std::size_t s = 0; s < count; ++s)
      u -= after_[i * count + s] * fitted[s * patterns + cell.pattern];
    sum += u * u;
  }
  return sum;
}

double FoldedVariance::untouched_squares(std::size_t c, std::span<const double> fitted,
                                         const FoldedMemory& memory) const {
  const auto& cell = cells_[c];
  const std::size_t count = terms(), patterns = calibration_->patterns();
  const double d = memory.fitted[c] + memory.mean[cell.stratum];
  double sum = (cell.end - cell.begin) * d * d;
  for (std::size_t s = 0; s < count; ++s)
    for (std::size_t t = 0; t < count; ++t)
      sum += product_[(c * count + s) * count + t] * fitted[s * patterns + cell.pattern] *
             fitted[t * patterns + cell.pattern];
  return sum;
}

double FoldedVariance::variance(Influence a, std::span<const double> fitted,
                                FoldedMemory& memory) const {
  mark(a, memory);
  set_means(fitted, memory);
  memory.squares.assign(layer_->sampled.size(), 0.0);
  for (std::size_t c = 0; c < cells_.size(); ++c)
    memory.squares[cells_[c].stratum] += memory.touched[c]
                                             ? touched_squares(cells_[c], fitted, memory)
                                             : untouched_squares(c, fitted, memory);
  double v = 0;
  for (std::size_t h = 0; h < memory.squares.size(); ++h)
    v += layer_->coefficient[h] * memory.squares[h];
  for (const auto k : a.record) {
    memory.wz[k] = 0;
    memory.touched[cell_of_[k]] = 0;
  }
  return v;
}

}  // namespace trygg
