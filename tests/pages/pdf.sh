#!/usr/bin/env bash
# Checks PDF files as readers meet them: pdf.sh FILE… Each is whole, tagged as PDF/UA-1 with a title
# and a language, has Inter and nothing else embedded, an alternative text for each figure, A4 pages,
# and is below 1 MB, or 36 kB a page. No kind has more pages than its readers have patience for, and no
# page but the last ends above its middle (two may, of more than twenty). Ends in 1 with a line for each fault.
set -uo pipefail
for program in qpdf pdfinfo pdffonts; do
  command -v "$program" >/dev/null || { echo "passed over: no $program to look at PDF with"; exit 0; }
done

# The most pages of A4 that a kind may have, by the file's path; none given: no limit.
longest() {
  case $1 in
    *lagesbild/*) echo 4 ;;
    *maluppfoljning*) echo 6 ;;
    *jamstalldhetsanalys*) echo 8 ;;
    *arsrapport*) echo 60 ;;
  esac
}

# How far down each page has text, in points, one line a page; what stands below 797 is the footer.
lowest_texts() {
  pdftotext -bbox "$1" - 2>/dev/null | awk '
    /<page / { lowest = 0 }
    /<word / { match($0, /yMax="[0-9.]+"/); y = substr($0, RSTART + 6, RLENGTH - 7) + 0
               if (y < 797 && y > lowest) lowest = y }
    /<\/page>/ { print lowest }'
}

faults=0
fault() { printf '%s: %s\n' "$1" "$2"; faults=$((faults + 1)); }

for file in "$@"; do
  qpdf --check "$file" >/dev/null 2>&1 || fault "$file" "not whole (qpdf --check)"
  info=$(pdfinfo "$file" 2>/dev/null)
  grep -q '^Tagged: *yes' <<<"$info" || fault "$file" "no tags"
  grep -q '^Title: *[^ ]' <<<"$info" || fault "$file" "no title"
  grep -q '^Page size:.*A4' <<<"$info" || fault "$file" "not A4"
  pages=$(sed -n 's/^Pages: *//p' <<<"$info")
  most=$((36000 * ${pages:-0}))
  [ "$(stat -c %s "$file")" -lt $((most > 1000000 ? most : 1000000)) ] || fault "$file" "too large"
  longest=$(longest "$file")
  [ -z "$longest" ] || [ "${pages:-0}" -le "$longest" ] || fault "$file" "$pages pages, at most $longest"
  page=0 half_empty=
  while read -r lowest; do
    page=$((page + 1))
    [ "$page" -eq "${pages:-0}" ] || [ "${lowest%.*}" -gt 421 ] || half_empty+=" $page"
  done < <(lowest_texts "$file")
  [ "$(wc -w <<<"$half_empty")" -le $((${pages:-0} > 20 ? 2 : 0)) ] || fault "$file" "half empty: pages$half_empty"
  plain=$(qpdf --qdf --object-streams=disable "$file" - 2>/dev/null | tr -d '\0')
  grep -qa '<pdfuaid:part>1<' <<<"$plain" || fault "$file" "does not say that it is PDF/UA-1"
  grep -qa '/Lang (..)' <<<"$plain" || fault "$file" "no language"
  figures=$(grep -ac '/S /Figure' <<<"$plain")
  described=$(grep -ac '^ *\/Alt ' <<<"$plain")
  [ "$described" -ge "$figures" ] || fault "$file" "$figures figures, $described alternative texts"
  pdffonts "$file" 2>/dev/null | tail -n +3 | grep -vE '^[A-Z]{6}\+Inter-[A-Za-z]+-Identity-H .* yes yes yes ' |
    while read -r line; do echo "font: $line"; done | grep . && fault "$file" "a font that is not Inter, or not embedded"
done
[ "$faults" = 0 ] || exit 1
printf '%s PDF files without a fault\n' "$#"
