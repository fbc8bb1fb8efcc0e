#include "variance/layers.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "design/design.hpp"
#include "variance/two_phase.hpp"
#include "variance/unit_form.hpp"

namespace trygg {
namespace {

/// R's bound: a stratum of which practically all was taken contributes nothing and is not lonely.
constexpr double taken_completely = 1e-7;

std::size_t stratum_of(const Design& design, std::size_t stage, std::uint32_t parent) {
  for (; stage > 0; --stage) parent = design.stages()[stage - 1].parent[parent];
  return parent;
}

[[noreturn]] void fail(const Design& design, std::size_t stage,
                       std::span<const std::uint32_t> lonely) {
  constexpr std::size_t listed = 10;
  std::set<std::size_t> strata;
  for (const auto p : lonely) strata.insert(stratum_of(design, stage, p));
  std::vector<std::string> names;
  for (const auto h : strata)
    if (names.size() < listed) names.push_back("'" + design.stratum_name(h) + "'");
  const std::string more =
      strata.size() > listed ? fmt::format(" and {} more", strata.size() - listed) : "";
  const std::string where =
      stage == 0
          ? fmt::format("{} {} a single PSU", strata.size() == 1 ? "the stratum" : "the strata",
                        strata.size() == 1 ? "has" : "have")
          : fmt::format("{} units of stage {} with a single unit of stage {} in strata",
                        lonely.size(), stage, stage + 1);
  throw DesignError(
      stage == 0
          ? fmt::format("{} of {} strata {} a single PSU, from which no variance can be had: {}{}; "
                        "--lonely-psu (lonely_psu) adjust, average, certainty or remove says what "
                        "they contribute",
                        strata.size(), design.strata(), strata.size() == 1 ? "has" : "have",
                        joined(names, ", "), more)
          : fmt::format(
                "{} in {}{}; --lonely-psu (lonely_psu) adjust, average, certainty or remove "
                "says what they contribute",
                where, joined(names, ", "), more));
}

/// Product of the sampling fractions of what each parent of the next stage lies in.
std::vector<double> shares_below(const Stage& stage, std::span<const double> share) {
  std::vector<double> below;
  below.reserve(stage.parent.size());
  for (std::size_t u = 0; u < stage.parent.size(); ++u)
    below.push_back(share[stage.parent[u]] * stage.fraction_of(u));
  return below;
}

/// What lonely parents contribute, by rule. \param counted  parents that have a part
void settle(const Design& design, std::size_t stage, std::vector<std::uint32_t> lonely,
            std::size_t counted, std::span<const double> share, Layer& layer) {
  const auto& s = design.stages()[stage];
  switch (design.lonely_psu()) {
    case LonelyPsu::fail:
      fail(design, stage, lonely);
    case LonelyPsu::certainty:
    case LonelyPsu::remove:
      break;
    case LonelyPsu::adjust:
      for (const auto p : lonely) layer.coefficient[p] = share[p] * (1 - s.fraction[p]);
      layer.adjusted = std::move(lonely);
      break;
    case LonelyPsu::average:
      require<DesignError>(lonely.size() < counted,
                           "every stratum has a single PSU: there is no average to give them");
      layer.standing.assign(s.sampled.size(), Standing::has_variance);
      for (std::uint32_t p = 0; p < share.size(); ++p)
        if (share[p] == 0) layer.standing[p] = Standing::no_part;
      for (const auto p : lonely) layer.standing[p] = Standing::lonely;
      break;
  }
}

Layer make_layer(const Design& design, std::size_t stage, std::span<const double> share) {
  const auto& s = design.stages()[stage];
  Layer layer{.unit = s.unit,
              .parent = s.parent,
              .sampled = s.sampled,
              .coefficient = std::vector<double>(s.sampled.size(), 0.0),
              .adjusted = {},
              .standing = {}};
  std::vector<std::uint32_t> lonely;
  std::size_t counted = 0;
  for (std::uint32_t p = 0; p < s.sampled.size(); ++p) {
    if (share[p] == 0) continue;
    ++counted;
    if (1 - s.fraction[p] < taken_completely) continue;
    const double n = s.sampled[p];
    layer.coefficient[p] = share[p] * (1 - s.fraction[p]) * (n > 1 ? n / (n - 1) : 0.0);
    if (s.sampled[p] == 1) lonely.push_back(p);
  }
  if (lonely.empty()) return layer;
  settle(design, stage, std::move(lonely), counted, share, layer);
  return layer;
}

/// The form of a first stage that is not simple random sampling within strata.
void add_form(const Design& design, Layer& layer) {
  if (design.unequal() == nullptr && design.order() == nullptr) return;
  require<DesignError>(layer.adjusted.empty() && layer.standing.empty(),
                       "a stratum has a single PSU, which --pps and --order can give no average or "
                       "overall mean; --lonely-psu (lonely_psu) must be fail, certainty or remove");
  if (design.unequal() != nullptr)
    layer.form = unequal_form(*design.unequal(), layer);
  else
    layer.form = successive_form(*design.order());
}

}  // namespace

std::vector<Layer> make_layers(const Design& design) {
  if (design.second_phase() != nullptr) return two_phase_layers(design);
  std::vector<Layer> layers;
  std::vector<double> share(design.strata(), 1.0);
  for (std::size_t stage = 0; stage < design.stages().size(); ++stage) {
    if (std::ranges::all_of(share, [](double x) { return x == 0; })) break;
    layers.push_back(make_layer(design, stage, share));
    if (stage == 0) add_form(design, layers.front());
    share = shares_below(design.stages()[stage], share);
  }
  return layers;
}

}  // namespace trygg
