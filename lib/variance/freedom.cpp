#include "variance/freedom.hpp"

#include <memory>
#include <numeric>

#include "design/design.hpp"

namespace trygg {
namespace {

struct Owned {
  std::vector<std::uint32_t> unit, parent;
};

Nesting nesting_of(Owned made, std::size_t parents) {
  const auto owned = std::make_shared<const Owned>(std::move(made));
  return {owned->unit, owned->parent, parents, owned};
}

Nesting first_stage_of(const Design& design) {
  const auto& stage = design.stages().front();
  return {stage.unit, stage.parent, design.strata(), nullptr};
}

/// As the first stage, but that the units of the second are those of what was taken with certainty.
Nesting below_certain(const Design& design) {
  const auto& first = design.stages()[0];
  const auto& second = design.stages()[1];
  Owned made{{}, first.parent};
  made.parent.resize(first.parent.size() + second.parent.size());
  for (std::size_t k = 0; k < design.records(); ++k) {
    const auto stratum = first.parent[first.unit[k]];
    if (!first.is_certain(stratum)) {
      made.unit.push_back(first.unit[k]);
      continue;
    }
    made.unit.push_back(static_cast<std::uint32_t>(first.parent.size()) + second.unit[k]);
    made.parent[made.unit.back()] = stratum;
  }
  return nesting_of(std::move(made), design.strata());
}

/// Records in the strata of the second phase.
Nesting second_phase_of(const SecondPhase& phase) {
  Owned made{std::vector<std::uint32_t>(phase.stratum.size()), phase.stratum};
  std::iota(made.unit.begin(), made.unit.end(), 0u);
  return nesting_of(std::move(made), phase.size.size());
}

}  // namespace

std::vector<Nesting> make_freedom(const Design& design) {
  std::vector<Nesting> all;
  const bool has_certain = !design.stages().front().certain.empty();
  all.push_back(has_certain && design.stages().size() > 1 ? below_certain(design)
                                                          : first_stage_of(design));
  if (design.second_phase() != nullptr) all.push_back(second_phase_of(*design.second_phase()));
  return all;
}

}  // namespace trygg
