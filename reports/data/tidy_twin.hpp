#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/data/bilingual.hpp"

namespace trygg::reports {

struct DataInput;

enum class TidyKind { text, number, count };

/// A column of the tidy table; its name is a word of the data files.
struct TidyColumn {
  TidyKind kind;
  std::string_view about;  ///< key of its explanation in the words of the data files
};

/// The columns of the tidy table, in their order:
///
///     indikator,omgang,era,omrade_niva,omrade_kod,omrade,kon,grupp,varde,undre,ovre,felmarginal,n,
///     status,skal,jamford_med,skillnad,skillnad_undre,skillnad_ovre,bedomning,syntetisk,manifest
const std::vector<TidyColumn>& tidy_columns();
/// Their names. \throws ConfigError  the words of the data files name more or fewer columns
std::vector<std::string> tidy_header(const DataInput& input);

/// The released rows as one long table, a row a cell, in the order of the release. A level has
/// `varde` and its limits, a comparison `jamford_med`, `skillnad` and its limits; what a row has
/// not is empty. Numbers are the published texts, what is withheld its symbol.
std::vector<std::vector<std::string>> tidy_rows(const DataInput& input);

/// The same as CSV: data.csv.
std::string tidy_twin_csv(const DataInput& input);

/// What the columns of data.csv are, for machines: CSV on the Web (W3C, 2015).
std::string csvw_metadata(const DataInput& input);

}  // namespace trygg::reports
