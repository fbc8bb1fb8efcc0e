#pragma once

namespace trygg {

struct ModelFrame;
struct ModelFormula;

/// Looks for groups, made by a factor or by factors that interact, in which all records have the
/// lowest response, or all the highest. Since the model has a coefficient for every such group, one
/// of them has no finite value.
///
/// \throws ModelError  separation; names the first such group with its number of records
void check_groups(const ModelFrame& frame, const ModelFormula& formula);

}  // namespace trygg
