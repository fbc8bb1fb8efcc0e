#pragma once

#include <vector>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"

namespace trygg::reports {

/// What the symbols in the tables among `blocks` mean: only those that stand in them.
std::vector<Sentence> symbol_key(const std::vector<Block>& blocks, const Phrases& phrases);

}  // namespace trygg::reports
