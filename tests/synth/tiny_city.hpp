#pragma once

#include <string>

#include "support.hpp"

namespace trygg::test {

/// Another city, with two districts that merge, four quarters,
/// and two questions: that it works proves that no city is in the code.
inline const char* tiny_settings = R"(
seed = 7
stratum_sd = 0.1
areas = "areas.csv"
crosswalk = "crosswalk.csv"
indicators = "indicators.toml"
strata = "strata.csv"
area_effects = "effects.csv"
area_effects_era = "old"
answers = "answers.csv"
mode_codes = ["web", "post"]
note = "MADE UP"

[variables]
id = "person"
stratum = "quarter"
area = "district"
sex = "gender"
age = "years"
age_group = "band"
mode = "how"
marker = "invented"

[files]
wave = "out/{wave}.csv"
frame = "out/frame_{wave}.csv"
area_sex = "out/area_{wave}.csv"
age_sex = "out/age_{wave}.csv"
counts = "out/counts_{wave}.csv"
truth = "out/truth.csv"
note = "out/NOTE.txt"

[sample]
size = 1200
power = 0.5
minimum = 30
maximum_fraction = 0.5

[[wave]]
name = "first"
era = "old"
response_rate = 0.6

[[wave]]
name = "second"
era = "new"
growth = 1.1
response_rate = 0.5

[[age_group]]
code = "18-49"
from = 18
to = 49
response = -0.6
web = 0.8

[[age_group]]
code = "50-90"
from = 50
to = 90
response = 0.6
web = 0.3

[[sex]]
code = "f"
share = [0.5, 0.6]
effect = [0.3, 0.0]
response = 0.2

[[sex]]
code = "m"
share = [0.5, 0.4]
effect = [0.0, 0.1]

[[trait]]
name = "tenant"
codes = ["no", "yes"]
effect = 0.2
response = -0.3

[profiles]
mixed = [0.6, 0.4]
old = [0.3, 0.7]

[selection]
question = "dark"
codes = ["3", "4"]
effect = -0.4

[[question]]
name = "dark"
codes = ["1", "2", "3", "4"]
apart = "5"
apart_share = [0.01, 0.08]
missing = { "8" = 0.03, "9" = 0.01 }

[[question]]
name = "theft"
codes = ["1", "2", "3"]
slope = 0.5
loading = 0.5
)";

inline const char* tiny_indicators = R"(
[[indicator]]
id = "dark"
kind = "share"
variable = "dark"
codes = ["3", "4"]
among = ["1", "2", "3", "4", "5"]
name = "Afraid of the dark"
definition = "afraid"
measure = "Share who are afraid"

[[indicator]]
id = "mean_theft"
kind = "index"
variables = ["theft"]
name = "Fear of theft"
definition = "afraid"
measure = "Mean fear of theft"
unit = "points"
)";

/// Writes the city into `folder`; `settings` in place of tiny_settings.
inline std::string tiny_city(const Folder& folder, const std::string& settings = tiny_settings) {
  folder.file("areas.csv",
              "era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region\n"
              "old,district,N,North,,,,1,1,\n"
              "old,district,S,South,,,,2,1,\n"
              "new,district,A,All of it,,,,1,1,\n"
              ",quarter,n1,Hill,,,,,,\n,quarter,n2,Brook,,,,,,\n"
              ",quarter,s1,Quay,,,,,,\n,quarter,s2,Mill,,,,,,\n");
  folder.file("crosswalk.csv", "quarter,old,new\nn1,N,A\nn2,N,A\ns1,S,A\ns2,S,A\n");
  folder.file("indicators.toml", tiny_indicators);
  folder.file("strata.csv",
              "quarter,befolkning,profil,effekt,svar,tenant\n"
              "n1,9000,mixed,0,0.1,0.2\nn2,6000,old,-0.2,0.2,0.1\n"
              "s1,4000,mixed,0.3,-0.3,0.7\ns2,50,mixed,0.2,-0.2,0.6\n");
  folder.file("effects.csv", "district,first,second\nN,0,0\nS,0.4,0.2\n");
  folder.file("answers.csv",
              "fraga,kod,gender,first,second\n"
              "dark,2,f,40,40\ndark,3,f,20,18\ndark,4,f,12,8\n"
              "dark,2,m,30,30\ndark,3,m,10,10\ndark,4,m,5,5\n"
              "theft,2,f,30,30\ntheft,3,f,20,20\ntheft,2,m,30,30\ntheft,3,m,20,20\n");
  return folder.file("synth.toml", settings);
}

}  // namespace trygg::test
