#include "reports/data/kolada.hpp"

#include <algorithm>

#include "reports/data/data_input.hpp"
#include "reports/data/dataset.hpp"
#include "reports/data/dataset_dimensions.hpp"

namespace trygg::reports {
namespace {

bool has_place(const ReleasedRow& row, const DataInput& input) {
  const bool is_level =
      row.contrast.empty() &&
      std::ranges::all_of(row.groups, [](const std::string& group) { return group.empty(); });
  const bool is_here = row.area.empty() ||
                       (row.area_level == input.project.area_level && row.era == input.project.era);
  return is_level && is_here;
}

std::string field(std::string text) {
  std::ranges::replace(text, ';', ',');
  return text;
}

}  // namespace

std::string to_kolada(const DataInput& input) {
  std::string text = "kpi;municipality;ou;period;gender;value;status;synthetic\n";
  const auto* synthetic = input.project.synthetic == Synthetic::yes ? ";yes\n" : ";no\n";
  for (const auto& row : input.release.rows) {
    if (!has_place(row, input)) continue;
    const bool is_shown = row.estimate.is_shown();
    const auto status = !is_shown                                  ? row.estimate.text()
                        : status_of(&row) == CellStatus::uncertain ? std::string("*")
                                                                   : std::string();
    for (const auto& part :
         {row.indicator, input.publisher.code, row.area, row.wave, sex_letter(input, row.sex)})
      text += field(part) + ";";
    text += (is_shown ? row.estimate.text() : "") + ";" + status + synthetic;
  }
  return text;
}

}  // namespace trygg::reports
