#!/usr/bin/env bash
# weighting.sh TRYGG DIR: makes a report on weights in DIR, from a made sample with every kind of
# outcome, for check.mjs to look at.
set -euo pipefail
trygg=$1
folder=$2
mkdir -p "$folder"
awk 'BEGIN {
  print "omrade,kon,alder,utfall,otrygg"
  for (k = 0; k < 4000; ++k) {
    kon = 1 + k % 2; alder = 1 + int(k / 2) % 5; omrade = 1 + int(k / 10) % 8
    chance = (k * 7919 + int(k / 13) * 31) % 100
    answered = (k * 104729 + int(k / 7) * 17) % 100 < 30 + 8 * alder + 5 * kon
    code = chance < 3 ? 9 : chance < 7 ? 6 : answered ? 1 + (chance > 95) : 3 + chance % 3
    printf "Stadsdelsområde %d,%d,%d,%d,%s\n", omrade, kon, alder, code, code < 3 ? 1 + chance % 5 : ""
  }
}' >"$folder/d.csv"
awk 'BEGIN { print "omrade,total"; for (i = 1; i <= 8; ++i) print "Stadsdelsområde " i "," 40000 + 3000 * i }' >"$folder/frame.csv"
printf 'kon,total\n1,205000\n2,210000\n' >"$folder/kon.csv"
printf 'alder,total\n1,75000\n2,90000\n3,95000\n4,85000\n5,70000\n' >"$folder/alder.csv"
cat >"$folder/recept.toml" <<'END'
[design]
strata = "omrade"
population = "frame.csv"
[outcome]
variable = "utfall"
complete = 1
partial = 2
refusal = 3
noncontact = 4
other = 5
unknown = 6
ineligible = 9
by = ["kon", "alder", "omrade"]
[[step]]
kind = "eligibility"
by = ["omrade"]
[[step]]
kind = "nonresponse"
model = ["kon", "alder", "omrade"]
classes = 5
[[step]]
kind = "calibrate"
distance = "raking"
margins = ["kon.csv", "alder.csv"]
[diagnostics]
study = ["otrygg=4|5"]
END
"$trygg" weight "$folder/d.csv" --recipe "$folder/recept.toml" -o "$folder/vikter.csv" \
  --report "$folder/rapport" --quiet
