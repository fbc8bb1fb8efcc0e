#include "tools/estimate_ranks.hpp"

#include "base/error.hpp"
#include "tools/estimate_fold.hpp"
#include "tools/estimation_data.hpp"
#include "weights/recipe.hpp"

namespace trygg::tools {
namespace {

bool makes_replicates(const EstimateTyped& typed) {
  return typed.recipe &&
         by_replicates(typed, weights::read_recipe(*typed.recipe).replicates.has_value());
}

/// Why all records are kept; empty: they are folded.
std::string kept_because(const EstimateTyped& typed, const EstimationData& data) {
  if (typed.fold == "never") return "--fold never keeps all records";
  try {
    plan_fold(needs_of(typed, data.names()), data);
    return "";
  } catch (const NotFolded& reason) {
    return reason.what();
  }
}

}  // namespace

void check_ranks(const EstimateTyped& typed, const EstimationData& data) {
  const auto ranks = typed.common.ranks->count();
  if (ranks == 1 || makes_replicates(typed)) return;
  const auto reason = kept_because(typed, data);
  require<ConfigError>(reason.empty(),
                       "{}; there is nothing to share out among {} processes, run it without "
                       "mpirun",
                       reason, ranks);
  require<ConfigError>(data.is_text(),
                       "{}: only text files are shared out among {} processes; run it without "
                       "mpirun",
                       typed.files.front(), ranks);
  require<ConfigError>(typed.files.size() >= ranks,
                       "{} {} for {} processes, and each reads a part of the files; give at least "
                       "as many files as processes, or run fewer",
                       typed.files.size(), typed.files.size() == 1 ? "file" : "files", ranks);
}

}  // namespace trygg::tools
