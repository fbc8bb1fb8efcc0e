#include "change/notes.hpp"

namespace trygg {
namespace {

bool has(std::string_view notes, std::string_view note) {
  for (std::size_t at = 0; at <= notes.size();) {
    const auto end = std::min(notes.find(' ', at), notes.size());
    if (notes.substr(at, end - at) == note) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

void add_note(std::string& notes, std::string_view note) {
  if (note.empty() || has(notes, note)) return;
  if (!notes.empty()) notes += ' ';
  notes += note;
}

void add_notes(std::string& notes, std::string_view more) {
  for (std::size_t at = 0; at < more.size();) {
    const auto end = std::min(more.find(' ', at), more.size());
    add_note(notes, more.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace trygg
