#pragma once

#include "estimate/estimator.hpp"
#include "table/table.hpp"

namespace trygg {

class Design;
struct Wave;

/// The records of a round's file that are its sample: all conditions of `sample` hold for them. A
/// separate collection (an extra sample of the oldest) has its own frame and weights; its records
/// are dropped before anything is counted or weighed, and never stand in another sample's strata.
/// \throws ConfigError  a condition that cannot be read; no record meets them
Table sample_of(const Wave& wave, Table table);

/// Name of the column below; no column of a survey file has it.
inline constexpr auto population_variable = "in the population";

/// Whether each record is of the population that the round is reported on (`population`): these
/// conditions make a domain, for the others are of the same sample.
/// \throws ConfigError  a condition that cannot be read; no record meets them
Column population_column(const Wave& wave, const Table& table);

/// The records of a design of which that column says yes.
Domain in_population(const Table& table, const Design& design);

}  // namespace trygg
