#!/usr/bin/env python3
"""Work is handed in by 64 clients while the server is killed with -9 again and again, on SQLite.

What the server said yes to must be there once, whatever it did not get to say may be there once or not at all, and
`trellis verify` finds the database whole. Each deed carries its own id, and a client that heard nothing sends the same
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
SESSIONS = 8


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, db, port):
        self.db, self.port, self.process = db, port, None

    def start(self):
        self.process = subprocess.Popen([TRELLIS, 'serve', '--db', self.db, '--port', str(self.port), '--https-port', '0'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


    def hand_in(self, port, ident, text):
        """(status, where it leads)"""
        line = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
        try:
            line.request('POST', f'{self.hand[0]}/hand-in',
                         urllib.parse.urlencode({'csrf': self.token, '_key': ident, 'event_id': ident, 'began': '1', 'text': text}),
                         {'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': '; '.join(f'{k}={v}' for k, v in self.jar.items())})
            reply = line.getresponse()
            reply.read()
            return reply.status, reply.headers.get('Location')
        finally:
            line.close()


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


def main():
    folder = tempfile.mkdtemp(prefix='trellis-kill-')
    server = Server(f'{folder}/school.db', free_port())
    failed = []

    def must(name, good, detail=''):
        print(f'{"ok" if good else "not ok"} - {name}{"" if good else ": " + str(detail)[:2000]}', flush=True)
        if not good:
            failed.append(name)

    try:
        subprocess.run([TRELLIS, 'sample', '--db', server.db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        server.start()
        learners = [Learner(server.port) for _ in range(SESSIONS)]
        over = threading.Event()
        clients = [Client(i, learners[i % SESSIONS], server.port, over) for i in range(CLIENTS)]
        for c in clients:
            c.start()
        chance = random.Random(7)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.0))
            server.end(signal.SIGKILL)
            server.start()
        time.sleep(1)
        over.set()
        for c in clients:
            c.join(60)
        learner, ident = learners[0], str(uuid.uuid4())
        first = learner.hand_in(server.port, ident, 'sample, again')
        server.end(signal.SIGKILL)
        server.start()
        again = learner.hand_in(server.port, ident, 'sample, again')
        must('a form sent again gets its first answer after the server was killed', first[0] == 303 and first[1] not in (None, '/') and again == first,
             f'{first} and {again}')
        server.end(signal.SIGTERM)

        wrong = [w for c in clients for w in c.wrong]
        yes = [d for c in clients for d in c.said_yes]
        sent = {d[1].replace('-', '').upper() for c in clients for d in c.sent}
        must('every reply was a yes, a wait, or a line cut by the kill', not wrong, wrong[:3])
        must('work got through between the kills', len(yes) >= 10 * KILLS, f'only {len(yes)}')
        db = sqlite3.connect(f'file:{server.db}?mode=ro', uri=True)
        there = {}
        for table in ('reflection', 'event'):
            for (ident,) in db.execute(f'select hex(id) from {table}'):
                if ident in sent:
                    there[ident] = there.get(ident, 0) + 1
        texts = [t for (t,) in db.execute("select strength from reflection where strength like 'sample %.%'")]
        db.close()
        lost = [d for d in yes if d[1].replace('-', '').upper() not in there]
        must('nothing that was acknowledged is lost', not lost, lost[:5])
        must('nothing is there twice', all(n == 1 for n in there.values()) and len(texts) == len(set(texts)), [t for t in there.items() if t[1] > 1][:5])
        check = subprocess.run([TRELLIS, 'verify', '--db', server.db], capture_output=True, text=True)
        must('trellis verify finds the database whole', check.returncode == 0, check.stdout + check.stderr)
        print(f'# {KILLS} kills, {len(yes)} deeds acknowledged, {len(sent)} sent')
    finally:
        if server.process and server.process.poll() is None:
            server.end(signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
