#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/ranks.hpp"

namespace trygg {

/// Does `work` on every rank. When some throw an Error, all throw what the lowest of them threw, so
/// that whoever catches it does the same on all of them. An error of one of `Kinds` stays of that
/// kind, any other becomes a plain Error.
/// \throws RankEnded  a rank threw something else
template <class... Kinds, class Work>
void work_or_throw_by_ranks(const Ranks& ranks, const Work& work) {
  if (ranks.is_alone()) return work();
  ByteWriter own;
  try {
    work();
  } catch (const Error& error) {
    std::size_t kind = 0;
    const bool is_known =
        ((dynamic_cast<const Kinds*>(&error) != nullptr || (++kind, false)) || ...);
    own.put(is_known ? kind : sizeof...(Kinds));
    own.put(std::string_view(error.what()));
  }
  for (const auto& thrown : ranks.all_gather(own.take())) {
    if (thrown.empty()) continue;
    ByteReader reader(thrown);
    std::size_t kind = 0, place = 0;
    std::string text;
    reader.get(kind);
    reader.get(text);
    ((place++ == kind ? throw Kinds(text) : void()), ...);
    throw Error(text);
  }
}

}  // namespace trygg
