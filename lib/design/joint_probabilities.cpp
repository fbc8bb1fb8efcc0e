#include "design/joint_probabilities.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "io/read.hpp"

namespace trygg {
namespace {

/// Probabilities are rounded when they are written.
constexpr double tolerance = 1e-5;

bool is_near(double a, double b) {
  return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

void add_unit(JointProbabilities& joint, const std::string& name) {
  joint.place.emplace(name, joint.unit.size());
  joint.unit.push_back(name);
}

void make_room(JointProbabilities& joint) {
  joint.value.assign(joint.unit.size() * joint.unit.size(),
                     std::numeric_limits<double>::quiet_NaN());
}

bool is_list_of_pairs(const Table& table) {
  const auto names = table.names();
  return names == std::vector<std::string>{"psu1", "psu2", "probability"};
}

void read_matrix(JointProbabilities& joint, const Table& table) {
  joint.id = table.columns().front().name;
  for (const auto& column : table.columns().subspan(1)) add_unit(joint, column.name);
  make_room(joint);
  std::vector<std::size_t> row_of(joint.unit.size(), table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto& name = table.columns().front().at(row).text;
    const auto found = joint.place.find(name);
    require<InputError>(found != joint.place.end(), "{}: {}: PSU '{}' has a row, but no column",
                        table.source(), table.place(row), name);
    require<InputError>(row_of[found->second] == table.rows(), "{}: {}: PSU '{}' has two rows",
                        table.source(), table.place(row), name);
    row_of[found->second] = row;
  }
  for (std::size_t j = 0; j < joint.unit.size(); ++j) {
    const auto numbers = table.numbers(joint.unit[j]);
    for (std::size_t i = 0; i < joint.unit.size(); ++i)
      if (row_of[i] < table.rows()) joint.value[i * joint.unit.size() + j] = numbers[row_of[i]];
  }
}

void read_pairs(JointProbabilities& joint, const Table& table) {
  const auto& first = table.column("psu1");
  const auto& second = table.column("psu2");
  for (const auto* column : {&first, &second})
    for (const auto& level : column->levels)
      if (!joint.place.contains(level.text)) add_unit(joint, level.text);
  make_room(joint);
  const auto numbers = table.numbers("probability");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto i = joint.place.at(first.at(row).text), j = joint.place.at(second.at(row).text);
    const auto known = joint.at(i, j);
    require<InputError>(std::isnan(known) || is_near(known, numbers[row]),
                        "{}: {}: the probability of '{}' and '{}' stands there twice, {} and {}",
                        table.source(), table.place(row), joint.unit[i], joint.unit[j],
                        shortest(known), shortest(numbers[row]));
    joint.value[i * joint.unit.size() + j] = joint.value[j * joint.unit.size() + i] = numbers[row];
  }
}

/// By its text, else by its number: "01" is 1.
std::size_t place_of(const JointProbabilities& joint, const DrawnUnit& unit) {
  const auto found = joint.place.find(unit.code);
  if (found != joint.place.end()) return found->second;
  const auto number = to_number(unit.code);
  const auto equal = std::ranges::find_if(
      joint.unit, [&](const auto& name) { return number && to_number(name) == number; });
  require<InputError>(equal != joint.unit.end(),
                      "{}: {} of the sample has no row in it; every PSU needs one", joint.source,
                      unit.name);
  return static_cast<std::size_t>(equal - joint.unit.begin());
}

void check_diagonal(const JointProbabilities& joint, std::size_t place, const DrawnUnit& unit) {
  const double given = joint.at(place, place);
  if (std::isnan(given) && joint.id.empty()) return;  // pairs need not say what the sample does
  require<InputError>(!std::isnan(given),
                      "{}: {} of the sample has no row in it, or nothing on the diagonal",
                      joint.source, unit.name);
  require<InputError>(is_near(given, unit.probability),
                      "{}: {} has {} on the diagonal, but its probability in the sample is {}; "
                      "they must be the same",
                      joint.source, unit.name, shortest(given), shortest(unit.probability));
}

double checked_pair(const JointProbabilities& joint, std::size_t i, std::size_t j,
                    const DrawnUnit& a, const DrawnUnit& b) {
  const double p = joint.at(i, j), mirrored = joint.at(j, i);
  const auto check = [&](bool holds, std::string_view rule) {
    require<InputError>(holds, "{}: the joint probability of {} and {} is {}; {}", joint.source,
                        a.name, b.name, std::isnan(p) ? "missing" : shortest(p), rule);
  };
  check(!std::isnan(p), "every two PSUs of a stratum need one");
  check(is_near(p, mirrored),
        fmt::format("that of {} and {} is {}, and the matrix must be symmetric", b.name, a.name,
                    shortest(mirrored)));
  check(p > 0, "it must be above 0: two PSUs that can never be together have no variance");
  const double least = std::min(a.probability, b.probability);
  check(p <= least * (1 + tolerance),
        fmt::format("it is larger than {}, the probability of one of them", shortest(least)));
  const double both = a.probability + b.probability - 1;
  check(p >= both * (1 - tolerance),
        fmt::format("too small: with {} and {} of their own it is at least {:.6g}",
                    shortest(a.probability), shortest(b.probability), both));
  return p;
}

}  // namespace

std::shared_ptr<const JointProbabilities> read_joint(const std::filesystem::path& path) {
  const auto table = read_table(path);
  auto joint = std::make_shared<JointProbabilities>();
  joint->path = path;
  joint->source = table.source();
  require<InputError>(table.columns().size() > 1,
                      "{}: joint probabilities are a matrix, with the PSUs in the header and in "
                      "the first column, or have the columns psu1, psu2 and probability",
                      table.source());
  is_list_of_pairs(table) ? read_pairs(*joint, table) : read_matrix(*joint, table);
  return joint;
}

std::vector<double> joint_differences(const JointProbabilities& joint,
                                      std::span<const DrawnUnit> units) {
  const std::size_t n = units.size();
  std::vector<std::size_t> place;
  for (const auto& unit : units) place.push_back(place_of(joint, unit));
  std::vector<double> d(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto twice = std::find(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(i),
                                 place[i]) != place.begin() + static_cast<std::ptrdiff_t>(i);
    require<InputError>(!twice, "{}: {} is drawn twice in a without-replacement design",
                        joint.source, units[i].name);
    check_diagonal(joint, place[i], units[i]);
    d[i * n + i] = 1 - units[i].probability;
    for (std::size_t j = 0; j < i; ++j) {
      const double p = checked_pair(joint, place[j], place[i], units[j], units[i]);
      d[i * n + j] = d[j * n + i] = 1 - units[i].probability * units[j].probability / p;
    }
  }
  return d;
}

void require_independent(const JointProbabilities& joint,
                         std::span<const std::vector<DrawnUnit>> strata) {
  std::vector<std::pair<std::size_t, std::size_t>> unit;  // place in the file, stratum
  std::vector<const DrawnUnit*> drawn;
  for (std::size_t h = 0; h < strata.size(); ++h)
    for (const auto& u : strata[h]) {
      unit.emplace_back(place_of(joint, u), h);
      drawn.push_back(&u);
    }
  for (std::size_t i = 0; i < unit.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (unit[i].second == unit[j].second) continue;
      const double p = joint.at(unit[i].first, unit[j].first);
      require<InputError>(
          std::isnan(p) || is_near(p, drawn[i]->probability * drawn[j]->probability),
          "{}: {} and {} are of different strata, which are drawn independently, but their "
          "joint probability is {} and not {}; leave it empty",
          joint.source, drawn[i]->name, drawn[j]->name, shortest(p),
          shortest(drawn[i]->probability * drawn[j]->probability));
    }
}

}  // namespace trygg
