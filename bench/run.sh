#!/usr/bin/env bash
# run.sh BUILD [FILE]: times the program beside R, where that is installed, and writes FILE
# (bench/RESULTS.md).
# Each figure is the median of five runs (three of those that take seconds), one after the other on
# the same machine; only ratios within one run mean something on another machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(realpath "$1")
trygg=$build/tools/trygg
work=$build/bench/work
results=$(realpath "${2:-$root/bench/RESULTS.md}")
mkdir -p "$work"

fail() { echo "run.sh: $*" >&2; exit 1; }
[ -x /usr/bin/time ] || fail "/usr/bin/time is missing: ./dev deps bench"
has_r() { command -v Rscript >/dev/null && Rscript -e "library($1)" >/dev/null 2>&1; }

# median FILE COLUMN
median() { sort -n -k"$2","$2" "$1" | awk -v c="$2" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'; }

# measure RUNS COMMAND…: sets `seconds` and `memory` (peak, MB); status 1 if the command fails.
measure() {
  local runs=$1 run begin
  shift
  : >"$work/times"
  for run in $(seq "$runs"); do
    begin=$EPOCHREALTIME
    /usr/bin/time -f '%M' -o "$work/memory" "$@" >"$work/out" 2>"$work/err" || return 1
    awk -v b="$begin" -v e="$EPOCHREALTIME" -v m="$(cat "$work/memory")" \
      'BEGIN { printf "%.3f %.0f\n", e - b, m / 1024 }' >>"$work/times"
  done
  seconds=$(median "$work/times" 1)
  memory=$(median "$work/times" 2)
}

# answers FROM TO: the share of codes 1 and 2 of these questions, 8 being no answer.
answers() { local q; for q in $(seq "$1" "$2"); do printf -- '--share\nq%s=1|2\n--missing\nq%s=8\n' "$q" "$q"; done; }
mapfile -t forty < <(answers 1 40)
mapfile -t twenty < <(answers 1 20)
by_area=(--by sex --by district --by district+sex --by area --by area+sex --contrast sex:2-1)
by_district=(--by sex --by district --by district+sex)

# ours RUNS OUTPUT DATA… -- OPTION…: sets `two`, `one` (seconds and MB of 2 threads and of 1).
ours() {
  local runs=$1 output=$2 files=()
  shift 2
  while [ "$1" != -- ]; do files+=("$1"); shift; done
  shift
  if ! measure "$runs" "$trygg" estimate "${files[@]}" "$@" --threads 2 --quiet -o "$output"; then
    two="not in this version: \`$(head -1 "$work/err" | sed "s#$work/##g" | cut -c1-100)\`" one=–
    return 1
  fi
  two="$seconds s, $memory MB"
  two_seconds=$seconds
  measure "$runs" "$trygg" estimate "${files[@]}" "$@" --threads 1 --quiet -o "$output.1" || fail "one thread failed"
  one="$seconds s, $memory MB"
  cmp "$output" "$output.1" || fail "one thread and two write other bytes"
}

# fread_of FILE…: sets `fread`: seconds of one and of two threads, R's start not counted.
fread_of() {
  local threads
  fread=–
  if ! has_r data.table; then return; fi
  fread=
  for threads in 1 2; do
    measure 1 Rscript "$root/bench/fread.R" "$threads" "$@" || fail "$(cat "$work/err")"
    fread+="${fread:+ / }$(cat "$work/out") s, $memory MB"
  done
}

# survey_of FOLDER LAYOUT OURS: sets `survey` (all of it, scaled from a slice) and adds a note.
survey_of() {
  survey=–
  if ! has_r survey; then return; fi
  measure 1 Rscript "$root/bench/survey.R" "$1" "$2" || fail "$(cat "$work/err")"
  survey="$(sed -n 's/^all //p' "$work/out") s, $memory MB"
  notes+="- $3: R survey $(sed -n 's/^what //p' "$work/out"). Of $(sed -n 's/^compared //p' "$work/out") figures that both made, the largest relative difference is $(sed -n 's/^difference //p' "$work/out")."$'\n'
}

row() { printf '| %s | %s | %s | %s | %s | %s |\n' "$1" "$two" "$one" "$2" "$fread" "$survey" | tee -a "$results"; }

machine() {
  printf '%s, %s cores, %s; ' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
  printf '%s; trygg %s; load before: %s\n' "$(c++ --version | head -1)" \
    "$("$trygg" --version | head -1 | sed 's/^trygg //')" "$(cut -d' ' -f1 /proc/loadavg)"
}

{
  printf '# Timings\n\nWritten by `./dev bench`: wall-clock seconds and peak memory of one process that reads the CSV files,\nrakes the weights, estimates with limits, and writes CSV. Medians of three or five runs.\n\n'
  printf 'Machine: %s\n\n' "$(machine)"
  printf '| case | trygg, 2 threads | 1 thread | goal | `fread` alone, 1 / 2 threads | R survey, scaled |\n| --- | --- | --- | --- | --- | --- |\n'
} >"$results"
notes=

a=$work/a
"$build/bench/bench_data" "$a" 15000 40 areas 1
ours 5 "$a/estimates.csv" "$a/survey.csv" -- --recipe "$a/recipe.toml" "${forty[@]}" "${by_area[@]}" || fail "$(cat "$work/err")"
fread_of "$a/survey.csv"
survey_of "$a" areas A
row "A: 15,000 records in 28 strata, raked to 28 + 6 totals; 40 shares × (city, 14, 120 areas) × (all, women, men) with Korn–Graubard limits, and the gap women − men in each: $(($(wc -l <"$a/estimates.csv") - 1)) rows" '0.08 s, 30 MB'
ours 5 "$a/psu.csv" "$a/survey.csv" -- --recipe "$a/psu.toml" "${forty[@]}" "${by_area[@]}" || fail "$(cat "$work/err")"
fread=– survey=–
row 'A with 2,790 PSUs' '0.15 s, 30 MB'

c=$work/c
mkdir -p "$c"
{ sed 's#"\([a-z_]*\.csv\)"#"../a/\1"#g' "$a/recipe.toml"; printf '\n[replicates]\nkind = "bootstrap"\ncount = 500\nseed = 20230401\n'; } >"$c/recipe.toml"
ours 5 "$c/estimates.csv" "$a/survey.csv" -- --recipe "$c/recipe.toml" "${forty[@]}" --by district+sex || fail "$(cat "$work/err")"
fread=– survey=–
row 'C: 500 Rao–Wu replicates of the 15,000 records, raked to 28 + 6 totals in each; 40 shares × (city, 28 groups) with their standard errors and limits' '0.12 s'

b=$work/b
"$build/bench/bench_data" "$b" 1000000 20 districts 1
ours 3 "$b/estimates.csv" "$b/survey.csv" -- --recipe "$b/recipe.toml" "${twenty[@]}" "${by_district[@]}" || fail "$(cat "$work/err")"
fread_of "$b/survey.csv"
survey_of "$b" districts B
row "B: 1,000,000 records, 26 columns, $(($(stat -c %s "$b/survey.csv") / 1000000)) MB, raked to four margins; 20 shares × (city, 14 districts) × (all, women, men)" 'half of fread with 2 threads, 30 MB'

# copies COUNT: case B that many times over, as files of a million records each.
copies() {
  rm -rf "$work/d"
  "$build/bench/bench_data" "$work/d" 1000000 20 districts "$1"
  local part
  for part in $(seq -w "$1"); do cp "$work/d/survey.csv" "$work/d/part-$part.csv"; done
  rm "$work/d/survey.csv"
}
fread=– survey=–
for millions in 5 20; do
  copies "$millions"
  ours 3 "$work/d/estimates.csv" "$work"/d/part-*.csv -- --recipe "$work/d/recipe.toml" "${twenty[@]}" "${by_district[@]}" || true
  [ "$millions" = 5 ] || fread_of "$work"/d/part-*.csv
  row "D: $millions,000,000 records in $millions files, otherwise as B" "$([ "$millions" = 20 ] && echo '1.5 s, 30 MB' || echo 'linear in records')"
done
rm -rf "$work/d"

printf '\nOne thread and two write the same bytes. `fread` only reads, R'"'"'s start not counted; its memory is the whole process.\n\n%s' "$notes" >>"$results"

printf '\n## The example, every step from nothing\n\n| what | seconds | MB |\n| --- | --- | --- |\n' >>"$results"
rm -rf "$work/example"
cp -r "$root/examples/stockholm" "$work/example"
example() { printf '| %s | %s | %s |\n' "$1" "$seconds" "$memory" | tee -a "$results"; }
build_example() { printf "%s; exec '%s' build '%s' --quiet %s" "$1" "$trygg" "$work/example" "$2"; }
made="rm -rf '$work'/example/work '$work'/example/out '$work'/example/.trygg"
measure 3 sh -c "$(build_example "$made '$work'/example/data" --without-pdf)" || fail "$(cat "$work/err")"
example '`trygg build --without-pdf`: four rounds drawn, weighted, estimated, released, published (goal 5 s)'
measure 3 sh -c "$(build_example "$made" --without-pdf)" || fail "$(cat "$work/err")"
example 'from nothing, with the data there'
measure 5 "$trygg" build "$work/example" --quiet --without-pdf || fail "$(cat "$work/err")"
example 'again, nothing changed (goal 0.5 s)'
measure 3 sh -c "$(build_example "echo '# ' >>'$work/example/release.toml'" --without-pdf)" || fail "$(cat "$work/err")"
example 'again, with another rule of release'
measure 3 sh -c "$(build_example "rm -rf '$work/example/out'" '')" || fail "$(cat "$work/err")"
example "the publications again, $(find "$work/example/out" -name '*.pdf' | wc -l) of them as PDF too"
rounds=$work/rounds
"$root/bench/rounds.sh" "$build/bench/bench_data" "$rounds"
"$trygg" build "$rounds" --quiet || fail "the project of four rounds was not built"
measure 5 "$trygg" build "$rounds" --quiet --only estimate || fail "$(cat "$work/err")"
example '4 rounds of 15,000 × 40 indicators × 14 areas × 3 sexes, weights there: levels, gaps, changes, changes of gaps and trends, read from and written to CSV (goal 0.5 s)'
measure 5 "$trygg" build "$rounds" --quiet --only goal || fail "$(cat "$work/err")"
example 'their verdicts'
printf '\n## Calibration by itself, the data read\n\n' >>"$results"
"$build/bench/bench_calibrate" | tee -a "$results"

printf '\n## Regressions by themselves\n\n15,000 respondents in 28 strata, the data in memory, one thread, time of the processor; R beside it where that is installed. Goal: 22 coefficients with their covariance in 20 ms.\n\n| what | ms |\n| --- | --- |\n' >>"$results"
"$build/bench/bench_model" "$work/model.csv" | tee -a "$results"
if has_r survey; then Rscript "$root/bench/model.R" "$work/model.csv" | tee -a "$results"; fi

printf '\n## All that compares rounds\n\n15,000 respondents in each of four rounds, 40 shares, the whole and 14 areas, for all, women and men; the data in memory, all threads. Goal: under 500 ms together.\n\n' >>"$results"
"$build/bench/bench_series" | tee -a "$results"

printf '\n## Several processes\n\nOn one machine two threads do what two processes do; the processes are for more machines than one.\n\n' >>"$results"
"$root/bench/ranks.sh" "$build" | tee -a "$results"
echo "written to $results"
