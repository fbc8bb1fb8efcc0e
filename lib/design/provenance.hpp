#pragma once

#include <string>
#include <vector>

namespace trygg {

class Config;

/// Where the weights of a design came from, so that they can be made again and checked: written
/// into the design file, read back, and of no influence on any figure.
struct Provenance {
  struct File {
    std::string name;    ///< without its folder
    std::string sha256;  ///< of its bytes
    bool operator==(const File&) const = default;
  };

  std::string program;      ///< "trygg 0.1.0"
  std::string recipe;       ///< the recipe's text as it was, seeds of replicates with it
  std::vector<File> files;  ///< data, recipe, codebook, frame, margins: what was read

  bool operator==(const Provenance&) const = default;
};

/// A table [provenance] to stand at the end of a design file; `read_provenance` gives it back.
std::string to_toml(const Provenance& provenance);
/// Empty where there is none.
Provenance read_provenance(const Config& design_file);

}  // namespace trygg
