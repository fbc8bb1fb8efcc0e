#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trygg::reports {

/// JSON put together from finished pieces, so that a number stands there as it is published
/// ("12.0") and not as a parser would write it.
class Json {
 public:
  /// A text, in quotes and escaped.
  static Json text(std::string_view text);
  /// As it stands: a number, null, true.
  static Json raw(std::string_view json);
  static Json list(const std::vector<Json>& items);
  static Json texts(const std::vector<std::string>& items);
  /// Members in their order.
  static Json object(const std::vector<std::pair<std::string, Json>>& members);

  const std::string& str() const { return json_; }

 private:
  explicit Json(std::string json) : json_(std::move(json)) {}
  std::string json_;
};

using JsonMembers = std::vector<std::pair<std::string, Json>>;

}  // namespace trygg::reports
