#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "estimate/cube.hpp"
#include "linalg/linear_program.hpp"
#include "release/surface.hpp"

namespace trygg {

/// Numerators of the smallest pieces of one indicator, in parts of the whole's weight, and what an
/// outsider knows of sums of them. A piece is a set of smallest areas, or a group, by sex.
class AttackProgram {
 public:
  /// \param levels    rows of the domains that are known of, by wave, place, sex and groups
  /// \param smallest  rows of the smallest areas
  AttackProgram(std::span<const CubeRow* const> levels, std::span<const CubeRow* const> smallest,
                const AreaNesting& nesting);

  /// A level as a sum of pieces, divided by its weight.
  using Form = std::map<std::size_t, double>;  // piece, coefficient
  Form form_of(const CubeRow& level) const;

  /// low ≤ form ≤ high. \return  the number of the knowledge
  std::size_t know(const Form& form, double low, double high);
  /// Forgets it, or knows it (again).
  void set_known(std::size_t knowledge, bool known);

  struct Range {
    double lower, upper;
  };
  /// \throws InputError  no numerators agree with all that is known
  Range range(const Form& form);

 private:
  struct Piece {
    double capacity;
  };
  struct Knowledge {
    Form form;
    double low, high;
    bool known = true;
  };
  /// Pieces of an area block: by wave, groups, sex and the pieces' numbers.
  struct Slice {
    std::string wave;
    std::vector<std::string> groups;
    auto operator<=>(const Slice&) const = default;
  };
  struct SexedSlice {
    Slice slice;
    std::string sex;
    auto operator<=>(const SexedSlice&) const = default;
  };

  void find_sexes(std::span<const CubeRow* const> levels);
  void add_totals(std::span<const CubeRow* const> levels);
  void add_areas(std::span<const CubeRow* const> levels, std::span<const CubeRow* const> smallest,
                 const AreaNesting& nesting);
  std::map<std::string, std::string> find_classes(const std::set<AreaName>& areas,
                                                  const AreaNesting& nesting);
  using Capacities = std::map<std::pair<SexedSlice, std::string>, double>;  // by class
  void link_areas(std::span<const CubeRow* const> levels, const Capacities& capacities,
                  const AreaName* division);
  void know_sum_of_areas(const SexedSlice& key, Form form);
  void link_groups();
  std::size_t add_piece(double capacity);
  std::vector<std::string> sexes_of(const CubeRow& level) const;
  double optimum(const Form& form, double sign);
  void build();

  bool is_share_ = true, is_additive_ = false;
  std::vector<Piece> pieces_;
  std::vector<Knowledge> knowledge_;
  std::vector<std::string> sexes_;
  std::map<std::string, double> whole_weight_;                      // by wave
  std::map<SexedSlice, std::size_t> total_;                         // piece
  std::map<SexedSlice, std::map<std::string, std::size_t>> areas_;  // smallest class → piece
  std::map<AreaName, std::set<std::string>> classes_;               // of a published area
  std::vector<LinearProgram> program_;                              // one, once built
};

}  // namespace trygg
