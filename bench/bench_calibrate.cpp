// bench_calibrate: times calibrations of a sample drawn at random, reading not counted: 15,000
// respondents with 34 margin categories by every distance, the certificate where there is no
// solution, and 1,000,000 respondents with four margins. Writes a table in Markdown.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/random.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/calibration/auxiliaries.hpp"
#include "weights/calibration/calibrate.hpp"
#include "weights/calibration/certificate.hpp"
#include "weights/chain.hpp"
#include "weights/recipe.hpp"

namespace {

using namespace trygg;
using namespace trygg::weights;
using Codes = std::vector<std::uint32_t>;
using Values = std::vector<double>;

/// A sample, margins that other weights have, and a numeric variable.
struct Sample {
  Values d, x;
  std::vector<Codes> codes;
  std::vector<Values> total;
  double x_total = 0;

  Sample(std::size_t n, const std::vector<std::uint32_t>& categories) {
    Random random(1, 0);
    Values tilt(64);
    for (auto& value : tilt) value = 0.85 + 0.3 * random.uniform();
    Values other;
    codes.resize(categories.size(), Codes(n));
    for (std::size_t m = 0; m < categories.size(); ++m) total.emplace_back(categories[m]);
    for (std::size_t k = 0; k < n; ++k) {
      d.push_back(20 + 60 * random.uniform());
      x.push_back(100 + 400 * random.uniform());
      double w = d[k];
      for (std::size_t m = 0; m < categories.size(); ++m) {
        codes[m][k] = random.below(categories[m]);
        w *= tilt[(7 * m + codes[m][k]) % tilt.size()];
      }
      for (std::size_t m = 0; m < categories.size(); ++m) total[m][codes[m][k]] += w;
      x_total += w * x[k];
    }
  }

  CalibrationProblem problem(bool has_numeric) const {
    CalibrationProblem p{.weight = d};
    for (std::size_t m = 0; m < codes.size(); ++m) {
      std::vector<std::string> level;
      for (std::size_t c = 0; c < total[m].size(); ++c) level.push_back(fmt::format("{}", c));
      p.margins.push_back({fmt::format("m{}", m), level, codes[m], total[m]});
    }
    if (has_numeric) p.numeric.push_back({"x", x, x_total});
    return p;
  }
};

/// Median of five, in milliseconds.
template <class Work>
double milliseconds(Work work) {
  std::array<double, 5> times{};
  for (auto& time : times) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    time =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  }
  std::ranges::sort(times);
  return times[2];
}

void tell(const std::string& what, double time, const std::string& note) {
  fmt::print("| {} | {:.1f} | {} |\n", what, time, note);
}

struct Choice {
  const char* name;
  Shape shape;
};
constexpr Choice choices[]{
    {"linear", {}}, {"raking", {}}, {"logit", {0.3, 3.0}}, {"truncated", {0.3, 3.0}}, {"sinh", {}}};

void time_distances(const Sample& sample) {
  for (const bool has_numeric : {false, true})
    for (const auto& [name, shape] : choices) {
      const auto p = sample.problem(has_numeric);
      int iterations = 0;
      const double time =
          milliseconds([&] { iterations = calibrate(p, find_distance(name), shape).iterations; });
      tell(fmt::format("15,000 respondents, 34 categories{}: {}",
                       has_numeric ? " and a numeric total" : "", name),
           time, fmt::format("{} iterations", iterations));
    }
}

void time_replicates(const Sample& sample) {
  const auto p = sample.problem(false);
  const Auxiliaries auxiliaries(p);
  tell("the same by raking, categories found before, as in a replicate",
       milliseconds([&] { calibrate(p, auxiliaries, find_distance("raking")); }), "");
}

void time_certificates(const Sample& sample) {
  for (const bool has_numeric : {false, true}) {
    const auto p = sample.problem(has_numeric);
    std::string found;
    const double time = milliseconds([&] {
      try {
        calibrate(p, find_distance("logit"), {0.9, 1.1});
      } catch (const CalibrationError& error) {
        found = fmt::format("{} totals in conflict, {} merges", error.certificate.conflict.size(),
                            error.certificate.merges.size());
      }
    });
    tell(fmt::format("no solution, explained{}: logit between 0.9 and 1.1",
                     has_numeric ? ", with a numeric total" : ""),
         time, found);
  }
}

/// The same sample as a survey file in memory has it, and a recipe whose margins lie in a folder of
/// their own: everything that a step does after reading the data.
void time_steps(const Sample& sample) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("bench-{}", getpid());
  std::filesystem::create_directories(folder);
  std::vector<Column> columns;
  std::string files;
  for (std::size_t m = 0; m < sample.codes.size(); ++m) {
    const auto name = fmt::format("m{}", m);
    std::string margin = name + ",total\n";
    Column column{.name = name, .codes = sample.codes[m]};
    for (std::size_t c = 0; c < sample.total[m].size(); ++c) {
      column.levels.push_back({fmt::format("{}", c), static_cast<double>(c)});
      margin += fmt::format("{},{}\n", c, sample.total[m][c]);
    }
    write_file(folder / (name + ".csv"), margin, Access::published);
    files += fmt::format("{}\"{}.csv\"", m > 0 ? ", " : "", name);
    columns.push_back(std::move(column));
  }
  const Table table("sample", std::move(columns));
  const auto recipe = read_recipe(
      Config::parse(fmt::format("[[step]]\nkind = \"calibrate\"\ndistance = \"raking\"\n"
                                "margins = [{}]\ntolerance = 0.001\n",
                                files),
                    "recipe.toml", folder));
  tell("1,000,000 respondents, four margins, as a recipe: codes matched, raked, reported",
       milliseconds([&] { Chain(table, recipe); }), "");
  std::filesystem::remove_all(folder);
}

}  // namespace

int main() {
  fmt::print("| what | ms | |\n| --- | --- | --- |\n");
  const Sample sample(15'000, {14, 12, 6, 2});
  time_distances(sample);
  time_replicates(sample);
  time_certificates(sample);
  const Sample large(1'000'000, {14, 12, 6, 2});
  const auto p = large.problem(false);
  tell("1,000,000 respondents, four margins: raking",
       milliseconds([&] { calibrate(p, find_distance("raking")); }), "");
  time_steps(large);
}
