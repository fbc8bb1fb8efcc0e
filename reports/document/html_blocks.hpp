#pragma once

#include <span>

#include "reports/document/document.hpp"
#include "reports/phrases/sentence.hpp"
#include "reports/project_texts.hpp"

namespace trygg::reports {

/// What the blocks of one document need to become HTML.
struct BlockTexts {
  const ProjectTexts& project;
  const Phrases& phrases;
};

/// The block as HTML; headings in it are `h<level>`.
Html block_html(const Block& block, const BlockTexts& texts, int level);
Html blocks_html(std::span<const Block> blocks, const BlockTexts& texts, int level);

/// The band of facts; empty without any.
Html facts_html(const Facts& facts);

}  // namespace trygg::reports
