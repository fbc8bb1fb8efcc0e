#pragma once

#include <string>
#include <vector>

namespace trygg::reports {

struct DataInput;
struct Dataset;

/// A record of the publication for Sweden's data portal: DCAT-AP-SE 3 as RDF/XML. A catalogue with
/// its publisher; a dataset of all figures (tidy CSV, Excel, Kolada's table, codebook) and one of
/// each table (PX, JSON-stat), each with contact, licence, theme, languages, rounds and keywords.
/// Source: Digg, DCAT-AP-SE 3.0.1 (2024), https://docs.dataportal.se/dcat/3.0.1/sv
/// \throws ConfigError  [data] lacks publisher, publisher_uri, email, address or licence
std::string to_dcat(const DataInput& input, const std::vector<Dataset>& all);

/// Whether the project says what such a record must hold.
bool has_portal_record(const DataInput& input);

}  // namespace trygg::reports
