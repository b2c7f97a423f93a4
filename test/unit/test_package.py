#!/usr/bin/env python3
"""What the Debian package asks for is what building asks for, and its version is the program's."""
import re
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def fail(words):
    print('not ok - ' + words)
    raise SystemExit(1)


def main():
    deps = re.search(r'^run="(.*?)"', (TOP / 'tools/deps.sh').read_text(), re.S | re.M)[1].split()
    control = (TOP / 'debian/control').read_text()
    built = {re.split(r'[ (]', p.strip())[0] for p in re.search(r'^Build-Depends: (.*?)\n(?=\S)', control, re.S | re.M)[1].replace('\n', ' ').split(',')}
    runs = set(re.findall(r'[a-z0-9][a-z0-9.+-]+', ' '.join(re.findall(r'^(?:Depends|Recommends): (.*?)\n(?=\S)', control, re.S | re.M))))
    at_once = {'gcc', 'libc6-dev', 'make'}  # every Debian that builds packages has them
    missing = [p for p in deps if p not in built | runs | at_once]
    if missing:
        fail('debian/control lacks what tools/deps.sh has: ' + ', '.join(missing))
    version = re.search(r"version: '([^']+)'", (TOP / 'meson.build').read_text())[1]
    package = re.match(r'\S+ \(([^)]+)\)', (TOP / 'debian/changelog').read_text())[1]
    if version != package:
        fail(f'the program is {version}, its package {package}')
    print('ok - the Debian package asks for what building asks for')


main()
