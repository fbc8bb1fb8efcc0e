#include "io/csv_data_set.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/csv_reader.hpp"
#include "io/csv_scanner.hpp"
#include "io/encoding.hpp"
#include "support.hpp"

using namespace trygg;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using trygg::test::Folder;
using Texts = std::vector<std::string>;
using Rows = std::vector<Texts>;

namespace {

/// Keeps all records as texts; numbers by std::to_string.
class Keeper : public RecordSink {
 public:
  struct Block : BlockSink {
    void add(const RecordChunk& chunk) override {
      records += chunk.records;
      codes.resize(chunk.codes.size());
      numbers.resize(chunk.numbers.size());
      for (std::size_t c = 0; c < chunk.codes.size(); ++c) {
        codes[c].insert(codes[c].end(), chunk.codes[c].begin(), chunk.codes[c].end());
        numbers[c].insert(numbers[c].end(), chunk.numbers[c].begin(), chunk.numbers[c].end());
      }
    }
    std::size_t records = 0;
    std::vector<std::vector<std::uint32_t>> codes;
    std::vector<std::vector<double>> numbers;
  };

  std::unique_ptr<BlockSink> open() override { return std::make_unique<Block>(); }
  void close(std::unique_ptr<BlockSink> sink, std::span<const Dictionary> dictionary) override {
    const auto& block = static_cast<Block&>(*sink);
    ++blocks;
    for (std::size_t r = 0; r < block.records; ++r) {
      rows.emplace_back();
      for (std::size_t c = 0; c < block.codes.size(); ++c)
        rows.back().push_back(block.codes[c].empty() ? shown(block.numbers[c][r])
                                                     : dictionary[c][block.codes[c][r]]);
    }
  }

  Rows rows;
  std::size_t blocks = 0;

 private:
  static std::string shown(double x) { return std::isnan(x) ? "missing" : fmt::format("{}", x); }
};

std::vector<WantedColumn> all_codes(const CsvDataSet& data) {
  std::vector<WantedColumn> wanted;
  for (const auto& name : data.names()) wanted.push_back({name});
  return wanted;
}

/// What CsvScanner, which looks at one byte after the other of the whole text, makes of it: the
/// rows, or what is wrong with it.
struct Told {
  Rows rows;
  std::string complaint;
  bool operator==(const Told&) const = default;
};

Told told_by_scanner(const std::string& bytes, char delimiter) {
  Told told;
  try {
    const auto text = decoded(bytes, std::nullopt, "x.csv");
    CsvScanner scanner(text, delimiter, "x.csv");
    std::vector<CsvField> fields;
    std::size_t width = 0, ragged = 0;
    for (; scanner.next(fields); fields.clear()) {
      if (width == 0) width = fields.size();
      if (fields.size() != width) ++ragged;
      std::string buffer;
      told.rows.emplace_back();
      for (const auto& field : fields) told.rows.back().emplace_back(field.text(buffer));
    }
    if (ragged > 0) told = {{}, "ragged"};
  } catch (const Error& e) {
    told = {{}, e.what()};
  }
  if (!told.rows.empty()) told.rows.erase(told.rows.begin());
  return told;
}

Told told_by_blocks(const std::string& path, char delimiter, const ScanSizes& sizes,
                    unsigned threads) {
  Keeper keeper;
  try {
    const CsvDataSet data({path}, {.delimiter = delimiter}, sizes);
    data.scan(all_codes(data), keeper, threads);
  } catch (const Error& e) {
    const std::string what = e.what();
    if (what.find("header's") != std::string::npos) return {{}, "ragged"};
    return {{}, what.substr(what.find("x.csv"))};
  }
  return {keeper.rows, ""};
}

}  // namespace

TEST_CASE("a data set gives codes and numbers of the columns that are wanted", "[io]") {
  const Folder folder;
  const CsvDataSet data({folder.file("x.csv", "a;b;c\n01;1,5;x\nNA;;y\n01;1 234,5;x\n")}, {});
  CHECK(data.names() == Texts{"a", "b", "c"});
  CHECK(data.decimal() == ',');
  CHECK(data.bytes() == 34);
  Keeper keeper;
  const std::vector<WantedColumn> wanted{{"c"}, {"b", Wanted::numbers}, {"a"}};
  CHECK(data.scan(wanted, keeper, 1) == 3);
  CHECK(keeper.rows == Rows{{"x", "1.5", "01"}, {"y", "missing", "NA"}, {"x", "1234.5", "01"}});
  SECTION("again, for a second pass") {
    CHECK(data.scan(wanted, keeper, 2) == 3);
    CHECK(keeper.rows.size() == 6);
  }
  SECTION("a column that is not there") {
    CHECK_THROWS_WITH(data.scan(std::vector<WantedColumn>{{"vikt"}}, keeper, 1),
                      EndsWith("x.csv: there is no column 'vikt'; known: a, b, c"));
  }
  SECTION("the first records as a table") {
    const auto head = data.head({}, 2);
    CHECK(head.rows() == 2);
    CHECK(head.names() == data.names());
    CHECK(head.column("b").at(0).number == 1.5);
    CHECK(head.column("a").at(1).missing == Missing::system);
  }
}

TEST_CASE("several files are one data set", "[io]") {
  const Folder folder;
  const auto first = folder.file("part-1.csv", "a,b\n1,x\n2,y\n");
  const auto second = folder.file("part-2.csv", "a;b\r\n3;å\r\n");
  const auto table = read_tables({first, second});
  REQUIRE(table.rows() == 3);
  CHECK(table.column("b").at(2).text == "å");
  CHECK(table.column("a").at(2).number == 3);
  CHECK(CsvDataSet({first, second}, {}).head({}, 3).rows() == 3);
  const auto complaint = [&](const std::string& text) -> std::string {
    try {
      read_tables({first, folder.file("x.csv", text)});
    } catch (const Error& e) {
      const std::string what = e.what();
      return what.substr(what.find("x.csv"));
    }
    return "no complaint";
  };
  CHECK_THAT(complaint("a,c\n1,2\n"), Contains("x.csv: column 2 is 'c', in ") && Contains("'b'"));
  CHECK_THAT(complaint("a,b,c\n1,2,3\n"), Contains("x.csv: 3 columns, in "));
  CHECK_THAT(complaint("a;b\n1,5;2\n"), Contains("x.csv: the decimal sign is ',', in "));
  CHECK(complaint("a,b\n1\n") ==
        "x.csv: 1 row has not the header's 2 fields: line 2 has 1 (delimiter ','; --delimiter sets "
        "another)");
  CHECK(complaint("a,b\n") == "no complaint");
}

TEST_CASE("a value that is no number is told with its file and line", "[io][error]") {
  const Folder folder;
  std::string text = "a;w\n";
  for (int i = 0; i < 3000; ++i) text += "1;2\n";
  const auto path = folder.file("x.csv", text + "1;tva\n");
  Keeper keeper;
  const std::vector<WantedColumn> wanted{{"w", Wanted::numbers}};
  CHECK_THROWS_WITH(
      CsvDataSet({path}, {}, {.block = 500}).scan(wanted, keeper, 2),
      EndsWith("x.csv:3002: column 'w': the value (--show-values shows it) is not a number"));
  CHECK_THROWS_WITH(CsvDataSet({path}, {.show_values = ShowValues::yes}).scan(wanted, keeper, 2),
                    EndsWith("x.csv:3002: column 'w': 'tva' is not a number"));
  SECTION("a decimal sign that comes late is taken, two are not") {
    const auto late = folder.file("late.csv", text + "1;2,5\n");
    Keeper kept;
    CHECK(CsvDataSet({late}, {}).scan(wanted, kept, 2) == 3001);
    CHECK(kept.rows.back() == Texts{"2.5"});
    const auto both = folder.file("both.csv", text + "1;2,5\n1;2.5\n");
    CHECK_THROWS_WITH(CsvDataSet({both}, {}).scan(wanted, kept, 2),
                      Contains("some numbers have a decimal point, others a decimal comma"));
  }
}

TEST_CASE("blocks, chunks and threads change nothing that is read, or said", "[io][law]") {
  static const Texts pieces{"a",  "å", "1",  "o\u0308", ",",  ",",    ",",     "\"", "\n",   "\n",
                            "\r", " ", "\"", "\xE5",    "NA", "\r\n", "\",\"", "\0", "\"\n", "bb"};
  const Folder folder;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::string text = seed % 2 == 0 ? "a,b\n" : "\"a\"\n";
    const auto used = 4 + random.below(static_cast<std::uint32_t>(pieces.size()) - 3);
    for (std::uint32_t i = random.below(60); i > 0; --i)
      text += random.below(3) == 0 && seed % 2 == 0 ? "x,\"y\"\n" : pieces[random.below(used)];
    const auto path = folder.file("x.csv", text);
    const auto expected = told_by_scanner(text, ',');
    const ScanSizes sizes{1 + random.below(40), 1 + random.below(30)};
    const auto told = told_by_blocks(path, ',', sizes, 1 + random.below(3));
    INFO(text);
    if (expected.complaint.empty() && expected.rows.empty()) {
      CHECK_THAT(told.complaint, EndsWith("there are no records below the header"));
    } else if (expected.complaint.empty() || told.complaint.empty()) {
      CHECK(told == expected);
    }
  }
}
