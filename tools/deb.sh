#!/bin/sh
# Makes the Debian packages of the committed tree: build/deb/*.deb. deb.sh twice: makes them two times in folders of different names
# and compares them, byte by byte. Packages that building needs are installed (root or sudo).
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
out=$top/build/deb
version=$(sed -n '1s/.*(\(.*\)).*/\1/p' "$top/debian/changelog")

"$top/tools/deps.sh" deb
SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct)
export SOURCE_DATE_EPOCH

# made FOLDER: the packages are in FOLDER
made() {
	rm -rf "$1"
	mkdir -p "$1"
	git -C "$top" archive --prefix="trellis-$version/" HEAD | tar -x -C "$1"
	(cd "$1/trellis-$version" && dpkg-buildpackage -b -us -uc >"$1/build.log" 2>&1) || { tail -30 "$1/build.log"; exit 1; }
	rm -rf "$1/trellis-$version"
}

made "$out"
if [ "${1:-}" = twice ]; then
	again=$(mktemp -d)/another-place
	made "$again"
	for f in "$out"/*.deb; do
		if ! cmp "$f" "$again/$(basename "$f")"; then
			echo "$(basename "$f") is not the same when it is made in another folder." >&2
			exit 1
		fi
	done
	rm -rf "$(dirname "$again")"
	echo "Made twice in different folders: the same bytes."
fi
ls -l "$out"/*.deb
