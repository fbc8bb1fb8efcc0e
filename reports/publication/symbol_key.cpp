#include "reports/publication/symbol_key.hpp"

#include "release/symbol.hpp"
#include "reports/phrases/templates.hpp"

namespace trygg::reports {
namespace {

namespace t = templates;

struct Used {
  bool uncertain = false, confidential = false, flagged = false;

  void see(const TableCell& cell) {
    uncertain |= cell.text == to_text(Symbol::uncertain);
    confidential |= cell.text == to_text(Symbol::confidential);
    flagged |= cell.flagged;
  }
};

}  // namespace

std::vector<Sentence> symbol_key(const std::vector<Block>& blocks, const Phrases& phrases) {
  Used used;
  for (const auto& block : blocks)
    if (const auto* table = std::get_if<TableParts>(&block))
      for (const auto& row : table->rows)
        for (const auto& cell : row.cells) used.see(cell);
  std::vector<Sentence> sentences;
  if (used.uncertain) sentences.push_back(phrases.say(t::S35));
  if (used.confidential) sentences.push_back(phrases.say(t::S36));
  if (used.flagged) sentences.push_back(phrases.say(t::starred));
  return sentences;
}

}  // namespace trygg::reports
