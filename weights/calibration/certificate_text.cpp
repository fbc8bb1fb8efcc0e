#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "weights/calibration/certificate.hpp"

namespace trygg::weights {
namespace {

constexpr std::size_t most_terms = 6, most_changes = 3;

/// Five digits, rounded up, or down.
std::string rounded(double value, double (*round)(double)) {
  if (value == 0) return "0";
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 4);
  // A bound that is a round number but for the last digits of the arithmetic stays one.
  const double in_units = value / unit, whole = std::round(in_units);
  return fmt::format("{:.5g}",
                     (std::abs(in_units - whole) < 1e-4 ? whole : round(in_units)) * unit);
}
std::string up(double value) {
  return rounded(value, [](double v) { return std::ceil(v); });
}
std::string down(double value) {
  return rounded(value, [](double v) { return std::floor(v); });
}

/// "a, 1 + b, 2 − 0.5 x".
std::string combination(const std::vector<Certificate::Term>& terms) {
  std::string text;
  for (std::size_t i = 0; i < std::min(terms.size(), most_terms); ++i) {
    const auto& term = terms[i];
    const bool is_minus = term.coefficient < 0;
    text += i == 0 ? (is_minus ? "- " : "") : (is_minus ? " - " : " + ");
    const double factor = std::abs(term.coefficient);
    text += factor == 1 ? fmt::format("({})", term.name)
                        : fmt::format("{:.4g} ({})", factor, term.name);
  }
  if (terms.size() > most_terms) text += fmt::format(" and {} more", terms.size() - most_terms);
  return text;
}

std::string conflict(const Certificate& c) {
  const bool is_edge = c.verdict == Certificate::Verdict::at_bounds_only;
  if (c.conflict.size() == 1) {
    const auto& term = c.conflict.front();
    const bool is_most = term.coefficient > 0;
    return is_edge ? fmt::format("{} is at its {}, {:.10g}", term.name,
                                 is_most ? "largest" : "least", term.total)
                   : fmt::format("{} can be at {} {:.10g}, its total is {:.10g}", term.name,
                                 is_most ? "most" : "least", c.attainable * (is_most ? 1 : -1),
                                 term.total);
  }
  std::vector<std::string> totals;
  for (std::size_t i = 0; i < std::min(c.conflict.size(), most_terms); ++i)
    totals.push_back(fmt::format("{:.10g}", c.conflict[i].total));
  return is_edge
             ? fmt::format("{} is at its largest, {:.10g}", combination(c.conflict), c.wanted)
             : fmt::format("{} can be at most {:.10g}, the totals {} make it {:.10g}",
                           combination(c.conflict), c.attainable, joined(totals, ", "), c.wanted);
}

std::string within(const CalibrationProblem& problem, const Distance& distance) {
  if (distance.reach == Distance::Reach::any_sign) return "no weights, of whatever sign,";
  if (distance.reach == Distance::Reach::positive) return "no weights above 0";
  return problem.weight_bounds
             ? fmt::format("no weights from {} to {}", shortest(problem.weight_bounds->first),
                           shortest(problem.weight_bounds->second))
             : "no weights within the bounds";
}

std::string edge(const Distance& distance) {
  return distance.reach == Distance::Reach::positive
             ? "totals can be met only with weights of 0, which it cannot make"
             : "totals can be met only with weights at their bounds, which it never reaches";
}

std::string bounds(const Certificate& c) {
  std::vector<std::string> ways;
  if (c.upper) ways.push_back(fmt::format("an upper bound of {} or more", up(*c.upper)));
  if (c.lower) ways.push_back(fmt::format("a lower bound of {} or less", down(*c.lower)));
  if (c.both) ways.push_back(fmt::format("both [{}, {}]", down(c.both->first), up(c.both->second)));
  return joined(ways, ", or ");
}

std::string merges(const Certificate& c) {
  std::vector<std::string> ways;
  for (const auto& merge : c.merges)
    ways.push_back(fmt::format("{} with {} ({})", merge.level, merge.with, merge.margin));
  return joined(ways, ", or ");
}

std::string nearest(const Certificate& c) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(c.nearest.size(), most_changes); ++i)
    texts.push_back(fmt::format("{}: {:.10g} in place of {:.10g}", c.nearest[i].name,
                                c.nearest[i].nearest, c.nearest[i].total));
  return joined(texts, ", ");
}

}  // namespace

std::string to_text(const Certificate& c, const CalibrationProblem& problem,
                    const Distance& distance) {
  auto text = c.verdict == Certificate::Verdict::at_bounds_only
                  ? fmt::format("{}: {}", edge(distance), conflict(c))
                  : fmt::format("{} meet the totals: {}", within(problem, distance), conflict(c));
  if (!c.merges.empty()) text += "; merge " + merges(c);
  if (distance.reach == Distance::Reach::bounded) {
    const bool has_one_kind = problem.weight_bounds || problem.lower.empty();
    if (has_one_kind && (c.upper || c.lower || c.both)) text += "; it takes " + bounds(c);
    if (has_one_kind && !c.upper && !c.lower && !c.both) text += "; no bounds would do";
  }
  if (!c.nearest.empty())
    text += "; the nearest totals that can be met, the largest changes: " + nearest(c);
  return text;
}

}  // namespace trygg::weights
