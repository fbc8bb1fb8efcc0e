#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "table/table.hpp"
#include "weights/response/class_adjustment.hpp"
#include "weights/response/propensity.hpp"
#include "weights/response/respondents.hpp"
#include "weights/rows.hpp"
#include "weights/steps.hpp"

namespace trygg::weights {
namespace {

constexpr auto named_by = "the nonresponse step";

/// Those who answered stand for the class that they are in.
class NonresponseByClass final : public Step {
 public:
  NonresponseByClass(const Config& config, RespondentRule rule);
  std::unique_ptr<const PreparedStep> prepare(const StepInput& input) const override;
  std::vector<TotalsFile> files() const override { return {}; }
  std::vector<std::string> columns() const override;
  std::vector<std::string> auxiliaries() const override { return by_; }

 private:
  void check_sizes(const Table& table, const Classes& classes, const ClassCounts& counts) const;

  RespondentRule rule_;
  std::vector<std::string> by_;
  std::optional<std::string> unit_;
  std::size_t min_respondents_ = 1;
};

NonresponseByClass::NonresponseByClass(const Config& config, RespondentRule rule)
    : rule_(std::move(rule)), by_(config.texts("by")), unit_(config.optional_text("unit")) {
  const auto least = config.integer("min_respondents", 1);
  if (least < 1) config.fail("min_respondents", fmt::format("{} must be at least 1", least));
  min_respondents_ = static_cast<std::size_t>(least);
}

/// The class that differs in one variable, makes `least` respondents together with class c, and
/// whose response rate is nearest.
std::string neighbour(const Classes& classes, const ClassCounts& counts, std::size_t c,
                      std::size_t least) {
  const auto rate = [&](std::size_t i) {
    return static_cast<double>(counts.stayed[i]) / static_cast<double>(counts.sampled[i]);
  };
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < classes.name.size(); ++i) {
    std::size_t different = 0;
    for (std::size_t v = 0; v < classes.variables.size(); ++v)
      different += classes.codes[i][v] != classes.codes[c][v];
    if (different != 1 || counts.stayed[i] + counts.stayed[c] < least) continue;
    if (!best || std::abs(rate(i) - rate(c)) < std::abs(rate(*best) - rate(c))) best = i;
  }
  return best ? fmt::format("; merge it, such as with {} ({} of {} answered)", classes.name[*best],
                            counts.stayed[*best], counts.sampled[*best])
              : "; use other variables";
}

void NonresponseByClass::check_sizes(const Table& table, const Classes& classes,
                                     const ClassCounts& counts) const {
  for (std::size_t c = 0; c < classes.name.size(); ++c)
    require<InputError>(counts.stayed[c] >= min_respondents_,
                        "{}: in class {} {} of {} sampled answered, and min_respondents is {}{}",
                        table.source(), classes.name[c], counts.stayed[c], counts.sampled[c],
                        min_respondents_, neighbour(classes, counts, c, min_respondents_));
}

/// Every unit must answer as one and be in one class.
void check_units(const StepInput& input, const std::string& unit, const Classes& classes,
                 std::span<const std::uint8_t> answered) {
  const auto& table = input.table;
  const auto& column = column_for(table, unit, named_by);
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> first(column.levels.size(), none);
  for (std::size_t k = 0; k < table.rows(); ++k) {
    if (!takes_part(input.weight[k])) continue;
    require<InputError>(column.at(k).missing == Missing::none,
                        "{}: {}, column '{}': missing, but it is the unit of {}", table.source(),
                        table.place(k), unit, named_by);
    auto& seen = first[column.codes[k]];
    if (seen == none) seen = k;
    require<InputError>(answered[k] == answered[seen],
                        "{}: {} and {}: one answered and the other did not, but {} '{}' is to "
                        "answer as one (unit); weight for persons in a step of their own",
                        table.source(), table.place(seen), table.place(k), unit, column.at(k).text);
    require<InputError>(classes.of[k] == classes.of[seen],
                        "{}: {} and {}: {} '{}' is in two classes, {} and {}, but is to answer as "
                        "one (unit); use variables that are the same in all of it",
                        table.source(), table.place(seen), table.place(k), unit, column.at(k).text,
                        classes.name[classes.of[seen]], classes.name[classes.of[k]]);
  }
}

std::unique_ptr<const PreparedStep> NonresponseByClass::prepare(const StepInput& input) const {
  auto answered = rule_.find(input.table, input.weight);
  auto classes = classes_of(input.table, by_, input.weight, named_by);
  check_sizes(input.table, classes, count_classes(input.table, classes, answered, input.weight));
  if (unit_) check_units(input, *unit_, classes, answered);
  const auto title = fmt::format(
      "nonresponse{}, {} class{} of {}", unit_ ? fmt::format(" of whole {}", *unit_) : "",
      classes.name.size(), classes.name.size() == 1 ? "" : "es", crossed_names(by_));
  return adjust_by_class(input.table, std::move(classes), {std::move(answered), {}, unit_}, title);
}

std::vector<std::string> NonresponseByClass::columns() const {
  auto all = rule_.columns();
  all.insert(all.end(), by_.begin(), by_.end());
  if (unit_) all.push_back(*unit_);
  return all;
}

std::shared_ptr<const Step> read(const Config& config, const StepContext& context) {
  RespondentRule rule(config, context.outcome);
  const auto method = config.text("method", config.has("model") ? "propensity" : "class");
  if (method != "class" && method != "propensity")
    config.fail("method", fmt::format("no method '{}'; known: class, propensity", method));
  // Asking for `model` makes it known, so that it would pass unseen here.
  if (method == "class" && config.has("model"))
    config.fail("model", "the method class takes `by`; a model needs method = \"propensity\"");
  if (method == "propensity" && config.has("unit"))
    config.fail("unit", "whole units are weighted for by classes: method = \"class\" and `by`");
  if (method == "propensity") return read_propensity_step(config, std::move(rule));
  if (!config.has("by"))
    config.fail("by",
                "is missing: the variables whose classes adjust for non-response (by = [] "
                "for one class of all), or model = [...] for response propensities");
  return std::make_shared<NonresponseByClass>(config, std::move(rule));
}

}  // namespace

constinit const StepKind nonresponse_kind{
    "nonresponse", "let those who answered stand for those who did not", read};

}  // namespace trygg::weights
