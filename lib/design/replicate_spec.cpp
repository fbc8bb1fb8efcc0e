#include "design/replicate_spec.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 7> kinds{"brr", "fay",       "jk1", "jk2",
                                                "jkn", "bootstrap", "sdr"};
constexpr std::array<std::string_view, 4> methods{"rao-wu", "rao-wu-yue-beaumont", "canty-davison",
                                                  "preston"};

template <class Enum, class Names>
Enum find_name(const Names& names, std::string_view name, std::string_view what) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    const std::vector<std::string> known(names.begin(), names.end());
    throw ConfigError(fmt::format("'{}' is no {}{}", name, what, did_you_mean(name, known)));
  }
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

ReplicateKind to_replicate_kind(std::string_view name) {
  return find_name<ReplicateKind>(kinds, name, "kind of replicates");
}

std::string_view to_text(ReplicateKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

ReplicateCentre centre_of(ReplicateKind kind) {
  return kind == ReplicateKind::jk2 || kind == ReplicateKind::sdr ? ReplicateCentre::full_sample
                                                                  : ReplicateCentre::mean;
}

BootstrapMethod to_bootstrap_method(std::string_view name) {
  return find_name<BootstrapMethod>(methods, name, "bootstrap");
}

std::string_view to_text(BootstrapMethod method) {
  return methods[static_cast<std::size_t>(method)];
}

}  // namespace trygg
