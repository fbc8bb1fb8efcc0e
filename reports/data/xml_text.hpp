#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trygg::reports {

/// XML put together from finished pieces; what is no piece is escaped.
class Xml {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  static Xml text(std::string_view text);
  static Xml element(std::string_view name, const Attributes& attributes,
                     const std::vector<Xml>& content = {});
  static Xml element(std::string_view name, const Attributes& attributes, std::string_view content);
  /// A document with `root` in it.
  static std::string document(const Xml& root);

 private:
  explicit Xml(std::string xml) : xml_(std::move(xml)) {}
  std::string xml_;
};

}  // namespace trygg::reports
