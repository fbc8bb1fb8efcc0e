#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "release/release.hpp"

namespace trygg {

/// A figure that somebody else has published, to stand beside the survey's own: another sample,
/// another mode, other words. It is text to be shown. There is no variance in it and nothing that a
/// test could take, so that it can never be compared with the survey's figures but by a reader who
/// sees the caveat.
struct ExternalFigure {
  std::string indicator;  ///< of the project, beside whose figures it stands
  std::string source;     ///< "NTU (Brå)"
  std::string year;
  std::string area;               ///< in the source's words: "hela landet"
  std::string sex;                ///< T (all), K (women) or M (men)
  Published value, lower, upper;  ///< as published; limits are empty where there are none
  std::string population;         ///< who was asked: "16–84 år"
  std::string wording;            ///< what was asked, and what counted
  std::string caveat;             ///< why it is not the same thing
  std::string url;                ///< may be empty
};

/// `indicator,source,year,area,sex,value,lower,upper,population,wording,caveat,url`
/// \param indicators  ids of the project
/// \throws InputError  another header; an indicator that the project has not; a year, sex or number
///                     that is none; a value outside its limits; one limit without the other; an
///                     empty source, area, population, wording or caveat; the same figure twice
std::vector<ExternalFigure> read_external_figures(const std::filesystem::path& path,
                                                  std::span<const std::string> indicators);

}  // namespace trygg
