#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "weights/recipe.hpp"

namespace trygg {
class Table;
}

namespace trygg::weights {

/// A file of totals to fill in.
struct Template {
  std::string name;  ///< file name, as in the recipe
  std::string text;  ///< CSV: header, a row a combination, `total` empty
  std::size_t rows = 0;
};

/// The frame, margins and numeric totals that a recipe names, with the combinations of levels that
/// the data hold (in the order of publication) and without totals.
///
/// A margin's variables are those in the header of the file, if there is one already; else its name
/// tells them: `omrade_kon.csv` is omrade × kon where the data have columns of these names.
/// \throws ConfigError  the name tells no variables, or several ways fit; no such column
std::vector<Template> make_templates(const Table& table, const Recipe& recipe);

}  // namespace trygg::weights
