#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/px_file.hpp"

namespace trygg {

class Table;

/// A variable of a PX file, in the file's own language.
struct PxVariable {
  std::string name;
  std::string code;                        ///< VARIABLECODE, else the name
  std::vector<std::string> values;         ///< texts, all different
  std::vector<std::string> codes;          ///< CODES, one a value; empty: the file has none
  std::optional<std::string> time_scale;   ///< A1, H1, Q1, M1, W1: TIMEVAL
  std::optional<std::string> elimination;  ///< the value that stands for all
};

/// A PX file whose parts fit together.
struct PxTable {
  std::string matrix, contents, units;
  int decimals = 0;
  std::vector<PxVariable> variables;  ///< STUB, then HEADING: the last runs fastest
  std::optional<std::string> content_variable;
  std::vector<std::string> cells;
};

/// \throws InputError  with the line: a keyword that must be there is not (DECIMALS, MATRIX,
///                     SUBJECT-CODE, SUBJECT-AREA, CONTENTS, UNITS, STUB or HEADING, VALUES of each
///                     variable); a variable twice; a value twice; CODES or TIMEVAL that are not as
///                     many as VALUES; an ELIMINATION or CONTVARIABLE that is none of them; more or
///                     fewer cells than the values make
PxTable px_table(const PxFile& file);

/// Long form: for each variable a column with its texts and, where it has codes, one with `.kod`
/// after its name; the cell as `value`, numbers and symbols as they stand in the file.
Table read_px_table(const std::filesystem::path& path);

}  // namespace trygg
