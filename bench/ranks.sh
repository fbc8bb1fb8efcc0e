#!/usr/bin/env bash
# ranks.sh BUILD: the same study of coverage by one process, by two threads of it, and by two processes
# under mpirun, one after the other on the same machine. Medians of three runs, as rows of a table.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(realpath "$1")
samples=${2:-60}
work=$build/bench/ranks
rm -rf "$work" && mkdir -p "$work"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
command -v mpirun >/dev/null && [ -x "$build/tools/mpi/trygg" ] ||
  { echo 'No mpirun, or no program that was built for it (./dev mpi): not measured.'; exit 0; }
cp -r "$root/examples/stockholm" "$work/city"
rm -rf "$work"/city/{data,work,out,.trygg}
"$build/tools/trygg" synth "$work/city" --quiet

# seconds COMMAND…: the median of three.
seconds() {
  local run begin
  for run in 1 2 3; do
    begin=$EPOCHREALTIME
    (cd "$work" && "$@" coverage city --samples "$samples" --seed 1 --quiet ${threads:+--threads "$threads"} -o report.md) >&2
    awk -v b="$begin" -v e="$EPOCHREALTIME" 'BEGIN { printf "%.2f\n", e - b }'
  done | sort -n | sed -n 2p
}
threads=1 one=$(seconds "$build/tools/trygg")
cp "$work/report.md" "$work/one.md"
threads=2 two_threads=$(seconds "$build/tools/trygg")
threads=1 two_ranks=$(seconds mpirun --quiet -n 2 "$build/tools/mpi/trygg")
cmp "$work/one.md" "$work/report.md"
ratio() { awk -v a="$one" -v b="$1" 'BEGIN { printf "%.2f", a / b }'; }
printf '| what | seconds | times as fast |\n| --- | --- | --- |\n'
printf '| `trygg coverage` of the example, %s samples under each response: one process, one thread | %s | 1 |\n' "$samples" "$one"
printf '| one process, two threads | %s | %s |\n' "$two_threads" "$(ratio "$two_threads")"
printf '| two processes of one thread, under mpirun (goal 1.8) | %s | %s |\n' "$two_ranks" "$(ratio "$two_ranks")"
