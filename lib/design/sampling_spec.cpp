#include "design/sampling_spec.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/error.hpp"
#include "base/text.hpp"
#include "table/splitting.hpp"

namespace trygg {
namespace {

constexpr std::array<std::string_view, 5> methods{"brewer", "overton", "hartley-rao", "ht",
                                                  "yates-grundy"};
constexpr std::array<std::string_view, 2> forms{"ht", "yates-grundy"};

template <class Enum>
Enum find_name(std::span<const std::string_view> names, std::string_view name,
               std::string_view what) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end())
    throw ConfigError(
        fmt::format("'{}' is no {}{}", name, what,
                    did_you_mean(name, std::vector<std::string>(names.begin(), names.end()))));
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

CodeList read_code_list(std::string_view written) {
  const OptionText text(written);
  const auto equals = text.places("=");
  const auto fail = [&] {
    throw ConfigError(fmt::format("'{}': write VARIABLE=code or VARIABLE=code|code", written));
  };
  if (equals.empty()) fail();
  CodeList list{std::string(written), std::string(trimmed(text.part(0, equals[0]).text())), {}};
  const auto codes = text.part(equals[0] + 1);
  std::size_t from = 0;
  for (const auto bar : codes.places("|")) {
    list.codes.emplace_back(trimmed(codes.part(from, bar).text()));
    from = bar + 1;
  }
  list.codes.emplace_back(trimmed(codes.part(from).text()));
  if (list.variable.empty() || std::ranges::count(list.codes, "") > 0) fail();
  return list;
}

Pps to_pps(std::string_view name) {
  return find_name<Pps>(methods, name, "variance of unequal probabilities");
}

std::string_view to_text(Pps method) {
  return methods[static_cast<std::size_t>(method)];
}

PpsForm to_pps_form(std::string_view name) {
  return find_name<PpsForm>(forms, name, "form");
}

std::string_view to_text(PpsForm form) {
  return forms[static_cast<std::size_t>(form)];
}

}  // namespace trygg
