#pragma once

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

}  // namespace trygg
