#include "tools/estimate_fold.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "estimate/request.hpp"
#include "estimate/request_columns.hpp"
#include "tools/estimation_data.hpp"

namespace trygg::tools {
namespace {

/// A column with more distinct values than this, and than one in `per_value` records, has a value
/// for every person rather than for a group.
constexpr std::size_t few_values = 100, per_value = 20;

bool is_personal(const Table& head, const std::string& name) {
  const auto values = head.column(name).levels.size();
  return values > few_values && values * per_value > head.rows();
}

void add(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

void add_all(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const auto& name : more) add(names, name);
}

std::vector<std::string> measured(const std::string& option, const std::string& text,
                                  const Table& names) {
  if (option == "--count") return {};
  if (option == "--share") return leading_columns(text, "=", names);
  if (option == "--shares" || option == "--mean" || option == "--total")
    return read_names(text, '\0', names);
  throw NotFolded(option + " needs every record");
}

void add_items(FoldPlan& plan, const Needs& needs, const Table& names) {
  for (const auto& [option, text] : needs.what) add_all(plan.items, measured(option, text, names));
}

void add_domains(FoldPlan& plan, const Needs& needs, const Table& names) {
  for (const auto& text : needs.by) add_all(plan.keys, read_names(text, '+', names));
  for (const auto& text : needs.where) add_all(plan.keys, leading_columns(text, "=!<>", names));
  for (const auto& text : needs.contrasts) add_all(plan.keys, leading_columns(text, ":", names));
}

void add_design(FoldPlan& plan, const Needs& needs, const Table& head, const EstimationData& data) {
  const bool is_key =
      needs.weight && std::ranges::find(plan.keys, *needs.weight) != plan.keys.end();
  if (needs.weight && !is_key && is_personal(head, *needs.weight)) {
    require<NotFolded>(needs.each_weight.empty(),
                       "weights differ from person to person ('{}'), and {}", *needs.weight,
                       needs.each_weight);
    require<NotFolded>(!data.has_missing_codes(*needs.weight),
                       "weights differ from person to person ('{}'), and some are declared missing",
                       *needs.weight);
    plan.weight = needs.weight;
  }
  for (const auto& name : needs.design)
    if (name != plan.weight) add(plan.keys, name);
}

}  // namespace

FoldPlan plan_fold(const Needs& needs, const EstimationData& data) {
  FoldPlan plan;
  add_items(plan, needs, data.names());
  add_domains(plan, needs, data.names());
  auto looked_at = plan.items;
  if (needs.weight) add(looked_at, *needs.weight);
  if (looked_at.empty()) looked_at = plan.keys;
  const auto head = data.head(looked_at);
  for (const auto& item : plan.items)
    require<NotFolded>(head.column(item).levels.size() <= plan.most_codes,
                       "'{}' has more than {} distinct values", item, plan.most_codes);
  add_design(plan, needs, head, data);
  return plan;
}

}  // namespace trygg::tools
