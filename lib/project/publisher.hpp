#pragma once

#include <string>

namespace trygg {

/// Who publishes the data files, and where: table [data] of trygg.toml. What is empty is left out
/// of the files. A record for a data portal needs name, uri, email, address and licence.
struct Publisher {
  std::string name;     ///< "Stockholms stad"
  std::string uri;      ///< of the publisher, as the portal knows it
  std::string email;    ///< to which questions are sent
  std::string address;  ///< folder on the web where the files will lie, "https://…/"
  std::string licence;  ///< URI
  std::string place;    ///< URI of the place that the figures are about
  std::string code;     ///< of the municipality in Kolada, "0180"
};

}  // namespace trygg
