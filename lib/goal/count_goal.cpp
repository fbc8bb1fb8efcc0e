#include "goal/count_goal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace trygg {
namespace {

const std::vector<std::string> list_columns{"year", "area", "category", "recut", "note"};

/// What the list says of one year.
struct ListYear {
  std::vector<std::pair<std::string, std::string>> entries;  ///< area and category
  std::set<std::string> unknown;                             ///< categories; "": all
  bool is_recut = false;
  std::vector<std::string> remarks;
};

using List = std::map<double, ListYear>;

class ListReader {
 public:
  explicit ListReader(CsvText csv) : csv_(std::move(csv)) {
    require<InputError>(csv_.header == list_columns, "{}:1: the header is not that of a list, {}",
                        csv_.source, joined(list_columns, ","));
  }

  List read() {
    for (std::size_t r = 0; r < csv_.rows.size(); ++r) add(csv_.rows[r], csv_.lines[r]);
    return std::move(list_);
  }

 private:
  void add(const std::vector<std::string>& row, std::size_t line) {
    const auto &area = row[1], &category = row[2], &recut = row[3], &note = row[4];
    const auto year = to_number(row[0]);
    if (!year) fail(line, fmt::format("'{}' is not a year", row[0]));
    if (!recut.empty() && recut != "yes" && recut != "no")
      fail(line, fmt::format("column 'recut': '{}' must be yes, no or empty", recut));
    auto& of_year = list_[*year];
    of_year.is_recut = of_year.is_recut || recut == "yes";
    if (!note.empty() && std::ranges::find(of_year.remarks, note) == of_year.remarks.end())
      of_year.remarks.push_back(note);
    if (area.empty()) {
      of_year.unknown.insert(category);
    } else if (std::ranges::find(of_year.entries, std::pair(area, category)) !=
               of_year.entries.end()) {
      fail(line, fmt::format("'{}' is in '{}' twice in {}", area, category, row[0]));
    } else {
      of_year.entries.emplace_back(area, category);
    }
    check_known(of_year, area.empty() ? category : "", line);
    if (!area.empty()) check_known(of_year, category, line);
  }

  void check_known(const ListYear& year, const std::string& category, std::size_t line) const {
    if (!year.unknown.contains(category)) return;
    for (const auto& [area, of] : year.entries)
      if (category.empty() || of == category)
        fail(line, fmt::format("'{}' is named in '{}', of which the list of that year says that it "
                               "is not known (an empty area)",
                               area, of));
  }

  [[noreturn]] void fail(std::size_t line, const std::string& problem) const {
    throw InputError(csv_.source, line, problem);
  }

  CsvText csv_;
  List list_;
};

void check_categories(const CountGoal& goal, const List& list) {
  std::set<std::string> known;
  for (const auto& [year, entries] : list) {
    for (const auto& [area, category] : entries.entries) known.insert(category);
    for (const auto& category : entries.unknown) known.insert(category);
  }
  known.erase("");
  const std::vector<std::string> names(known.begin(), known.end());
  for (const auto& category : goal.categories)
    require<ConfigError>(known.contains(category),
                         "the count goal '{}' is about '{}', a category that {} never has{}",
                         goal.name, category, goal.list.string(), did_you_mean(category, names));
}

bool is_known(const CountGoal& goal, const ListYear& year) {
  if (year.unknown.contains("")) return false;
  return std::ranges::none_of(goal.categories,
                              [&](const auto& name) { return year.unknown.contains(name); });
}

std::vector<std::string> areas_in(const CountGoal& goal, const ListYear& year) {
  std::vector<std::string> areas;
  for (const auto& [area, category] : year.entries)
    if (area != "-" && std::ranges::find(goal.categories, category) != goal.categories.end() &&
        std::ranges::find(areas, area) == areas.end())
      areas.push_back(area);
  return areas;
}

CountRow row_of(const CountGoal& goal, double year, const ListYear& list) {
  CountRow row;
  row.name = goal.name;
  row.label = goal.label.empty() ? joined(goal.categories, ", ") : goal.label;
  row.year = year;
  row.target = goal.target;
  row.target_year = goal.target_year;
  row.is_recut = list.is_recut;
  row.remark = joined(list.remarks, "; ");
  if (!is_known(goal, list)) return row;
  row.areas = areas_in(goal, list);
  row.count = static_cast<double>(row.areas.size());
  row.state = row.count <= goal.target ? Verdict::reached : Verdict::not_reached;
  return row;
}

void set_note(CountRow& row, bool recut_on_the_way) {
  std::vector<std::string> codes;
  if (std::isnan(row.count)) codes.emplace_back("list_not_known");
  if (recut_on_the_way) codes.emplace_back("list_recut");
  if (row.year < row.target_year) codes.emplace_back("before_target_year");
  row.note = joined(codes, " ");
}

std::vector<CountRow> rows_of(const CountGoal& goal, const List& list) {
  std::vector<CountRow> rows;
  double previous_year = CountRow::missing, previous = CountRow::missing;
  bool recut = false;
  for (const auto& [year, entries] : list) {
    auto row = row_of(goal, year, entries);
    recut = recut || row.is_recut;
    row.previous_year = previous_year;
    if (!recut) row.change = row.count - previous;
    set_note(row, recut && !std::isnan(previous_year));
    if (!std::isnan(row.count)) {
      previous_year = year;
      previous = row.count;
      recut = false;
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::vector<CountRow> count_goals(const Goal& goal) {
  std::vector<CountRow> all;
  for (const auto& each : goal.count_goals) {
    const auto list = ListReader(parse_csv(read_file(each.list), each.list.string())).read();
    check_categories(each, list);
    const auto rows = rows_of(each, list);
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

std::string to_csv(const std::vector<CountRow>& rows) {
  const std::vector<std::string> header{
      "name",          "label",  "year",     "count", "target", "target_year", "state",
      "previous_year", "change", "is_recut", "areas", "note",   "remark"};
  std::string csv = csv_line(header);
  for (const auto& row : rows) {
    std::vector<std::string> fields{row.name, row.label};
    for (const double number : {row.year, row.count, row.target, row.target_year})
      fields.push_back(shortest(number));
    fields.emplace_back(to_text(row.state));
    fields.push_back(shortest(row.previous_year));
    fields.push_back(shortest(row.change));
    for (const auto& text :
         {std::string(row.is_recut ? "yes" : "no"), joined(row.areas, "|"), row.note, row.remark})
      fields.push_back(text);
    csv += csv_line(fields);
  }
  return csv;
}

}  // namespace trygg
