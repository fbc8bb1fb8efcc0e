#!/usr/bin/env bash
# tests/ranks/run.sh TRYGG MPI_TRYGG: the program under mpirun, on 1, 2 and 4 processes, writes the bytes
# of the program by itself, and complains in one line with its status. 77: there is no mpirun here, or no
# program that was built for it.
set -uo pipefail
trygg=$(realpath "$1") mpi=${2:+$(realpath "$2")}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [ ! -x "$mpi" ]; then
  echo "passed over: built without -DTRYGG_WITH_MPI=ON" && exit 77
fi
if ! command -v mpirun >/dev/null; then
  echo "passed over: there is no mpirun; install openmpi-bin" && exit 77
fi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit

failed=0
wrong() { echo "WRONG: $*"; failed=1; }
ranks() { timeout 120 mpirun --quiet -n "$1" "$mpi" "${@:2}"; }

# same NAME ARGUMENTS…: standard output on 1, 2 and 4 ranks, and of the program without MPI.
same() {
  local name=$1 n status
  shift
  "$trygg" "$@" >alone.txt 2>alone.err || wrong "$name: the program by itself: $(cat alone.err)"
  for n in ${ranks_tried:-1 2 4}; do
    ranks "$n" "$@" >ranks.txt 2>ranks.err
    status=$?
    [ $status = 0 ] || wrong "$name: status $status on $n ranks: $(cat ranks.err)"
    cmp -s alone.txt ranks.txt || wrong "$name: other bytes on $n ranks"
  done
  [ -s alone.txt ] || wrong "$name: nothing was written"
}

# refused RANKS STATUS TEXT ARGUMENTS…: one line on standard error, no more, and the status.
refused() {
  local status
  ranks "$1" "${@:4}" >ranks.txt 2>ranks.err </dev/null
  status=$?
  [ $status = "$2" ] || wrong "$3: status $status, not $2"
  [ "$(wc -l <ranks.err)" = 1 ] || wrong "$3: not one line: $(cat ranks.err)"
  grep -q "$3" ranks.err || wrong "not told of '$3': $(cat ranks.err)"
}

# part FILE SEED RECORDS: weighted persons, codes that not every file has.
part() {
  awk -v seed="$2" -v n="$3" 'BEGIN {
    srand(seed); print "id,area,sex,y,x,w"
    for (i = 0; i < n; ++i)
      printf "%d,%c%s,%s,%s,%d,%.6f\n", seed * 100000 + i, 65 + rand() * 7, rand() < 0.01 ? seed : "",
        rand() < 0.5 ? "f" : "m", rand() < 0.3 ? "" : "1", 1 + rand() * 6, 1 + 8 * rand()
  }' >"$1"
}
part p1.csv 1 900 && part p2.csv 2 40000 && part p3.csv 3 1 && part p4.csv 4 9000
echo id,area,sex,y,x,w >none.csv
ask=(--fold always --shares y --mean x --by area+sex)

same "weighted, one file a rank" estimate p1.csv p2.csv p3.csv p4.csv --weight w "${ask[@]}"
same "an empty part" estimate none.csv p1.csv p2.csv p4.csv none.csv --weight w "${ask[@]}"
same "without weights" estimate p1.csv p2.csv p3.csv p4.csv "${ask[@]}"
same "threads in ranks" estimate p1.csv p2.csv p3.csv p4.csv --weight w --threads 3 "${ask[@]}"
same "help" estimate --help

cat >recipe.toml <<'TOML'
[design]
weight = "w"
[[step]]
kind = "calibrate"
distance = "poststratify"
margins = ["sex.csv"]
[replicates]
kind = "bootstrap"
count = 25
seed = 7
TOML
printf 'sex,total\nf,20000\nm,21000\n' >sex.csv
same "replicates of a recipe" estimate p1.csv --recipe recipe.toml --variance replicates --shares y --mean x --by sex

sed 3d p4.csv >bad.csv && echo "1,A,f" >>bad.csv
"$trygg" estimate p1.csv p2.csv p3.csv bad.csv --weight w "${ask[@]}" 2>alone.err
refused 4 1 "bad.csv: 1 row" estimate p1.csv p2.csv p3.csv bad.csv --weight w "${ask[@]}"
cmp -s alone.err ranks.err || wrong "a bad file of the last rank is told otherwise: $(cat ranks.err)"
refused 4 2 "2 files for 4 processes" estimate p1.csv p2.csv "${ask[@]}"
refused 2 1 "nofile.csv" estimate p1.csv nofile.csv "${ask[@]}"
refused 2 2 "nothing to share out" weight p1.csv --recipe recipe.toml
refused 2 2 "without mpirun" estimate p1.csv p2.csv --quantile x@0.5
refused 2 1 "p3.csv" estimate p1.csv p2.csv "${ask[@]}" -o p3.csv/x.csv

# A study of coverage: report and charts of the synthetic city.
cp -r "$root/examples/stockholm" city && rm -rf city/out city/work city/data city/.trygg
"$trygg" synth city --quiet || wrong "synth"
study() {
  mkdir "$1" && cd "$1" || return
  "${@:2}" coverage ../city --samples 5 --seed 3 --quiet -o report.md || wrong "coverage by ${*:2}"
  cd .. || return
}
study alone "$trygg"
study ranks timeout 300 mpirun --quiet -n 3 "$mpi"
diff -r alone ranks || wrong "coverage: another report or chart on 3 ranks"

[ $failed = 0 ] && echo "the same bytes on 1, 2 and 4 ranks"
exit $failed
