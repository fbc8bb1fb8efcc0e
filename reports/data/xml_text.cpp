#include "reports/data/xml_text.hpp"

namespace trygg::reports {
namespace {

/// Control characters have no place in XML 1.0.
std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    if (c == '&')
      xml += "&amp;";
    else if (c == '<')
      xml += "&lt;";
    else if (c == '>')
      xml += "&gt;";
    else if (c == '"')
      xml += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      xml += c;
  }
  return xml;
}

}  // namespace

Xml Xml::text(std::string_view text) {
  return Xml(escaped(text));
}

Xml Xml::element(std::string_view name, const Attributes& attributes,
                 const std::vector<Xml>& content) {
  std::string xml = "<" + std::string(name);
  for (const auto& [key, value] : attributes)
    xml += " " + std::string(key) + "=\"" + escaped(value) + "\"";
  if (content.empty()) return Xml(xml + "/>\n");
  xml += ">";
  const bool has_elements = content.front().xml_.starts_with('<');
  if (has_elements) xml += "\n";
  for (const auto& part : content) xml += part.xml_;
  return Xml(xml + "</" + std::string(name) + ">\n");
}

Xml Xml::element(std::string_view name, const Attributes& attributes, std::string_view content) {
  return element(name, attributes, std::vector<Xml>{text(content)});
}

std::string Xml::document(const Xml& root) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.xml_;
}

}  // namespace trygg::reports
