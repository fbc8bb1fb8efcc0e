#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "revision/published_table.hpp"

namespace trygg {

struct PublishedState;

/// What a publication is made of that is another than before, by the first step that reads it.
enum class CauseKind {
  data,         ///< read by `synth` or `weight`: microdata, frames, margins, recipes, codebooks
  definitions,  ///< read by `estimate`: indicators, areas, settings of the project
  goal,         ///< read by `goal`
  rules,        ///< read by `release`
  texts,        ///< read for the publications alone: no figure can change by it
  program,
};
std::string_view to_text(CauseKind kind);

struct RevisionCause {
  CauseKind kind;
  std::string wave;                ///< the only round whose weights it enters; empty: all
  std::string file;                ///< in the project; of the program its version
  std::string old_hash, new_hash;  ///< SHA-256; empty where there was, or is, no such file
};

enum class RevisionChange { appeared, vanished, changed };
std::string_view to_text(RevisionChange change);

/// A published figure that is another than before.
struct RevisedCell {
  std::string file;  ///< the table that it stands in; empty where two files were compared
  PublishedKey key;
  RevisionChange change;
  PublishedTexts old_texts, new_texts;  ///< empty where there is none
  /// What changed, in this order, with + between: value (a number), symbol (a number became a
  /// symbol, a symbol a number or another symbol), decision, finding.
  std::string what;
  /// The causes that can have reached this cell: of its rounds, and of all rounds. Whether a figure
  /// is shown may rest on any round, by secondary suppression.
  std::vector<std::string> causes;
};

/// A file of the publication that came or went.
struct RevisedFile {
  std::string file;
  RevisionChange change;
};

/// What separates two publications.
struct Revision {
  std::vector<RevisionCause> causes;  ///< none where one of the two has no manifest
  std::vector<RevisedCell> cells;     ///< table by table, in the order of their keys
  std::vector<RevisedFile> files;
};

/// Compares texts as published; a figure whose text is the same has not changed, whatever lies
/// behind it.
Revision revision(const PublishedState& before, const PublishedState& now);

}  // namespace trygg
