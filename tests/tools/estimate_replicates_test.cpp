// Replicate weights through the command.

#include "tools/estimate_support.hpp"

using namespace trygg;
using namespace trygg::test;
using Args = std::vector<std::string>;

namespace {

/// Levy & Lemeshow's ambulance data with the half-samples that R's brrweights makes of them.
const auto data =
    "esa,w,arrests,alive,r1,r2,r3,r4\n"
    "1,1,120,25,2,0,2,0\n"
    "1,1,78,24,0,2,0,2\n"
    "2,1,185,30,2,2,0,0\n"
    "2,1,228,49,0,0,2,2\n"
    "3,1,670,80,2,0,0,2\n"
    "3,1,530,70,0,2,2,0\n";

struct Ambulances {
  Folder folder;
  std::string path = folder.file("scd.csv", data);

  Row ratio(Args more) const {
    Args args{path, "--ratio", "alive/arrests"};
    args.insert(args.end(), more.begin(), more.end());
    return estimate(args).at(0);
  }
  void refused(Args more, int status, const std::string& message) const {
    Args args{"estimate", path, "--ratio", "alive/arrests"};
    args.insert(args.end(), more.begin(), more.end());
    const auto ran = run_trygg(args);
    CHECK(ran.status == status);
    CHECK(ran.err == "trygg estimate: " + message + "\n");
  }
  std::string in_data(const std::string& message) const { return path + ": " + message; }
};

// tests/reference/replicates.R, survey 4.1-1; weights are whole numbers.
constexpr double brr = 0.00941840066991849, jkn = 0.00984645720399716;

Approx agrees(double reference) {
  return Approx(reference).epsilon(1e-12);
}

}  // namespace

TEST_CASE("anyone's replicate weights give the errors that R gives",
          "[tools][estimate][replicate][reference]") {
  const Ambulances scd;
  for (const auto* columns : {"r?", "r*", "r[1-4]"}) {
    const auto row =
        scd.ratio({"--weight", "w", "--replicates", columns, "--replicate-kind", "brr"});
    CHECK(row.number("estimate") == agrees(278. / 1811));
    CHECK(row.number("se") == agrees(brr));
    CHECK(row.number("df") == 3);
  }
  const auto with_design = scd.ratio(
      {"--weight", "w", "--strata", "esa", "--replicates", "r*", "--replicate-kind", "brr"});
  CHECK(with_design.number("df") == 3);
  CHECK(with_design.number("se") == agrees(brr));
}

TEST_CASE("replicates are made from the design where none are given",
          "[tools][estimate][replicate][reference]") {
  const Ambulances scd;
  CHECK(scd.ratio({"--strata", "esa", "--replicate-kind", "brr"}).number("se") == agrees(brr));
  CHECK(scd.ratio({"--strata", "esa", "--replicate-kind", "jkn"}).number("se") == agrees(jkn));
  CHECK(
      scd.ratio({"--strata", "esa", "--replicate-kind", "fay", "--fay-rho", "0.3"}).number("se") ==
      agrees(0.00952518747770524));
}

TEST_CASE("scale, centre and the other variance can be asked for",
          "[tools][estimate][replicate][law]") {
  const Ambulances scd;
  const Args given{"--weight",     "w",  "--strata",         "esa",
                   "--replicates", "r*", "--replicate-kind", "brr"};
  const auto with = [&](Args more) {
    more.insert(more.begin(), given.begin(), given.end());
    return scd.ratio(more).number("se");
  };
  CHECK(with({"--replicate-scale", "1"}) == agrees(2 * brr));
  CHECK(with({"--mse"}) > brr);  // the sum of squares is least about the mean
  CHECK(with({"--variance", "linearised"}) == agrees(0.00980730359997).epsilon(1e-11));
  CHECK(with({"--variance", "replicates"}) == agrees(brr));
}

TEST_CASE("a design file declares replicates", "[tools][estimate][replicate][law]") {
  const Ambulances scd;
  const auto design =
      scd.folder.file("d.toml",
                      "weight = \"w\"\nstrata = \"esa\"\n[replicates]\nkind = \"jkn\"\ncolumns = "
                      "\"r[1-4]\"\nrscales = [0.25, 0.25, 0.25, 0.25]\n");
  CHECK(scd.ratio({"--design", design}).number("se") == agrees(brr));
}

TEST_CASE("the same bytes on one thread and on many", "[tools][estimate][replicate][law]") {
  const Ambulances scd;
  const auto design = scd.folder.file(
      "d.toml", "strata = \"esa\"\n[replicates]\nkind = \"bootstrap\"\ncount = 50\nseed = 7\n");
  const auto run = [&](const char* threads) {
    return run_trygg({"estimate", scd.path, "--design", design, "--mean", "alive", "--by", "esa",
                      "--threads", threads})
        .out;
  };
  CHECK(run("1") == run("3"));
  CHECK(run("1").find("bootstrap") == std::string::npos);
}

TEST_CASE("replicates that are not declared as they must be are refused",
          "[tools][estimate][replicate][error]") {
  const Ambulances scd;
  scd.refused(
      {"--replicates", "r*"}, 2,
      "--replicates: --replicate-kind must say how they were made: brr, fay, jk1, jk2, jkn, "
      "bootstrap or sdr");
  scd.refused({"--replicates", "r*", "--replicate-kind", "bbr"}, 2,
              "--replicate-kind: 'bbr' is no kind of replicates; did you mean 'brr'?");
  scd.refused({"--replicates", "r*", "--replicate-kind", "fay"}, 2,
              "--replicate-kind: rho: fay needs it, such as 0.3; others take none");
  scd.refused({"--replicate-kind", "bootstrap"}, 2,
              "--replicate-kind: count: bootstrap needs the number of replicates, such as 500");
  scd.refused({"--mse"}, 2,
              "--fay-rho, --replicate-scale and --mse need --replicates and --replicate-kind");
  scd.refused({"--variance", "replicates"}, 2,
              "--variance replicates: the design has none; --replicates, or [replicates] in a "
              "design file or recipe");
  scd.refused({"--variance", "bootstrap"}, 2,
              "--variance 'bootstrap': must be replicates or linearised");
  scd.refused({"--weight", "w", "--replicates", "q*", "--replicate-kind", "brr"}, 2,
              scd.in_data("no column fits 'q*'"));
  scd.refused({"--strata", "esa", "--replicate-kind", "jk1"}, 1,
              "jk1 replicates are those of a sample without strata; this one has 3: use jkn");
  scd.refused({"--replicates", "r*", "--replicate-kind", "brr", "--fold", "always"}, 2,
              "--fold always: replicates need every record; --fold auto keeps the records");
}
