#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

/// Where `text` is cut into a column and its probabilities: the last @ after a known name.
std::size_t place_of_at(std::string_view written, const OptionText& text, const Table& table) {
  const auto places = text.places("@");
  require<ConfigError>(!places.empty(), "'{}': write VARIABLE@0.5 or VARIABLE@0.25,0.5,0.75",
                       written);
  for (auto at = places.rbegin(); at != places.rend(); ++at)
    if (column_of(table)(text.part(0, *at).text())) return *at;
  return places.front();
}

double read_probability(std::string_view written, const std::string& text) {
  const auto p = to_number(text);
  require<ConfigError>(p && *p > 0 && *p < 1,
                       "'{}': '{}' is no probability; it must lie between 0 and 1, ends excluded "
                       "(0.5 is the median)",
                       written, text);
  return *p;
}

}  // namespace

What read_quantiles(std::string_view written, const Table& table) {
  const OptionText text(written);
  const auto at = place_of_at(written, text, table);
  const auto name = single_name(text.part(0, at).text(), table);
  What quantiles;
  for (const auto& part : split(text.part(at + 1).text(), ',')) {
    const std::string number(trimmed(part));
    const double p = read_probability(written, number);
    require<ConfigError>(std::ranges::find(quantiles, p, &Quantity::probability) == quantiles.end(),
                         "'{}': the probability {} stands there twice", written, number);
    quantiles.push_back({.indicator = fmt::format("{}@{}", name, number),
                         .statistic = Statistic::quantile,
                         .variable = name,
                         .probability = p});
  }
  return quantiles;
}

}  // namespace trygg
