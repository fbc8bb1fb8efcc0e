#include "tools/build_data.hpp"

#include "base/file.hpp"
#include "base/parallel.hpp"
#include "project/project.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/exports.hpp"
#include "tools/data_input.hpp"

namespace trygg::tools {

void write_data_files(const Project& project, const Release& released,
                      const reports::ProjectTexts& texts, const AreaSystem& areas,
                      const std::filesystem::path& folder, unsigned threads) {
  const auto input = data_input(project, released, texts, areas);
  const auto all = reports::datasets(input);
  const auto& formats = reports::data_formats();
  parallel_for(formats.size(), threads, [&](std::size_t i) {
    for (const auto& file : formats[i].make(input, all))
      write_file(folder / file.path, file.bytes, Access::published);
  });
}

}  // namespace trygg::tools
