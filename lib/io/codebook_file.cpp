#include "io/codebook_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

namespace trygg {

Codebook read_codebook(const std::filesystem::path& path) {
  const auto extension = path.extension().string();
  require<ConfigError>(std::filesystem::exists(path), "{}: there is no such file", path.string());
  auto text = read_file(path);
  return extension == ".csv" || extension == ".CSV"
             ? codebook_from_csv(std::move(text), path.string())
             : codebook_from_toml(text, path.string());
}

}  // namespace trygg
