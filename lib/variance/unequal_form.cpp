#include <algorithm>
#include <span>

#include "design/first_stage.hpp"
#include "variance/unit_form.hpp"

namespace trygg {
namespace {

using Memory = KernelMemory;

/// Σ_j c_j (u_j − ū)² + Σ_j r_j u_j².
class CentredForm final : public UnitForm {
 public:
  CentredForm(const UnequalProbabilities& drawn, const Layer& layer)
      : centred_(layer.parent.size()),
        plain_(layer.parent.size(), 0.0),
        sum_(layer.sampled.size()) {
    std::vector<double> mean(layer.sampled.size(), 0.0);
    for (std::size_t u = 0; u < centred_.size(); ++u)
      mean[layer.parent[u]] += drawn.of_unit[u] / layer.sampled[layer.parent[u]];
    for (std::size_t u = 0; u < centred_.size(); ++u) {
      const auto p = layer.parent[u];
      if (layer.coefficient[p] == 0) continue;
      set(u, drawn, layer.sampled[p], mean[p]);
      sum_[p] += centred_[u];
    }
  }

  double sum(const Memory& memory, const Layer& layer) const override {
    double all = 0;
    for (const auto u : memory.units) {
      const auto& totals = memory.of_unit[u];
      const auto& sums = memory.of_parent[layer.parent[u]];
      const double n = layer.sampled[layer.parent[u]], a = sums.a / n, b = sums.b / n;
      double product = (totals.a - a) * (totals.b - b);
      if (sums.units < n) product -= a * b;  // what the untouched have in its place, below
      all += centred_[u] * product + plain_[u] * totals.a * totals.b;
    }
    for (const auto p : memory.parents) {
      const auto& sums = memory.of_parent[p];
      const double n = layer.sampled[p];
      if (sums.units < n) all += sum_[p] * (sums.a / n) * (sums.b / n);
    }
    return all;
  }
  bool may_be_negative() const override {
    return std::ranges::any_of(plain_, [](double r) { return r < 0; });
  }

 private:
  /// \param n  of the stratum \param mean  of its π
  void set(std::size_t u, const UnequalProbabilities& drawn, double n, double mean) {
    const double pi = drawn.of_unit[u], often = n / (n - 1);
    double row = 0;  // Σ_j D_ij
    switch (drawn.method) {
      case Pps::overton:
        centred_[u] = often * (1 - (pi + mean) / 2);
        row = 1 - pi - (n - 1 - ((n - 2) * pi + n * mean) / 2) / (n - 1);
        break;
      case Pps::hartley_rao:
        centred_[u] = often * (1 - pi);
        row = 1 - pi - ((n - 1) * (1 + mean) - (n - 2) * pi - n * mean) / (n - 1);
        break;
      default:
        centred_[u] = often * (1 - pi);
        return;
    }
    if (drawn.form == PpsForm::ht) plain_[u] = row;
  }

  std::vector<double> centred_, plain_;  // c, r of each unit
  std::vector<double> sum_;              // of c, by parent
};

/// Over the D_ij that were given.
class PairForm final : public UnitForm {
 public:
  PairForm(const UnequalProbabilities& drawn, const Layer& layer)
      : drawn_(drawn), row_(layer.parent.size(), 0.0) {
    for (std::size_t u = 0; u < row_.size(); ++u) {
      const auto n = layer.sampled[layer.parent[u]];
      const auto& d = drawn.differences[layer.parent[u]];
      for (std::size_t j = 0; j < n; ++j) row_[u] += d[drawn.place[u] * n + j];
    }
  }

  double sum(const Memory& memory, const Layer& layer) const override {
    std::vector<std::uint32_t> sorted(memory.units);
    std::ranges::stable_sort(sorted, {}, [&](auto u) { return layer.parent[u]; });
    double all = 0;
    for (auto first = sorted.begin(); first != sorted.end();) {
      const auto p = layer.parent[*first];
      const auto last =
          std::find_if(first, sorted.end(), [&](auto u) { return layer.parent[u] != p; });
      const std::span<const std::uint32_t> touched(first, last);
      if (layer.coefficient[p] != 0)
        all += drawn_.method == Pps::ht ? products(memory, layer, touched)
                                        : squares(memory, layer, touched);
      first = last;
    }
    return all;
  }
  bool may_be_negative() const override { return true; }

 private:
  double at(const Layer& layer, std::uint32_t i, std::uint32_t j) const {
    const auto p = layer.parent[i];
    return drawn_.differences[p][std::size_t{drawn_.place[i]} * layer.sampled[p] + drawn_.place[j]];
  }

  double products(const Memory& memory, const Layer& layer,
                  std::span<const std::uint32_t> touched) const {
    double all = 0;
    for (const auto i : touched) {
      double of_b = 0;
      for (const auto j : touched) of_b += at(layer, i, j) * memory.of_unit[j].b;
      all += memory.of_unit[i].a * of_b;
    }
    return all;
  }

  /// Pair by pair, so that nothing is left where all u are alike.
  double squares(const Memory& memory, const Layer& layer,
                 std::span<const std::uint32_t> touched) const {
    const bool is_whole = touched.size() == layer.sampled[layer.parent[touched.front()]];
    double all = 0;
    for (std::size_t i = 0; i < touched.size(); ++i) {
      const auto& x = memory.of_unit[touched[i]];
      double rest = row_[touched[i]] - at(layer, touched[i], touched[i]);
      for (std::size_t j = 0; j < touched.size(); ++j) {
        if (j == i) continue;
        const double d = at(layer, touched[i], touched[j]);
        rest -= d;
        const auto& y = memory.of_unit[touched[j]];
        if (j < i) all -= d * (x.a - y.a) * (x.b - y.b);
      }
      if (!is_whole) all -= rest * x.a * x.b;
    }
    return all;
  }

  const UnequalProbabilities& drawn_;
  std::vector<double> row_;  // Σ_j D_ij
};

}  // namespace

std::shared_ptr<const UnitForm> unequal_form(const UnequalProbabilities& drawn,
                                             const Layer& layer) {
  if (drawn.differences.empty()) return std::make_shared<CentredForm>(drawn, layer);
  return std::make_shared<PairForm>(drawn, layer);
}

}  // namespace trygg
