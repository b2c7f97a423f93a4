#!/usr/bin/env python3
"""Work is handed in by 64 clients while the server is killed with -9 again and again, on SQLite and on PostgreSQL.

What the server said yes to must be there once, whatever it did not get to say may be there once or not at all, and
`trellis verify` finds the database whole. Where faketime is installed the clock goes back ten minutes now and then. Each deed carries its own id, and a client that heard nothing sends the same
deed again, as the pages' outbox does. TRELLIS_FAULTS: how many times (10)."""
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TRELLIS = str(Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build') / 'trellis')
KILLS = int(os.environ.get('TRELLIS_FAULTS', '10'))
CLIENTS = 64
FAKETIME = sorted(Path('/usr/lib').glob('*/faketime/libfaketimeMT.so.1'))
SESSIONS = 8
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who is told to end first ends the servers that it started


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Postgres:
    """A database server of the test's own on a Unix socket, as the user postgres when this runs as root."""

    def __init__(self, folder):
        self.folder, self.process = folder, None
        found = sorted(Path('/usr/lib/postgresql').glob('*/bin/initdb'), key=lambda p: int(p.parts[4]))
        self.bin = found[-1].parent if found else None

    def run(self, *words):
        who = ['runuser', '-u', 'postgres', '--'] if os.geteuid() == 0 else []
        return [*who, *map(str, words)]

    def start(self):
        os.makedirs(self.folder)
        if os.geteuid() == 0:
            shutil.chown(self.folder, 'postgres')
            os.chmod(os.path.dirname(self.folder), 0o711)
        data = f'{self.folder}/data'
        subprocess.run(self.run(self.bin / 'initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8'), check=True,
                       stdout=subprocess.DEVNULL, cwd='/')
        return self.again()

    def again(self):
        """Starts the server on the data folder that is there."""
        data = f'{self.folder}/data'
        self.process = subprocess.Popen(self.run(self.bin / 'postgres', '-D', data, '-k', self.folder, '-c', 'listen_addresses=', '-c', 'max_connections=300'),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd='/')
        for _ in range(200):
            if os.path.exists(f'{self.folder}/.s.PGSQL.5432') and self.ask('select 1', quiet=True) == ['1']:
                return f'host={self.folder} user=postgres dbname=postgres'
            time.sleep(0.1)
        raise RuntimeError('PostgreSQL does not start')

    def ask(self, sql, quiet=False):
        said = subprocess.run([str(self.bin / 'psql'), '-h', self.folder, '-U', 'postgres', '-d', 'postgres', '-At', '-c', sql], capture_output=True, text=True)
        if said.returncode and not quiet:
            raise RuntimeError(said.stderr)
        return said.stdout.split('\n')[:-1]

    def stop(self):
        pid = Path(f'{self.folder}/data/postmaster.pid')
        if self.process and pid.exists():
            os.kill(int(pid.read_text().split('\n')[0]), signal.SIGINT)
            self.process.wait(60)


class Server:
    def __init__(self, db, port, folder):
        self.db, self.port, self.process, self.folder = db, port, None, folder

    def start(self, clock=None):
        """clock: such as -10m, for a machine whose clock was set back."""
        # by the library itself: the program faketime would stay between us and the server, and take the kill
        env = {**os.environ, 'LD_PRELOAD': str(FAKETIME[0]), 'FAKETIME': clock} if clock and FAKETIME else None
        self.process = subprocess.Popen([TRELLIS, 'serve', '--db', self.db, '--port', str(self.port), '--https-port', '0'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder, env=env)
        for _ in range(300):
            try:
                socket.create_connection(('127.0.0.1', self.port), 0.2).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError(f'the server ended with {self.process.returncode}')
                time.sleep(0.05)
        raise RuntimeError('the server does not answer')

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(60)


def ask(port, method, path, body=None, headers=None, jar=None):
    """(status, text); raises OSError or HTTPException when the line broke."""
    line = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    try:
        headers = dict(headers or {})
        if jar:
            headers['Cookie'] = '; '.join(f'{k}={v}' for k, v in jar.items())
        line.request(method, path, body, headers)
        reply = line.getresponse()
        text = reply.read().decode()
        for h in reply.headers.get_all('Set-Cookie') or []:
            if jar is not None:
                name, _, value = h.split(';')[0].partition('=')
                jar[name] = value
        to = reply.headers.get('Location')
    finally:
        line.close()
    return ask(port, 'GET', to, jar=jar) if method == 'GET' and to else (reply.status, text)


class Learner:
    """A session of the sample learner: where her work is and the token of her forms."""

    def __init__(self, port):
        self.jar = {}
        status, _ = ask(port, 'POST', '/doors/learner', '', {'Content-Type': 'application/x-www-form-urlencoded'}, self.jar)
        assert status == 303, f'the door said {status}'
        week = ask(port, 'GET', '/week', jar=self.jar)[1]
        self.id = re.search(r'/learners/([0-9a-f-]{36})/', week).group(1)
        self.token = re.search(r'name="csrf" value="([0-9a-f]+)"', week).group(1)
        self.hand = []
        for work in sorted(set(re.findall(r'/learners/[0-9a-f-]{36}/work/[0-9a-f-]{36}', week))):
            page = ask(port, 'GET', work, jar=self.jar)[1]
            if f'{work}/hand-in' in page:
                self.hand.append(work)
        assert self.hand, 'this week has no work to hand in'

    def send(self, port, deed):
        kind, ident, text = deed
        if kind == 'reflection':
            body = json.dumps({'learner': self.id, 'strength': text})
            return ask(port, 'POST', '/api/v1/reflection', body,
                       {'Content-Type': 'application/json', 'X-CSRF-Token': self.token, 'Idempotency-Key': ident}, self.jar)
        body = urllib.parse.urlencode({'csrf': self.token, '_key': ident, 'event_id': ident, 'began': '1', 'text': text})
        return ask(port, 'POST', f'{self.hand[hash(ident) % len(self.hand)]}/hand-in', body,
                   {'Content-Type': 'application/x-www-form-urlencoded'}, self.jar)


class Client(threading.Thread):
    def __init__(self, number, learner, port, over):
        super().__init__(daemon=True)
        self.number, self.learner, self.port, self.over = number, learner, port, over
        self.said_yes, self.sent, self.wrong = [], [], []
        self.random = random.Random(number)

    def run(self):
        count = 0
        while not self.over.is_set():
            count += 1
            deed = (self.random.choice(['reflection', 'hand-in']), str(uuid.uuid4()), f'sample {self.number}.{count}')
            self.sent.append(deed)
            while True:
                try:
                    status, text = self.learner.send(self.port, deed)
                except (OSError, http.client.HTTPException):
                    status, text = 0, ''
                # 409: saved before the line broke.
                if status in (200, 201, 303, 409):
                    self.said_yes.append(deed)
                    break
                if status not in (0, 429, 503):
                    self.wrong.append(f'{deed[0]}: {status} {text[:300]}')
                    break
                if self.over.is_set():
                    break
                time.sleep(0.05 if status == 0 else 0.5)


def there_in(server, pg):
    """Ids of what is kept, as hex, and the texts of reflections."""
    texts = "select strength from reflection where strength like 'sample %.%'"
    if pg:
        return [x for t in ('reflection', 'event') for x in pg.ask(f"select upper(encode(id, 'hex')) from {t}")], pg.ask(texts)
    db = sqlite3.connect(f'file:{server.db}?mode=ro', uri=True)
    ids = [x for t in ('reflection', 'event') for (x,) in db.execute(f'select hex(id) from {t}')]
    found = [t for (t,) in db.execute(texts)]
    db.close()
    return ids, found


def run(kind):
    folder = tempfile.mkdtemp(prefix='trellis-kill-')
    pg = Postgres(f'{folder}/pg') if kind == 'PostgreSQL' else None
    if pg and pg.bin is None:
        print('# no PostgreSQL here: skipped')
        return 0
    server = Server(f'{folder}/school.db', free_port(), folder)
    failed = []

    def must(name, good, detail=''):
        print(f'{"ok" if good else "not ok"} - {kind}: {name}{"" if good else ": " + str(detail)[:2000]}', flush=True)
        if not good:
            failed.append(name)

    try:
        if pg:
            server.db = pg.start()
        subprocess.run([TRELLIS, 'sample', '--db', server.db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd=folder)
        server.start()
        learners = [Learner(server.port) for _ in range(SESSIONS)]
        over = threading.Event()
        clients = [Client(i, learners[i % SESSIONS], server.port, over) for i in range(CLIENTS)]
        for c in clients:
            c.start()
        chance = random.Random(7)
        for i in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.0))
            server.end(signal.SIGKILL)
            server.start('-10m' if i % 3 == 1 else None)  # each third time the clock is set back, and then right again
        time.sleep(1)
        over.set()
        for c in clients:
            c.join(60)
        server.end(signal.SIGTERM)

        wrong = [w for c in clients for w in c.wrong]
        yes = [d for c in clients for d in c.said_yes]
        sent = {d[1].replace('-', '').upper() for c in clients for d in c.sent}
        must('every reply was a yes, a wait, or a line cut by the kill', not wrong, wrong[:3])
        must('work got through between the kills', len(yes) >= 10 * KILLS, f'only {len(yes)}')
        there = {}
        ids, texts = there_in(server, pg)
        for ident in ids:
            if ident in sent:
                there[ident] = there.get(ident, 0) + 1
        lost = [d for d in yes if d[1].replace('-', '').upper() not in there]
        must('nothing that was acknowledged is lost', not lost, lost[:5])
        twice = [t for t in there.items() if t[1] > 1]
        must('nothing is there twice', not twice and len(texts) == len(set(texts)), twice[:5])
        check = subprocess.run([TRELLIS, 'verify', '--db', server.db], capture_output=True, text=True, cwd=folder)
        must('trellis verify finds the database whole', check.returncode == 0, check.stdout + check.stderr)
        print(f'proof: lost: {kind}, the server killed with -9 while {CLIENTS} clients hand in: {KILLS} kills, {len(yes)} acknowledged, {len(lost)} lost, {len(twice)} twice')
    finally:
        if server.process and server.process.poll() is None:
            server.end(signal.SIGKILL)
        if pg:
            pg.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


def main():
    if not FAKETIME:
        print('# libfaketime is not here: the clock is not set back, skipped')
    kinds = sys.argv[1:] or ['SQLite', 'PostgreSQL']
    return max(run(kind) for kind in kinds)


if __name__ == '__main__':
    sys.exit(main())
