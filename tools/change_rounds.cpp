#include "tools/change_rounds.hpp"

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
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

/// What is asked, in the codes of one round.
/// \throws ConfigError  with the file, and where the other round has what is asked, how to tell a
///                      code that nobody gave
Request request_in(const EstimateTyped& own, const Table& table, const EstimateTyped& of_other,
                   const Table& other) {
  try {
    return request_of(own, table);
  } catch (const ConfigError& e) {
    std::string what = e.what();
    bool is_in_other = true;
    try {
      request_of(of_other, other);
    } catch (const ConfigError&) {
      is_in_other = false;
    }
    if (is_in_other && what.find("has no code") != std::string::npos)
      what = fmt::format("{}, which {} has; a codebook (--codebook) tells a code that nobody gave",
                         what.substr(0, what.find("; did you mean")), other.source());
    // Both rounds must have what is asked for, so it matters which has not.
    if (what.find(table.source()) == std::string::npos)
      what = fmt::format("{}: {}", table.source(), what);
    throw ConfigError(what);
  }
}

LoadedRound loaded(std::string name, Table table, Request request, const EstimateTyped& own,
                   bool keep_fpc) {
  auto weighted = weighted_design(own, table);
  if (!keep_fpc) weighted.spec = without_fpc(std::move(weighted.spec));
  auto design = design_of_records(own, weighted, table);
  return {std::move(name), std::move(table), std::move(request), std::move(weighted.spec),
          std::move(design)};
}

/// The variable and the two codes of `V=2020,2023`.
struct WaveCodes {
  std::string variable;
  std::vector<std::string> codes;
};

/// Why a text has no reading: the first part that is not known.
[[noreturn]] void fail_wave(const std::string& written, const OptionText& text,
                            const Table& table) {
  const auto places = text.places("=");
  if (!places.empty() && places.front() > 0) {
    const auto& column = table.column(trimmed(text.part(0, places.front()).text()));
    auto from = places.front() + 1;
    for (const auto comma : text.part(from).places(",")) {
      match_code(column, trimmed(text.part(from, places.front() + 1 + comma).text()));
      from = places.front() + 2 + comma;
    }
    match_code(column, trimmed(text.part(from).text()));
  }
  throw ConfigError(
      fmt::format("'{}': write V=A,B, a column of {} and two of its codes, the earlier round first",
                  written, table.source()));
}

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
  if (found.empty()) fail_wave(written, text, table);
  require_one_reading(written, readings);
  const auto& column = table.column(found[0].variable);
  require<ConfigError>(
      match_code(column, found[0].codes[0]) != match_code(column, found[0].codes[1]),
      "'{}': a round has not changed against itself; name two rounds", written);
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
  const std::array own{of_round(typed, 0), of_round(typed, 1)};
  std::array<std::string, 2> names;
  std::vector<Table> tables;
  if (typed.wave) {
    const auto stack = read_file_of(typed.rounds, files[0]);
    const auto wave = of_option("--wave", [&] { return read_wave(*typed.wave, stack); });
    for (std::size_t r = 0; r < 2; ++r) {
      names[r] = wave.codes[r];
      tables.push_back(rows_of_wave(stack, wave.variable, wave.codes[r]));
    }
  } else {
    for (std::size_t r = 0; r < 2; ++r) {
      names[r] = fs::path(files[r]).stem().string();
      tables.push_back(read_file_of(own[r], files[r]));
    }
  }
  std::array requests{request_in(own[0], tables[0], own[1], tables[1]),
                      request_in(own[1], tables[1], own[0], tables[0])};
  const auto round = [&](std::size_t r) {
    return loaded(names[r], std::move(tables[r]), std::move(requests[r]), own[r], typed.keep_fpc);
  };
  return {round(0), round(1)};
}

}  // namespace trygg::tools
