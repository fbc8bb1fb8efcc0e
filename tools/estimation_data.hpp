#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/ranks.hpp"
#include "fold/folded_survey.hpp"
#include "table/table.hpp"
#include "tools/data_options.hpp"

namespace trygg {
class CsvDataSet;
class Folder;
}  // namespace trygg

namespace trygg::tools {

/// The data of an estimation: folded into cells while they are read, or as records.
class EstimationData {
 public:
  /// Opens one data file, or several text files as one data set.
  /// \param ranks  that share out the reading where they can; must outlive this
  EstimationData(DataOptions options, const std::vector<std::string>& files, unsigned threads,
                 const Ranks& ranks = one_rank());
  ~EstimationData();

  /// The columns; they have values only where the file had to be read to know them.
  const Table& names() const { return names_; }
  std::uintmax_t bytes() const;
  bool is_text() const { return text_ != nullptr; }

  /// Whether a codebook or an option declares codes of a column missing.
  bool has_missing_codes(const std::string& column) const;

  /// Some of the first records.
  Table head(const std::vector<std::string>& columns) const;

  /// Several ranks read a part of the text files each, and all have the cells.
  /// \throws NotFolded
  FoldedSurvey folded(const FoldPlan& plan) const;
  /// All records; only once.
  Table records();

 private:
  void declare(Table& table) const;
  void scan_into(Folder& folder) const;

  DataOptions options_;
  std::vector<std::string> files_;
  unsigned threads_;
  const Ranks& ranks_;
  std::unique_ptr<const CsvDataSet> text_;  // null: `names_` has the records
  Table names_;
};

}  // namespace trygg::tools
