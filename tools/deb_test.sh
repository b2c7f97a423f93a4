#!/bin/sh
# Installs, upgrades, rolls back, removes and purges the packages of build/deb in a bare Debian 12: deb_test.sh [FOLDER]
# FOLDER is made with debootstrap (as tools/bare.sh does) when it is not there. Needs root. Ends with "N passed, N failed".
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
[ "$(id -u)" -eq 0 ] || { echo "deb_test.sh needs root, for chroot." >&2; exit 1; }
ls "$top"/build/deb/trellis_*.deb >/dev/null 2>&1 || "$top/tools/deb.sh"
"$top/tools/bare.sh" "$folder" base
chmod 755 "$folder" # mktemp's is closed to the program's own user

passed=0
failed=0
server=
inside() { chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_trellis() { inside runuser -u trellis -- "$@"; }
check() {
	name=$1
	shift
	if "$@" >"$folder/tmp/check.log" 2>&1; then
		passed=$((passed + 1))
		echo "ok - $name"
	else
		failed=$((failed + 1))
		echo "not ok - $name"
		tail -5 "$folder/tmp/check.log"
	fi
}
end() {
	[ -n "$server" ] && kill "$(cat "$folder/tmp/server")" 2>/dev/null || true
	for m in dev/shm dev proc sys; do umount -l "$folder/$m" 2>/dev/null || true; done
}
trap end EXIT INT TERM
mount -t proc proc "$folder/proc"
mount --bind /dev "$folder/dev"
mount --make-private "$folder/dev" # what is mounted in it is not mounted in this machine's own too
mount -t tmpfs tmpfs "$folder/dev/shm"

mkdir -p "$folder/srv/deb"
rm -f "$folder"/srv/deb/*
cp "$top"/build/deb/*.deb "$folder/srv/deb/"
inside apt-get update -qq
version=$(dpkg-deb -f "$top"/build/deb/trellis_*.deb Version)

check "it installs" inside sh -c 'apt-get install -y -qq --no-install-recommends /srv/deb/trellis_*.deb /srv/deb/libtrellis-mastery0_*.deb /srv/deb/libtrellis-mastery-dev_*.deb'
check "no part of the source folder is named in the program" sh -c "! grep -q '$top' '$folder/usr/bin/trellis' '$folder/usr/lib/trellis/trellis'"
check "the user and the folders are its own" inside sh -c 'test "$(stat -c "%U %a" /var/lib/trellis)" = "trellis 700"'
check "the units are there" inside sh -c 'test -e /lib/systemd/system/trellis.service && test -e /lib/systemd/system/trellis-backup.timer'
check "a school is made from the installed starter data" as_trellis trellis init --db /var/lib/trellis/school.db --school "Package School" --time-zone America/Chicago --given-name Sample --family-name Person --email sample@school.example
check "the school is whole" as_trellis trellis verify --db /var/lib/trellis/school.db
inside sh -c 'echo $$ >/tmp/server; exec setpriv --reuid trellis --regid trellis --clear-groups trellis serve --db /var/lib/trellis/school.db --port 18098 --https-port 0' >"$folder/tmp/serve.log" 2>&1 &
server=$!
check "it is served" sh -c 'for i in $(seq 100); do curl -fs http://127.0.0.1:18098/health && exit 0; sleep 0.1; done; exit 1'
kill "$(cat "$folder/tmp/server")" 2>/dev/null || true
wait "$server" 2>/dev/null || true
server=

# the same files as a newer version: what dpkg does then is what counts
rm -rf "$folder/srv/next"
dpkg-deb -R "$top"/build/deb/trellis_*.deb "$folder/srv/next"
sed -i "s/^Version: .*/Version: $version+next/" "$folder/srv/next/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -b "$folder/srv/next" "$folder/srv/deb/next.deb" >/dev/null
check "it upgrades" inside dpkg -i /srv/deb/next.deb
check "the school was saved before" sh -c "ls '$folder'/var/backups/trellis/before-upgrade/*.backup"
check "the school is whole after the upgrade" as_trellis trellis verify --db /var/lib/trellis/school.db
check "an earlier version goes back in" inside sh -c "dpkg -i --force-downgrade /srv/deb/trellis_${version}_*.deb"
check "the backup of before can be restored with it" inside sh -c 'runuser -u trellis -- trellis restore "$(ls /var/backups/trellis/before-upgrade/*.backup | tail -1)" --db /var/lib/trellis/again.db'
check "it is removed, and the records stay" inside sh -c 'apt-get remove -y -qq trellis && test ! -e /usr/bin/trellis && test ! -e /usr/lib/trellis && test -s /var/lib/trellis/school.db'
check "it is purged, and the records stay until a person removes them" inside sh -c 'apt-get purge -y -qq trellis && test -s /var/lib/trellis/school.db && test ! -e /usr/share/trellis'
check "an empty purge leaves nothing" inside sh -c 'rm -rf /var/lib/trellis /var/backups/trellis && apt-get install -y -qq --no-install-recommends /srv/deb/trellis_*.deb && apt-get purge -y -qq trellis && test ! -e /var/lib/trellis && test ! -e /etc/trellis && ! getent passwd trellis'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
