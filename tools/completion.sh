#!/usr/bin/env bash
# tools/completion.sh TRYGG: completion of bash for that program, read from the help that its declared
# options print, so that it offers what the program takes.
set -euo pipefail
trygg=$1
commands=$("$trygg" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | xargs)
cat <<'HEAD'
# Completion of trygg for bash; made by tools/completion.sh.
_trygg() {
  local word=${COMP_WORDS[COMP_CWORD]} options
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
HEAD
printf '    mapfile -t COMPREPLY < <(compgen -W "%s help --help --version" -- "$word")\n' "$commands"
cat <<'MIDDLE'
    return
  fi
  case ${COMP_WORDS[1]} in
MIDDLE
for command in $commands; do
  options=$("$trygg" "$command" --help | sed -n 's/^  \(-[a-z], \)\?\(--[a-z0-9-]*\).*/\2/p' | xargs)
  printf '    %s) options="%s" ;;\n' "$command" "$options"
done
cat <<TAIL
    help) options="$commands" ;;
    *) return ;;
  esac
  case \$word in
    -*) mapfile -t COMPREPLY < <(compgen -W "\$options" -- "\$word") ;;
    *) [ "\${COMP_WORDS[1]}" != help ] || mapfile -t COMPREPLY < <(compgen -W "\$options" -- "\$word") ;;
  esac
}
# Where nothing is offered, names of files.
complete -o default -F _trygg trygg
TAIL
