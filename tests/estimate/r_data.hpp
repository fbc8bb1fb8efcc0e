#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "table/table.hpp"

namespace trygg::test {

/// The folder into which `Rscript tests/reference/SCRIPT DIR` has written its files; made once and
/// kept in the build folder while the scripts stay the same. Nothing, said loudly, without R.
std::optional<std::filesystem::path> made_by_r(const std::string& script);

/// A data set of R's survey package, "apiclus1", as export.R writes it.
std::optional<Table> api_data(const std::string& name);

}  // namespace trygg::test
