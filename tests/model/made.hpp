#pragma once

#include <cstdint>
#include <vector>

#include "model/model_matrix.hpp"

namespace trygg::test {

/// The sixty records of tests/reference/logistic.R and diagnostics.R.
struct Made {
  std::vector<std::uint8_t> y;
  Factor sex{"sex", {}, {"sex 0", "sex 1"}}, age{"age", {}, {"age 0", "age 1", "age 2"}};
  Covariate x{"x", {}};
  std::vector<double> weight;

  explicit Made(unsigned n = 60) {
    for (unsigned k = 0; k < n; ++k) {
      y.push_back((k * k * 3 + 5 * k) % 11 < 5);
      sex.level.push_back(k % 2);
      age.level.push_back((k * 7 + k / 9) % 3);
      x.value.push_back((k * 4) % 17 / 4.0);
      weight.push_back(1 + (k * 13) % 5 / 2.0);
    }
  }
  ModelMatrix matrix() const { return {y.size(), {sex, age}, {x}}; }
};

}  // namespace trygg::test
