#include "table/column.hpp"

#include <catch2/catch.hpp>

#include <map>

#include "base/random.hpp"

using namespace trygg;

TEST_CASE("levels are told apart by their whole text, in order of first mention", "[table][law]") {
  // Lengths around the seven bytes up to which a text is its own key, and around eight.
  Random random(1);
  std::vector<std::string> texts;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::uint32_t n = random.below(18); n > 0; --n)
      text += static_cast<char>(random.below(2) == 0 ? 'a' + random.below(3) : random.below(3));
    texts.push_back(text);
  }
  ColumnBuilder builder("v");
  std::map<std::string, std::uint32_t> naive;
  std::vector<std::uint32_t> codes;
  for (const auto& text : texts) {
    builder.add(text);
    codes.push_back(
        naive.try_emplace(text, static_cast<std::uint32_t>(naive.size())).first->second);
  }
  const auto column = builder.take(ColumnBuilder::Empty::value);
  CHECK(column.codes == codes);
  REQUIRE(column.levels.size() == naive.size());
  for (const auto& [text, level] : naive) REQUIRE(column.levels[level].text == text);
}

TEST_CASE("numbers are levels by value, with shortest texts", "[table]") {
  ColumnBuilder builder("v");
  for (const double value : {1.0, 0.1, -0.0, 0.0, 1.0}) builder.add(value);
  const auto column = builder.take();
  CHECK(column.codes == std::vector<std::uint32_t>{0, 1, 2, 2, 0});
  CHECK(column.levels[1].text == "0.1");
  CHECK(column.levels[2].text == "0");
}

TEST_CASE("a column of many different numbers stays right while its index grows", "[table]") {
  ColumnBuilder builder("v");
  for (int i = 0; i < 100000; ++i) builder.add(i / 8.0);
  for (int i = 0; i < 100000; ++i) builder.add(i / 8.0);
  const auto column = builder.take();
  CHECK(column.levels.size() == 100000);
  for (std::size_t k = 0; k < 100000; ++k) REQUIRE(column.codes[k + 100000] == k);
}

TEST_CASE("a field is a number as people write them", "[table]") {
  CHECK(number_in_field(" 1.5 ", '.') == 1.5);
  CHECK(number_in_field("1,5", ',') == 1.5);
  CHECK(number_in_field("1 234 567,25", ',') == 1234567.25);
  CHECK(number_in_field("-1\u00A0234", '.') == -1234);
  CHECK(number_in_field("12\u202F345\u2009678", '.') == 12345678);
  for (const auto* text : {"", "x", "1 23", "12 34", "1234 567", "070 123 456", "1 234 ", "1,5",
                           "- 1", "1 2345", "inf", "1  234"})
    if (std::string_view(text) != "1 234 ") {
      CAPTURE(text);
      CHECK_FALSE(number_in_field(text, '.').has_value());
    }
  CHECK(number_in_field("1 234 ", '.') == 1234);
}

TEST_CASE("blanks and NA are missing, but only in text files", "[table]") {
  ColumnBuilder builder("v");
  for (const auto* text : {"", "  ", "NA", "na", "1"}) builder.add(text);
  const auto column = builder.take();
  CHECK(column.at(0).missing == Missing::system);
  CHECK(column.at(1).missing == Missing::system);
  CHECK(column.at(2).missing == Missing::system);
  CHECK(column.at(3).missing == Missing::none);
  CHECK(column.type == ColumnType::text);
}

TEST_CASE("levels in order: codebook, then numbers, then bytes, missing last", "[table]") {
  ColumnBuilder builder("v");
  for (const auto* text : {"10", "x", "9", "A", "8", "7"}) builder.add(text);
  auto column = builder.take();
  column.levels[4].missing = Missing::other;
  column.levels[5].order = 0;
  CHECK(column.ordered_levels() == std::vector<std::uint32_t>{5, 2, 0, 3, 1, 4});
}
