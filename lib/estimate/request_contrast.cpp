#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/match.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

using Names = std::vector<std::string>;
using Columns = std::vector<const Column*>;

constexpr std::size_t most_readings = 8;

/// A group as it is written: a code of each variable.
struct Term {
  double coefficient;
  Names codes;
};

struct Reading {
  Names variables;
  std::vector<Term> terms;
  ContrastKind kind;
};

/// Every way to read `text` as one code of each of `columns`, with + between.
std::vector<Names> cell_readings(const OptionText& text, std::span<const Column* const> columns) {
  const auto known = code_of(*columns.front());
  if (columns.size() == 1) {
    const auto code = known(text.text());
    return code ? std::vector<Names>{{*code}} : std::vector<Names>{};
  }
  std::vector<Names> found;
  for (const auto plus : text.places("+")) {
    const auto code = known(text.part(0, plus).text());
    if (!code) continue;
    for (auto& rest : cell_readings(text.part(plus + 1), columns.subspan(1))) {
      rest.insert(rest.begin(), *code);
      found.push_back(std::move(rest));
    }
  }
  return found;
}

/// Every way to read `text` as a group, a number and * before it or not.
std::vector<Term> term_readings(const OptionText& text, double sign, const Columns& columns) {
  std::vector<Term> found;
  for (auto& codes : cell_readings(text, columns)) found.push_back({sign, std::move(codes)});
  for (const auto star : text.places("*")) {
    const auto number = to_number(trimmed(text.part(0, star).text()));
    if (!number) continue;
    for (auto& codes : cell_readings(text.part(star + 1), columns))
      found.push_back({sign * *number, std::move(codes)});
  }
  return found;
}

/// Every way to read `text` as groups with + or - between.
std::vector<std::vector<Term>> linear_readings(const OptionText& text, double sign,
                                               const Columns& columns) {
  std::vector<std::vector<Term>> found;
  auto ends = text.places("+-");
  ends.push_back(text.text().size());
  for (const auto end : ends) {
    for (const auto& term : term_readings(text.part(0, end), sign, columns)) {
      if (end == text.text().size()) {
        found.push_back({term});
        continue;
      }
      const double next = text.text()[end] == '-' ? -1 : 1;
      for (auto& rest : linear_readings(text.part(end + 1), next, columns)) {
        rest.insert(rest.begin(), term);
        found.push_back(std::move(rest));
      }
    }
    if (found.size() >= most_readings) break;
  }
  return found;
}

/// Every way to read `text` as one group over another.
std::vector<std::vector<Term>> ratio_readings(const OptionText& text, const Columns& columns) {
  std::vector<std::vector<Term>> found;
  for (const auto slash : text.places("/"))
    for (const auto& over : cell_readings(text.part(0, slash), columns))
      for (const auto& under : cell_readings(text.part(slash + 1), columns))
        found.push_back({{1, over}, {1, under}});
  return found;
}

Columns columns_of(const Names& names, const Table& table) {
  Columns columns;
  for (const auto& name : names) columns.push_back(&table.column(name));
  return columns;
}

std::vector<Reading> readings_of(const OptionText& text, const Table& table) {
  std::vector<Reading> found;
  for (const auto colon : text.places(":")) {
    for (const auto& names : divisions(text.part(0, colon), '+', column_of(table))) {
      const auto columns = columns_of(names, table);
      const auto rest = text.part(colon + 1);
      for (auto& terms : linear_readings(rest, 1, columns))
        if (terms.size() > 1) found.push_back({names, std::move(terms), ContrastKind::linear});
      for (auto& terms : ratio_readings(rest, columns))
        found.push_back({names, std::move(terms), ContrastKind::ratio});
    }
  }
  return found;
}

std::string in_words(const Term& term) {
  auto words = "'" + joined(term.codes, "' + '") + "'";
  if (term.codes.size() > 1) words = "(" + words + ")";
  const double size = std::abs(term.coefficient);
  return size == 1 ? words : shortest(size) + " * " + words;
}

std::string in_words(const Reading& reading) {
  auto words = "'" + joined(reading.variables, "' + '") + "': ";
  for (std::size_t i = 0; i < reading.terms.size(); ++i) {
    const auto& term = reading.terms[i];
    const char* sign = term.coefficient < 0 ? "-" : "+";
    if (i > 0) words += fmt::format(" {} ", reading.kind == ContrastKind::ratio ? "/" : sign);
    if (i == 0 && term.coefficient < 0) words += "-";
    words += in_words(term);
  }
  return words;
}

std::vector<ContrastTerm> levels_of(const Reading& reading, const Table& table) {
  std::vector<ContrastTerm> terms;
  for (const auto& [coefficient, codes] : reading.terms) {
    auto& term = terms.emplace_back(ContrastTerm{.coefficient = coefficient, .levels = {}});
    for (std::size_t v = 0; v < codes.size(); ++v) {
      const auto& column = table.column(reading.variables[v]);
      term.levels.push_back(match_code(column, codes[v]));
      require_valid(column, term.levels.back());
    }
  }
  return terms;
}

bool have_one_in_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::ranges::find_first_of(a, b) != a.end();
}

/// True where a record may be in both.
bool overlap(const ContrastTerm& a, const ContrastTerm& b) {
  for (std::size_t v = 0; v < a.levels.size(); ++v)
    if (!have_one_in_common(a.levels[v], b.levels[v])) return false;
  return true;
}

void check(std::string_view written, const Reading& reading,
           const std::vector<ContrastTerm>& terms) {
  const std::set<std::string> distinct(reading.variables.begin(), reading.variables.end());
  require<ConfigError>(distinct.size() == reading.variables.size(),
                       "'{}': a column stands there twice", written);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    require<ConfigError>(terms[i].coefficient != 0,
                         "'{}': the coefficient of {} is 0; leave it out", written,
                         in_words(reading.terms[i]));
    for (std::size_t j = 0; j < i; ++j) {
      if (!overlap(terms[i], terms[j])) continue;
      require<ConfigError>(terms.size() > 2, "'{}': both sides are the same group", written);
      throw ConfigError(fmt::format("'{}': the group {} stands there twice", written,
                                    in_words(Term{1, reading.terms[i].codes})));
    }
  }
}

/// The parts of `text` between all the characters that can separate groups, without numbers
/// before *.
std::vector<std::string> codes_in(const OptionText& text) {
  std::vector<std::string> codes;
  std::size_t from = 0;
  auto ends = text.places("+-*/");
  ends.push_back(text.text().size());
  for (const auto end : ends) {
    const auto part = text.part(from, end).text();
    const bool coefficient = text.has_at(end, "*") && to_number(trimmed(part));
    if (!coefficient) codes.push_back(part);
    from = end + 1;
  }
  return codes;
}

/// A part that is no code of any of `columns`, where it is the only one; else nothing.
std::optional<std::string> stranger(const OptionText& text, const Columns& columns) {
  std::vector<std::string> strangers;
  for (const auto& part : codes_in(text)) {
    const auto known = [&](const Column* column) { return bool(code_of(*column)(part)); };
    if (std::ranges::none_of(columns, known)) strangers.push_back(part);
  }
  return strangers.size() == 1 ? std::optional(strangers.front()) : std::nullopt;
}

/// Says why the codes after the names of a contrast have no reading, where that can be told.
void fail_codes(std::string_view written, const OptionText& rest, const Names& names,
                const Columns& columns) {
  const auto code = stranger(rest, columns);
  if (code && columns.size() == 1) match_code(*columns.front(), trimmed(*code));
  require<ConfigError>(!code, "'{}': '{}' is a code of none of '{}'", written,
                       trimmed(code.value_or("")), joined(names, "', '"));
  require<ConfigError>(columns.size() == 1,
                       "'{}': write each group as a code of every variable, in their order, with + "
                       "between: V+W:a+x-b+x",
                       written);
  require<ConfigError>(rest.places("-/").size() <= 1,
                       "'{}': none of these are two codes of '{}': {}; quote a code, \"…\"",
                       written, names.front(), joined(guesses(rest, "-/"), ", "));
}

/// Why a contrast has no reading.
[[noreturn]] void fail_contrast(std::string_view written, const OptionText& text,
                                const Table& table) {
  for (const auto colon : text.places(":"))
    for (const auto& names : divisions(text.part(0, colon), '+', column_of(table)))
      fail_codes(written, text.part(colon + 1), names, columns_of(names, table));
  const auto colons = text.places(":");
  if (!colons.empty()) read_names(text.part(0, colons[0]).text(), '+', table);
  throw ConfigError(fmt::format(
      "'{}': write VARIABLE:a-b for a difference, VARIABLE:a/b for a ratio or VARIABLE:2*a-b-c for "
      "a combination",
      written));
}

}  // namespace

Contrast read_contrast(std::string_view written, const Table& table) {
  const OptionText text(written);
  const auto found = readings_of(text, table);
  std::vector<std::string> words;
  for (const auto& reading : found) words.push_back(in_words(reading));
  require_one_reading(written, words);
  if (found.empty()) fail_contrast(written, text, table);
  const auto& reading = found.front();
  Contrast contrast{.text = std::string(written),
                    .variables = reading.variables,
                    .terms = levels_of(reading, table),
                    .kind = reading.kind};
  check(written, reading, contrast.terms);
  return contrast;
}

}  // namespace trygg
