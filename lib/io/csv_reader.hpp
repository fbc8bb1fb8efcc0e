#pragma once

#include <filesystem>
#include <vector>

#include "io/csv_data_set.hpp"

namespace trygg {

/// A table from one or more delimited text files; the first record of each names the columns.
///
/// Values stay the texts that they are ("01" is not "1"); empty, blank and "NA" are system missing.
/// A data set has one decimal sign: in a file cut by commas the point; else the one that more of
/// its columns need in order to be numbers, the point when as many need either. It decides what
/// number a text is, never the text. An unnamed column in which nothing stands is passed over.
/// Records of several files know their rows only, not their lines.
///
/// \throws InputError, ConfigError  as read_table
Table read_csv(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
               const ScanSizes& sizes = {});

/// The same from a data set that is open already (a pipe can be opened only once).
Table to_table(const CsvDataSet& data, const ReadOptions& options);

}  // namespace trygg
