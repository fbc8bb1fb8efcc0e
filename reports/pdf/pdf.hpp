#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <variant>

namespace trygg::reports {

/// What sets PDF, found on this machine: Node, the typesetter's package beside compile.mjs, Inter.
struct PdfTools {
  std::filesystem::path node;       ///< the program
  std::filesystem::path script;     ///< reports/pdf/compile.mjs
  std::filesystem::path template_;  ///< reports/templates/publication.typ
  std::filesystem::path fonts;      ///< folder with Inter
};

/// Why there can be no PDF here; everything else is made without.
enum class PdfLack { node, package, font };
struct NoPdf {
  PdfLack lack;
  std::string message;  ///< one line: what is missing and what to do
};

/// \param folder  of the project; the template is looked for upward of it
std::variant<PdfTools, NoPdf> find_pdf_tools(const std::filesystem::path& folder);

/// A document to set: the text of to_pdf_source, and the file to write.
struct PdfJob {
  std::string source;
  std::filesystem::path file;
};

/// Sets all documents, in `processes` processes at once (1 or more); the bytes do not depend on
/// how many. PDF/UA-1: a document without what it demands (such as an alternative text) is not
/// written. \param work  folder for the requests; they are removed afterwards
/// \throws ConfigError  the template or a document is wrong: file, line, what
/// \throws InputError   Node cannot be run or ends badly
void write_pdfs(const PdfTools& tools, std::span<const PdfJob> jobs,
                const std::filesystem::path& work, std::size_t processes);

}  // namespace trygg::reports
