#include "variance/kernel.hpp"

#include <algorithm>
#include <limits>

#include "design/design.hpp"
#include "variance/freedom.hpp"
#include "variance/layers.hpp"
#include "variance/unit_form.hpp"

namespace trygg {
namespace {

using Totals = KernelMemory::Totals;
using Sums = KernelMemory::Sums;

void make_room(KernelMemory& memory, std::size_t units, std::size_t parents) {
  if (memory.of_unit.size() < units) memory.of_unit.resize(units);
  if (memory.of_parent.size() < parents) memory.of_parent.resize(parents);
}

void make_room(KernelMemory& memory, const Layer& layer) {
  make_room(memory, layer.parent.size(), layer.sampled.size());
}

void touch(KernelMemory& memory, std::uint32_t unit) {
  auto& totals = memory.of_unit[unit];
  if (totals.touched) return;
  totals.touched = true;
  memory.units.push_back(unit);
}

void add_by_unit(KernelMemory& memory, const Layer& layer, Contributions c, double Totals::*side) {
  for (std::size_t i = 0; i < c.record.size(); ++i) {
    const auto unit = layer.unit[c.record[i]];
    touch(memory, unit);
    memory.of_unit[unit].*side += c.u[i];
  }
}

void add_by_parent(KernelMemory& memory, std::span<const std::uint32_t> parent_of) {
  for (const auto unit : memory.units) {
    const auto parent = parent_of[unit];
    auto& sums = memory.of_parent[parent];
    if (sums.units++ == 0) memory.parents.push_back(parent);
    sums.a += memory.of_unit[unit].a;
    sums.b += memory.of_unit[unit].b;
  }
}

void clear(KernelMemory& memory) {
  for (const auto unit : memory.units) memory.of_unit[unit] = {};
  for (const auto parent : memory.parents) memory.of_parent[parent] = {};
  memory.units.clear();
  memory.parents.clear();
}

/// Turns the sums of the touched parents into the centres of their units.
void centre(KernelMemory& memory, const Layer& layer) {
  Sums all;
  for (const auto p : memory.parents) {
    auto& sums = memory.of_parent[p];
    all.a += sums.a;
    all.b += sums.b;
    sums.a /= layer.sampled[p];
    sums.b /= layer.sampled[p];
  }
  // Lonely parents that nothing touched differ from the mean of all units, too.
  for (const auto p : layer.adjusted) {
    auto& sums = memory.of_parent[p];
    if (sums.units == 0) memory.parents.push_back(p);
    const auto units = static_cast<double>(layer.parent.size());
    sums.a = all.a / units;
    sums.b = all.b / units;
  }
}

double average_factor(const KernelMemory& memory, const Layer& layer) {
  if (layer.standing.empty()) return 1;
  const auto count = [&](Standing wanted) {
    return static_cast<double>(
        std::ranges::count_if(memory.parents, [&](auto p) { return layer.standing[p] == wanted; }));
  };
  const double known = count(Standing::has_variance);
  return known > 0 ? (known + count(Standing::lonely)) / known : 1;
}

double sum_of_products(KernelMemory& memory, const Layer& layer) {
  add_by_parent(memory, layer.parent);
  if (layer.form) return layer.form->sum(memory, layer);
  centre(memory, layer);
  for (const auto unit : memory.units) {
    auto& sums = memory.of_parent[layer.parent[unit]];
    const auto& totals = memory.of_unit[unit];
    sums.product += (totals.a - sums.a) * (totals.b - sums.b);
  }
  double all = 0;
  for (const auto p : memory.parents) {
    const auto& sums = memory.of_parent[p];
    const double untouched = layer.sampled[p] - sums.units;
    all += layer.coefficient[p] * (sums.product + untouched * sums.a * sums.b);
  }
  return all * average_factor(memory, layer);
}

}  // namespace

Kernel::Kernel(const Design& design)
    : layers_(make_layers(design)), freedom_(make_freedom(design)) {}

bool Kernel::may_be_negative() const {
  return std::ranges::any_of(
      layers_, [](const Layer& layer) { return layer.form && layer.form->may_be_negative(); });
}

double Kernel::variance(Contributions a, KernelMemory& memory) const {
  double v = 0;
  for (const auto& layer : layers_) {
    make_room(memory, layer);
    add_by_unit(memory, layer, a, &Totals::a);
    for (const auto unit : memory.units) memory.of_unit[unit].b = memory.of_unit[unit].a;
    v += sum_of_products(memory, layer);
    clear(memory);
  }
  return v;
}

double Kernel::covariance(Contributions a, Contributions b, KernelMemory& memory) const {
  double v = 0;
  for (const auto& layer : layers_) {
    make_room(memory, layer);
    add_by_unit(memory, layer, a, &Totals::a);
    add_by_unit(memory, layer, b, &Totals::b);
    v += sum_of_products(memory, layer);
    clear(memory);
  }
  return v;
}

double Kernel::degrees_of_freedom(std::span<const std::uint32_t> records,
                                  KernelMemory& memory) const {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& nesting : freedom_) {
    make_room(memory, nesting.parent.size(), nesting.parents);
    for (const auto record : records) touch(memory, nesting.unit[record]);
    add_by_parent(memory, nesting.parent);
    const double df =
        static_cast<double>(memory.units.size()) - static_cast<double>(memory.parents.size());
    least = std::min(least, df);
    clear(memory);
  }
  return least;
}

}  // namespace trygg
