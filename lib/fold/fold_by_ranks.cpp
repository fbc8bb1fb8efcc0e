#include "fold/fold_by_ranks.hpp"

#include <utility>

#include "base/thrown_by_ranks.hpp"

namespace trygg {
namespace {

/// Blocks that are sent together.
constexpr std::size_t parcel_bytes = std::size_t{16} << 20;

/// Takes the place of a folder: what would be closed into it is packed into parcels.
class BlockPacker final : public RecordSink {
 public:
  explicit BlockPacker(Folder& folder) : folder_(folder) {}

  std::unique_ptr<BlockSink> open() override { return folder_.open(); }

  void close(std::unique_ptr<BlockSink> block, std::span<const Dictionary> dictionary) override {
    ByteWriter writer;
    writer.put(dictionary.size());
    for (const auto& texts : dictionary) writer.put(texts);
    folder_.put_block(*block, writer);
    if (parcels_.empty() || parcels_.back().size() > parcel_bytes) parcels_.emplace_back();
    parcels_.back() += writer.take();
  }

  std::vector<std::string> take() { return std::move(parcels_); }

 private:
  Folder& folder_;
  std::vector<std::string> parcels_;
};

void unpack_into(Folder& folder, const std::string& parcel) {
  for (ByteReader reader(parcel); !reader.is_at_end();) {
    std::size_t count = 0;
    reader.get(count);
    std::vector<Dictionary> dictionary(count);
    for (auto& texts : dictionary) reader.get(texts);
    folder.close(folder.get_block(reader), dictionary);
  }
}

std::vector<std::size_t> counted(const std::vector<std::string>& parcels, const Ranks& ranks) {
  ByteWriter writer;
  writer.put(parcels.size());
  std::vector<std::size_t> counts;
  for (const auto& bytes : ranks.all_gather(writer.take())) {
    ByteReader reader(bytes);
    reader.get(counts.emplace_back());
  }
  return counts;
}

}  // namespace

void fold_by_ranks(Folder& folder, const Ranks& ranks, const ScanOwnPart& scan) {
  if (ranks.is_alone()) return scan(folder);
  BlockPacker packer(folder);
  work_or_throw_by_ranks<NotFolded, InputError, ConfigError>(ranks, [&] { scan(packer); });
  auto own = packer.take();
  const auto counts = counted(own, ranks);
  for (std::size_t r = 0; r < counts.size(); ++r)
    for (std::size_t p = 0; p < counts[r]; ++p) {
      const auto sent = ranks.all_gather(r == ranks.rank() ? std::move(own[p]) : std::string());
      unpack_into(folder, sent[r]);
    }
}

}  // namespace trygg
