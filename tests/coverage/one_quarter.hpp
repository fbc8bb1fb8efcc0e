#pragma once

#include "synth/tiny_city.hpp"

namespace trygg::test {

/// Replaces the one place in `text` where `from` stands.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

/// The tiny city with a single quarter of 2,000 persons, of whom `sampled` are asked.
inline std::string one_quarter(const Folder& folder, int sampled) {
  auto settings = with(tiny_settings, "size = 1200", "size = " + std::to_string(sampled));
  const auto path = tiny_city(folder, with(settings, "stratum_sd = 0.1", "stratum_sd = 0"));
  folder.file("areas.csv",
              "era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region\n"
              "old,district,N,North,,,,1,1,\nnew,district,N,North,,,,1,1,\n"
              ",quarter,n1,Hill,,,,,,\n");
  folder.file("crosswalk.csv", "quarter,old,new\nn1,N,N\n");
  folder.file("strata.csv",
              "quarter,befolkning,profil,effekt,svar,tenant\nn1,2000,mixed,0,0,0.2\n");
  folder.file("effects.csv", "district,first,second\nN,0,0\n");
  return path;
}

}  // namespace trygg::test
