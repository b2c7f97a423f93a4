#!/bin/sh
# Proves the commands in a bare Debian: bare.sh [FOLDER] [run|check|both|nightly|bench|base]
# Makes a Debian with debootstrap in FOLDER (default: a temporary one), clones what is committed into it, runs `make run` until the sample
# school answers, then `make check` (nightly, bench: that one alone; base: only the Debian). TRELLIS_SUITE=trixie takes another Debian than
# bookworm; TRELLIS_AS=NAME runs make as an ordinary user of that name, who has sudo. The mirror is taken from this machine's own apt
# settings. Needs root and the package debootstrap.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
what=${2:-both}
suite=${TRELLIS_SUITE:-bookworm}
as=${TRELLIS_AS:-root}

[ "$(id -u)" -eq 0 ] || { echo "bare.sh needs root, for chroot." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "Install the package debootstrap first." >&2; exit 1; }

mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
	sed -n -e 's/^deb \(\[[^]]*\] \)*\([^ ]*\) [a-z]* .*/\2/p' -e 's/^URIs: *\([^ ]*\).*/\1/p' | grep -v security | head -1)
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
here=$(. /etc/os-release && echo "$VERSION_CODENAME")
for f in "$folder/etc/apt/sources.list" "$folder"/etc/apt/sources.list.d/*; do
	[ -f "$f" ] && sed -i "s/\b$here\b/$suite/g" "$f"
done
cp /etc/resolv.conf /etc/hosts "$folder/etc/" 2>/dev/null || true
[ -d /usr/local/share/ca-certificates ] && cp -r /usr/local/share/ca-certificates "$folder/usr/local/share/" || true
cp -r /etc/ssl/certs "$folder/etc/ssl/" 2>/dev/null || true
if [ "$what" != run ]; then cp "$HOME/.npmrc" "$folder/root/.npmrc" 2>/dev/null || true; cp /etc/npmrc "$folder/etc/npmrc" 2>/dev/null || true; fi
if ! chroot "$folder" id "$as" >/dev/null 2>&1; then
	chroot "$folder" useradd -m -s /bin/sh "$as"
	cp "$HOME/.npmrc" "$folder/home/$as/" 2>/dev/null || true
fi
home=$(chroot "$folder" sh -c "echo ~$as")

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

inside() { chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
	${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} ${npm_config_registry:+npm_config_registry=$npm_config_registry} \
	${TRELLIS_FAULTS:+TRELLIS_FAULTS=$TRELLIS_FAULTS} ${TRELLIS_KILLS:+TRELLIS_KILLS=$TRELLIS_KILLS} ${TRELLIS_FUZZ:+TRELLIS_FUZZ=$TRELLIS_FUZZ} "$@"; }
user() { inside setpriv --reuid "$as" --regid "$as" --init-groups env HOME="$home" "$@"; }
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends make git $([ "$as" = root ] || echo sudo) >/dev/null
[ "$what" = base ] && exit 0
if [ "$as" != root ]; then echo "$as ALL=(ALL) NOPASSWD: ALL" >"$folder/etc/sudoers.d/trellis"; fi

rm -rf "$folder/srv/trellis"
git clone -q --depth 1 "file://$top" "$folder/srv/trellis"
chroot "$folder" chown -R "$as:" /srv/trellis

if [ "$what" = run ] || [ "$what" = both ]; then
	user sh -c 'cd /srv/trellis && exec make run ARGS="--port 18099 --https-port 0"' >"$folder/srv/run.log" 2>&1 &
	server=$!
	n=0
	until inside sh -c 'command -v python3 >/dev/null && python3 -c "import urllib.request as u; u.urlopen(\"http://127.0.0.1:18099/\", timeout=2)"' 2>/dev/null; do
		n=$((n + 1))
		if ! kill -0 "$server" 2>/dev/null || [ $n -gt 600 ]; then tail -40 "$folder/srv/run.log"; echo "not ok 1 - make run in a bare Debian ($suite, $as)"; exit 1; fi
		sleep 2
	done
	stop
	echo "ok 1 - make run in a bare Debian ($suite, $as) serves the sample school"
fi
if [ "$what" != run ]; then
	[ "$what" = both ] && what=check
	user make -C /srv/trellis "$what" && echo "ok 2 - make $what in a bare Debian ($suite, $as)" || { echo "not ok 2 - make $what in a bare Debian ($suite, $as)"; exit 1; }
fi
