#include "synth/synth.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "synth/sample.hpp"

namespace trygg {
namespace {

namespace fs = std::filesystem;

/// One wave, drawn.
struct Wave {
  SynthRound round;
  std::vector<SynthStratumResult> strata;

  const SynthModel& model() const { return *round.model; }
  const SynthModel::Wave& settings() const { return model().waves[round.wave]; }
  /// How many were sampled in the strata before: persons are numbered through the wave.
  std::uint32_t sampled_before(std::size_t h) const {
    const auto& n = round.sampled;
    return std::accumulate(n.begin(), n.begin() + static_cast<std::ptrdiff_t>(h), 0u);
  }
};

/// The strata of all waves are drawn at a time, so that no thread waits at the end of a wave.
std::vector<Wave> draw_waves(const SynthModel& model, unsigned threads) {
  std::vector<Wave> waves(model.waves.size());
  const auto strata = model.strata.size();
  parallel_for(waves.size(), threads, [&](std::size_t w) {
    waves[w] = {prepare_round(model, w), std::vector<SynthStratumResult>(strata)};
  });
  parallel_for(waves.size() * strata, threads, [&](std::size_t i) {
    auto& wave = waves[i / strata];
    const auto h = i % strata;
    wave.strata[h] = draw_stratum(wave.round, h, wave.sampled_before(h));
  });
  return waves;
}

std::string number(double value) {
  return shortest(value);
}

std::string wave_csv(const Wave& wave) {
  std::string text = csv_line(wave_header(wave.model()));
  for (const auto& stratum : wave.strata) text += stratum.rows;
  return text;
}

std::string sampled_csv(const Wave& wave) {
  auto header = wave_header(wave.model());
  header.insert(header.begin() + 1, wave.model().sampled->outcome);
  std::string text = csv_line(header);
  for (const auto& stratum : wave.strata) text += stratum.sampled;
  return text;
}

std::string frame_csv(const Wave& wave) {
  const auto& model = wave.model();
  std::string text = csv_line(std::array{model.names.stratum, std::string("total")});
  for (std::size_t h = 0; h < model.strata.size(); ++h)
    text += csv_line(std::array{model.strata[h].code, number(wave.round.population[h])});
  return text;
}

/// Codes of the wave's areas in the order of the area list.
std::vector<std::string> area_codes(const SynthModel& model, const std::string& era) {
  std::vector<std::string> codes;
  for (const auto* area : model.areas.of(era, model.names.area)) codes.push_back(area->code);
  return codes;
}

std::string area_sex_csv(const Wave& wave) {
  const auto& model = wave.model();
  const auto& era = wave.settings().era;
  std::map<std::string, std::vector<double>> total;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    auto& by_sex = total[model.area_of(h, era)];
    by_sex.resize(model.sexes.size());
    for (std::size_t s = 0; s < by_sex.size(); ++s)
      for (const double n : wave.strata[h].persons[s]) by_sex[s] += n;
  }
  auto text = csv_line(std::array{model.names.area, model.names.sex, std::string("total")});
  for (const auto& area : area_codes(model, era))
    for (std::size_t s = 0; s < model.sexes.size() && total.contains(area); ++s)
      text += csv_line(std::array{area, model.sexes[s].code, number(total[area][s])});
  return text;
}

std::string age_sex_csv(const Wave& wave) {
  const auto& model = wave.model();
  auto text = csv_line(std::array{model.names.age_group, model.names.sex, std::string("total")});
  for (std::size_t g = 0; g < model.age_groups.size(); ++g) {
    for (std::size_t s = 0; s < model.sexes.size(); ++s) {
      double total = 0;
      for (const auto& stratum : wave.strata) total += stratum.persons[s][g];
      text += csv_line(std::array{model.age_groups[g].code, model.sexes[s].code, number(total)});
    }
  }
  return text;
}

std::string counts_csv(const Wave& wave) {
  const auto& model = wave.model();
  const auto& era = wave.settings().era;
  std::map<std::string, std::array<double, 2>> total;
  for (std::size_t h = 0; h < model.strata.size(); ++h) {
    auto& counts = total[model.area_of(h, era)];
    counts[0] += wave.round.sampled[h];
    counts[1] += wave.strata[h].answered;
  }
  auto text = csv_line(std::array{model.names.area, std::string("urval"), std::string("svar")});
  for (const auto& area : area_codes(model, era))
    if (total.contains(area))
      text += csv_line(std::array{area, number(total[area][0]), number(total[area][1])});
  return text;
}

/// The true values of one wave, row by row.
class TruthRows {
 public:
  explicit TruthRows(const Wave& wave) : wave_(wave), model_(wave.model()) {}

  std::string text() {
    for (std::size_t i = 0; i < model_.indicators.size(); ++i) {
      add(i, "", "", "", [](std::size_t) { return true; });
      for (const auto& era : model_.areas.eras)
        for (const auto& area : area_codes(model_, era))
          add(i, era, model_.names.area, area,
              [&](std::size_t h) { return model_.area_of(h, era) == area; });
      for (std::size_t k = 0; k < model_.strata.size(); ++k)
        add(i, "", model_.names.stratum, model_.strata[k].code,
            [&](std::size_t h) { return h == k; });
    }
    return std::move(text_);
  }

 private:
  template <class Belongs>
  void add(std::size_t indicator, const std::string& era, const std::string& level,
           const std::string& area, Belongs belongs) {
    Truth all;
    std::vector<Truth> by_sex(model_.sexes.size());
    for (std::size_t h = 0; h < model_.strata.size(); ++h) {
      if (!belongs(h)) continue;
      for (std::size_t s = 0; s < by_sex.size(); ++s) {
        const auto& t = wave_.strata[h].truth[indicator][s];
        by_sex[s].sum += t.sum;
        by_sex[s].valid += t.valid;
        all.sum += t.sum;
        all.valid += t.valid;
      }
    }
    line(indicator, era, level, area, "", all);
    for (std::size_t s = 0; s < by_sex.size(); ++s)
      line(indicator, era, level, area, model_.sexes[s].code, by_sex[s]);
  }

  void line(std::size_t i, const std::string& era, const std::string& level,
            const std::string& area, const std::string& sex, const Truth& truth) {
    if (truth.valid == 0) return;
    const auto& indicator = model_.indicators[i];
    const bool mean = indicator.kind == IndicatorKind::index;
    text_ += csv_line(std::array{wave_.settings().name, era, indicator.id,
                                 std::string(mean ? "mean" : "share"), level, area, sex,
                                 number(truth.sum / truth.valid), number(truth.valid)});
  }

  const Wave& wave_;
  const SynthModel& model_;
  std::string text_;
};

struct File {
  std::string path, text;
  Access access = Access::published;
};

std::vector<File> files_of(const Wave& wave) {
  const auto& names = wave.model().files;
  const auto path = [&](std::string name) {
    const std::string place = "{wave}";
    if (const auto at = name.find(place); at != std::string::npos)
      name.replace(at, place.size(), wave.settings().name);
    return name;
  };
  std::vector<File> files{{path(names.wave), wave_csv(wave), Access::secret}};
  if (const auto& sampled = wave.model().sampled)
    files.push_back({path(sampled->file), sampled_csv(wave), Access::secret});
  files.push_back({path(names.frame), frame_csv(wave)});
  files.push_back({path(names.area_sex), area_sex_csv(wave)});
  files.push_back({path(names.age_sex), age_sex_csv(wave)});
  files.push_back({path(names.counts), counts_csv(wave)});
  return files;
}

SynthSummary::Wave summary_of(const Wave& wave) {
  SynthSummary::Wave s{.name = wave.settings().name};
  for (std::size_t h = 0; h < wave.strata.size(); ++h) {
    s.population += wave.round.population[h];
    s.sampled += wave.round.sampled[h];
    s.answered += wave.strata[h].answered;
  }
  return s;
}

}  // namespace

SynthSummary synthesize(const fs::path& settings, const SynthOptions& options) {
  auto model = read_synth(settings);
  model.seed = options.seed.value_or(model.seed);
  const auto waves = draw_waves(model, options.threads);
  // All texts before the first file: a failure leaves nothing behind.
  std::vector<std::vector<File>> files(waves.size());
  std::vector<std::string> truths(waves.size());
  parallel_for(waves.size(), options.threads, [&](std::size_t w) {
    files[w] = files_of(waves[w]);
    truths[w] = TruthRows(waves[w]).text();
  });
  std::string truth = "wave,era,indicator,statistic,area_level,area,sex,true_value,population\n";
  for (const auto& rows : truths) truth += rows;
  files.insert(files.begin(), std::vector<File>{{model.files.note, model.note}});
  files.push_back({File{model.files.truth, std::move(truth)}});
  SynthSummary summary;
  for (const auto& wave : waves) summary.waves.push_back(summary_of(wave));
  for (const auto& of_one : files)
    for (const auto& file : of_one) {
      write_file(model.folder / file.path, file.text, file.access);
      summary.files.push_back(model.folder / file.path);
    }
  return summary;
}

}  // namespace trygg
