#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace trygg {

struct SynthModel;

// The CSV files of a synthetic survey, read into a model that already has its waves, groups and
// questions. All throw InputError with the file's line: a column that is not known or not there, a
// number out of range, a row twice or missing.

/// `<stratum>,befolkning,profil,effekt,svar,<traits…>`; `profiles` are the names of model.profiles.
void read_strata(const std::filesystem::path& path, const std::vector<std::string>& profiles,
                 SynthModel& model);

/// `<area>,<wave>,…` for the areas of `era`, into the strata.
void read_area_effects(const std::filesystem::path& path, const std::string& era,
                       SynthModel& model);

/// `fraga,kod,<sex>,<wave>,…` in per cent, into the questions' targets.
void read_answers(const std::filesystem::path& path, SynthModel& model);

}  // namespace trygg
