#!/usr/bin/env bash
# rounds.sh BENCH_DATA DIR: makes the project DIR: four rounds of 15,000 persons, 40 indicators, 14
# areas and a goal, for the timing of changes, gaps, trends and verdicts.
set -euo pipefail
bench_data=$1 dir=$2
rm -rf "$dir"
mkdir -p "$dir"
for round in 1 2 3 4; do
  "$bench_data" "$dir/$round" 15000 40 areas 1 "$round"
done

{
  printf '[variable.sex]\nkind = "code"\ncodes = {"1" = "man", "2" = "woman"}\n'
  for q in $(seq 40); do
    printf '[variable.q%s]\nkind = "code"\ncodes = {"1" = "a", "2" = "b", "3" = "c", "4" = "d", "8" = "?"}\nmissing = {"8" = "dont_know"}\n' "$q"
  done
} >"$dir/codebook.toml"
for q in $(seq 40); do
  printf '[[indicator]]\nid = "i%s"\nkind = "share"\nvariable = "q%s"\ncodes = ["1", "2"]\nname = "i%s"\nshort_name = "i%s"\ndefinition = "i%s"\nmeasure = "i%s"\nquestion = "q%s"\n' "$q" "$q" "$q" "$q" "$q" "$q" "$q"
done >"$dir/indicators.toml"

{
  echo 'era,niva,kod,namn,namn_rader,preposition,genitiv,rad,kolumn,region'
  for a in $(seq 14); do printf '2020,area,%s,area %s,,,,,,\n,part,%s,part %s,,,,,,\n' "$a" "$a" "$a" "$a"; done
} >"$dir/areas.csv"
{
  echo 'part,2020'
  for a in $(seq 14); do echo "$a,$a"; done
} >"$dir/crosswalk.csv"

printf 'indicator = "i1"\nbaseline = "2014"\nfactor = 0.5\ntarget_year = 2025\n' >"$dir/goal.toml"
printf 'minimum_base = 30\n' >"$dir/release.toml"
{
  cat <<'TOML'
name = "bench"
survey = "bench"
place = "a city"
synthetic = true
population_text = "all"
codebook = "codebook.toml"
indicators = "indicators.toml"
areas = "areas.csv"
crosswalk = "crosswalk.csv"
goal = "goal.toml"
release = "release.toml"
[variables]
id = "id"
sex = "sex"
women = "2"
men = "1"
smallest_area = "district"
[area_levels]
main = "area"
smallest = "part"
TOML
  year=2014
  for round in 1 2 3 4; do
    printf '[[wave]]\nyear = %s\ndata = "%s/survey.csv"\nrecipe = "%s/recipe.toml"\nera = "2020"\n' "$year" "$round" "$round"
    year=$((year + 3))
  done
  cat <<'TOML'
[publication]
wave = 2023
era = "2020"
compare_with = 2014
indicator = "i1"
groups = []
[words]
population = "all"
whole = "the city"
fieldwork = "then"
area_one = "area"
area_many = "areas"
area_the_many = "the areas"
planning_questions = []
TOML
} >"$dir/trygg.toml"
