#include "design/first_stage.hpp"
#include "variance/unit_form.hpp"

namespace trygg {
namespace {

class SuccessiveForm final : public UnitForm {
 public:
  explicit SuccessiveForm(const DrawnOrder& order) : order_(order) {}

  double sum(const KernelMemory& memory, const Layer& layer) const override {
    double all = 0;
    for (const auto u : memory.units) {
      const auto& here = memory.of_unit[u];
      const auto before = order_.before[u], after = order_.after[u];
      double products = 0;
      if (before != DrawnOrder::none) {
        const auto& there = memory.of_unit[before];
        products += (here.a - there.a) * (here.b - there.b);
      }
      // The step to the next one is that one's, if it is visited.
      if (after != DrawnOrder::none && !memory.of_unit[after].touched) products += here.a * here.b;
      all += layer.coefficient[layer.parent[u]] / 2 * products;
    }
    return all;
  }

 private:
  const DrawnOrder& order_;
};

class DiagonalForm final : public UnitForm {
 public:
  explicit DiagonalForm(std::vector<double> coefficient) : coefficient_(std::move(coefficient)) {}

  double sum(const KernelMemory& memory, const Layer&) const override {
    double all = 0;
    for (const auto u : memory.units)
      all += coefficient_[u] * memory.of_unit[u].a * memory.of_unit[u].b;
    return all;
  }
  bool may_be_negative() const override { return true; }

 private:
  std::vector<double> coefficient_;
};

}  // namespace

std::shared_ptr<const UnitForm> successive_form(const DrawnOrder& order) {
  return std::make_shared<SuccessiveForm>(order);
}

std::shared_ptr<const UnitForm> diagonal_form(std::vector<double> coefficient) {
  return std::make_shared<DiagonalForm>(std::move(coefficient));
}

}  // namespace trygg
