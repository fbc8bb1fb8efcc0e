#include "release/attack_program.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace trygg {
namespace {

constexpr double unlimited = LinearProgram::infinity;

double weight_of(const CubeRow& row) {
  return row.n == 0 || std::isnan(row.weight) ? 0 : row.weight;
}

bool is_grouped(const CubeRow& row) {
  return std::ranges::any_of(row.groups, [](const auto& group) { return !group.empty(); });
}

void add(AttackProgram::Form& form, std::size_t piece, double coefficient) {
  form[piece] += coefficient;
}

}  // namespace

AttackProgram::AttackProgram(std::span<const CubeRow* const> levels,
                             std::span<const CubeRow* const> smallest, const AreaNesting& nesting) {
  const auto& statistic = levels.front()->statistic;
  is_share_ = statistic == "share";
  is_additive_ = statistic == "count" || statistic == "total";
  find_sexes(levels);
  for (const auto* row : levels)
    if (row->area_level.empty() && row->sex.empty() && !is_grouped(*row))
      whole_weight_[row->wave] = weight_of(*row);
  add_totals(levels);
  link_groups();
  add_areas(levels, smallest, nesting);
}

void AttackProgram::find_sexes(std::span<const CubeRow* const> levels) {
  std::set<std::string> sexes;
  for (const auto* row : levels)
    if (!row->sex.empty()) sexes.insert(row->sex);
  sexes_.assign(sexes.begin(), sexes.end());
  sexes_.emplace_back();  // who is of none of them
}

std::size_t AttackProgram::add_piece(double capacity) {
  pieces_.push_back({capacity});
  return pieces_.size() - 1;
}

std::vector<std::string> AttackProgram::sexes_of(const CubeRow& level) const {
  return level.sex.empty() ? sexes_ : std::vector<std::string>{level.sex};
}

/// The place as a whole, and its groups, by sex.
void AttackProgram::add_totals(std::span<const CubeRow* const> levels) {
  std::map<Slice, double> unsexed;
  for (const auto* row : levels)
    if (row->area_level.empty())
      unsexed[{row->wave, row->groups}] += (row->sex.empty() ? 1 : -1) * weight_of(*row);
  for (const auto* row : levels)
    if (row->area_level.empty() && !row->sex.empty())
      total_[{{row->wave, row->groups}, row->sex}] = add_piece(weight_of(*row));
  constexpr double rounding = 1e-6;
  for (const auto& [slice, weight] : unsexed)
    total_[{slice, ""}] = add_piece(weight > rounding ? weight : 0);
}

/// The whole, by sex, is the sum of the groups of each variable and of who is in none.
void AttackProgram::link_groups() {
  std::map<std::pair<SexedSlice, std::size_t>, std::vector<std::size_t>> groups;
  for (const auto& [key, piece] : total_)
    for (std::size_t g = 0; g < key.slice.groups.size(); ++g) {
      if (key.slice.groups[g].empty()) continue;
      auto whole = key;
      whole.slice.groups[g].clear();
      groups[{whole, g}].push_back(piece);
    }
  for (const auto& [of, parts] : groups) {
    const auto whole = total_.find(of.first);
    if (whole == total_.end()) continue;
    Form form;
    double rest = pieces_[whole->second].capacity;
    add(form, whole->second, 1);
    for (const auto part : parts) {
      add(form, part, -1);
      rest -= pieces_[part].capacity;
    }
    know(form, is_share_ ? 0 : -unlimited,
         rest > 1e-6 * pieces_[whole->second].capacity ? rest : 0);
    if (!is_share_ && rest <= 1e-6) know(form, 0, 0);
  }
}

void AttackProgram::add_areas(std::span<const CubeRow* const> levels,
                              std::span<const CubeRow* const> smallest,
                              const AreaNesting& nesting) {
  std::set<AreaName> areas;
  for (const auto* row : levels)
    if (!row->area_level.empty()) areas.insert({row->era, row->area_level, row->area});
  const auto signature = find_classes(areas, nesting);
  Capacities capacities;
  for (const auto* row : smallest)
    if (const auto found = signature.find(row->area); found != signature.end() && !row->sex.empty())
      capacities[{{{row->wave, row->groups}, row->sex}, found->second}] += weight_of(*row);
  if (!signature.empty()) return link_areas(levels, capacities, nullptr);
  for (const auto& area : areas) link_areas(levels, capacities, &area);
}

/// Puts together the smallest areas that no published area tells apart.
/// \return  by smallest area: the areas that it is in
std::map<std::string, std::string> AttackProgram::find_classes(const std::set<AreaName>& areas,
                                                               const AreaNesting& nesting) {
  std::map<std::string, std::string> signature;
  for (const auto& area : areas) {
    const auto found = nesting.parts.find(area);
    const auto own = area.era + '|' + area.level + '|' + area.code;
    if (found == nesting.parts.end()) {
      classes_[area] = {own};
      continue;
    }
    for (const auto& code : found->second) signature[code] += own + ';';
  }
  for (const auto& area : areas)
    if (const auto found = nesting.parts.find(area); found != nesting.parts.end())
      for (const auto& code : found->second) classes_[area].insert(signature[code]);
  return signature;
}

/// The place, by group and sex, is the sum of its areas, and of who is in none of them.
/// \param division  only areas of this one's era and level; null: all, by their classes
void AttackProgram::link_areas(std::span<const CubeRow* const> levels, const Capacities& capacities,
                               const AreaName* division) {
  std::map<SexedSlice, Form> sums;
  for (const auto* row : levels) {
    if (row->area_level.empty() || row->sex.empty()) continue;
    if (division && (row->era != division->era || row->area_level != division->level)) continue;
    const SexedSlice key{{row->wave, row->groups}, row->sex};
    for (const auto& name : classes_[{row->era, row->area_level, row->area}]) {
      auto& known = areas_[key];
      if (!known.contains(name)) {
        const auto found = capacities.find({key, name});
        known[name] = add_piece(found == capacities.end() ? weight_of(*row) : found->second);
      }
      sums[key][known[name]] = -1;
    }
  }
  for (auto& [key, form] : sums) know_sum_of_areas(key, std::move(form));
}

void AttackProgram::know_sum_of_areas(const SexedSlice& key, Form form) {
  const auto whole = total_.find(key);
  if (whole == total_.end()) return;
  double rest = pieces_[whole->second].capacity;
  for (const auto& [piece, coefficient] : form) rest -= pieces_[piece].capacity;
  form[whole->second] = 1;
  const bool all = rest <= 1e-6 * pieces_[whole->second].capacity;
  know(form, all || is_share_ ? 0 : -unlimited, all ? 0 : is_share_ ? rest : unlimited);
}

AttackProgram::Form AttackProgram::form_of(const CubeRow& level) const {
  Form form;
  const double weight = is_additive_ ? 1 : weight_of(level);
  if (weight == 0) return form;
  for (const auto& sex : sexes_of(level)) {
    const SexedSlice key{{level.wave, level.groups}, sex};
    if (level.area_level.empty()) {
      if (const auto piece = total_.find(key); piece != total_.end())
        add(form, piece->second, 1 / weight);
      continue;
    }
    const auto found = areas_.find(key);
    if (found == areas_.end()) continue;
    for (const auto& name : classes_.at({level.era, level.area_level, level.area}))
      if (const auto piece = found->second.find(name); piece != found->second.end())
        add(form, piece->second, 1 / weight);
  }
  return form;
}

std::size_t AttackProgram::know(const Form& form, double low, double high) {
  knowledge_.push_back({form, low, high});
  return knowledge_.size() - 1;
}

void AttackProgram::set_known(std::size_t knowledge, bool known) {
  auto& k = knowledge_[knowledge];
  k.known = known;
  if (!program_.empty())
    program_.front().set_row(knowledge, known ? k.low : -unlimited, known ? k.high : unlimited);
}

void AttackProgram::build() {
  auto& program = program_.emplace_back(knowledge_.size());
  std::vector<std::vector<LinearProgram::Entry>> entries(pieces_.size());
  for (std::size_t k = 0; k < knowledge_.size(); ++k) {
    // Rows of sums are in weights: brought to the size of shares.
    double largest = 0;
    for (const auto& [piece, coefficient] : knowledge_[k].form)
      largest = std::max(largest, std::abs(coefficient) * std::max(1.0, pieces_[piece].capacity));
    const double scale = largest > 0 ? 1 / largest : 1;
    for (const auto& [piece, coefficient] : knowledge_[k].form)
      entries[piece].push_back({static_cast<std::uint32_t>(k),
                                coefficient * scale * std::max(1.0, pieces_[piece].capacity)});
    knowledge_[k].low *= scale;
    knowledge_[k].high *= scale;
    set_known(k, knowledge_[k].known);
  }
  for (std::size_t p = 0; p < pieces_.size(); ++p) {
    const bool empty = pieces_[p].capacity == 0;
    const double low = empty || is_share_ || is_additive_ ? 0 : -unlimited;
    program.add_column(0, low, empty ? 0 : is_share_ ? 1 : unlimited, entries[p]);
  }
}

double AttackProgram::optimum(const Form& form, double sign) {
  auto& program = program_.front();
  for (const auto& [piece, coefficient] : form)
    program.set_cost(piece, sign * coefficient * std::max(1.0, pieces_[piece].capacity));
  const auto solution = program.solve();
  for (const auto& [piece, coefficient] : form) program.set_cost(piece, 0);
  using Status = LinearProgram::Solution::Status;
  if (solution.status == Status::unbounded) return -unlimited;
  require<InputError>(solution.status == Status::optimal,
                      "what is published contradicts itself, or the cube's weights: no answers "
                      "agree with all of it");
  double value = 0;
  for (const auto& [piece, coefficient] : form)
    value += sign * coefficient * std::max(1.0, pieces_[piece].capacity) * solution.x[piece];
  return value;
}

AttackProgram::Range AttackProgram::range(const Form& form) {
  if (program_.empty()) build();
  return {optimum(form, 1), -optimum(form, -1)};
}

}  // namespace trygg
