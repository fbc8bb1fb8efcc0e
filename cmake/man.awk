# awk -v version=0.1.0 -f cmake/man.awk docs/man/trygg-estimate.md: a page for man(1) from what docs/man is written in:
# headings, paragraphs, terms with ": " below them, indented examples, tables, emphasis and links.
function text(s,   parts, count, i, all) {
  gsub(/\\/, "\\e", s)
  gsub(/-/, "\\-", s)
  count = split(linked(s), parts, "`")
  for (i = 1; i <= count; ++i)  # every second part is code, in which no other mark means anything
    all = all (i % 2 ? marked(marked(parts[i], "\\*\\*", "\\fB"), "\\*", "\\fI") : "\\fB" parts[i] "\\fR")
  return all ~ /^[.']/ ? "\\&" all : all
}
# [words](place) is the words.
function linked(s,   words) {
  while (match(s, /\[[^]]*\]\([^)]*\)/)) {
    words = substr(s, RSTART + 1, index(substr(s, RSTART), "](") - 2)
    s = substr(s, 1, RSTART - 1) words substr(s, RSTART + RLENGTH)
  }
  return s
}
# What stands between two marks gets the font.
function marked(s, mark, font,   open) {
  for (open = 1; match(s, mark); open = !open)
    s = substr(s, 1, RSTART - 1) (open ? font : "\\fR") substr(s, RSTART + RLENGTH)
  return s
}
function leave() { if (in_example) print ".fi\n.RE"; in_example = 0 }
function flush_line() { if (held != "") print text(held); held = "" }
FNR == 1 {
  name = substr($0, 3)
  printf ".TH %s 1 \"\" \"trygg %s\" \"trygg\"\n.nh\n.ad l\n", toupper(name), version
  next
}
/^    / && !in_term {
  flush_line()
  if (!in_example) print ".PP\n.RS 4\n.nf"
  in_example = 1
  line = substr($0, 5); gsub(/\\/, "\\e", line); gsub(/-/, "\\-", line)
  print (line ~ /^[.']/ ? "\\&" : "") line
  next
}
/^$/ { flush_line(); if (in_example) { print ""; next } if (!in_term) print ".PP"; blank = 1; next }
{ leave() }
in_name && /^trygg [a-z]/ { $1 = $1 "-" $2; $2 = ""; sub(/ +/, " ") }  # as whatis(1) wants it
/^## / { in_name = /NAME/ }
/^## / { flush_line(); in_term = 0; print ".SH \"" substr($0, 4) "\""; next }
/^### / { flush_line(); in_term = 0; print ".SS \"" substr($0, 5) "\""; next }
/^\| *---/ { next }
/^\|/ {
  flush_line(); in_term = 0
  gsub(/^\| *| *\|$/, ""); gsub(/ *\| */, "   ")
  print text($0) "\n.br"
  next
}
/^: / {
  print ".TP\n" text(held); held = ""
  in_term = 1
  sub(/^: */, ""); held = $0
  next
}
/^[^ ]/ && in_term && blank { flush_line(); in_term = 0; print ".PP" }
{ flush_line(); blank = 0; sub(/^ +/, ""); held = $0 }
END { flush_line(); leave() }
