#include "revision/published_state.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

namespace trygg {
namespace fs = std::filesystem;

PublishedState read_published_state(const fs::path& path) {
  PublishedState state{.source = path.string()};
  if (!fs::is_directory(path)) {
    // One file is compared with another, whatever they are called.
    state.tables[""] = read_published_table(read_file(path), path.string());
    return state;
  }
  const auto manifest = path / "manifest.json";
  require<InputError>(fs::exists(manifest),
                      "{}: there is no manifest.json in this folder; give the folder out/ of a "
                      "build, or a file that trygg release wrote",
                      path.string());
  state.manifest = read_manifest(manifest);
  for (const auto& [file, hash] : state.manifest->outputs) {
    if (fs::path(file).extension() != ".csv" || !fs::exists(path / file)) continue;
    const auto text = read_file(path / file);
    if (is_published_table(text))
      state.tables[file] = read_published_table(text, (path / file).string());
  }
  return state;
}

}  // namespace trygg
