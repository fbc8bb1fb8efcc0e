#include "reports/pdf/pdf.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"

namespace trygg::reports {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr auto package = "node_modules/@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu";

/// Where distributions put Inter; the first that has it is used, alone.
constexpr std::array font_folders{"/usr/share/fonts/opentype/inter",
                                  "/usr/share/fonts/truetype/inter", "/usr/share/fonts/inter",
                                  "/usr/local/share/fonts/inter"};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The program as the shell would find it; empty: nowhere.
fs::path on_path(const std::string& program) {
  for (const auto& folder : split(environment("PATH"), ':')) {
    const auto file = fs::path(folder) / program;
    if (!folder.empty() && access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file))
      return file;
  }
  return {};
}

fs::path folder_of_inter() {
  std::vector<std::string> places(font_folders.begin(), font_folders.end());
  if (const auto own = environment("TRYGG_FONTS"); !own.empty()) places = {own};
  for (const auto& place : places)
    for (const auto* ending : {".otf", ".ttf"})
      if (fs::exists(fs::path(place) / (std::string("Inter-Regular") + ending)) &&
          fs::exists(fs::path(place) / (std::string("Inter-Bold") + ending)))
        return place;
  return {};
}

/// A process that sets documents. Its output goes to files, so that it never waits for a reader;
/// they and its requests are removed with it.
class Child {
 public:
  Child(const PdfTools& tools, const fs::path& requests)
      : requests_(requests),
        answers_(fs::path(requests) += ".answers"),
        complaints_(fs::path(requests) += ".errors") {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, answers_.c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complaints_.c_str(), flags, 0600);
    std::vector<std::string> words{tools.node.string(), tools.script.string(), requests.string()};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int failed =
        posix_spawn(&id_, tools.node.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) remove_files();
    require<InputError>(failed == 0, "{}: cannot be run: {}", tools.node.string(),
                        std::strerror(failed));
  }
  ~Child() {
    ended_well();
    remove_files();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Waits for its end.
  bool ended_well() {
    if (ended_) return well_;
    int status = 0;
    pid_t waited = 0;
    do waited = waitpid(id_, &status, 0);
    while (waited < 0 && errno == EINTR);
    ended_ = true;
    well_ = waited == id_ && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return well_;
  }

  std::vector<std::string> answers() const { return split(read_file(answers_), '\n'); }

  /// What it complained of in a line: the one that names an error, else the first.
  std::string complaint() const {
    std::string first;
    for (const auto& line : split(read_file(complaints_), '\n')) {
      if (line.find("Error: ") != std::string::npos) return std::string(trimmed(line));
      if (first.empty()) first = trimmed(line);
    }
    return first.empty() ? "no reason given" : first;
  }

 private:
  void remove_files() const {
    std::error_code absent;
    for (const auto& file : {requests_, answers_, complaints_}) fs::remove(file, absent);
  }

  fs::path requests_, answers_, complaints_;
  pid_t id_ = 0;
  bool ended_ = false, well_ = false;
};

/// What is wrong with a document: the answer of compile.mjs, one line of JSON.
[[noreturn]] void refuse(const Json& answer) {
  throw ConfigError(fmt::format("{}: {}", answer.value("place", "publication.typ"),
                                answer.value("message", "cannot be set")));
}

void take(Child& child, const PdfTools& tools) {
  const bool well = child.ended_well();
  for (const auto& line : child.answers()) {
    const auto answer = Json::parse(line, nullptr, false);
    if (answer.is_object() && answer.contains("message")) refuse(answer);
  }
  if (!well) throw InputError(fmt::format("node {}: {}", tools.script.string(), child.complaint()));
}

Json request(const PdfTools& tools) {
  return {{"template", tools.template_.string()},
          {"fonts", tools.fonts.string()},
          {"documents", Json::array()}};
}

/// Every n-th document to each process.
std::vector<Json> requests_of(const PdfTools& tools, std::span<const PdfJob> jobs,
                              std::size_t processes) {
  std::vector<Json> requests(std::min(processes, jobs.size()), request(tools));
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (const auto folder = jobs[i].file.parent_path(); !folder.empty())
      fs::create_directories(folder);
    requests[i % requests.size()]["documents"].push_back(
        {{"source", jobs[i].source}, {"file", fs::absolute(jobs[i].file).string()}});
  }
  return requests;
}

}  // namespace

std::variant<PdfTools, NoPdf> find_pdf_tools(const fs::path& folder) {
  PdfTools tools{on_path("node"), fs::absolute(find_resource("reports/pdf/compile.mjs", folder)),
                 fs::absolute(find_resource("reports/templates/publication.typ", folder)),
                 folder_of_inter()};
  if (tools.node.empty())
    return NoPdf{PdfLack::node,
                 "no PDF: Node is not installed; install the package nodejs, then try again"};
  const auto home = tools.script.parent_path();
  if (!fs::exists(home / package / "package.json"))
    return NoPdf{PdfLack::package,
                 fmt::format("no PDF: the typesetter is not installed; run: npm ci "
                             "--ignore-scripts --prefix {}",
                             home.string())};
  if (tools.fonts.empty())
    return NoPdf{PdfLack::font,
                 "no PDF: the font Inter is not installed; install the package fonts-inter, or "
                 "name its folder in TRYGG_FONTS"};
  return tools;
}

void write_pdfs(const PdfTools& tools, std::span<const PdfJob> jobs, const fs::path& work,
                std::size_t processes) {
  require(processes > 0, "PDF in 0 processes");
  if (jobs.empty()) return;
  std::deque<Child> children;
  for (const auto& request : requests_of(tools, jobs, processes)) {
    const auto file = fs::absolute(work) / fmt::format("pdf-{}.json", children.size() + 1);
    write_file(file, request.dump(), Access::published);
    children.emplace_back(tools, file);
  }
  for (auto& child : children) take(child, tools);
}

}  // namespace trygg::reports
