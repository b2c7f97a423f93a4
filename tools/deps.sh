#!/bin/sh
# Sees to the Debian/Ubuntu packages that Trellis needs: deps.sh run | check | nightly | deb.
# "run" is what building and serving needs (no Node); "check" adds what the tests need, "nightly" also a cluster of database
# servers and bare Debians to try packages in, "deb" what making packages needs.
# espeak-ng is optional: without it texts are read aloud only by devices that have a voice themselves.
set -eu

run="gcc libc6-dev make meson ninja-build pkg-config python3 ca-certificates tzdata
libmicrohttpd-dev libgnutls28-dev libsqlite3-dev libpq-dev libsodium-dev libjansson-dev libicu-dev zlib1g-dev libdeflate-dev
libexpat1-dev libzip-dev libcurl4-gnutls-dev libqrencode-dev libpango1.0-dev libcairo2-dev libqpdf-dev libseccomp-dev libmd4c-dev
libmd4c-html0-dev libxml2-dev libzbar-dev libleptonica-dev poppler-utils fonts-sil-andika fonts-noto-core fonts-opendyslexic fonts-noto-cjk
fonts-wqy-microhei python3-fonttools python3-brotli fontconfig espeak-ng"
check="clang lld libcmocka-dev postgresql postgresql-client chromium nginx-light zbar-tools
sqlite3 curl qpdf git wrk libfaketime"
nightly="patroni etcd-server debootstrap build-essential debhelper dpkg-dev"

list=$run
[ "${1:-run}" = check ] && list="$run $check"
[ "${1:-run}" = nightly ] && list="$run $check $nightly"
[ "${1:-run}" = deb ] && list="$run build-essential debhelper dpkg-dev git"

missing=""
for p in $list; do
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
if [ "${1:-run}" = check ] || [ "${1:-run}" = nightly ]; then
	# the sanitizers and libFuzzer of the clang that this distribution has
	v=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -1)
	[ -z "$v" ] && v=14
	dpkg-query -W -f '${Status}' "libclang-rt-$v-dev" 2>/dev/null | grep -q 'ok installed' || missing="$missing libclang-rt-$v-dev"
	command -v node >/dev/null 2>&1 || missing="$missing nodejs"
	command -v npm >/dev/null 2>&1 || missing="$missing npm"
fi
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "These packages are needed and apt-get is not here to install them:$missing" >&2
	exit 1
fi
sudo=""
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || { echo "These packages are needed; install them as root:$missing" >&2; exit 1; }
	sudo=sudo
fi
echo "Installing:$missing"
$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
