#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "estimate_support.hpp"
#include "support.hpp"

namespace trygg::test {

using Texts = std::vector<std::string>;

/// What `trygg change` prints as CSV; what it says is allowed.
inline Printed change(Texts args) {
  args.insert(args.begin(), "change");
  const auto ran = run_trygg(args);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {parse_csv(ran.out, "output")};
}

/// What it complains of.
inline std::string complaint_of_change(Texts args, int status) {
  args.insert(args.begin(), "change");
  const auto ran = run_trygg(args);
  CHECK(ran.status == status);
  CHECK(ran.out.empty());
  return ran.err;
}

inline Texts with(Texts args, const Texts& more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

/// Two small rounds of three groups; q is 1 (unsafe) or 0.
struct SmallRounds {
  Folder folder;
  std::string one = folder.file("one.csv",
                                "id,h,w,g,q,y\n"
                                "1,A,10,x,1,4\n2,A,11,x,0,5\n3,A,10,y,1,6\n4,A,12,y,0,3\n"
                                "5,B,20,x,1,7\n6,B,21,x,0,8\n7,B,20,y,0,9\n8,B,22,z,1,5\n");
  std::string two = folder.file("two.csv",
                                "id,h,w,g,q,y\n"
                                "1,A,10,x,0,3\n2,A,11,x,0,8\n13,A,10,y,0,8\n14,A,12,y,1,4\n"
                                "5,B,20,x,1,9\n16,B,21,x,0,9\n17,B,20,y,0,9\n");
  Texts independent{one, two, "--weight", "w", "--strata", "h"};
  Texts overlapping = with(independent, {"--overlap", "id"});
};

}  // namespace trygg::test
