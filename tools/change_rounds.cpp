#include "tools/change_rounds.hpp"

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "design/without_fpc.hpp"
#include "table/match.hpp"
#include "table/splitting.hpp"
#include "table/subset.hpp"
#include "tools/estimate_run.hpp"
#include "tools/estimation_data.hpp"

namespace trygg::tools {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view why_not_stacked =
    "rounds estimated as groups of one stacked sample get wrong standard errors: the stack takes "
    "the sizes of the rounds, which were decided, to be random, and a person in both to be two";

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code absent;
  if (fs::equivalent(a, b, absent)) return true;
  const auto size_a = fs::file_size(a, absent);
  return !absent && size_a == fs::file_size(b, absent) && !absent && read_file(a) == read_file(b);
}

void check_files(const ChangeTyped& typed) {
  const auto& files = typed.rounds.files;
  if (typed.wave) {
    require<ConfigError>(files.size() == 1,
                         "--wave {}: takes one file with both rounds apart, and {} are given",
                         *typed.wave, files.size());
    require<ConfigError>(!typed.codebook2, "--codebook2: one file with --wave has one codebook");
    return;
  }
  require<ConfigError>(files.size() == 2,
                       "{} file{} given: two rounds are compared, WAVE1 and WAVE2. If one file "
                       "holds both, --wave V=2020,2023 takes it apart ({})",
                       files.size(), files.size() == 1 ? " is" : "s are", why_not_stacked);
  require<ConfigError>(!is_same_file(files[0], files[1]),
                       "{} and {} are the same data: a round has not changed against itself. If "
                       "the file holds both rounds, give it once with --wave V=2020,2023 ({})",
                       files[0], files[1], why_not_stacked);
}

/// What was typed, for one of the rounds.
EstimateTyped of_round(const ChangeTyped& typed, std::size_t round) {
  auto own = typed.rounds;
  if (round == 0) return own;
  if (typed.design2) own.design = typed.design2;
  if (typed.recipe2) own.recipe = typed.recipe2;
  if (typed.codebook2) own.data.codebook = typed.codebook2;
  return own;
}

Table read_file_of(const EstimateTyped& typed, const std::string& file) {
  return EstimationData(typed.data, {file}, typed.common.threads).records();
}

LoadedRound loaded(std::string name, Table table, const ChangeTyped& typed, std::size_t round) {
  const auto own = of_round(typed, round);
  auto request = [&] {
    try {
      return request_of(own, table);
    } catch (const ConfigError& e) {
      // Both rounds must have what is asked for, so it matters which has not.
      const std::string what = e.what();
      if (what.find(table.source()) != std::string::npos) throw;
      throw ConfigError(fmt::format("{}: {}", table.source(), what));
    }
  }();
  auto weighted = weighted_design(own, table);
  if (!typed.keep_fpc) weighted.spec = without_fpc(std::move(weighted.spec));
  auto design = design_of_records(own, weighted, table);
  return {std::move(name), std::move(table), std::move(request), std::move(weighted.spec),
          std::move(design)};
}

/// The variable and the two codes of `V=2020,2023`.
struct WaveCodes {
  std::string variable;
  std::vector<std::string> codes;
};

WaveCodes read_wave(const std::string& written, const Table& table) {
  const OptionText text(written);
  std::vector<WaveCodes> found;
  std::vector<std::string> readings;
  for (const auto place : text.places("=")) {
    const auto name = text.part(0, place).text();
    if (!table.has(name)) continue;
    const auto& column = table.column(name);
    const auto known = or_trimmed([&](const std::string& code) {
      return is_code(column, code) ? std::optional(code) : std::nullopt;
    });
    for (auto& codes : divisions(text.part(place + 1), ',', known)) {
      if (codes.size() != 2) continue;
      readings.push_back(fmt::format("'{}': '{}' and '{}'", name, codes[0], codes[1]));
      found.push_back({name, std::move(codes)});
    }
  }
  require<ConfigError>(!found.empty(),
                       "--wave '{}': write V=A,B, a column of {} and two of its codes, the earlier "
                       "round first",
                       written, table.source());
  require_one_reading(written, readings);
  return std::move(found.front());
}

Table rows_of_wave(const Table& table, const std::string& variable, const std::string& code) {
  const auto& column = table.column(variable);
  const auto levels = match_code(column, code);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t r = 0; r < table.rows(); ++r)
    if (std::ranges::find(levels, column.codes[r]) != levels.end()) rows.push_back(r);
  require<InputError>(!rows.empty(), "{}: no record has '{}' in column '{}'", table.source(), code,
                      variable);
  return subset(table, rows, fmt::format("{} ({}={})", table.source(), variable, code));
}

}  // namespace

std::array<LoadedRound, 2> load_rounds(const ChangeTyped& typed) {
  check_files(typed);
  const auto& files = typed.rounds.files;
  if (typed.wave) {
    const auto stack = read_file_of(typed.rounds, files[0]);
    const auto wave = read_wave(*typed.wave, stack);
    const auto round = [&](std::size_t i) {
      return loaded(wave.codes[i], rows_of_wave(stack, wave.variable, wave.codes[i]), typed, i);
    };
    return {round(0), round(1)};
  }
  const auto round = [&](std::size_t i) {
    return loaded(fs::path(files[i]).stem().string(), read_file_of(of_round(typed, i), files[i]),
                  typed, i);
  };
  return {round(0), round(1)};
}

}  // namespace trygg::tools
