#!/usr/bin/env python3
"""Prints what the built program is made of, as CycloneDX 1.5 (JSON): sbom.py [PROGRAM] [--licences].
Every shared library that it loads, and what its Debian package asks for besides (fonts, readers of PDF, a voice): the package, its version
and licences as the package says. --licences: a list for people instead, one package a line, with the file that holds the full texts."""
import datetime
import hashlib
import json
import re
import subprocess
import sys
import uuid
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def libraries(program):
    for line in run('ldd', program).splitlines():
        m = re.search(r'=> (/\S+)', line) or re.match(r'\s*(/\S+)', line)
        if m:
            yield Path(m[1])


def package_of(path):
    for p in {str(path), str(path.resolve()), str(path).replace('/usr', '', 1), '/usr' + str(path)}:
        said = run('dpkg', '-S', p)
        if said:
            return said.split(': ')[0].split(',')[0].strip()
    return None


def copyright_of(name):
    return Path('/usr/share/doc') / name.split(':')[0] / 'copyright'


# Packages whose copyright file is prose: what it names of Debian's common licences, and texts that have no file of their own there.
PHRASES = [(r'permission is hereby granted, free of charge|permission to use, copy, modify', 'MIT-style (text in the copyright file)'),
           (r'redistributions? of source code must', 'BSD-style (text in the copyright file)'),
           (r'redistribution and use in source and binary forms', 'BSD-style (text in the copyright file)'),
           (r'SIL open font licen[cs]e', 'OFL-1.1'),
           (r'public domain', 'public-domain')]


def licences(name):
    try:
        text = copyright_of(name).read_text(errors='replace')
    except OSError:
        return []
    found = set(re.findall(r'^License: *(\S[^\n]*)', text, re.M))
    if not found:
        plain = re.sub(r'\s+', ' ', text)
        found = {m.rstrip('.') for m in re.findall(r'common-licenses/([\w.+-]*\w)', text)}
        found |= {said for phrase, said in PHRASES if re.search(phrase, plain, re.I)}
    return sorted(found)[:12]


def asked_for():
    """Packages that debian/control names beside the libraries: required, and recommended."""
    control = (TOP / 'debian/control').read_text().split('\nPackage: trellis\n')[1].split('\n\n')[0]
    for field, scope in (('Depends', 'required'), ('Recommends', 'optional')):
        words = re.search(rf'^{field}: (.*?)(?=^\S|\Z)', control, re.S | re.M)
        for name in re.split(r'\s*,\s*', words[1].strip() if words else ''):
            if name and not name.startswith('$'):
                yield name, scope


def main():
    words = [w for w in sys.argv[1:] if not w.startswith('--')]
    program = words[0] if words else str(TOP / 'build' / 'trellis')
    if not Path(program).exists():
        sys.exit(f'{program} is not there. Build it first: make all')
    version = re.search(r"version: '([^']+)'", (TOP / 'meson.build').read_text())[1]
    # what it enters for all that serving needs: where it was built, where it is installed
    house = [p for p in (Path(program).parent / 'house' / 'trellis', Path(program).parent.parent / 'lib' / 'trellis' / 'trellis') if p.exists()][:1]
    if not house:
        sys.exit(f'The rest of {program} is missing. Build it first: make all')
    parts = {}
    for lib in dict.fromkeys(lib for p in (program, house[0]) for lib in libraries(str(p))):
        name = package_of(lib)
        if name is None:
            sys.exit(f'{lib} belongs to no package')
        parts.setdefault(name, []).append(lib.name)
    scopes = {}
    for name, scope in asked_for():
        if run('dpkg-query', '-W', '-f', '${db:Status-Status}', name) == 'installed' and not any(p.split(':')[0] == name for p in parts):
            parts[name] = []
            scopes[name] = scope
    distribution = dict(re.findall(r'^(\w+)="?([^"\n]*)', Path('/etc/os-release').read_text(), re.M))
    components = []
    for name in sorted(parts):
        field = run('dpkg-query', '-W', '-f', '${Version}\t${Architecture}\t${source:Package}\t${source:Version}', name).split('\t')
        plain = name.split(':')[0]
        if '--licences' in sys.argv:
            print(f'{plain} {field[0]}: {"; ".join(licences(name))} ({copyright_of(name)})')
            continue
        purl = f'pkg:deb/{distribution["ID"]}/{plain}@{field[0]}?arch={field[1]}&distro={distribution["ID"]}-{distribution.get("VERSION_ID", "")}'
        components.append({'type': 'application' if name in scopes else 'library', 'scope': scopes.get(name, 'required'), 'bom-ref': purl, 'name': plain, 'version': field[0], 'purl': purl,
                           'licenses': [{'license': {'name': x}} for x in licences(name)],
                           'properties': [{'name': 'file', 'value': f} for f in sorted(set(parts[name]))] + [{'name': 'source', 'value': field[2]}, {'name': 'source-version', 'value': field[3]}]})
    if '--licences' in sys.argv:
        return
    digests = {f: hashlib.sha256(p.read_bytes()).hexdigest() for f, p in (('bin/trellis', Path(program)), ('lib/trellis/trellis', house[0]))}
    serial = uuid.uuid5(uuid.NAMESPACE_OID, ''.join(digests.values()))
    print(json.dumps({
        'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'serialNumber': f'urn:uuid:{serial}', 'version': 1,
        'metadata': {'timestamp': datetime.datetime.fromtimestamp(Path(program).stat().st_mtime, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
                     'component': {'type': 'application', 'bom-ref': 'trellis', 'name': 'trellis', 'version': version,
                                   'licenses': [{'license': {'id': 'AGPL-3.0-or-later'}}],
                                   'components': [{'type': 'file', 'name': f, 'hashes': [{'alg': 'SHA-256', 'content': d}]} for f, d in digests.items()]}},
        'components': components,
        'dependencies': [{'ref': 'trellis', 'dependsOn': [c['bom-ref'] for c in components]}]}, indent=1))


if __name__ == '__main__':
    main()
