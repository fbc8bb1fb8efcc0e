#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.hpp"

namespace trygg {

/// What one process can send to another running the same program as it is: numbers bit by bit.
template <class T>
concept PlainValue = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> &&
                     !std::is_same_v<T, std::string_view>;

/// Puts values one after the other into bytes, from which ByteReader gets the same values bit by
/// bit. For processes of one program only: no file is written so.
class ByteWriter {
 public:
  template <PlainValue T>
  void put(const T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  void put(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  template <PlainValue T>
  void put(const std::vector<T>& values) {
    put(std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }
  void put(const std::vector<std::string>& texts) {
    put(static_cast<std::uint64_t>(texts.size()));
    for (const auto& text : texts) put(text);
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Gets what a ByteWriter put, in the same order. The bytes must outlive it.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  /// \throws ArgumentError  no more bytes: something else was put
  template <PlainValue T>
  void get(T& value) {
    const auto part = next(sizeof(T));
    std::memcpy(&value, part.data(), sizeof(T));
  }
  void get(std::string& text) { text = next(size()); }
  template <PlainValue T>
  void get(std::vector<T>& values) {
    const auto part = next(size());
    values.resize(part.size() / sizeof(T));
    if (!part.empty()) std::memcpy(values.data(), part.data(), part.size());
  }
  void get(std::vector<std::string>& texts) {
    texts.resize(size());
    for (auto& text : texts) get(text);
  }
  bool is_at_end() const { return bytes_.empty(); }

 private:
  std::size_t size() {
    std::uint64_t size = 0;
    get(size);
    return size;
  }
  std::string_view next(std::size_t size) {
    require(size <= bytes_.size(), "{} bytes are asked for, and {} are left", size, bytes_.size());
    const auto part = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return part;
  }

  std::string_view bytes_;
};

}  // namespace trygg
