// The same comparison through `trygg estimate`: reading, design files, cells, contrasts, writing.

#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "design/design_file.hpp"
#include "estimate/random_designs.hpp"
#include "io/read.hpp"
#include "tools/estimate_support.hpp"

using namespace trygg;
using namespace trygg::test;

namespace {

using Fields = std::map<std::string, std::string>;

constexpr std::array interval_names{"wald",   "logit",         "arcsine",
                                    "wilson", "korn-graubard", "likelihood"};

double value(const Row& row, const std::string& column) {
  return to_number(row.field.at(column)).value_or(NAN);
}

bool has_code(const Table& table, const std::string& column, const std::string& code) {
  const auto& c = table.column(column);
  for (std::size_t k = 0; k < table.rows(); ++k)
    if (c.at(k).text == code) return true;
  return false;
}

/// The row of a domain of random_designs.R.
Fields cell(const std::string& domain) {
  Fields fields{{"dom", ""}, {"one", ""}, {"h", ""}};
  if (domain == "one") {
    fields["one"] = "1";
  } else if (domain == "stratum") {
    fields["h"] = "1";
  } else if (domain != "all") {
    fields["dom"] = domain;
  }
  return fields;
}

/// One design, estimated by the command with one kind of interval.
class Run {
 public:
  Run(const RandomDesigns& all, const RandomDesign& design, std::size_t interval)
      : interval_(interval) {
    const auto data = all.folder / (design.number + ".csv");
    const auto table = read_table(data);
    std::vector<std::string> args{
        data.string(), "--design", folder_.file("d.toml", to_toml(design.spec())),
        "--mean",      "y",        "--total",
        "y",           "--ratio",  "y/x",
        "--count",     "--by",     "dom",
        "--by",        "one",      "--by",
        "h",           "--ci",     interval_names[interval],
        "--quiet"};
    const auto add = [&](std::initializer_list<std::string> more) {
      args.insert(args.end(), more);
    };
    if (has_code(table, "b", "1")) add({"--share", "b=1"});
    if (has_code(table, "dom", "a") && has_code(table, "dom", "b"))
      add({"--contrast", "dom:a-b", "--contrast", "dom:a/b"});
    printed_ = test::estimate(args);
  }

  /// The only row with these fields; nothing where the command made none.
  std::optional<Row> find(Fields fields) const {
    for (std::size_t r = 0; r < printed_.csv.rows.size(); ++r) {
      const auto row = printed_.at(r);
      if (std::ranges::all_of(fields,
                              [&](const auto& f) { return row.field.at(f.first) == f.second; }))
        return row;
    }
    return std::nullopt;
  }

  void compare(Agreement& agreement, const RandomDesign& design, const RandomEstimate& r) const {
    auto fields = cell(r.domain);
    fields["statistic"] = r.statistic;
    fields["contrast"] = "";
    const auto row = find(fields);
    if (r.n == 0 || (!row && r.statistic == "share")) return;
    REQUIRE(row.has_value());
    CHECK(row->number("n") == r.n);
    agreement.compare("estimate", value(*row, "estimate"), r.estimate,
                      r.estimate == 0 ? 1 : r.estimate);
    if (!std::isnan(r.df)) CHECK(value(*row, "df") == r.df);
    if (excepted(design, r.statistic)) return;
    if (design.calibration == "two steps")
      return agreement.compare_se("se by derivative", value(*row, "se"), r.se, r.estimate, 1e-7);
    agreement.compare_se("se", value(*row, "se"), r.se, r.estimate);
    if (r.se > 1e-10 * std::abs(r.estimate))
      agreement.compare("deff wr", value(*row, "deff"), r.deff_wr, r.deff_wr);
    const auto& limits = r.limits[interval_];
    const auto kind = std::string("limits ") + interval_names[interval_];
    agreement.compare(kind, value(*row, "lower"), limits.lower, std::max(limits.lower, r.se));
    agreement.compare(kind, value(*row, "upper"), limits.upper, std::max(limits.upper, r.se));
  }

  void compare(Agreement& agreement, const RandomDesign& design, const RandomContrast& r) const {
    auto fields = cell("all");
    fields["statistic"] = r.statistic;
    fields["contrast"] = r.kind == "ratio" ? "dom:a/b" : "dom:a-b";
    const auto row = find(fields);
    if (!row && r.statistic == "share") return;
    REQUIRE(row.has_value());
    if (row->field.at("estimate").empty()) return;  // over 0
    CHECK(value(*row, "df") == r.df);
    const double size = std::max(std::abs(r.estimate), r.se);
    agreement.compare(r.kind, value(*row, "estimate"), r.estimate, size == 0 ? 1 : size);
    if (!excepted(design, r.statistic))
      agreement.compare_se("se of " + r.kind, value(*row, "se"), r.se, r.estimate);
  }

 private:
  Folder folder_;
  std::size_t interval_;
  Printed printed_;
};

}  // namespace

TEST_CASE("random designs agree with R through the command line", "[tools][estimate][reference]") {
  const auto all = random_designs();
  if (!all) return;
  Agreement agreement;
  auto estimate = all->estimates.begin();
  auto contrast = all->contrasts.begin();
  for (std::size_t i = 0; i < all->designs.size(); ++i) {
    const auto& design = all->designs[i];
    INFO(design.in_words());
    const Run run(*all, design, i % interval_names.size());
    Agreement of_this;
    for (; estimate != all->estimates.end() && estimate->design == design.number; ++estimate) {
      INFO(estimate->statistic << " in " << estimate->domain);
      run.compare(of_this, design, *estimate);
    }
    for (; contrast != all->contrasts.end() && contrast->design == design.number; ++contrast) {
      INFO(contrast->kind << " of " << contrast->statistic);
      run.compare(of_this, design, *contrast);
    }
    INFO("worst relative disagreement by kind:" << of_this.in_words());
    CHECK(of_this.agrees());
    agreement.add(of_this);
  }
  WARN("through the command line R and we differ at most, relatively, by" << agreement.in_words());
}
