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

namespace {

/// A file of `width` columns: mostly plain fields, now and then something that is not.
std::string random_file(Random& random, std::uint32_t width, std::string_view line_end) {
  static const Texts plain{
      "", "1", "2", "12", "345", "\"7\"", "\"\"", "NA", "långt som är en text"};
  static const Texts odd{"\"x,y\"",
                         "\"x\ny\"",
                         "\"x\"\"y\"",
                         "\"\"\"\"",
                         "5\" rör",
                         "o\u0308",
                         "\n",
                         "\r",
                         "\"\r\n\"",
                         "\"a",
                         "\"b\" c",
                         " ",
                         ",",
                         "\xE5",
                         "\xC4\"",
                         std::string(1, '\0'),
                         "\"en\nlång\n\ntext, som går över flera block\""};
  const auto oddity = 1 + random.below(200);
  std::string text = width == 1 ? "a" : width == 2 ? "a,\"b\"" : "a,b,c";
  for (std::uint32_t r = random.below(60); r > 0; --r) {
    text += line_end;
    for (std::uint32_t c = 0; c < width; ++c) {
      const auto& pieces = random.below(oddity) == 0 ? odd : plain;
      text += (c > 0 ? "," : "") + pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
    }
  }
  return random.below(2) == 0 ? text : text.append(line_end);
}

/// The same rows are read, or something is said by both; the same, unless two things are wrong.
bool agree(const Told& blocks, const Told& scanner) {
  if (scanner.complaint.empty() && scanner.rows.empty())
    return blocks.complaint == "x.csv: there are no records below the header";
  return blocks == scanner || (!blocks.complaint.empty() && !scanner.complaint.empty());
}

}  // namespace

TEST_CASE("blocks, chunks and threads change nothing that is read, or said", "[io][law]") {
  const Folder folder;
  std::size_t read = 0, refused = 0, told_alike = 0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    Random random(seed);
    static const Texts line_ends{"\n", "\r\n", "\r", "\n\n"};
    const auto text = random_file(random, 1 + random.below(3), line_ends[random.below(4)]);
    const auto path = folder.file("x.csv", text);
    const auto expected = told_by_scanner(text, ',');
    const ScanSizes sizes{1 + random.below(random.below(2) == 0 ? 40 : 600), 1 + random.below(300)};
    const auto told = told_by_blocks(path, ',', sizes, 1 + random.below(3));
    CAPTURE(seed, text, expected.complaint, told.complaint);
    if (!agree(told, expected)) CHECK(told == expected);
    (expected.complaint.empty() ? read : refused) += 1;
    told_alike += told.complaint == expected.complaint ? 1 : 0;
  }
  CHECK(read > 1000);
  CHECK(refused > 500);
  CHECK(told_alike > 3600);
}

TEST_CASE("random bytes are read, or refused, as one byte after the other says", "[io][law]") {
  const Folder folder;
  const std::string bytes = "a1,\"\n\r";
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    Random random(seed);
    std::string text = seed % 3 == 0 ? "a\n" : "a,b\n";
    const auto kinds = 2 + random.below(5);
    for (std::uint32_t i = random.below(200); i > 0; --i) text += bytes[random.below(kinds)];
    const auto path = folder.file("x.csv", text);
    const auto expected = told_by_scanner(text, ',');
    const auto told = told_by_blocks(path, ',', {1 + random.below(300), 1 + random.below(300)}, 2);
    CAPTURE(seed, text, expected.complaint, told.complaint);
    if (!agree(told, expected)) CHECK(told == expected);
  }
}

TEST_CASE("what is wrong is seen wherever it lies among the bytes looked at together",
          "[io][law]") {
  const Folder folder;
  static const Texts ends{",\"y\"z\n",  ",\"y\"\"z\"\n", ",\"y\nz\"\n", ",y\"z\"\n",
                          ",\"y\"\r\n", ",\"y\"\r1,2\n", ",\"y,z\"\n",  ",y\n\n1,2\n"};
  for (std::size_t pad = 1; pad < 140; ++pad)
    for (const auto& end : ends) {
      const auto text = "a,b\n" + std::string(pad, 'x') + end + std::string(80, 'x') + ",z\n";
      CAPTURE(pad, end);
      const auto path = folder.file("x.csv", text);
      CHECK(told_by_blocks(path, ',', {}, 1) == told_by_scanner(text, ','));
    }
}

TEST_CASE("a table is the same for any blocks", "[io][law]") {
  const Folder folder;
  for (const std::string line_end : {"\n", "\r\n"}) {
    std::string text = "id,kod,ort,fri";
    Random random(5);
    for (int k = 0; k < 700; ++k)
      text += line_end + std::to_string(k) + "," + std::to_string(random.below(9)) +
              (k % 97 == 96 ? ",\"Å,\nB\"," : ",\"Ängby\",") + (k % 50 == 7 ? "\"två\"\"x\"" : "");
    const auto path = folder.file("x.csv", text);
    const auto whole = read_csv({path}, {.threads = 1});
    CHECK(whole.rows() == 700);
    CHECK(whole.place(200) == "row 201 (line 204)");
    for (const std::uint64_t block : {1, 2, 7, 64, 1000, 5000}) {
      CAPTURE(block);
      for (const std::size_t chunk : {1, 63, 64, 65, 4096}) {
        const auto table = read_csv({path}, {.threads = 2}, {block, chunk});
        REQUIRE(table.rows() == whole.rows());
        CHECK(table.lines == whole.lines);
        for (const auto& column : whole.columns()) {
          const auto& same = table.column(column.name);
          CHECK(same.codes == column.codes);
          REQUIRE(same.levels.size() == column.levels.size());
          for (std::size_t l = 0; l < column.levels.size(); ++l)
            REQUIRE(same.levels[l].text == column.levels[l].text);
        }
      }
    }
  }
}

TEST_CASE("an encoding that shows late holds from the file's begin", "[io]") {
  const Folder folder;
  std::string text = "ort,tal\n";
  for (int k = 0; k < 40000; ++k) text += "Alby," + std::to_string(k) + "\n";
  const auto old = folder.file("old.csv", text +
                                              "\xC4lvsj\xF6,1\xA0"
                                              "234\n");
  Keeper keeper;
  const std::vector<WantedColumn> wanted{{"ort"}, {"tal", Wanted::numbers}};
  CHECK(CsvDataSet({old}, {}, {.block = 1000}).scan(wanted, keeper, 2) == 40001);
  CHECK(keeper.rows.back() == Texts{"Älvsjö", "1234"});
  SECTION("also for signs that could be UTF-8, in blocks that were read ahead") {
    for (int k = 0; k < 300; ++k) text += (k == 0 ? "\xC4lvsj\xF6,1\n" : "\xC3\xA5,1\n");
    const auto path = folder.file("ahead.csv", text);
    Keeper kept;
    CsvDataSet({path}, {}, {.block = 500}).scan(wanted, kept, 4);
    for (std::size_t r = 40001; r < kept.rows.size(); ++r) REQUIRE(kept.rows[r][0] == "Ã¥");
  }
  SECTION("and two are refused with the line") {
    const auto both = folder.file("both.csv", text + "Älvsjö,1\n\xC4lvsj\xF6,2\n");
    CHECK_THROWS_WITH(CsvDataSet({both}, {}, {.block = 1000}).scan(wanted, keeper, 2),
                      Contains("both.csv:40003: the text is UTF-8 up to here"));
    CHECK_THROWS_WITH(CsvDataSet({both}, {.encoding = "utf-8"}).scan(wanted, keeper, 2),
                      Contains("both.csv:40003: the text is not UTF-8"));
  }
}

TEST_CASE("sums by block do not depend on the number of threads", "[io][law]") {
  const Folder folder;
  std::string text = "x\n";
  Random random(11);
  for (int k = 0; k < 30000; ++k) text += fmt::format("{}\n", random.uniform());
  const auto path = folder.file("x.csv", text);
  const auto sum = [&](unsigned threads) {
    struct Sum : RecordSink {
      struct Block : BlockSink {
        void add(const RecordChunk& chunk) override {
          for (const double x : chunk.numbers[0]) sum += x;
        }
        double sum = 0;
      };
      std::unique_ptr<BlockSink> open() override { return std::make_unique<Block>(); }
      void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary>) override {
        total += static_cast<Block&>(*block).sum;
      }
      double total = 0;
    } sink;
    CsvDataSet({path}, {}, {.block = 5000})
        .scan(std::vector<WantedColumn>{{"x", Wanted::numbers}}, sink, threads);
    return sink.total;
  };
  CHECK(sum(1) == sum(2));
  CHECK(sum(1) == sum(5));
}
