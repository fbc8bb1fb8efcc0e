#!/usr/bin/env bash
# run.sh BUILD: times the program on surveys of two sizes and on the example, beside R where it is
# installed, and writes bench/RESULTS.md. Each figure is the median of three runs, one after the
# other on the same machine; only ratios within one run mean something on another machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(realpath "$1")
trygg=$build/tools/trygg
work=$build/bench/work
results=$root/bench/RESULTS.md
mkdir -p "$work"

[ -x /usr/bin/time ] || { echo "run.sh: /usr/bin/time is missing: ./dev deps bench" >&2; exit 1; }
has_r() { command -v Rscript >/dev/null && Rscript -e "library($1)" >/dev/null 2>&1; }

# measure COMMAND…: sets `seconds` (median of three) and `memory` (peak, MB).
measure() {
  local run
  for run in 1 2 3; do
    /usr/bin/time -f '%e %M' -o "$work/time.$run" "$@" >"$work/out" 2>"$work/err" ||
      { cat "$work/err" >&2; echo "run.sh: failed: $*" >&2; exit 1; }
  done
  seconds=$(sort -n "$work"/time.[123] | sed -n 2p | cut -d' ' -f1)
  memory=$(sort -n "$work"/time.[123] | sed -n 2p | awk '{ printf "%.0f", $2 / 1024 }')
}
row() { printf '| %s | %s | %s |\n' "$1" "$seconds" "$memory" | tee -a "$results"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf (b > 0 ? "%.0f" : "–"), a / b }'; }

# shares FROM TO: the options that estimate the share of codes 1 and 2 of these questions.
shares() { local q; for q in $(seq "$1" "$2"); do printf -- '--share\nq%s=1|2\n' "$q"; done; }
domains=(--by sex --by district --by district+sex --by area --by area+sex)

machine() {
  printf '%s, %s cores, %s; ' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
  printf '%s; trygg %s\n' "$(c++ --version | head -1)" "$("$trygg" --version | head -1 | sed 's/^trygg //')"
}

{
  printf '# Timings\n\nWritten by `./dev bench`; wall-clock seconds and peak memory, median of three runs.\n'
  printf 'Machine: %s\n' "$(machine)"
} >"$results"

# one_size NAME RECORDS QUESTIONS SLICE DOMAINS: one survey; R does SLICE questions in DOMAINS.
one_size() {
  local records=$2 questions=$3 folder=$work/$1
  local question estimate estimate_seconds what
  "$build/bench/bench_data" "$folder" "$records" "$questions"
  rm -f "$folder"/weighted.csv*
  printf '\n## %s records, %s questions\n\n| what | seconds | MB |\n| --- | --- | --- |\n' \
    "$records" "$questions" >>"$results"
  measure sh -c "rm -f '$folder'/weighted.csv*; exec '$trygg' weight '$folder/survey.csv' --recipe '$folder/recipe.toml' -o '$folder/weighted.csv' --quiet"
  row "\`trygg weight\`: raking to 28 + 6 totals, reading and writing included"
  mapfile -t what < <(shares 1 "$questions")
  estimate=("$trygg" estimate "$folder/weighted.csv" --design "$folder/weighted.csv.design.toml"
    "${what[@]}" --quiet)
  for question in $(seq 1 "$questions"); do estimate+=(--missing "q$question=8"); done
  measure "${estimate[@]}" "${domains[@]}" -o "$folder/estimates.csv"
  estimate_seconds=$seconds
  row "\`trygg estimate\`: $questions shares × (city, 14, 120 areas) × (all, women, men), $(($(wc -l <"$folder/estimates.csv") - 1)) estimates with intervals, reading included"
  measure "${estimate[@]}" "${domains[@]}" --threads 1 -o "$folder/estimates1.csv"
  row "the same with \`--threads 1\`"
  cmp "$folder/estimates.csv" "$folder/estimates1.csv"
  if has_r data.table; then
    measure Rscript -e "data.table::fread('$folder/weighted.csv')"
    row "R \`data.table::fread\` of the same file, R's start included"
  fi
  if has_r survey; then compare_with_r "$folder" "$questions" "$4" "$5" "$estimate_seconds"; fi
}

# R does a slice; the rest is what its own seconds per estimate say.
compare_with_r() {
  local folder=$1 ours=$5
  /usr/bin/time -f '%e %M' -o "$work/time.r" Rscript "$root/bench/survey.R" "${@:1:4}" >"$work/r.txt"
  seconds=$(sed -n 's/^all //p' "$work/r.txt") memory=$(awk '{ printf "%.0f", $2 / 1024 }' "$work/time.r")
  row "$(sed -n 's/^what //p' "$work/r.txt")"
  printf '\nR survey would take %s times as long as trygg for the same estimates; of the %s that both made, the largest relative difference is %s.\n' \
    "$(ratio "$seconds" "$ours")" "$(sed -n 's/^compared //p' "$work/r.txt")" "$(sed -n 's/^difference //p' "$work/r.txt")" >>"$results"
}

one_size small 15000 40 1 all
one_size large 1000000 22 1 sex

printf '\n## The example, every step from nothing\n\n| what | seconds | MB |\n| --- | --- | --- |\n' >>"$results"
rm -rf "$work/example"
cp -r "$root/examples/stockholm" "$work/example"
measure sh -c "rm -rf '$work'/example/work '$work'/example/out '$work'/example/data/*.csv; exec '$trygg' build '$work/example' --quiet"
row '`trygg build`: four rounds drawn, weighted, estimated, released, published'
measure "$trygg" build "$work/example" --quiet
row 'again, with the data there'
echo "written to $results"
