#!/usr/bin/env python3
"""What the Debian package asks for is what building asks for, and its version is the program's. The container is that package: every
folder, user, option and command that the Containerfile names is there, and what asks after its health tells a server from none. What the
program is made of has its licences."""
import http.server
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def fail(words):
    print('not ok - ' + words)
    raise SystemExit(1)


def container():
    """The Containerfile, line by line, against the package that it installs. (Building an image wants tools that no test may ask for.)"""
    text = (TOP / 'Containerfile').read_text()
    lines = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith('#')]
    suite = re.search(r'^suite=\$\{TRELLIS_SUITE:-(\w+)\}', (TOP / 'tools/bare.sh').read_text(), re.M)[1]
    bases = [rest.split()[0] for word, rest in lines if word == 'FROM']
    if set(bases) != {{'bookworm': 'debian:12', 'trixie': 'debian:13'}[suite]} or len(bases) != 2:
        fail(f'the container is made of {bases}, tools/bare.sh tries packages in {suite}')
    runs = [rest for word, rest in lines if word == 'RUN']
    script = runs[0].split()[0]
    if runs[0].split()[1] not in re.findall(r'= (\w+) \]', (TOP / script).read_text()) or not os.access(TOP / script, os.X_OK):
        fail(f'the Containerfile runs {runs[0].split()[:2]}, which is not there')
    package = re.search(r'^Package: (\S+)', (TOP / 'debian/control').read_text(), re.M)[1]
    made = re.search(r'mv \.\./(\S+)_\*\.deb /made/', runs[0])
    if made is None or made[1] != package or f'/made/{package}_*.deb' not in runs[1]:
        fail(f'the Containerfile does not install the package {package}')
    one = {word: rest for word, rest in lines}
    installs = (TOP / 'debian/trellis.postinst').read_text()
    if f"adduser --system --group --quiet --home {one['VOLUME']} " not in installs or not re.search(rf"--gecos \S+ {one['USER']} ", installs + ' ') and f" {one['USER']}\n" not in installs:
        fail('the user or the folder of the container is not what the package makes')
    words = json.loads(one['CMD'])
    if not words[words.index('--db') + 1].startswith(one['VOLUME'] + '/') or words[words.index('--https-port') + 1] != one['EXPOSE']:
        fail('the container serves another folder or port than it says')
    unit = shlex.split(re.search(r'^ExecStart=(.*)', (TOP / 'docs/admin/systemd/trellis.service').read_text(), re.M)[1])
    if unit[1:] != words[1:]:
        fail('the container and the service start the program in two ways')
    ignored = (TOP / '.containerignore').read_text().split()
    if any(folder not in ignored for folder in ('run', 'build', '.git')):
        fail('.containerignore lets a school of this folder into the container')
    told = re.search(r'CMD (\[.*\])', one['HEALTHCHECK'])
    healthy(json.loads(told[1]), words[words.index('--port') + 1])


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ready = self.path == '/health' and self.server.well
        self.send_response(200 if ready else 503)
        self.end_headers()
        self.wfile.write(b'ok\n' if ready else b'busy\n')

    def log_message(self, *words):
        pass


def healthy(words, port):
    if f'/{port} ' not in words[-1]:
        fail('the health of the container is asked for at another port than it serves')
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = words[:-1] + [words[-1].replace(f'/{port} ', f'/{server.server_port} ')]
    said = []
    for well in (True, False):
        server.well = well
        said.append(subprocess.run(there, capture_output=True, timeout=20, check=False).returncode)
    server.shutdown()
    server.server_close()
    said.append(subprocess.run(there, capture_output=True, timeout=20, check=False).returncode)
    if said[0] != 0 or 0 in said[1:]:
        fail(f'the health of the container: {said}')


def licences():
    program = Path(os.environ.get('TRELLIS_BUILD', TOP / 'build')) / 'trellis'
    if not program.exists():
        print('# the program is not built: its parts are not looked at')
        return
    said = subprocess.run([sys.executable, TOP / 'tools/sbom.py', program], capture_output=True, text=True, check=True).stdout
    bare = [c['name'] for c in json.loads(said)['components'] if not c['licenses']]
    if bare:
        fail('no licence is told of ' + ', '.join(bare))
    listed = subprocess.run([sys.executable, TOP / 'tools/sbom.py', program, '--licences'], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        if not Path(re.search(r'\((\S+)\)$', line)[1]).exists():
            fail(f'the full text is not where it is said to be: {line}')


def main():
    container()
    licences()
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
    print('ok - the Debian package asks for what building asks for; the container is that package; every part has its licence')


main()
