#pragma once

#include "reports/data/data_input.hpp"
#include "reports/fixture.hpp"

namespace trygg::test {

/// The invented publication as the input of data files, with a confidential cell, an index, a round
/// in which a question was not asked, and a second division into areas.
struct InventedData {
  InventedData();
  reports::DataInput input() const;

  Publication publication;
};

}  // namespace trygg::test
