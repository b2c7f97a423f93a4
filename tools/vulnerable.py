#!/usr/bin/env python3
"""Says which known holes concern what the program is made of: vulnerable.py SBOM TRACKER [RELEASE].
SBOM is build/trellis.cdx.json (make sbom). TRACKER is Debian's own list, which anybody with a line fetches from
https://security-tracker.debian.org/tracker/data/json; this program opens no connection. It knows Debian's packages
alone, and holes that Debian has a number for: silence is not proof. Status 0: nothing open that has a remedy; 1: update the
named packages; 2: it could not be told."""
import json
import subprocess
import sys
import time
from pathlib import Path

OLD = 7 * 86400


def older(a, b):
    return subprocess.run(['dpkg', '--compare-versions', a, 'lt', b], check=False).returncode == 0


def parts_of(sbom):
    for c in sbom.get('components', []):
        said = {p['name']: p['value'] for p in c.get('properties', []) if p['name'] != 'file'}
        yield c['name'], said.get('source', c['name']), said.get('source-version', c['version'])


def look(sbom, tracker, release):
    """Rows (package, source, version, number, remedy or None, urgency, text); what the list does not know at all."""
    rows, unknown, seen = [], [], set()
    for name, source, version in parts_of(sbom):
        if source in seen:
            continue
        seen.add(source)
        if source not in tracker:
            unknown.append(source)
            continue
        for number, issue in sorted(tracker[source].items()):
            here = issue.get('releases', {}).get(release)
            if not here or here.get('urgency') == 'unimportant':
                continue
            remedy = here.get('fixed_version')
            if remedy == '0' or (here.get('status') == 'resolved' and remedy and not older(version, remedy)):
                continue
            if here.get('status') == 'resolved' and not remedy:
                continue
            rows.append((name, source, version, number, remedy if here.get('status') == 'resolved' else None, here.get('urgency', ''), issue.get('description', '')))
    return rows, unknown


def release_name():
    for line in Path('/etc/os-release').read_text().splitlines():
        if line.startswith('VERSION_CODENAME='):
            return line.split('=', 1)[1].strip('"')
    return ''


def main(argv):
    if len(argv) not in (3, 4):
        print(__doc__)
        return 2
    try:
        sbom, tracker = json.loads(Path(argv[1]).read_text()), json.loads(Path(argv[2]).read_text())
    except (OSError, ValueError) as e:
        print(f'It cannot be told: {e}')
        return 2
    release = argv[3] if len(argv) == 4 else release_name()
    if not any(release in i.get('releases', {}) for issues in tracker.values() for i in issues.values()):
        print(f'It cannot be told: the list knows nothing of the release "{release}".')
        return 2
    rows, unknown = look(sbom, tracker, release)
    for name, source, version, number, remedy, urgency, text in rows:
        print(f'{number}  {source} {version} ({name}): {"update to " + remedy if remedy else "no remedy yet"}{", " + urgency if urgency else ""}. {text[:100]}')
    age = time.time() - Path(argv[2]).stat().st_mtime
    mend = sum(1 for r in rows if r[4])
    print(f'{sum(1 for _ in parts_of(sbom))} packages looked at; {mend} holes have a remedy that is not installed, {len(rows) - mend} have none yet. '
          f'The list is {age / 86400:.0f} days old{": fetch a new one" if age > OLD else ""}.')
    if unknown:
        print('Not in the list, which means no hole with a number: ' + ', '.join(sorted(unknown)))
    return 1 if mend else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
