#include "io/field_ends.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "io/byte_masks.hpp"

namespace trygg {
namespace {

constexpr std::size_t together = 64;
constexpr std::uint64_t all = ~std::uint64_t{0};

/// Bit i of the result: whether an odd number of the bits 0 to i are set.
std::uint64_t parity_so_far(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// As std::popcount, which is a call where the processor that is compiled for need not have it.
std::size_t bits_in(std::uint64_t x) {
  x -= x >> 1 & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
  x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return static_cast<std::size_t>(x * 0x0101010101010101u >> 56);
}

}  // namespace

struct FieldEnds::Masks {
  std::uint64_t ends, lines, quotes, returns;
  std::uint64_t valid;  // bytes of the text, not of the filling after it
};

void FieldEnds::find(std::string_view text, char delimiter) {
  text_ = text;
  count_ = lines_ = 0;
  has_quotes_ = has_returns_ = has_high_ = has_nul_ = in_quotes_ = after_quotes_ = false;
  is_simple_ = text.size() < std::numeric_limits<std::uint32_t>::max() - together;
  if (!is_simple_) return;
  std::size_t at = 0;
  for (; at + together < text.size(); at += together) {
    offset_ = static_cast<std::uint32_t>(at);
    look(text.data() + at, all, delimiter, text[at + together]);
  }
  offset_ = static_cast<std::uint32_t>(at);
  std::array<char, together> rest{};
  rest.fill(' ');
  const auto left = text.copy(rest.data(), together, at);
  look(rest.data(), left == together ? all : (std::uint64_t{1} << left) - 1, delimiter, ' ');
}

void FieldEnds::look(const char* bytes, std::uint64_t valid, char delimiter, char next) {
  const Bytes64 block(bytes);
  Masks masks{0, block.equal('\n'), 0, 0, valid};
  masks.ends = (block.equal(delimiter) | masks.lines) & valid;
  has_high_ |= block.any_high();
  has_nul_ |= block.any('\0', '\0');
  if (in_quotes_ || after_quotes_ || block.any('"', '\r')) {
    masks.quotes = block.equal('"');
    masks.returns = block.equal('\r');
    mind_quotes_and_returns(masks, next);
  }
  lines_ += bits_in(masks.lines);
  append(masks.ends);
}

/// Drops the carriage returns that a line feed follows, and the ends within quotes. What CsvScanner
/// must see: a quote that opens elsewhere than at a field's begin (a doubled one seems to), one
/// that closes elsewhere than at its end, and line ends within quotes.
void FieldEnds::mind_quotes_and_returns(Masks& masks, char next) {
  const auto before_feed = masks.lines >> 1 | std::uint64_t{next == '\n'} << 63;
  const auto lone_returns = masks.returns & ~before_feed;
  masks.lines |= lone_returns;
  masks.ends |= lone_returns;
  const auto inside = parity_so_far(masks.quotes) ^ (in_quotes_ ? all : 0);
  const auto line_end_inside = (masks.lines | masks.returns) & inside;
  masks.lines &= ~inside;
  masks.ends &= ~inside;
  const auto opening = masks.quotes & inside, closing = masks.quotes & ~inside;
  const auto may_open = masks.ends << 1 | std::uint64_t{is_end_before()};
  const auto must_end = closing << 1 | std::uint64_t{after_quotes_};
  const auto odd = (opening & ~may_open) | (must_end & ~(masks.ends | masks.returns));
  is_simple_ = is_simple_ && ((odd | line_end_inside) & masks.valid) == 0;
  has_quotes_ |= masks.quotes != 0;
  has_returns_ |= masks.returns != 0;
  in_quotes_ = inside >> 63 != 0;
  after_quotes_ = closing >> 63 != 0;
}

/// True when a field ends just before the bytes that are looked at.
bool FieldEnds::is_end_before() const {
  return offset_ == 0 || (count_ > 0 && ends_[count_] == offset_ - 1);
}

/// Writes eight places at a time, with no branch for the number of ends.
void FieldEnds::append(std::uint64_t ends) {
  if (count_ + 2 * together > room_) make_room();
  auto* to = ends_.get() + 1 + count_;
  count_ += bits_in(ends);
  while (ends != 0) {
    for (int i = 0; i < 8; ++i) {
      to[i] = offset_ + static_cast<std::uint32_t>(std::countr_zero(ends));
      ends &= ends - 1;
    }
    to += 8;
  }
}

void FieldEnds::make_room() {
  const auto room = std::max(2 * room_, std::size_t{64} * together);
  auto more = std::make_unique_for_overwrite<std::uint32_t[]>(room);
  std::copy_n(ends_.get(), room_, more.get());
  more[0] = std::numeric_limits<std::uint32_t>::max();  // before the text's first byte
  ends_ = std::move(more);
  room_ = room;
}

bool FieldEnds::cuts_into(std::size_t width) const {
  const auto is_line_end = [&](std::size_t f) {
    const char c = text_[ends_[f]];
    return c == '\n' || c == '\r';
  };
  if (lines_ * width > count_) return false;
  for (std::size_t f = width; f <= lines_ * width; f += width)
    if (!is_line_end(f)) return false;
  if (width > 1) return true;
  for (std::size_t f = 0; f < lines_; ++f)  // an empty line is no record
    if (text_[ends_[f] + 1] == '\n' || text_[ends_[f] + 1] == '\r') return false;
  return true;
}

}  // namespace trygg
