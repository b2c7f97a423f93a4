#!/usr/bin/env python3
"""The served program under load from outside, on SQLite and on PostgreSQL: bench_load.py [LEARNERS...] (1000 10000 100000; with TRELLIS_BENCH_QUICK=1 the first two).

Pages are asked for by wrk, hand-ins of 64 clients too; a rush of sign-ins, classes on paper and what goes over the wire by a generator of our own.
Every session is somebody's own and stays within the limits that hold for everybody. Prints p50, p99 and the worst of each, memory, how it grows with
the school, and a table against the budgets. TRELLIS_BENCH_DATABASE=sqlite or postgres measures one of them alone. What is not on this machine (wrk,
PostgreSQL) is said and left out. TRELLIS_BENCH_UNTIL (seconds of the clock): what would begin later is said and left out."""
import ctypes
import ctypes.util
import gzip
import hashlib
import http.client
import json
import math
import os
import re
import resource
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build').resolve()
TRELLIS = str(BUILD / 'trellis')
sys.path.insert(0, str(TOP / 'test/fault'))
from server_kill import Postgres, free_port  # noqa: E402

WRK = shutil.which('wrk')
PASSWORD = 'rainy kettle owl fern'
QUICK = os.environ.get('TRELLIS_BENCH_QUICK', '0') not in ('', '0')
STAFF, CLIENTS, RUSH = 40, 64, 500
HAND_IN, RUSH_OF = f'hand-in, {CLIENTS} clients', 'sign-in, 1,000 a minute'
LARGE, CORE = 10000, 1000  # more learners than LARGE: a sample school of CORE, and the rest of the district put around it
EACH = 200  # requests of one account: limits let 240 at once through
PAPER = 4  # classes whose week is printed, one after another
UNTIL = float(os.environ.get('TRELLIS_BENCH_UNTIL') or 'inf')
SIZES = [1000, 10000] + ([] if QUICK else [100000])  # of learners; the store, imports and reports of PostgreSQL take them too
MILLION = [1000000] if float(os.environ.get('TRELLIS_BENCH_MOST') or 0) >= 1e6 else []
SECONDS = int(os.environ.get('TRELLIS_BENCH_SECONDS', '8'))
FAILED = []  # programs of ours that ended with an error on PostgreSQL
FIGURES = []  # (what, learners, database, {p50, p99, worst, rate, ...})


def late(what):
    """Says what is left out because the time that was given is over."""
    if time.time() < UNTIL:
        return False
    say(f'{what}: left out, the time was over (TRELLIS_BENCH_MINUTES)')
    return True


def say(text):
    print(f'load: {text}', flush=True)


def argon2id(password):
    """The hash that the program keeps: its own cost."""
    sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
    out = ctypes.create_string_buffer(128)
    sodium.crypto_pwhash_str_alg.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_ulonglong, ctypes.c_size_t, ctypes.c_int]
    assert sodium.sodium_init() >= 0 and sodium.crypto_pwhash_str_alg(out, password.encode(), len(password), 2, 19 << 20, 2) == 0
    return out.value.decode()


def uuid7():
    return (int(time.time() * 1000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)).to_bytes(16, 'big')


def around(db, learners):
    """The rest of a district whose sample school is there."""
    if learners > LARGE:
        begun = time.time()
        subprocess.run([str(BUILD / 'test/bench_reports'), 'around', db, str(learners - CORE)], check=True)
        say(f'{learners} learners: a district was put around a school of {CORE} in {time.time() - begun:.1f} s')


class School:
    """A sample school in a file, with people who are signed in and people who can sign in."""

    def __init__(self, learners, folder):
        self.learners, self.path = learners, f'{folder}/school-{learners}.db'
        sampled = CORE if learners > LARGE else learners
        made = BUILD / f'bench-{sampled}.db'  # the one of bench_pages
        if not made.exists():
            begun = time.time()
            subprocess.run([TRELLIS, 'sample', '--db', str(made), '--learners', str(sampled)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            say(f'{sampled} learners: the sample school was made in {time.time() - begun:.1f} s')
        subprocess.run([TRELLIS, 'verify', '--db', str(made)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # brought up to this program
        shutil.copy(made, self.path)
        self.db = sqlite3.connect(self.path)
        self.district = self.db.execute("select district from role limit 1").fetchone()[0]
        rows = self.db.execute("select t.person, t.class, min(s.person) from enrolment t join class c on c.id = t.class join enrolment s on s.class = t.class and s.role = 'student'"
                               " where t.role = 'teacher' and c.kind = 'scheduled' group by t.person order by t.person limit ?", (STAFF,)).fetchall()
        self.staff = [(self.session(p, 'staff'), self.text(c), self.text(s)) for p, c, s in rows]
        rows = self.db.execute("select w.learner, i.id from week_item i join week_plan w on w.id = i.week where i.state = 'planned' and i.kind = 'class' and i.resource is not null"
                               " and w.state <> 'draft' group by w.learner order by w.learner limit ?", (CLIENTS,)).fetchall()
        self.hand = [(*self.session_and_token(p), self.text(p), self.text(w)) for p, w in rows]
        week = self.db.execute("select monday from week_plan where state <> 'draft' group by monday order by count(*) desc, monday desc limit 1").fetchone()
        self.monday = week[0] if week else ''
        people = self.db.execute("select person from role where role = 'student' and person not in (select person from account) order by person desc limit ?", (RUSH,)).fetchall()
        secret = argon2id(PASSWORD)
        self.logins = [self.account(p, 'learner', f'rush{i}', secret) for i, (p,) in enumerate(people)]
        self.db.commit()
        self.db.close()

    @staticmethod
    def text(i):
        h = i.hex()
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    def account(self, person, kind, login, secret=None):
        at, one = int(time.time() * 1e6), uuid7()
        self.db.execute("insert into account (id, district, person, login, kind, state, made_at, changed_at) values (?, ?, ?, ?, ?, 'active', ?, ?)",
                        (one, self.district, person, login, kind, at, at))
        if secret:
            self.db.execute("insert into credential (id, district, account, kind, secret, counter, made_at) values (?, ?, ?, 'password', ?, 0, ?)",
                            (uuid7(), self.district, one, secret, at))
            return login
        return one

    def session_and_token(self, person, kind='learner'):
        there = self.db.execute('select id from account where person = ?', (person,)).fetchone()
        account = there[0] if there else self.account(person, kind, f'bench{secrets.token_hex(8)}')
        token, csrf, at = secrets.token_urlsafe(32), secrets.token_bytes(16), int(time.time() * 1e6)
        self.db.execute("insert into session (id, district, token, account, person, stage, low, csrf, made_at, seen_at, ends_at, agent) values (?, ?, ?, ?, ?, 'full', 0, ?, ?, ?, ?, 'bench')",
                        (uuid7(), self.district, hashlib.sha256(token.encode()).hexdigest(), account, person, csrf.hex(), at, at, at + 86400 * 10**6))
        return f'trellis={token}', '00' * 16 + csrf.hex()

    def session(self, person, kind):
        return self.session_and_token(person, kind)[0]


def processor(pid):
    """Seconds of processor of a process and of its children, with those that are over."""
    total = 0
    for stat in Path('/proc').glob('[0-9]*/stat'):
        try:
            name, _, rest = stat.read_text().rpartition(') ')
        except OSError:
            continue
        words = rest.split()  # state, parent, ...
        if int(words[1]) == pid or name.startswith(f'{pid} ('):
            total += sum(int(x) for x in words[11:15 if name.startswith(f'{pid} (') else 13])
    return total / os.sysconf('SC_CLK_TCK')


def two_cores_and_a_gigabyte():
    """In the child: all memory that it can ever ask for, stacks and mapped files with it, and two processors."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


class Server:
    database = 0  # process of the database server, when there is one

    def __init__(self, db, folder, small=False):
        self.db, self.folder, self.port, self.small = db, folder, free_port(), small

    def used(self):
        return processor(self.process.pid) + (processor(self.database) if self.database else 0)

    def __enter__(self):
        self.log = open(f'{self.folder}/serve.log', 'a', encoding='utf-8')
        self.process = subprocess.Popen([TRELLIS, 'serve', '--db', self.db, '--port', str(self.port), '--https-port', '0'], cwd=self.folder,
                                        stdout=self.log, stderr=self.log, preexec_fn=two_cores_and_a_gigabyte if self.small else None)
        for _ in range(600):
            try:
                line = http.client.HTTPConnection('127.0.0.1', self.port, timeout=5)
                line.request('GET', '/health')
                if line.getresponse().status == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f'the server does not answer; see {self.folder}/serve.log')

    def memory(self):
        """Most resident memory so far, MB."""
        return int(re.search(r'VmHWM:\s+(\d+)', Path(f'/proc/{self.process.pid}/status').read_text())[1]) / 1024

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()


LUA = """
local rows, n, me = {}, 0, 0
local threads = 0
function setup(thread) thread:set('me', threads); threads = threads + 1 end
function init(args)
  math.randomseed(os.time() + me * 7919)
  for line in io.lines('%(rows)s') do
    local method, path, cookie, body = line:match('^(%%S+)\\t(%%S+)\\t(%%S+)\\t(.*)$')
    rows[#rows + 1] = {method, path, cookie, body}
  end
  n = me
  left = %(most)d
end
local function uuid()
  return (string.gsub('xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx', 'x', function() return string.format('%%x', math.random(0, 15)) end))
end
function request()
  n = n + 1
  left = left - 1
  local row = rows[n %% #rows + 1]
  local headers = {['Cookie'] = row[3], ['Accept-Encoding'] = 'gzip'}
  local path, body = row[2], nil
  if row[1] == 'POST' then
    headers['Content-Type'] = 'application/x-www-form-urlencoded'
    body = row[4]:gsub('UUID', uuid())
  else
    path = path .. (path:find('?', 1, true) and '&' or '?') .. 'anew=' .. n .. '.' .. me
  end
  return wrk.format(row[1], path, headers, body)
end
local seen = 0
function response(status)
  seen = seen + 1
  if left <= 0 then wrk.thread:stop() end
end
function done(summary, latency, requests)
  io.write(string.format('FIGURES {"p50":%%g,"p99":%%g,"worst":%%g,"n":%%d,"seconds":%%g,"wrong":%%d}\\n', latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    summary.requests, summary.duration / 1e6, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def by_wrk(server, folder, what, learners, kind, rows, clients, accounts):
    """rows: (method, path, cookie, body); each account stays within what is let through at once."""
    if not WRK or not rows:
        say(f'{learners} learners, {kind}: {what} left out ({"nobody to ask" if WRK else "there is no wrk here"})')
        return
    Path(f'{folder}/rows').write_text(''.join('\t'.join(r) + '\n' for r in rows), 'utf-8')
    Path(f'{folder}/load.lua').write_text(LUA % {'rows': f'{folder}/rows', 'most': accounts * EACH // 2}, 'utf-8')
    used = server.used()
    ran = subprocess.run([WRK, '-t2', f'-c{clients}', f'-d{SECONDS}s', '--timeout', '30s', '-s', f'{folder}/load.lua', f'http://127.0.0.1:{server.port}'], capture_output=True, text=True)
    found = re.search(r'^FIGURES (.*)$', ran.stdout, re.M)
    if not found:
        say(f'{learners} learners, {kind}: {what}: wrk said nothing: {ran.stdout[-300:]}{ran.stderr[-300:]}')
        return
    f = json.loads(found[1])
    keep(what, learners, kind, f['p50'], f['p99'], f['worst'], f['n'] / max(f['seconds'], 1e-9), f['wrong'], f['n'], server.used() - used)


def keep(what, learners, kind, p50, p99, worst, rate, wrong, n, used):
    FIGURES.append({'what': what, 'learners': learners, 'database': kind, 'p50': p50, 'p99': p99, 'worst': worst, 'rate': rate, 'wrong': wrong, 'ms': used * 1e3 / max(n, 1)})
    say(f'{learners:7d} learners, {kind:10s} {what:23s} p50 {p50:8.2f} ms, p99 {p99:8.2f} ms, worst {worst:8.2f} ms, {rate:6.0f} a second, {used * 1e3 / max(n, 1):6.2f} ms of processor each ({n} asked'
        + (f', {wrong} REFUSED OR BROKEN)' if wrong else ')'))


def rush(server, school, kind):
    """Sign-ins at 1,000 a minute, and how long each waited from the moment it was due."""
    used = server.used()
    waits, wrong, lock, begun = [], [0], threading.Lock(), time.monotonic() + 0.2
    todo = list(enumerate(school.logins))[::-1]

    def work():
        while True:
            with lock:
                if not todo:
                    return
                i, login = todo.pop()
            due = begun + i * 60 / 1000
            time.sleep(max(0, due - time.monotonic()))
            line = http.client.HTTPConnection('127.0.0.1', server.port, timeout=60)
            line.request('POST', '/sign-in', f'login={login}&password={PASSWORD.replace(" ", "+")}', {'Content-Type': 'application/x-www-form-urlencoded'})
            status = line.getresponse().status
            line.close()
            with lock:
                waits.append((time.monotonic() - due) * 1000)
                wrong[0] += status != 303

    threads = [threading.Thread(target=work) for _ in range(32)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    waits.sort()
    if waits:
        keep(RUSH_OF, school.learners, kind, waits[len(waits) // 2], waits[len(waits) * 99 // 100], waits[-1], len(waits) / (time.monotonic() - begun), wrong[0], len(waits), server.used() - used)


def timed(what, learners, kind, argv, cwd):
    begun = time.time()
    ran = subprocess.run(['/usr/bin/time', '-f', 'KIB %M', *argv] if os.path.exists('/usr/bin/time') else argv, capture_output=True, text=True, cwd=cwd)
    took = time.time() - begun
    memory = re.search(r'KIB (\d+)', ran.stderr)
    if ran.returncode:
        say(f'{learners:7d} learners, {kind:10s} {what}: {ran.stderr[-300:]}')
        return
    FIGURES.append({'what': what, 'learners': learners, 'database': kind, 'seconds': took})
    say(f'{learners:7d} learners, {kind:10s} {what:22s} {took:6.2f} s' + (f', {int(memory[1]) / 1024:.0f} MB' if memory else ''))


def paper(server, school, kind):
    """Weeks of classes as one PDF each, one class after another: seconds, processor for each page, and the most memory of a server that does nothing else."""
    took, pages, used, wrong = [], 0, server.used(), 0
    for session, room, _ in school.staff[:PAPER]:
        begun = time.monotonic()
        status, body = get(server, f'/classes/{room}/packets.pdf?monday={school.monday}', session)
        took.append(time.monotonic() - begun)
        found = sum(len(re.findall(rb'/Type\s*/Page\b(?!s)', unpacked(m[1]))) for m in re.finditer(rb'/ObjStm[^>]*>>\s*stream\r?\n(.*?)endstream', body, re.S))
        wrong += status != 200 or not found
        pages += found
    if wrong or not took:
        say(f'{school.learners:7d} learners, {kind:10s} packets: {wrong} of {len(took)} classes had none')
        return
    used = server.used() - used
    FIGURES.append({'what': 'packets', 'learners': school.learners, 'database': kind, 'seconds': max(took), 'cpu': used * 250 / pages, 'mb': server.memory(), 'ms': used * 1000 / pages})
    say(f'{school.learners:7d} learners, {kind:10s} {"class on paper":23s} {len(took)} classes, {pages} pages: slowest {max(took):.2f} s, {used * 1000 / pages:.1f} ms of processor a page, '
        f'server {server.memory():.0f} MB')


def unpacked(stream):
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b''


def get(server, path, cookie=''):
    line = http.client.HTTPConnection('127.0.0.1', server.port, timeout=300)
    line.request('GET', path, headers={'Accept-Encoding': 'gzip', **({'Cookie': cookie} if cookie else {})})
    reply = line.getresponse()
    body = reply.read()
    line.close()
    return reply.status, body


def wire(server, school):
    """What the first visit to core pages costs with all that they name but faces and sounds, and what the next one does: bytes as they are sent."""
    session, room, learner = school.staff[0]
    home, _, who, _ = school.hand[0] if school.hand else (None, None, None, None)
    for what, path, cookie in (('sign in', '/sign-in', ''), ('class', f'/classes/{room}', session), ('learner', f'/learners/{learner}', session), ('week', f'/classes/{room}/week', session),
                               *([("learner's own", f'/learners/{who}/week', home)] if home else [])):
        status, body = get(server, path, cookie)
        page = gzip.decompress(body) if body[:2] == b'\x1f\x8b' else body
        named = {m.decode() for m in re.findall(rb'(?:href|src)="(/[^"?#]+\.(?:css|js|mjs|svg|png|webp))', page)}
        parts = [len(get(server, at)[1]) for at in sorted(named)]
        styles = next((m for m in re.findall(r'trellis\.([0-9a-z]+)\.css', ' '.join(named) + page.decode('utf-8', 'replace'))), '')
        again = get(server, path, '; '.join(c for c in (cookie, f'styles={styles}' if styles else '') if c))[1]
        if status != 200:
            say(f'{school.learners:7d} learners: the page of {what} was answered with {status}, so its bytes are not known')
            continue
        FIGURES.append({'what': f'wire: {what}', 'learners': school.learners, 'database': 'SQLite', 'first': (len(body) + sum(parts)) / 1000, 'next': len(again) / 1000})
        say(f'{school.learners:7d} learners, over the wire, {what:14s} first visit {(len(body) + sum(parts)) / 1000:.1f} KB (page {len(body) / 1000:.1f}, {len(parts)} files), next {len(again) / 1000:.1f} KB')


def first_run(folder):
    """What a first run waits for: the sample school is made, served, and its first page answers."""
    db = f'{folder}/first.db'
    begun = time.time()
    subprocess.run([TRELLIS, 'sample', '--db', db], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Server(db, folder) as server:
        status, _ = get(server, '/')
        took = time.time() - begun
    say(f'first run: the sample school was ready and served after {took:.2f} s')
    print(f'budget|first run: sample school ready and served|once|{took if status in (200, 302, 303) else "-"}|s|at most|10|SQLite')
    for path in Path(folder).glob('first.db*'):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def measure(school, kind, db, folder):
    n = school.learners
    pages = [('class page', [('GET', f'/classes/{c}', s, '-') for s, c, _ in school.staff]), ('learner page', [('GET', f'/learners/{p}', s, '-') for s, _, p in school.staff]),
             ('search', [('GET', '/search?q=ana', s, '-') for s, _, _ in school.staff])]
    most, calm = 0, 0
    for what, rows in pages:
        with Server(db, folder) as server:  # limits begin anew
            by_wrk(server, folder, what, n, kind, rows, 8, len(school.staff))
            most = max(most, server.memory())
    with Server(db, folder) as server:
        by_wrk(server, folder, HAND_IN, n, kind, [('POST', f'/learners/{p}/work/{w}/hand-in', s, f'csrf={t}&_key=UUID&event_id=UUID&began=1&text=sample') for s, t, p, w in school.hand],
               CLIENTS, len(school.hand))
        most = max(most, server.memory())
    calm = most
    with Server(db, folder) as server:
        paper(server, school, kind)
    if kind == 'SQLite':  # the same bytes from any database
        with Server(db, folder) as server:
            wire(server, school)
    with Server(db, folder, small=True) as server:
        rush(server, school, kind)
        most = max(most, server.memory())
    FIGURES.append({'what': 'memory', 'learners': n, 'database': kind, 'mb': calm})
    FIGURES.append({'what': 'memory in a rush of sign-ins', 'learners': n, 'database': kind, 'mb': most})
    say(f'{n:7d} learners, {kind:10s} {"memory of the server":23s} {calm:.0f} MB, in a rush of sign-ins (two computations of 19 MiB beside each other) {most:.0f} MB')
    timed('backup', n, kind, [TRELLIS, 'backup', f'{folder}/backup-{kind}', '--db', db], folder)


BUDGETS = [  # what, name in the table, figure, unit, limit (0: the design has none, it is told)
    ('class page', 'class page by HTTP, 8 at once, p99', 'p99', 'ms', 10), ('class page', 'class page by HTTP, processor', 'ms', 'ms', 0),
    ('learner page', 'learner page by HTTP, processor', 'ms', 'ms', 0), ('search', 'search by HTTP, processor', 'ms', 'ms', 0),
    (HAND_IN, 'hand-in by HTTP, 64 clients, p99', 'p99', 'ms', 0), ('backup', 'backup', 'seconds', 's', 0), (RUSH_OF, 'sign-in, 1,000 a minute, 1 GB, longest wait', 'worst', 'ms', 2000),
    ('packets', 'class on paper, 250 pages, processor', 'cpu', 's', 2), ('packets', 'class on paper, memory of the server', 'mb', 'MB', 100),
    ('packets', 'class on paper, the slowest', 'seconds', 's', 0),
    ('memory', 'memory of the server', 'mb', 'MB', None), ('memory in a rush of sign-ins', 'memory in a rush of sign-ins', 'mb', 'MB', None)]
GROWTH = ('class page', 'learner page', 'search', HAND_IN, 'packets', 'backup')  # what one asks for must not take more than O(n log n), in processor or seconds


def table(sizes, kinds):
    """Lines of the table that `make bench` ends with; what could not be measured stands there as such."""
    for kind in kinds:
        for what, name, key, unit, limit in BUDGETS:
            for n in sizes:
                f = next((f for f in FIGURES if f['what'] == what and f['learners'] == n and f['database'] == kind and not f.get('wrong') and key in f), None)
                print(f'budget|{name}|{n}|{f[key] if f else "-"}|{unit}|{"told" if limit == 0 else "at most"}|{(64 if n <= 1000 else 256) if limit is None else limit}|{kind}')
        for f in FIGURES:
            if f['what'].startswith('wire: ') and f['database'] == kind:
                for key, limit in (('first', 60), ('next', 15)):
                    print(f'budget|core page over the wire, {key} visit{f["what"][4:]}|{f["learners"]}|{f[key]:.2f}|KB|at most|{limit}|{kind}')
        for what in GROWTH:
            rows = sorted((f['learners'], f.get('ms') or f.get('seconds')) for f in FIGURES if f['what'] == what and f['database'] == kind)
            for (n0, x0), (n1, x1) in zip(rows, rows[1:]):
                if x0 and x1:
                    exponent = math.log(x1 / x0) / math.log(n1 / n0)
                    say(f'growth of {what} on {kind} from {n0} to {n1} learners: {x0:.2f} to {x1:.2f}, exponent {exponent:.2f}')
                    print(f'budget|by HTTP: {what}|{n0} to {n1}|{exponent:.3f}|exponent of growth|at most|1.15|{kind}')


def in_the_store(at, pg, sizes):
    """Events and imports on PostgreSQL, by the programs that measure them on SQLite."""
    pg.ask('create schema events')
    sizes = [*sizes, *MILLION]
    for n in (0, *sizes):
        for k in (1, 2):
            pg.ask(f'create schema import_{n}_{k}')
        pg.ask(f'create schema if not exists reports_{n}')
    large = '100000' if QUICK else '5000000'
    public = ['public'] if os.environ.get('TRELLIS_SHARED') else []
    for argv in ([BUILD / 'test/bench_store', large, str(SECONDS), f'{at} options=-csearch_path=events'], [BUILD / 'test/bench_import', *map(str, sizes), *public], [BUILD / 'test/bench_reports', *map(str, sizes)]):
        if argv[0].exists() and not late(f'{argv[0].name} on PostgreSQL'):
            ran = subprocess.Popen([str(a) for a in argv], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, 'TRELLIS_BENCH_TARGET': at})
            for line in ran.stdout:
                print(line if line.startswith('budget|') else f'PostgreSQL: {line}', end='', flush=True)
            if ran.wait():
                FAILED.append(argv[0].name)


def main():
    sizes = [int(a) for a in sys.argv[1:]] or SIZES
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends, what was measured is told
    only = os.environ.get('TRELLIS_BENCH_DATABASE', '')
    folder = tempfile.mkdtemp(prefix='trellis-load-')
    os.chmod(folder, 0o711)
    pg = Postgres(f'{folder}/pg')
    try:
        at = pg.start() if pg.bin and only != 'sqlite' else None
        if not at:
            say('no PostgreSQL is measured')
        if only != 'postgres':
            first_run(folder)
        for n in sizes:
            if late(f'{n} learners'):
                continue
            school = School(n, folder)
            if only != 'postgres':
                os.makedirs(f'{folder}/sqlite-{n}')
                shutil.copy(school.path, f'{folder}/sqlite-{n}/school.db')
                around(f'{folder}/sqlite-{n}/school.db', n)
                measure(school, 'SQLite', f'{folder}/sqlite-{n}/school.db', f'{folder}/sqlite-{n}')
            if at and not late(f'{n} learners on PostgreSQL'):
                os.makedirs(f'{folder}/pg-{n}')
                pg.ask(f'create schema s{n}')
                target = f'{at} options=-csearch_path=s{n}'
                timed('move to PostgreSQL', n, 'PostgreSQL', [TRELLIS, 'move', '--from', school.path, '--to', target], f'{folder}/pg-{n}')
                around(target, n)
                pg.ask('vacuum analyze')
                Server.database = int(Path(f'{folder}/pg/data/postmaster.pid').read_text().split('\n')[0])
                measure(school, 'PostgreSQL', target, f'{folder}/pg-{n}')
                Server.database = 0
            os.remove(school.path)
        if at:
            in_the_store(at, pg, sizes)
    finally:
        table(sizes, [k for k in ('SQLite', 'PostgreSQL') if only in ('', k.lower()[:8])])
        sys.stdout.flush()
        pg.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if FAILED else 0


if __name__ == '__main__':
    sys.exit(main())
