#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace trygg {

enum class Origin;
class FileHashes;
struct Step;

/// What a build was made of, so that a published figure can be traced: every input with its
/// SHA-256, the program, its compiler, C library and processor, and every output with its SHA-256.
class Manifest {
 public:
  /// Paths are recorded relative to `folder`, so that a copy elsewhere gives the same bytes.
  Manifest(std::filesystem::path folder, std::string program, FileHashes& hashes);

  void input(const std::filesystem::path& file);
  /// \param out  the folder of the publication, wherever it is being made: recorded as `out/`
  void output(const std::filesystem::path& file, const std::filesystem::path& out);
  /// A step that led to the publication: what it read and made, so that a figure can be followed
  /// back from one to the next.
  void step(const Step& step);

  /// First 12 digits of the SHA-256 over program and inputs: the number printed on publications.
  std::string number() const;
  /// The files of a publication whose bytes rest on more than the program and the inputs (PDFs:
  /// on the typesetter that is installed), as a JSON list of their own. \param out  as in output()
  std::string to_json_list(const std::vector<std::filesystem::path>& files,
                           const std::filesystem::path& out) const;
  /// The whole as JSON; a synthetic survey says so here, too.
  std::string to_json(Origin origin) const;

 private:
  struct Entry {
    std::string path, hash;
    bool operator==(const Entry&) const = default;
  };
  std::filesystem::path folder_;
  std::string program_;
  FileHashes& hashes_;
  Entry entry(const std::filesystem::path& file) const;

  struct Chained {
    std::string name, summary;
    std::vector<Entry> read, made;
  };
  std::vector<Entry> inputs_, outputs_;
  std::vector<Chained> steps_;
};

/// Name of the list of Manifest::to_json_list in the folder of a publication.
inline constexpr auto others_manifest = "manifest_pdf.json";

/// A manifest as it was written.
struct ManifestText {
  /// A step that led to the publication, with the names of the files that it read and made.
  struct MadeBy {
    std::string name;
    std::set<std::string> read, made;
  };
  std::string number, program;
  std::map<std::string, std::string> inputs;   ///< path in the project and SHA-256
  std::map<std::string, std::string> outputs;  ///< path in the folder of the publication, SHA-256
  std::map<std::string, std::string> others;   ///< the same of manifest_pdf.json beside it
  std::vector<MadeBy> steps;                   ///< in their order; none in manifests of old
};
/// \throws InputError  not a manifest
ManifestText read_manifest(const std::filesystem::path& file);

}  // namespace trygg
