#!/usr/bin/env bash
# tests/package/run.sh BUILD: makes the packages of a build, reads what they say of themselves, builds a
# program with the installed libraries, and installs trygg in a bare Debian 12, where the example is built
# and must have the bytes that the build tree's program gives it. What a machine cannot do is said.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(cd "$1" && pwd)
out=$build/package
fail() { printf 'package: %s\n' "$*" >&2; exit 1; }

echo "the packages"
rm -rf "$out" && (cd "$build" && cpack -G DEB >"$build/cpack.log" 2>&1) || { cat "$build/cpack.log"; fail "cpack"; }
deb=$(ls "$out"/trygg_*.deb) dev=$(ls "$out"/libtrygg-dev_*.deb)

# What lintian would look at.
field() { dpkg-deb -f "$1" "$2"; }
for package in "$deb" "$dev"; do
  for name in Maintainer Section Priority Description Architecture Version; do
    [ -n "$(field "$package" $name)" ] || fail "$package has no $name"
  done
  dpkg-deb -c "$package" >"$build/contents"
  ! awk '{print $6}' "$build/contents" | grep -vE '^\./(usr/.*)?$' || fail "$package: files outside /usr"
  ! awk '{print $1}' "$build/contents" | grep -E '^.{5}w|^.{8}w' || fail "$package: files that all may write"
  grep -q "/usr/share/doc/$(field "$package" Package)/copyright$" "$build/contents" || fail "$package: no copyright"
done
[[ $(field "$deb" Depends) == *libfmt9* ]] || fail "the libraries that it needs are not among its dependencies"
[[ $(field "$deb" Depends) != *-dev* ]] || fail "it depends on headers"
dpkg-deb -c "$deb" >"$build/contents"
for page in "$root"/docs/man/*.md; do
  grep -q "/usr/share/man/man1/$(basename "$page" .md).1.gz$" "$build/contents" || fail "no man page of $page"
done
for file in bash-completion/completions/trygg trygg/profiles/ trygg/reports/pdf/compile.mjs trygg/examples/stockholm/trygg.toml trygg/examples/skolenkat/texts/sv.toml; do
  grep -q "/usr/share/$file" "$build/contents" || fail "$file is not in it"
done
! grep -E "(stockholm|skolenkat)/(data|out|work)/|node_modules" "$build/contents" || fail "made files are in it"

echo "a program built with the installed libraries"
rm -rf "$build/prefix" "$build/consumer"
cmake --install "$build" --prefix "$build/prefix" >/dev/null
cmake -S "$root/tests/package/consumer" -B "$build/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$build/prefix" >/dev/null
cmake --build "$build/consumer" >"$build/consumer.log" 2>&1 || { cat "$build/consumer.log"; fail "the program is not built"; }
printf 'x\n1\n2\n3\n6\n' >"$build/consumer/x.csv"
# The mean of 1, 2, 3, 6 is 3, and s²/n = (14/3)/4.
[ "$("$build/consumer/consumer" "$build/consumer/x.csv")" = "3 1.08012344973464" ] || fail "the program's figures are wrong"

echo "completion"
(
  source "$build/prefix/share/bash-completion/completions/trygg"
  offered() { COMP_WORDS=(trygg "$@") COMP_CWORD=$#; _trygg; echo "${COMPREPLY[*]}"; }
  [ "$(offered cov)" = coverage ] && [ "$(offered coverage --se)" = --seed ] && [ "$(offered help wei)" = weight ]
) || fail "completion does not offer what the program takes"

echo "a bare Debian 12"
passed_over() { echo "passed over: $*"; exit 0; }
[ "$(id -u)" = 0 ] || passed_over "needs root"
command -v debootstrap >/dev/null || passed_over "needs debootstrap"
mirror=$(sed -nE 's/^URIs: *([^ ]+debian) *$/\1/p; s/^deb ([^ ]+debian) .*/\1/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)
bare=$root/build/bare
if [ ! -f "$root/build/bare.tar" ]; then
  rm -rf "$bare"
  debootstrap --variant=minbase bookworm "$bare" "${mirror:-http://deb.debian.org/debian}" >"$build/debootstrap.log" 2>&1 ||
    passed_over "debootstrap could not: $(tail -1 "$build/debootstrap.log")"
  tar -C "$bare" -cf "$root/build/bare.tar" .
fi
# The program sees by /proc where it lies.
leave() { ! mountpoint -q "$bare/proc" || umount "$bare/proc"; }
trap leave EXIT
leave
rm -rf --one-file-system "$bare" && mkdir "$bare" && tar -C "$bare" -xf "$root/build/bare.tar"
cp /etc/resolv.conf "$bare/etc/" 2>/dev/null || true
cp /etc/apt/apt.conf.d/*prox* "$bare/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$deb" "$bare/tmp/"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" DEBIAN_FRONTEND=noninteractive chroot "$bare" "$@"; }
inside apt-get update -q=2 >"$build/bare.log" 2>&1 || passed_over "no mirror: $(tail -1 "$build/bare.log")"
inside apt-get install -y -q=2 --no-install-recommends "/tmp/$(basename "$deb")" >>"$build/bare.log" 2>&1 ||
  { tail -20 "$build/bare.log"; fail "it cannot be installed"; }
mount -t proc proc "$bare/proc" || passed_over "installed; nothing is built, for /proc cannot be mounted"
inside trygg --version
inside cp -r /usr/share/trygg/examples/stockholm /root/stockholm
inside trygg build /root/stockholm --threads "$(nproc)" >"$build/bare-build.log" 2>&1 ||
  { cat "$build/bare-build.log"; fail "the example is not built"; }
grep -q "no PDF" "$build/bare-build.log" || fail "it is not said that there is no PDF"

rm -rf "$build/example" && mkdir "$build/example"
cp -r "$bare/usr/share/trygg/examples/stockholm" "$build/example/"
"$build/tools/trygg" build "$build/example/stockholm" --without-pdf --quiet
sums() { (cd "$1/out" && find . -type f | LC_ALL=C sort | xargs sha256sum); }
diff <(sums "$build/example/stockholm") <(sums "$bare/root/stockholm") >"$build/bare.diff" ||
  { head "$build/bare.diff"; fail "the installed program gives the example other bytes"; }
inside apt-get remove -y -q=2 trygg >>"$build/bare.log" 2>&1
[ ! -e "$bare/usr/share/trygg" ] || fail "removing it leaves files behind"
leave
rm -rf --one-file-system "$bare"
echo "installed, the example has the bytes of the build tree's: $(sums "$build/example/stockholm" | wc -l) files"
