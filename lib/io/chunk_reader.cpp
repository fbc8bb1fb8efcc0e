#include "io/chunk_reader.hpp"

#include <algorithm>
#include <cstring>

namespace trygg {
namespace {

constexpr std::size_t beyond_the_end = 4096;

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

ChunkReader::ChunkReader(const ByteSource& source, std::uint64_t begin, std::uint64_t end,
                         std::size_t chunk)
    : source_(source),
      position_(begin),
      end_(end),
      chunk_(chunk),
      beyond_(std::min(chunk, beyond_the_end)) {}

void ChunkReader::fill() {
  if (!has_passed_) {
    chunk_ *= 2;
    beyond_ = chunk_;
  }
  has_passed_ = false;
  std::copy(buffer_.begin() + first_, buffer_.begin() + last_, buffer_.begin());
  last_ -= first_;
  first_ = 0;
  const auto wanted = end_ > position_ ? end_ - position_ : 0;
  read_to(static_cast<std::size_t>(std::min<std::uint64_t>(chunk_, wanted + beyond_)));
}

void ChunkReader::read_to(std::size_t length) {
  if (length <= last_) return;
  if (buffer_.size() < length + 1) buffer_.resize(std::max(length, chunk_) + 1);
  last_ += source_.read(position_ + last_, std::span(buffer_).subspan(last_, length - last_));
  const bool lacks_line_end =
      text_end() == TextEnd::of_file && last_ > 0 && !is_line_end(buffer_[last_ - 1]);
  if (lacks_line_end) buffer_[last_++] = '\n';
}

void ChunkReader::pass(std::size_t bytes) {
  first_ += bytes;
  position_ += bytes;
  has_passed_ = has_passed_ || bytes > 0;
}

TextEnd ChunkReader::text_end() const {
  return position_ + (last_ - first_) >= source_.size() ? TextEnd::of_file : TextEnd::of_part;
}

std::string_view ChunkReader::text() const {
  const std::string_view all(buffer_.data() + first_, last_ - first_);
  const bool cut = text_end() == TextEnd::of_part && all.ends_with('\r');
  return all.substr(0, all.size() - (cut ? 1 : 0));
}

}  // namespace trygg
