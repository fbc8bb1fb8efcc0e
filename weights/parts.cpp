#include "weights/parts.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/certificate.hpp"

namespace trygg::weights {
namespace {

using Records = std::vector<std::uint32_t>;

/// The values of some records; of all where `records` is empty.
template <class T>
std::vector<T> gathered(std::span<const T> values, const Records& records) {
  if (records.empty() || values.empty()) return {values.begin(), values.end()};
  std::vector<T> some;
  some.reserve(records.size());
  for (const auto k : records) some.push_back(values[k]);
  return some;
}

/// A margin as a part of the sample has it.
struct PartMargin {
  std::vector<std::uint32_t> category;  // by record of the part
  std::vector<std::uint32_t> row;       // of the whole margin
  std::vector<std::string> level;
};

PartMargin margin_of(const LaidMargin& margin, const Records& records,
                     std::span<const double> weight) {
  constexpr std::uint32_t none = 0xffffffff;
  PartMargin part;
  std::vector<std::uint32_t> place(margin.level.size(), none);
  for (const auto k : records) {
    const auto row = margin.category[k];
    if (weight[k] != 0 && place[row] == none) {
      place[row] = static_cast<std::uint32_t>(part.row.size());
      part.row.push_back(row);
      part.level.push_back(margin.level[row]);
    }
  }
  for (const auto k : records)
    part.category.push_back(weight[k] != 0 ? place[margin.category[k]] : 0);
  return part;
}

}  // namespace

struct Parts::Part {
  std::size_t number = 0;
  Records records;  // empty: all, and what follows stands in the LaidTotals
  std::vector<PartMargin> margins;
  std::vector<std::vector<double>> values;
  std::vector<double> scale;
  std::vector<std::uint32_t> household;
  std::unique_ptr<const Auxiliaries> auxiliaries;
};

Parts::~Parts() = default;

Parts::Parts(const LaidTotals& laid, std::span<const double> weight, Unit unit) : laid_(&laid) {
  std::vector<Records> records(laid.parts.size());
  if (records.size() > 1)
    for (std::uint32_t k = 0; k < weight.size(); ++k)
      if (weight[k] != 0) records[laid.part(k)].push_back(k);
  const auto target = sums(laid, weight);
  for (std::size_t p = 0; p < records.size(); ++p) {
    auto part = std::make_unique<Part>();
    part->number = p;
    if (records.size() > 1) {
      part->records = std::move(records[p]);
      for (const auto& margin : laid.margins)
        part->margins.push_back(margin_of(margin, part->records, weight));
      for (const auto& v : laid.numeric)
        part->values.push_back(gathered<double>(v.value, part->records));
      part->scale = gathered<double>(laid.scale, part->records);
      part->household = gathered<std::uint32_t>(laid.household, part->records);
    }
    const auto own = gathered<double>(weight, part->records);
    const std::span<const double> bounds = unit == Unit::record ? own : std::span<const double>{};
    const Request any{own, bounds, bounds, target, trimming_distance(), {}};
    part->auxiliaries = std::make_unique<Auxiliaries>(problem(*part, any));
    parts_.push_back(std::move(part));
  }
}

CalibrationProblem Parts::problem(const Part& part, const Request& request) const {
  const bool is_whole = part.records.empty(), as_laid = request.terms == Request::Terms::as_laid;
  CalibrationProblem p{.weight = request.weight, .lower = request.lower, .upper = request.upper};
  p.weight_bounds = request.weight_bounds;
  if (as_laid) p.scale = is_whole ? laid_->scale : part.scale;
  p.household = is_whole ? laid_->household : part.household;
  for (std::size_t m = 0; m < laid_->margins.size(); ++m) {
    const auto& laid = laid_->margins[m];
    auto& margin = p.margins.emplace_back();
    margin.name = laid.source;
    margin.price = as_laid ? laid.price : exactly;
    if (is_whole) {
      margin.level = laid.level;
      margin.category = laid.category;
      margin.total = request.target.margins[m];
      continue;
    }
    margin.level = part.margins[m].level;
    margin.category = part.margins[m].category;
    margin.total = gathered<double>(request.target.margins[m], part.margins[m].row);
  }
  for (std::size_t v = 0; v < laid_->numeric.size(); ++v) {
    const auto& laid = laid_->numeric[v];
    p.numeric.push_back({laid.name, is_whole ? laid.value : part.values[v],
                         request.target.numeric[v][part.number], as_laid ? laid.price : exactly});
  }
  return p;
}

Calibration Parts::solve(const Request& request) const {
  if (parts_.size() == 1)
    return calibrate(problem(*parts_[0], request), *parts_[0]->auxiliaries, request.distance,
                     request.shape, request.failure);
  Calibration all{.g = std::vector<double>(request.weight.size(), 1.0)};
  for (const auto& part : parts_) {
    const auto& records = part->records;
    const auto weight = gathered(request.weight, records), lower = gathered(request.lower, records),
               upper = gathered(request.upper, records);
    auto own = request;
    own.weight = weight;
    own.lower = lower;
    own.upper = upper;
    try {
      const auto done = calibrate(problem(*part, own), *part->auxiliaries, request.distance,
                                  request.shape, request.failure);
      for (std::size_t i = 0; i < records.size(); ++i) all.g[records[i]] = done.g[i];
      all.iterations = std::max(all.iterations, done.iterations);
      all.largest_gap = std::max(all.largest_gap, done.largest_gap);
    } catch (const CalibrationError& error) {
      throw CalibrationError(fmt::format("{}: {}", laid_->parts[part->number], error.what()),
                             error.certificate);
    } catch (const ConvergenceError& error) {
      throw ConvergenceError(fmt::format("{}: {}", laid_->parts[part->number], error.what()));
    }
  }
  return all;
}

}  // namespace trygg::weights
