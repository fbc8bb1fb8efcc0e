#pragma once

#include "goal/goal.hpp"
#include "goal/goal_row.hpp"
#include "release/words.hpp"

namespace trygg {

inline constexpr Words<Verdict, 4> verdict_words{{{Verdict::reached, "reached"},
                                                  {Verdict::not_reached, "not_reached"},
                                                  {Verdict::cannot_tell, "cannot_tell"},
                                                  {Verdict::not_available, "not_available"}}};
inline constexpr Words<Course, 4> course_words{{{Course::on_path, "on_path"},
                                                {Course::behind_path, "behind_path"},
                                                {Course::cannot_tell, "cannot_tell"},
                                                {Course::not_available, "not_available"}}};
inline constexpr Words<Occasion, 3> occasion_words{{{Occasion::round, "round"},
                                                    {Occasion::nearest, "nearest"},
                                                    {Occasion::interpolated, "interpolated"}}};
inline constexpr Words<Wording::Kind, 3> kind_words{{{Wording::Kind::whole, "whole"},
                                                     {Wording::Kind::every, "every"},
                                                     {Wording::Kind::worst, "worst"}}};
inline constexpr Words<RatioSet, 5> set_words{{{RatioSet::none, ""},
                                               {RatioSet::interval, "interval"},
                                               {RatioSet::half_line, "half_line"},
                                               {RatioSet::complement, "complement"},
                                               {RatioSet::everything, "everything"}}};

}  // namespace trygg
