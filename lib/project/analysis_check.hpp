#pragma once

#include <span>

#include "indicator/indicator.hpp"

namespace trygg {

class Table;
struct Project;
struct Wave;

/// What trygg.toml says is analysed must be in the data of every round: roles and groups name
/// columns, the codes of pairs and of the sexes are there, and what is ranked is an indicator.
/// \param table  the data of `wave`
/// \throws ConfigError  names the key of trygg.toml, the round, and the nearest name
void check_analysis(const Project& project, const Wave& wave, const Table& table,
                    std::span<const Indicator> indicators);

}  // namespace trygg
