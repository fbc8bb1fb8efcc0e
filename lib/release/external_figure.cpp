#include "release/external_figure.hpp"

#include <algorithm>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

const std::vector<std::string> columns{"indicator",  "source",  "year",   "area",
                                       "sex",        "value",   "lower",  "upper",
                                       "population", "wording", "caveat", "url"};
enum Place {
  indicator,
  source,
  year,
  area,
  sex,
  value,
  lower,
  upper,
  population,
  wording,
  caveat,
  url
};

class Row {
 public:
  Row(const CsvText& csv, std::size_t r) : csv_(csv), r_(r) {}

  const std::string& text(Place place) const { return csv_.rows[r_][place]; }
  const std::string& needed(Place place) const {
    if (trimmed(text(place)).empty())
      fail(fmt::format("column '{}' is empty; a figure from elsewhere needs it", columns[place]));
    return text(place);
  }
  /// A number as it was published, or nothing.
  Published number(Place place) const {
    if (text(place).empty()) return Published::withheld(Symbol::none);
    if (!to_number(text(place)))
      fail(fmt::format("column '{}': '{}' is no number (with a decimal point)", columns[place],
                       text(place)));
    return Published::parsed(text(place));
  }
  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(csv_.source, csv_.lines[r_], problem);
  }

 private:
  const CsvText& csv_;
  std::size_t r_;
};

void check_limits(const Row& row, const ExternalFigure& figure) {
  if (!figure.value.is_shown()) row.fail("column 'value' is empty");
  if (figure.lower.is_shown() != figure.upper.is_shown())
    row.fail("give both 'lower' and 'upper', or neither");
  if (figure.lower.is_shown() &&
      (figure.value.value() < figure.lower.value() || figure.value.value() > figure.upper.value()))
    row.fail(fmt::format("{} lies outside {} to {}", figure.value.text(), figure.lower.text(),
                         figure.upper.text()));
}

ExternalFigure figure_of(const Row& row, std::span<const std::string> indicators) {
  const auto& id = row.needed(indicator);
  if (std::ranges::find(indicators, id) == indicators.end())
    row.fail(fmt::format("the project has no indicator '{}'{}", id, did_you_mean(id, indicators)));
  const auto& when = row.needed(year);
  const auto number = to_number(when);
  if (!number || *number != static_cast<int>(*number) || *number < 1900 || *number > 2200)
    row.fail(fmt::format("'{}' is no year", when));
  if (const auto& who = row.text(sex); who != "T" && who != "K" && who != "M")
    row.fail(fmt::format("sex '{}' must be T (all), K (women) or M (men)", who));
  if (const auto& at = row.text(url);
      !at.empty() && !at.starts_with("https://") && !at.starts_with("http://"))
    row.fail(fmt::format("'{}' must begin with https:// or http://, or be empty", at));
  ExternalFigure figure{.indicator = id,
                        .source = row.needed(source),
                        .year = when,
                        .area = row.needed(area),
                        .sex = row.text(sex),
                        .value = row.number(value),
                        .lower = row.number(lower),
                        .upper = row.number(upper),
                        .population = row.needed(population),
                        .wording = row.needed(wording),
                        .caveat = row.needed(caveat),
                        .url = row.text(url)};
  check_limits(row, figure);
  return figure;
}

}  // namespace

std::vector<ExternalFigure> read_external_figures(const std::filesystem::path& path,
                                                  std::span<const std::string> indicators) {
  const auto csv = parse_csv(read_file(path), path.string());
  require<InputError>(csv.header == columns, "{}:1: the header must be '{}'", csv.source,
                      joined(columns, ","));
  std::vector<ExternalFigure> figures;
  std::set<std::vector<std::string>> seen;
  for (std::size_t r = 0; r < csv.rows.size(); ++r) {
    const Row row(csv, r);
    figures.push_back(figure_of(row, indicators));
    const auto& f = figures.back();
    if (!seen.insert({f.indicator, f.source, f.year, f.area, f.sex}).second)
      row.fail(fmt::format("{} {} of {} ({}) is there twice", f.source, f.year, f.area, f.sex));
  }
  return figures;
}

}  // namespace trygg
