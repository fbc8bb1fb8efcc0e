#include "project/analysis.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "estimate/contrast_text.hpp"

namespace trygg {
namespace {

AnalyticFpc fpc_of(const Config& table) {
  const auto word = table.text("fpc", "none");
  if (word != "none" && word != "keep")
    table.fail("fpc", fmt::format("'{}' is neither none nor keep", word));
  return word == "none" ? AnalyticFpc::none : AnalyticFpc::keep;
}

GroupPair pair_of(const Config& table) {
  GroupPair pair{table.texts("variables"), table.texts("first"), table.texts("second")};
  if (pair.variables.empty()) table.missing("variables");
  for (const auto& [key, codes] : {std::pair{"first", &pair.first}, {"second", &pair.second}})
    if (codes->size() != pair.variables.size())
      table.fail(key, fmt::format("{} codes for {} variables: give one for each", codes->size(),
                                  pair.variables.size()));
  if (pair.first == pair.second) table.fail("second", "the same group as first");
  return pair;
}

std::string codes_text(const std::vector<std::string>& codes) {
  std::vector<std::string> quoted;
  for (const auto& code : codes) quoted.push_back(contrast_code(code));
  return joined(quoted, "+");
}

}  // namespace

std::string GroupPair::text(char relation) const {
  return fmt::format("{}:{}{}{}", joined(variables, "+"), codes_text(first), relation,
                     codes_text(second));
}

std::string GroupPair::distribution_text() const {
  const auto one = codes_text(first);
  return fmt::format("{}:{}/{}|{}", joined(variables, "+"), one, one, codes_text(second));
}

Analysis read_analysis(const Config& table) {
  Analysis analysis{
      .fpc = fpc_of(table), .overlap = table.text("overlap", ""), .ranked = table.texts("ranked")};
  for (const auto& pair : table.tables("pair")) analysis.pairs.push_back(pair_of(pair));
  if (const auto standard = table.table("standard"))
    analysis.standard = {standard->text("variable"), standard->path("population")};
  return analysis;
}

}  // namespace trygg
