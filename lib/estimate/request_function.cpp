#include <algorithm>
#include <array>
#include <cctype>

#include "base/error.hpp"
#include "base/text.hpp"
#include "estimate/expression.hpp"
#include "estimate/request.hpp"
#include "estimate/request_parts.hpp"
#include "table/table.hpp"

namespace trygg {
namespace {

using namespace detail;

constexpr std::pair<std::string_view, Operation> functions[] = {
    {"log", Operation::log}, {"exp", Operation::exp}, {"sqrt", Operation::sqrt}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Reads an expression by recursive descent, each method one rule of its grammar:
///
///     sum      product (+|− product)…          power    operand (^ factor)
///     product  factor (*|/ factor)…            operand  number | ( sum ) | name ( argument )
///     factor   − factor | power
class FunctionReader {
 public:
  FunctionReader(std::string_view written, const Table& table)
      : written_(written), text_(written), table_(table) {}

  Quantity read() {
    sum();
    skip_blanks();
    if (place_ < size()) fail(place_, "an operator (+ - * / ^) or the end is expected");
    require<ConfigError>(!parts_.empty(), "'{}': there is no total in it", written_);
    return {.indicator = std::string(written_),
            .statistic = Statistic::function,
            .parts = std::move(parts_),
            .function = std::make_shared<const Expression>(std::move(steps_))};
  }

 private:
  void sum() {
    product();
    while (const char sign = next_of("+-")) {
      product();
      steps_.push_back({sign == '+' ? Operation::add : Operation::subtract});
    }
  }

  void product() {
    factor();
    while (const char sign = next_of("*/")) {
      factor();
      steps_.push_back({sign == '*' ? Operation::multiply : Operation::divide});
    }
  }

  void factor() {
    constexpr int deepest = 200;
    if (++depth_ > deepest) fail(place_, "the expression is nested too deeply");
    if (next_of("-")) {
      factor();
      steps_.push_back({Operation::negate});
    } else {
      power();
    }
    --depth_;
  }

  void power() {
    operand();
    if (!next_of("^")) return;
    factor();  // a^b^c is a^(b^c), and a^-1 needs no parentheses
    steps_.push_back({Operation::power});
  }

  void operand() {
    skip_blanks();
    if (next_of("(")) {
      sum();
      expect_closing();
    } else if (place_ < size() && (is_digit(at(place_)) || at(place_) == '.')) {
      number();
    } else if (place_ < size() && is_letter(at(place_))) {
      named();
    } else {
      fail(place_, "a number, a total(…) or ( is expected");
    }
  }

  void number() {
    const auto from = place_;
    const auto digits = [&] {
      while (place_ < size() && is_digit(at(place_))) ++place_;
    };
    digits();
    if (place_ < size() && at(place_) == '.') ++place_, digits();
    if (place_ < size() && (at(place_) == 'e' || at(place_) == 'E')) {
      ++place_;
      if (place_ < size() && (at(place_) == '+' || at(place_) == '-')) ++place_;
      digits();
    }
    const auto text = text_.part(from, place_).text();
    const auto value = to_number(text);
    if (!value) fail(from, fmt::format("'{}' is no number", text));
    steps_.push_back({Operation::number, *value});
  }

  void named() {
    const auto from = place_;
    while (place_ < size() && (is_letter(at(place_)) || is_digit(at(place_)))) ++place_;
    const auto name = text_.part(from, place_).text();
    skip_blanks();
    if (place_ == size() || at(place_) != '(') fail_name(from, name);
    ++place_;
    for (const auto& [function, operation] : functions) {
      if (function != name) continue;
      sum();
      expect_closing();
      steps_.push_back({operation});
      return;
    }
    total(from, name);
  }

  void total(std::size_t from, const std::string& name) {
    if (name == "count") {
      expect_closing();
      push(count());
    } else if (name == "total") {
      push(argument(Accepted::column_or_codes));
    } else if (name == "mean" || name == "share") {
      push(argument(name == "mean" ? Accepted::column : Accepted::codes));
      push(count());
      steps_.push_back({Operation::divide});
    } else {
      fail_name(from, name);
    }
  }

  enum class Accepted { column, codes, column_or_codes };

  /// Every way to read the argument that begins here: its quantity and where it ends.
  std::vector<std::pair<Quantity, std::size_t>> arguments(Accepted accepted) const {
    std::vector<std::pair<Quantity, std::size_t>> found;
    for (const auto end : text_.places(")")) {
      if (end < place_) continue;
      const auto inside = text_.part(place_, end);
      const auto name = column_of(table_)(inside.text());
      if (name && accepted != Accepted::codes)
        found.emplace_back(Quantity{.statistic = Statistic::total, .variable = *name}, end);
      if (accepted == Accepted::column) continue;
      for (const auto& reading : code_readings(inside, "=", table_))
        found.emplace_back(with_codes(reading), end);
    }
    return found;
  }

  Quantity with_codes(const CodeReading& reading) const {
    const auto& column = table_.column(reading.variable);
    Quantity q{.statistic = Statistic::share,
               .variable = reading.variable,
               .levels = levels_of(column, reading.codes)};
    require_valid(column, q.levels);
    return q;
  }

  static Quantity count() { return {.statistic = Statistic::count}; }

  Quantity argument(Accepted accepted) {
    const auto from = place_;
    const auto found = arguments(accepted);
    if (found.empty()) fail_argument(accepted);
    if (found.size() > 1)
      fail(from,
           "what stands in () can be read in several ways; put it in "
           "quotes, \"…\"");
    place_ = found.front().second + 1;
    return found.front().first;
  }

  /// Pushes a total, one that is asked for twice only once.
  void push(const Quantity& q) {
    const auto same = [&](const Quantity& p) {
      return p.statistic == q.statistic && p.variable == q.variable && p.levels == q.levels;
    };
    const auto known = std::ranges::find_if(parts_, same);
    steps_.push_back(
        {.operation = Operation::total, .total = static_cast<std::size_t>(known - parts_.begin())});
    if (known == parts_.end()) parts_.push_back(q);
  }

  void skip_blanks() {
    while (place_ < size() && at(place_) == ' ') ++place_;
  }

  /// Passes over one of `signs` and gives it; 0 where something else stands.
  char next_of(std::string_view signs) {
    skip_blanks();
    if (place_ == size() || signs.find(at(place_)) == std::string_view::npos) return 0;
    return at(place_++);
  }

  void expect_closing() {
    if (!next_of(")")) fail(place_, "a ) is expected");
  }

  [[noreturn]] void fail_argument(Accepted accepted) const {
    const auto ends = text_.places(")");
    const auto end = std::ranges::find_if(ends, [&](auto e) { return e >= place_; });
    if (end == ends.end()) fail(place_, "the ( before it is never closed");
    const auto inside = text_.part(place_, *end);
    const bool codes = !inside.places("=").empty();
    if (accepted == Accepted::column && codes)
      fail(place_, "mean takes a column; the share of codes is share(V=code|code)");
    if (accepted == Accepted::codes && !codes) fail(place_, "share takes V=code|code");
    try {
      if (codes) fail_codes(inside.text(), inside, "=", table_);
      single_name(inside.text(), table_);
    } catch (const ConfigError& e) {
      fail(place_, e.what());
    }
    fail(place_, "a column is expected");
  }

  [[noreturn]] void fail_name(std::size_t from, const std::string& name) const {
    if (table_.has(name))
      fail(from, fmt::format("a column stands in total({0}) or mean({0})", name));
    fail(from, fmt::format("'{}' is no function; known: total, mean, share, count, log, exp, sqrt",
                           name));
  }

  [[noreturn]] void fail(std::size_t place, std::string_view problem) const {
    throw ConfigError(
        fmt::format("'{}', character {}: {}", written_, text_.written_place(place) + 1, problem));
  }

  std::size_t size() const { return text_.text().size(); }
  char at(std::size_t place) const { return text_.text()[place]; }

  std::string_view written_;
  OptionText text_;
  const Table& table_;
  std::size_t place_ = 0;
  int depth_ = 0;
  std::vector<ExpressionStep> steps_;
  std::vector<Quantity> parts_;
};

}  // namespace

Quantity read_function(std::string_view text, const Table& table) {
  return FunctionReader(text, table).read();
}

}  // namespace trygg
