#!/usr/bin/env bash
# Checks PDF files as readers meet them: pdf.sh FILE… Each is whole, tagged as PDF/UA-1 with a title
# and a language, has Inter and nothing else embedded, an alternative text for each figure, A4 pages,
# and is below 1 MB, or 30 kB a page. Ends in 1 with a line for each fault.
set -uo pipefail
for program in qpdf pdfinfo pdffonts; do
  command -v "$program" >/dev/null || { echo "passed over: no $program to look at PDF with"; exit 0; }
done

faults=0
fault() { printf '%s: %s\n' "$1" "$2"; faults=$((faults + 1)); }

for file in "$@"; do
  qpdf --check "$file" >/dev/null 2>&1 || fault "$file" "not whole (qpdf --check)"
  info=$(pdfinfo "$file" 2>/dev/null)
  grep -q '^Tagged: *yes' <<<"$info" || fault "$file" "no tags"
  grep -q '^Title: *[^ ]' <<<"$info" || fault "$file" "no title"
  grep -q '^Page size:.*A4' <<<"$info" || fault "$file" "not A4"
  pages=$(sed -n 's/^Pages: *//p' <<<"$info")
  most=$((30000 * ${pages:-0}))
  [ "$(stat -c %s "$file")" -lt $((most > 1000000 ? most : 1000000)) ] || fault "$file" "too large"
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
