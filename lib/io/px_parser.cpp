#include <algorithm>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "io/px_encoding.hpp"
#include "io/px_file.hpp"

namespace trygg {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_keyword_sign(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

class Parser {
 public:
  explicit Parser(PxFile& file, std::string_view text) : file_(file), text_(text) {}

  void run() {
    while (skip_blanks(), !at_end()) {
      auto keyword = head();
      if (keyword.name == "DATA") return data(keyword);
      items(keyword);
      require_new(keyword);
      file_.keywords.push_back(std::move(keyword));
    }
    fail("the file ends without DATA=…;");
  }

 private:
  [[noreturn]] void fail(std::string_view problem) const {
    throw InputError(file_.source, line_, problem);
  }
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  char take() {
    const char c = text_[at_++];
    if (c == '\n') ++line_;
    return c;
  }
  void skip_blanks() {
    while (!at_end() && is_blank(peek())) take();
  }
  void expect(char c, std::string_view where) {
    skip_blanks();
    if (peek() != c) fail(fmt::format("'{}' is missing {}", c, where));
    take();
  }

  /// A quoted text; one directly after it, with blanks between, goes on with it.
  std::string quoted() {
    std::string text;
    while (peek() == '"') {
      const auto begin = line_;
      take();
      while (!at_end() && peek() != '"') text += take();
      if (at_end())
        throw InputError(file_.source, begin, "a quoted text begins here and does not end");
      take();
      skip_blanks();
    }
    return text;
  }

  PxKeyword head() {
    PxKeyword keyword;
    keyword.line = line_;
    while (!at_end() && is_keyword_sign(peek())) keyword.name += take();
    if (keyword.name.empty()) fail("a keyword is expected here, in capital letters");
    skip_blanks();
    if (peek() == '[') {
      take();
      while (!at_end() && peek() != ']' && !is_blank(peek())) keyword.language += take();
      expect(']', "after the language of " + keyword.name);
      if (keyword.language.empty()) fail("an empty language of " + keyword.name);
      skip_blanks();
    }
    if (peek() == '(') arguments(keyword);
    expect('=', "after " + keyword.name);
    return keyword;
  }

  void arguments(PxKeyword& keyword) {
    do {
      take();
      skip_blanks();
      if (peek() != '"')
        fail(fmt::format("the parenthesis of {} holds quoted names", keyword.name));
      keyword.arguments.push_back(quoted());
    } while (peek() == ',');
    expect(')', "after the names of " + keyword.name);
    skip_blanks();
  }

  /// A word such as YES or TLIST(A1,"2020"-"2022"), up to the next comma or semicolon.
  std::string word(const std::string& keyword) {
    std::string word;
    int depth = 0;
    while (!at_end() && peek() != ';' && (depth > 0 || peek() != ',')) {
      if (peek() == '(') ++depth;
      if (peek() == ')') --depth;
      if (peek() == '"' && depth == 0)
        fail(fmt::format("a quote within the value of {} where none can stand", keyword));
      word += take();
    }
    const auto text = std::string(trimmed(word));
    if (text.empty()) fail(fmt::format("{} has an empty value", keyword));
    return text;
  }

  void items(PxKeyword& keyword) {
    for (;;) {
      skip_blanks();
      const bool is_quoted = peek() == '"';
      keyword.items.push_back({is_quoted ? quoted() : word(keyword.name), is_quoted});
      skip_blanks();
      if (peek() == ';') break;
      // HIERARCHIES pairs its texts with colons.
      const bool goes_on = peek() == ',' || (peek() == ':' && is_quoted);
      if (!goes_on)
        fail(at_end() ? fmt::format("{} does not end with ';'", keyword.name)
                      : fmt::format("a comma or ';' is missing after a value of {}", keyword.name));
      take();
    }
    take();
  }

  void require_new(const PxKeyword& keyword) {
    if (!seen_.emplace(keyword.name, keyword.language, keyword.arguments).second)
      throw InputError(file_.source, keyword.line,
                       fmt::format("{} stands here a second time", keyword.name));
  }

  void data(const PxKeyword& keyword) {
    if (!keyword.arguments.empty() || !keyword.language.empty())
      fail("DATA has neither names nor language");
    if (has_keys()) fail("DATA with KEYS (sparse rows) is not read; write the table in full");
    file_.data_line = keyword.line;
    while (skip_blanks(), !at_end() && peek() != ';') file_.cells.push_back(cell());
    expect(';', "after the last cell of DATA");
    skip_blanks();
    if (!at_end()) fail("something stands after the end of DATA");
  }

  bool has_keys() const {
    return std::ranges::any_of(file_.keywords,
                               [](const PxKeyword& keyword) { return keyword.name == "KEYS"; });
  }

  std::string cell() {
    std::string cell;
    if (peek() == '"') {
      take();
      while (!at_end() && peek() != '"' && peek() != '\n') cell += take();
      if (peek() != '"') fail("a quoted cell does not end");
      take();
      if (!is_px_symbol(cell)) fail(fmt::format("the cell \"{}\" is no symbol of PX", cell));
      return cell;
    }
    while (!at_end() && !is_blank(peek()) && peek() != ';') cell += take();
    if (!is_px_number(cell))
      fail(fmt::format("the cell {} is no number; symbols stand in quotes, decimals after a point",
                       cell));
    return cell;
  }

  PxFile& file_;
  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
  std::set<std::tuple<std::string, std::string, std::vector<std::string>>> seen_;
};

}  // namespace

bool is_px_symbol(std::string_view text) {
  return text == "-" || (!text.empty() && text.size() <= 6 &&
                         text.find_first_not_of('.') == std::string_view::npos);
}

bool is_px_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const auto point = text.find('.');
  return digits(text.substr(0, point)) &&
         (point == std::string_view::npos || digits(text.substr(point + 1)));
}

const PxKeyword* PxFile::find(std::string_view name, const std::vector<std::string>& arguments,
                              std::string_view language) const {
  const auto found = std::ranges::find_if(keywords, [&](const PxKeyword& keyword) {
    return keyword.name == name && keyword.language == language && keyword.arguments == arguments;
  });
  return found == keywords.end() ? nullptr : &*found;
}

std::optional<std::string> PxFile::text(std::string_view name,
                                        const std::vector<std::string>& arguments,
                                        std::string_view language) const {
  const auto* keyword = find(name, arguments, language);
  if (keyword == nullptr) return std::nullopt;
  return keyword->items.front().text;
}

PxFile parse_px(std::string bytes, std::string source) {
  PxFile file{.source = std::move(source)};
  require<InputError>(bytes.find('\0') == std::string::npos,
                      "{}: the file has NUL bytes; PX is text", file.source);
  const auto text = px_as_utf8(std::move(bytes), file.source);
  Parser(file, text).run();
  return file;
}

PxFile read_px(const std::filesystem::path& path) {
  return parse_px(read_file(path), path.string());
}

}  // namespace trygg
