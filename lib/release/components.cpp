#include "release/components.hpp"

#include <algorithm>

#include "estimate/cube.hpp"

namespace trygg {
namespace {

/// Places of the characters `wanted` that stand outside quotes.
std::vector<std::size_t> places(std::string_view text, std::string_view wanted) {
  std::vector<std::size_t> found;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && wanted.find(text[i]) != std::string_view::npos) found.push_back(i);
  }
  return found;
}

std::vector<std::string_view> terms_of(std::string_view contrast) {
  std::vector<std::string_view> terms;
  std::size_t begin = 0;
  for (const auto blank : places(contrast, " ")) {
    terms.push_back(contrast.substr(begin, blank - begin));
    begin = blank + 1;
  }
  terms.push_back(contrast.substr(begin));
  return terms;
}

std::string unquoted(std::string_view code) {
  if (code.size() >= 2 && code.front() == '"' && code.back() == '"')
    code = code.substr(1, code.size() - 2);
  return std::string(code);
}

}  // namespace

struct ContrastReader::Term {
  enum class Part { wave, sex, group } part = Part::sex;
  std::size_t group = 0;
  std::string a, b;
  Comparison comparison = Comparison::difference;

  void set(CellKey& key, const std::string& code) const {
    (part == Part::wave ? key.wave : part == Part::sex ? key.sex : key.groups[group]) = code;
  }
};

ContrastReader::ContrastReader(const Cube& cube)
    : index_(cube), group_names_(cube.group_names), groups_(cube.group_names.size()) {
  for (const auto& row : cube.rows) {
    waves_.insert(row.wave);
    if (!row.contrast.empty()) continue;
    if (!row.sex.empty()) sexes_.insert(row.sex);
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (!row.groups[g].empty()) groups_[g].insert(row.groups[g]);
  }
}

/// Completes `term`, whose codes are set, with what it compares.
bool ContrastReader::fits(Term& term, std::string_view variable, const CubeRow& row) const {
  const auto both = [&](const std::set<std::string>& known) {
    return known.contains(term.a) && known.contains(term.b);
  };
  const auto named = std::ranges::find(group_names_, variable);
  if (named != group_names_.end()) {
    term.part = Term::Part::group;
    term.group = static_cast<std::size_t>(named - group_names_.begin());
    return both(groups_[term.group]);
  }
  const bool rounds = term.a == row.wave && both(waves_);
  const bool sexes = row.sex.empty() && both(sexes_);
  term.part = rounds ? Term::Part::wave : Term::Part::sex;
  return rounds != sexes;  // both at once: it cannot be told which
}

std::optional<ContrastReader::Term> ContrastReader::read(std::string_view text,
                                                         const CubeRow& row) const {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto codes = text.substr(colon + 1);
  for (const auto at : places(codes, "-/")) {
    Term term;
    term.a = unquoted(codes.substr(0, at));
    term.b = unquoted(codes.substr(at + 1));
    term.comparison = codes[at] == '-' ? Comparison::difference : Comparison::ratio;
    if (fits(term, text.substr(0, colon), row)) return term;
  }
  return std::nullopt;
}

std::optional<Components> ContrastReader::components(const CubeRow& row) const {
  Components components;
  std::vector<CellKey> keys{key_of(row)};
  keys.front().contrast.clear();
  if (row.contrast == against_whole_contrast) {
    keys.push_back(keys.front());
    for (auto* text : {&keys.back().era, &keys.back().area_level, &keys.back().area}) text->clear();
    return found(std::move(components), keys);
  }
  for (const auto text : terms_of(row.contrast)) {
    const auto term = read(text, row);
    if (!term) return std::nullopt;
    if (term->comparison == Comparison::ratio) components.comparison = Comparison::ratio;
    for (std::size_t k = 0, count = keys.size(); k < count; ++k) {
      keys.push_back(keys[k]);
      term->set(keys[k], term->a);
      term->set(keys.back(), term->b);
    }
  }
  return found(std::move(components), keys);
}

/// The cells with these keys, if they are all in the cube.
std::optional<Components> ContrastReader::found(Components components,
                                                std::span<const CellKey> keys) const {
  for (const auto& key : keys) {
    const auto* cell = index_.find(key);
    if (!cell) return std::nullopt;
    components.cells.push_back(cell);
  }
  return components;
}

}  // namespace trygg
