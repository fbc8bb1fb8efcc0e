#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/parallel.hpp"
#include "base/ranks.hpp"

namespace trygg {

/// Something that ranks can send to each other: a plain value, or what has
/// `void put_into(ByteWriter&) const` and `void get_from(ByteReader&)`.
template <class T>
concept SendableValue = PlainValue<T> || requires(T value, ByteWriter& to, ByteReader& from) {
  value.put_into(to);
  value.get_from(from);
};

/// `make(i)` for each i in [0, count): each rank makes its even share on up to `threads` threads,
/// and all ranks have all of it. What is summed over them is added by the caller in the order of
/// the index, so that neither threads nor ranks change a digit.
/// \throws  what the lowest failing index of this rank threw; RankEnded  where that was another's
template <SendableValue Made, class Make>
std::vector<Made> made_by_ranks(std::size_t count, unsigned threads, const Ranks& ranks,
                                const Make& make) {
  std::vector<Made> all(count);
  const auto own = even_share(count, ranks.rank(), ranks.count());
  parallel_for(own.size(), threads,
               [&](std::size_t i) { all[own.begin + i] = make(own.begin + i); });
  if (ranks.is_alone()) return all;
  ByteWriter writer;
  for (auto i = own.begin; i < own.end; ++i) {
    if constexpr (PlainValue<Made>)
      writer.put(all[i]);
    else
      all[i].put_into(writer);
  }
  const auto gathered = ranks.all_gather(writer.take());
  for (std::size_t r = 0; r < ranks.count(); ++r) {
    if (r == ranks.rank()) continue;
    ByteReader reader(gathered[r]);
    const auto share = even_share(count, r, ranks.count());
    for (auto i = share.begin; i < share.end; ++i) {
      if constexpr (PlainValue<Made>)
        reader.get(all[i]);
      else
        all[i].get_from(reader);
    }
  }
  return all;
}

}  // namespace trygg
