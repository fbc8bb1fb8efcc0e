#include "tools/build_data.hpp"

#include <algorithm>
#include <iterator>

#include "base/file.hpp"
#include "base/parallel.hpp"
#include "project/project.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/exports.hpp"
#include "tools/data_input.hpp"

namespace trygg::tools {

std::vector<std::filesystem::path> write_data_files(const Project& project, const Release& released,
                                                    const reports::ProjectTexts& texts,
                                                    const AreaSystem& areas,
                                                    const std::filesystem::path& folder,
                                                    unsigned threads) {
  const auto input = data_input(project, released, texts, areas);
  const auto all = reports::datasets(input);
  std::vector<reports::PlannedFile> planned;
  for (const auto& format : reports::data_formats())
    std::ranges::move(format.files(input, all), std::back_inserter(planned));
  std::vector<std::filesystem::path> made(planned.size());
  parallel_for(planned.size(), threads, [&](std::size_t i) {
    made[i] = folder / planned[i].path;
    write_file(made[i], planned[i].bytes(), Access::published);
  });
  return made;
}

}  // namespace trygg::tools
