#include "estimate/replicate_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <string>

#include "base/parallel.hpp"
#include "design/replicate_weights.hpp"

namespace trygg {
namespace {

constexpr std::size_t lanes = 8, bits = 8, values = 256;

/// Records that lie in the same domains.
struct Atom {
  std::vector<std::uint32_t> domains;
  std::size_t begin, end;  // of Atoms::record
};

struct Atoms {
  std::vector<Atom> all;
  std::vector<std::uint32_t> record;
};

Atoms atoms_of(std::span<const Domain* const> domains, std::size_t records) {
  std::vector<std::vector<std::uint32_t>> in(records);
  for (std::uint32_t d = 0; d < domains.size(); ++d)
    for (const auto k : *domains[d]) in[k].push_back(d);
  std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>> by_domains;
  for (std::uint32_t k = 0; k < records; ++k)
    if (!in[k].empty()) by_domains[in[k]].push_back(k);
  Atoms atoms;
  for (const auto& [of, members] : by_domains) {
    const auto begin = atoms.record.size();
    atoms.record.insert(atoms.record.end(), members.begin(), members.end());
    atoms.all.push_back({of, begin, atoms.record.size()});
  }
  return atoms;
}

using Lanes = std::array<double, lanes>;
using Table256 = std::array<Lanes, values>;

void add(Lanes& to, const Lanes& w) {
  for (std::size_t l = 0; l < lanes; ++l) to[l] += w[l];
}

/// Sums of the weights whose byte has each bit. \param table  is used up
std::array<Lanes, bits> fold(Table256& table) {
  std::array<Lanes, bits> sums{};
  for (std::size_t bit = bits; bit-- > 0;) {
    const std::size_t half = std::size_t{1} << bit;
    for (std::size_t v = 0; v < half; ++v) {
      add(sums[bit], table[half + v]);
      add(table[v], table[half + v]);
    }
  }
  return sums;
}

/// The columns of a table, eight to a byte, by record.
struct Bytes {
  std::size_t groups = 0;            // of eight columns
  std::vector<unsigned char> bytes;  // by record, by group
};

Bytes pack(const std::vector<std::string>& columns, std::size_t records) {
  Bytes packed{.groups = (columns.size() + bits - 1) / bits};
  packed.bytes.assign(records * packed.groups, 0);
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t k = 0; k < records; ++k)
      if (columns[c][k])
        packed.bytes[k * packed.groups + c / bits] |= static_cast<unsigned char>(1u << (c % bits));
  return packed;
}

Lanes weights_of(const ReplicateWeights& weights, std::size_t record, std::size_t first) {
  Lanes w{};
  const auto row = weights.of(record).subspan(first);
  std::copy_n(row.begin(), std::min(lanes, row.size()), w.begin());
  return w;
}

/// Where folding 256 sums would cost more than an addition for each bit.
constexpr std::size_t few = 128;

void sum_few(const Atom& atom, const Atoms& atoms, const Bytes& packed,
             const ReplicateWeights& weights, std::size_t first, std::vector<Lanes>& sums) {
  for (auto& sum : sums) sum.fill(0);
  for (auto i = atom.begin; i < atom.end; ++i) {
    const auto k = atoms.record[i];
    const auto w = weights_of(weights, k, first);
    for (std::size_t g = 0; g < packed.groups; ++g)
      for (unsigned byte = packed.bytes[k * packed.groups + g]; byte != 0; byte &= byte - 1)
        add(sums[g * bits + static_cast<std::size_t>(std::countr_zero(byte))], w);
  }
}

/// Sums of one atom by column, for the replicates from `first`.
void sum_atom(const Atom& atom, const Atoms& atoms, const Bytes& packed,
              const ReplicateWeights& weights, std::size_t first, std::vector<Table256>& tables,
              std::vector<Lanes>& sums) {
  if (atom.end - atom.begin < few) return sum_few(atom, atoms, packed, weights, first, sums);
  for (auto& table : tables) table.fill({});
  for (auto i = atom.begin; i < atom.end; ++i) {
    const auto k = atoms.record[i];
    const auto w = weights_of(weights, k, first);
    const auto* byte = &packed.bytes[k * packed.groups];
    for (std::size_t g = 0; g < packed.groups; ++g) add(tables[g][byte[g]], w);
  }
  for (std::size_t g = 0; g < packed.groups; ++g) {
    const auto of_bits = fold(tables[g]);
    std::copy(of_bits.begin(), of_bits.end(), sums.begin() + static_cast<std::ptrdiff_t>(g * bits));
  }
}

}  // namespace

bool ReplicateTable::fits(const Measure& m) {
  return m.standard.empty() && (m.statistic == Statistic::share || m.statistic == Statistic::count);
}

ReplicateTable::ReplicateTable(std::span<const Measure* const> measures,
                               std::span<const Domain* const> domains,
                               const ReplicateWeights& weights, unsigned threads)
    : count_(weights.count) {
  const auto records = weights.weight.size() / weights.count;
  std::vector<std::string> columns;
  std::unordered_map<std::string, std::size_t> known;
  const auto column_of = [&](auto is_in) {
    std::string column(records, '\0');
    for (std::size_t k = 0; k < records; ++k) column[k] = is_in(k);
    const auto [at, is_new] = known.emplace(column, columns.size());
    if (is_new) columns.push_back(std::move(column));
    return at->second;
  };
  for (const auto* m : measures) {
    is_share_.push_back(m->statistic == Statistic::share);
    of_measure_.push_back({column_of([&](std::size_t k) { return m->y[k] == 1; }),
                           column_of([&](std::size_t k) { return !std::isnan(m->y[k]); })});
  }
  for (std::size_t d = 0; d < domains.size(); ++d) place_.emplace(domains[d], d);
  columns_ = columns.size();
  sums_.assign(domains.size() * columns_ * count_, 0.0);
  const auto atoms = atoms_of(domains, records);
  const auto packed = pack(columns, records);
  parallel_for((count_ + lanes - 1) / lanes, threads, [&](std::size_t block) {
    const auto first = block * lanes, end = std::min(count_, first + lanes);
    std::vector<Table256> tables(packed.groups);
    std::vector<Lanes> sums(packed.groups * bits);
    for (const auto& atom : atoms.all) {
      sum_atom(atom, atoms, packed, weights, first, tables, sums);
      for (const auto d : atom.domains)
        for (std::size_t c = 0; c < columns_; ++c)
          for (auto r = first; r < end; ++r)
            sums_[(d * columns_ + c) * count_ + r] += sums[c][r - first];
    }
  });
}

std::span<const double> ReplicateTable::sums(std::size_t column, std::size_t domain) const {
  return std::span(sums_).subspan((domain * columns_ + column) * count_, count_);
}

std::vector<double> ReplicateTable::of(std::size_t i, const Domain& domain) const {
  const auto found = place_.find(&domain);
  if (found == place_.end()) return {};
  const auto over = sums(of_measure_[i].numerator, found->second);
  std::vector<double> result(over.begin(), over.end());
  if (!is_share_[i]) return result;
  const auto under = sums(of_measure_[i].denominator, found->second);
  for (std::size_t r = 0; r < count_; ++r)
    result[r] = under[r] == 0 ? Result::missing : result[r] / under[r];
  return result;
}

}  // namespace trygg
