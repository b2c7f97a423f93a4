#!/bin/sh
# Proves the two commands in a bare Debian 12: bare.sh [FOLDER] [run|check|both|base]
# Makes a Debian with debootstrap in FOLDER (default: a temporary one), copies the committed tree into it, runs
# `make run` until the sample school answers, then `make check` (base: neither, only the Debian). The mirror is taken from this machine's own apt settings.
# Needs root and the package debootstrap.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
what=${2:-both}
suite=bookworm

[ "$(id -u)" -eq 0 ] || { echo "bare.sh needs root, for chroot." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "Install the package debootstrap first." >&2; exit 1; }

mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
	sed -n -e 's/^deb \(\[[^]]*\] \)*\([^ ]*\) '$suite' .*/\2/p' -e 's/^URIs: *\([^ ]*\).*/\1/p' | grep -v security | head -1)
[ -n "$mirror" ] || { echo "No Debian mirror stands in this machine's apt settings." >&2; exit 1; }

if [ ! -x "$folder/usr/bin/apt-get" ]; then
	debootstrap --variant=minbase "$suite" "$folder" "$mirror" >"$folder.log" 2>&1 || { tail -5 "$folder.log"; exit 1; }
fi
# what this machine needs to reach its mirror, the bare one needs too
mkdir -p "$folder/etc/apt/apt.conf.d" "$folder/etc/dpkg/dpkg.cfg.d" "$folder/srv"
echo force-unsafe-io >"$folder/etc/dpkg/dpkg.cfg.d/unsafe" # thrown away afterwards: nobody waits for its disk
for f in /etc/apt/apt.conf.d/*; do
	[ -f "$f" ] && grep -qiE 'proxy|verify|CaInfo' "$f" && cp "$f" "$folder/etc/apt/apt.conf.d/"
done
rm -f "$folder/etc/apt/sources.list"
cp /etc/apt/sources.list "$folder/etc/apt/sources.list" 2>/dev/null || true
for f in /etc/apt/sources.list.d/*debian* /etc/apt/trusted.gpg.d/*; do
	[ -e "$f" ] && cp "$f" "$folder/$(dirname "$f")/"
done
cp /etc/resolv.conf /etc/hosts "$folder/etc/" 2>/dev/null || true
[ -d /usr/local/share/ca-certificates ] && cp -r /usr/local/share/ca-certificates "$folder/usr/local/share/" || true
cp -r /etc/ssl/certs "$folder/etc/ssl/" 2>/dev/null || true
if [ "$what" != run ]; then cp "$HOME/.npmrc" "$folder/root/.npmrc" 2>/dev/null || true; cp /etc/npmrc "$folder/etc/npmrc" 2>/dev/null || true; fi

# what runs inside, by its process id: make does not hand a signal on to what it started
stop() {
	for p in /proc/[0-9]*; do
		if [ "$(readlink "$p/root")" = "$(realpath "$folder")" ]; then kill "${p#/proc/}" 2>/dev/null || true; fi
	done
}
end() {
	stop
	for m in dev/shm dev/pts dev proc sys; do umount -l "$folder/$m" 2>/dev/null || true; done
	true
}
trap end EXIT INT TERM
mount -t proc proc "$folder/proc"
mount --bind /dev "$folder/dev"
mount --make-private "$folder/dev" # what is mounted in it is not mounted in this machine's own too
mount -t tmpfs tmpfs "$folder/dev/shm"
mount --bind /dev/pts "$folder/dev/pts"
mount --bind /sys "$folder/sys"

inside() { chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
	${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} ${npm_config_registry:+npm_config_registry=$npm_config_registry} "$@"; }
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends make git >/dev/null
[ "$what" = base ] && exit 0

rm -rf "$folder/srv/trellis"
git -C "$top" archive --prefix=trellis/ HEAD | tar -x -C "$folder/srv"

if [ "$what" != check ]; then
	inside sh -c 'cd /srv/trellis && exec make run ARGS="--port 18099 --https-port 0"' >"$folder/srv/run.log" 2>&1 &
	server=$!
	n=0
	until inside sh -c 'command -v python3 >/dev/null && python3 -c "import urllib.request as u; u.urlopen(\"http://127.0.0.1:18099/\", timeout=2)"' 2>/dev/null; do
		n=$((n + 1))
		if ! kill -0 "$server" 2>/dev/null || [ $n -gt 600 ]; then tail -40 "$folder/srv/run.log"; echo "not ok 1 - make run in a bare Debian 12"; exit 1; fi
		sleep 2
	done
	stop
	echo "ok 1 - make run in a bare Debian 12 serves the sample school"
fi
if [ "$what" != run ]; then
	inside sh -c 'cd /srv/trellis && git init -q . && make check' && echo "ok 2 - make check in a bare Debian 12" || { echo "not ok 2 - make check in a bare Debian 12"; exit 1; }
fi
