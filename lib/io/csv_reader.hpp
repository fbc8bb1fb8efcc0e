#pragma once

#include <string>

#include "io/read.hpp"

namespace trygg {

/// A table from the bytes of a delimited text file; its first record names the columns.
///
/// Values stay the texts that they are ("01" is not "1"); empty, blank and "NA" are system missing.
/// A file has one decimal sign: in a file cut by commas the point; else the one that more of its
/// columns need in order to be numbers, the point when as many need either. It decides what number
/// a text is, never the text. An unnamed column in which nothing stands is passed over.
///
/// \param source  the file's name, for messages
/// \throws InputError, ConfigError  as read_table
Table read_csv(std::string bytes, const std::string& source, const ReadOptions& options);

}  // namespace trygg
