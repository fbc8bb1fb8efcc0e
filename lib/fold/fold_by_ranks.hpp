#pragma once

#include <functional>

#include "base/ranks.hpp"
#include "fold/folder.hpp"

namespace trygg {

/// Reads this rank's part of the data into a sink. The parts of all ranks, one rank's after the
/// other's, are the data.
using ScanOwnPart = std::function<void(RecordSink&)>;

/// Folds the data on all ranks: each reads its part into blocks, and all close the blocks of all
/// ranks into their `folder`, in the order of the data. Sums of weights are added block by block as
/// one process adds them: the same bytes on any number of ranks, and all ranks have them.
///
/// Each rank keeps the folded blocks of its own part until their turn has come.
/// \throws NotFolded, InputError, ConfigError  on all ranks, what the lowest one met
void fold_by_ranks(Folder& folder, const Ranks& ranks, const ScanOwnPart& scan);

}  // namespace trygg
