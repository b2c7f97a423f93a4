#!/usr/bin/env python3
"""Prints what the built program is made of, as CycloneDX 1.5 (JSON): sbom.py [PROGRAM].
Every shared library that it loads, the Debian package it came from, its version and licence as the package says."""
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


def licences(name):
    place = Path('/usr/share/doc') / name.split(':')[0] / 'copyright'
    try:
        text = place.read_text(errors='replace')
    except OSError:
        return []
    return sorted(set(re.findall(r'^License: *(\S[^\n]*)', text, re.M)))[:12]


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(TOP / 'build' / 'trellis')
    if not Path(program).exists():
        sys.exit(f'{program} is not there. Build it first: make all')
    version = re.search(r"version: '([^']+)'", (TOP / 'meson.build').read_text())[1]
    parts = {}
    for lib in libraries(program):
        name = package_of(lib)
        if name is None:
            sys.exit(f'{lib} belongs to no package')
        parts.setdefault(name, []).append(lib.name)
    distribution = dict(re.findall(r'^(\w+)="?([^"\n]*)', Path('/etc/os-release').read_text(), re.M))
    components = []
    for name in sorted(parts):
        field = run('dpkg-query', '-W', '-f', '${Version}\t${Architecture}\t${source:Package}\t${source:Version}', name).split('\t')
        plain = name.split(':')[0]
        purl = f'pkg:deb/{distribution["ID"]}/{plain}@{field[0]}?arch={field[1]}&distro={distribution["ID"]}-{distribution.get("VERSION_ID", "")}'
        components.append({'type': 'library', 'bom-ref': purl, 'name': plain, 'version': field[0], 'purl': purl,
                           'licenses': [{'license': {'name': x}} for x in licences(name)],
                           'properties': [{'name': 'file', 'value': f} for f in sorted(set(parts[name]))] + [{'name': 'source', 'value': field[2]}, {'name': 'source-version', 'value': field[3]}]})
    digest = hashlib.sha256(Path(program).read_bytes()).hexdigest()
    print(json.dumps({
        'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'serialNumber': f'urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}', 'version': 1,
        'metadata': {'timestamp': datetime.datetime.fromtimestamp(Path(program).stat().st_mtime, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
                     'component': {'type': 'application', 'bom-ref': 'trellis', 'name': 'trellis', 'version': version,
                                   'licenses': [{'license': {'id': 'AGPL-3.0-or-later'}}], 'hashes': [{'alg': 'SHA-256', 'content': digest}]}},
        'components': components,
        'dependencies': [{'ref': 'trellis', 'dependsOn': [c['bom-ref'] for c in components]}]}, indent=1))


if __name__ == '__main__':
    main()
