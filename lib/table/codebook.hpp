#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace trygg {

class Table;

/// What a variable may hold.
enum class VariableKind { code, number, text, id, weight };
std::string_view to_text(VariableKind kind);
/// \throws ConfigError  `text` is none of those above; the message lists them
VariableKind to_variable_kind(std::string_view text);

/// One declared value of a variable.
struct Code {
  std::string text;
  std::string label;
  Missing missing = Missing::none;
  std::string label_en = {};  ///< in English; may be empty
};

/// What a codebook says of one variable.
struct Variable {
  std::string name;
  std::string label;
  VariableKind kind = VariableKind::text;
  std::vector<Code> codes;                 ///< in the order of publication
  std::optional<double> minimum, maximum;  ///< legal range of numbers, inclusive
  std::string label_en = {};               ///< in English; may be empty
};

/// The kind of a variable whose codebook does not say: `code` when it has codes that are not
/// missing, `number` when it has a range, else `text`.
VariableKind kind_by_content(const Variable& variable);

/// The codebook of a survey: which variables, which codes, which of them are missing and why.
struct Codebook {
  std::string source;
  std::vector<Variable> variables;
  const Variable* find(std::string_view name) const;  ///< nullptr when it is not there
};

/// Gives the columns of `table` the labels, the order and the missing codes of `codebook`. Declared
/// codes that no record has become levels without records. Columns without an entry are left alone.
void apply(const Codebook& codebook, Table& table);

/// `V=88|99` (option --missing): makes codes of a column missing, reason `other`, or with a reason
/// `V=88:refused|99:dont_know`. A code is matched by text, number or value label; one that no
/// record has is declared all the same, for a wave may lack it. \throws ConfigError  no such
/// column, an empty code, or the text has another form
void declare_missing(Table& table, std::string_view declaration);

/// The variable that such a declaration names. \throws ConfigError  there is no `=`
std::string missing_variable(std::string_view declaration);

}  // namespace trygg
