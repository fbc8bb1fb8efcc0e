#include "weights/replication.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/ranks.hpp"
#include "base/text.hpp"
#include "base/thrown_by_ranks.hpp"
#include "config/config.hpp"
#include "design/replicate_file.hpp"
#include "design/replicate_weights.hpp"
#include "replicate/scheme.hpp"
#include "table/table.hpp"
#include "weights/chain.hpp"

namespace trygg::weights {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The last random streams of a replicate are those of the response steps.
std::uint32_t stream_of_step(std::size_t step) {
  return std::numeric_limits<std::uint32_t>::max() - static_cast<std::uint32_t>(step);
}

/// 1 − d/a of those who answered, 0 of all others.
double missing_part(double before, double after) {
  return before > 0 && after > before ? 1 - before / after : 0.0;
}

/// Takes out the replicates that have a reason to be.
void drop_failed(MadeReplicates& made, const std::vector<std::string>& failure) {
  const auto all = made.count;
  std::vector<std::size_t> kept;
  for (std::size_t r = 0; r < all; ++r) {
    if (failure[r].empty())
      kept.push_back(r);
    else if (made.dropped++ == 0)
      made.reason = failure[r];
  }
  // Those that cannot be weighed are those farthest from the totals: without many of them the rest
  // would tell too small a variance.
  constexpr std::size_t one_in = 20;
  require<ConvergenceError>(one_in * made.dropped <= all,
                            "{} of {} replicates could not be weighed, more than one in {}: what "
                            "the others tell would be too small; the first: {}",
                            made.dropped, all, one_in, made.reason);
  if (made.dropped == 0) return;
  const auto rows = made.weight.size() / all;
  made.count = kept.size();
  made.scale *= static_cast<double>(all - 1) / static_cast<double>(made.count - 1);
  for (std::size_t i = 0; i < made.count; ++i) made.rscales[i] = made.rscales[kept[i]];
  made.rscales.resize(made.count);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < made.count; ++i)
      made.weight[row * made.count + i] = made.weight[row * all + kept[i]];
  made.weight.resize(rows * made.count);
}

/// A cache line of the matrix of replicates.
constexpr std::size_t cache_line = 8;

/// Gives all ranks what each has made of its share.
void exchange(MadeReplicates& made, std::vector<std::string>& failure, const Ranks& ranks) {
  if (ranks.is_alone()) return;
  const auto rows = made.weight.size() / made.count;
  const auto own = even_share(made.count, ranks.rank(), ranks.count());
  ByteWriter writer;
  for (auto r = own.begin; r < own.end; ++r) {
    writer.put(failure[r]);
    for (std::size_t row = 0; row < rows; ++row) writer.put(made.weight[row * made.count + r]);
  }
  const auto gathered = ranks.all_gather(writer.take());
  for (std::size_t from = 0; from < ranks.count(); ++from) {
    ByteReader reader(gathered[from]);
    const auto share = even_share(made.count, from, ranks.count());
    for (auto r = share.begin; r < share.end; ++r) {
      reader.get(failure[r]);
      for (std::size_t row = 0; row < rows; ++row) reader.get(made.weight[row * made.count + r]);
    }
  }
}

}  // namespace

RecipeReplicates read_recipe_replicates(const Config& config) {
  RecipeReplicates asked{.spec = read_replicate_spec(config)};
  if (!asked.spec.columns.empty())
    config.fail("columns",
                "a recipe makes its replicates; columns that are there belong in a "
                "design file");
  const auto failed = config.text("failed", "stop");
  if (failed != "stop" && failed != "drop")
    config.fail("failed", fmt::format("'{}' must be stop or drop", failed));
  asked.failed = failed == "stop" ? RecipeReplicates::Failed::stop : RecipeReplicates::Failed::drop;
  if (failed == "drop" && asked.spec.kind != ReplicateKind::bootstrap)
    config.fail("failed", fmt::format("drop leaves the others as they were only in a bootstrap; "
                                      "{} needs all of its replicates",
                                      to_text(asked.spec.kind)));
  return asked;
}

Replication::Replication(const Design& design, const RecipeReplicates& asked, const Chain& chain)
    : design_(&design),
      chain_(&chain),
      seed_(asked.spec.seed.value_or(0)),
      scheme_(make_scheme(design, asked.spec)) {
  add_response_steps();
  require<ConfigError>(response_.empty() || asked.spec.kind == ReplicateKind::bootstrap,
                       "{} replicates cannot vary who answered, and under the finite population "
                       "correction of this design that part of the variance would be cut; use "
                       "bootstrap, or fpc = \"none\"",
                       to_text(asked.spec.kind));
}

Replication::~Replication() = default;

void Replication::add_response_steps() {
  const auto fraction = design_->sampling_fraction();
  const double kappa = scheme_->scale() * (static_cast<double>(scheme_->count()) - 1);
  std::vector<double> moment;
  for (const double f : fraction) moment.push_back(1 + (1 - f) / kappa);
  std::span<const double> before = chain_->base().weight;
  for (std::size_t s = 0; s < chain_->results().size(); ++s) {
    const auto& result = chain_->results()[s];
    const auto& after = result.adjusted.empty() ? result.weight : result.adjusted;
    ResponseStep step{s, std::vector<double>(before.size(), 0.0)};
    bool any = false;
    for (std::size_t k = 0; k < fraction.size(); ++k) {
      const auto row = design_->table_row()[k];
      const double v = fraction[k] * missing_part(before[row], after[row]) / (kappa * moment[k]);
      step.error[row] = std::sqrt(v);
      moment[k] *= 1 + v;
      any = any || v > 0;
    }
    require<ConfigError>(!any || !result.calibration || !result.calibration->unit,
                         "step {}, {}: replicates draw every answer by itself, so that under a "
                         "finite population the part of whole units would be too small; leave out "
                         "[replicates], or give fpc = \"none\"",
                         s + 1, result.report.title);
    if (any && result.calibration && result.calibration->response)
      response_.push_back(std::move(step));
    before = result.weight;
  }
}

void Replication::vary_answers(std::size_t r, const ResponseStep& step,
                               std::span<double> answers) const {
  Random random(seed_, static_cast<std::uint32_t>(r), stream_of_step(step.step));
  std::uint32_t bits = 0;
  for (std::size_t row = 0; row < answers.size(); ++row, bits >>= 1) {
    if (row % 32 == 0) bits = random.bits();
    answers[row] = 1 + (bits & 1u ? step.error[row] : -step.error[row]);
  }
}

void Replication::weights(std::size_t r, std::span<double> of_row) const try {
  std::vector<double> factor(design_->records());
  scheme_->factors(r, factor);
  std::fill(of_row.begin(), of_row.end(), nan);
  for (std::size_t k = 0; k < factor.size(); ++k)
    of_row[design_->table_row()[k]] = design_->weight()[k] * factor[k];
  std::vector<std::vector<double>> answers(response_.empty() ? 0 : chain_->results().size());
  for (const auto& step : response_) {
    answers[step.step].resize(of_row.size());
    vary_answers(r, step, answers[step.step]);
  }
  chain_->reweigh(of_row, answers);
} catch (const Error& error) {
  throw ConvergenceError(fmt::format("replicate {}: {}", r + 1, error.what()));
}

MadeReplicates make_replicates(const Replication& replication, const RecipeReplicates& asked,
                               std::size_t rows, unsigned threads, const Ranks& ranks) {
  const auto& scheme = replication.scheme();
  MadeReplicates made{.count = scheme.count(),
                      .scale = scheme.scale(),
                      .rscales = {scheme.rscales().begin(), scheme.rscales().end()}};
  made.weight.resize(rows * made.count);
  std::vector<std::string> failure(made.count);
  const auto make = [&](RankShare of) {
    std::vector<std::vector<double>> weight(of.size(), std::vector<double>(rows));
    for (auto r = of.begin; r < of.end; ++r) try {
        replication.weights(r, weight[r - of.begin]);
      } catch (const ConvergenceError& error) {
        if (asked.failed == RecipeReplicates::Failed::stop) throw;
        failure[r] = error.what();
      }
    for (std::size_t row = 0; row < rows; ++row)
      for (auto r = of.begin; r < of.end; ++r)
        made.weight[row * made.count + r] = weight[r - of.begin][row];
  };
  const auto own = even_share(made.count, ranks.rank(), ranks.count());
  work_or_throw_by_ranks<ConvergenceError>(ranks, [&] {
    parallel_for((own.size() + cache_line - 1) / cache_line, threads, [&](std::size_t b) {
      const auto begin = own.begin + b * cache_line;
      make({begin, std::min(own.end, begin + cache_line)});
    });
  });
  exchange(made, failure, ranks);
  drop_failed(made, failure);
  return made;
}

std::shared_ptr<const ReplicateWeights> of_design(MadeReplicates made, const ReplicateSpec& spec,
                                                  const Design& design) {
  ReplicateWeights weights{.count = made.count,
                           .scale = made.scale,
                           .rscales = made.rscales,
                           .centre = spec.centre.value_or(centre_of(spec.kind))};
  if (design.records() * made.count == made.weight.size()) {  // every row is one
    weights.weight = std::move(made.weight);
    return std::make_shared<const ReplicateWeights>(std::move(weights));
  }
  weights.weight.reserve(design.records() * made.count);
  for (const auto row : design.table_row()) {
    const auto of_row = std::span(made.weight).subspan(row * made.count, made.count);
    weights.weight.insert(weights.weight.end(), of_row.begin(), of_row.end());
  }
  return std::make_shared<const ReplicateWeights>(std::move(weights));
}

Design base_design(const Table& table, const DesignSpec& of, std::span<const double> weight) {
  auto spec = of;
  spec.calibration.clear();
  spec.calibrated_on.clear();
  std::vector<std::string> names = spec.psu;
  names.insert(names.end(), spec.fpc.begin(), spec.fpc.end());
  if (spec.strata) names.push_back(*spec.strata);
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  std::vector<Column> columns;
  for (const auto& name : names) columns.push_back(table.column(name));
  std::string weight_name = "weight";
  while (std::ranges::find(names, weight_name) != names.end()) weight_name += '_';
  ColumnBuilder builder(weight_name);
  for (const double w : weight) builder.add(w, w == w ? Missing::none : Missing::system);
  columns.push_back(builder.take());
  spec.weight = weight_name;
  Table sample(table.source(), std::move(columns));
  sample.lines = table.lines;
  return make_design(sample, spec);
}

}  // namespace trygg::weights
