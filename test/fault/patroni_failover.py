#!/usr/bin/env python3
"""A state's database: PostgreSQL on three nodes under Patroni with a synchronous standby, all on loopback. The leader is killed
with -9 (Patroni and PostgreSQL at once) while 64 clients hand in work through one server that nobody restarts.

Nothing that was acknowledged is lost, nothing is there twice, the server finds the new leader by itself (libpq with several
hosts), and `trellis verify` finds the database whole. Then the synchronous standby is lost: another takes its place. Needs
Debian's patroni and etcd-server; without them it says so and skips. TRELLIS_FAILOVERS: how many times (3)."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server_kill import CLIENTS, SESSIONS, Client, Learner, Postgres, Server, TRELLIS, free_port  # noqa: E402

FAILOVERS = int(os.environ.get('TRELLIS_FAILOVERS', '3'))

CONFIG = '''scope: trellis
name: node{n}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{host: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 5
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      parameters: {{max_connections: 100, shared_buffers: 32MB, wal_log_hints: "on", synchronous_commit: "on"}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, {{auth-host: trust}}, {{auth-local: trust}}]
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {folder}/node{n}/data
  bin_dir: {bin}
  pgpass: {folder}/node{n}/pgpass
  authentication:
    replication: {{username: replicator, password: sample}}
    superuser: {{username: postgres, password: sample}}
    rewind: {{username: rewinder, password: sample}}
  parameters: {{unix_socket_directories: "{folder}/node{n}"}}
'''


class Node:
    def __init__(self, n, etcd, pg, folder):
        self.n, self.pg, self.port, self.rest, self.process = n, pg, free_port(), free_port(), None
        self.folder = f'{folder}/node{n}'
        os.mkdir(self.folder, 0o700)
        self.config = f'{self.folder}/patroni.yml'
        Path(self.config).write_text(CONFIG.format(n=n, rest=self.rest, etcd=etcd, port=self.port, folder=folder, bin=pg.bin), encoding='utf-8')
        if os.geteuid() == 0:
            shutil.chown(self.folder, 'postgres')
            shutil.chown(self.config, 'postgres')

    def start(self):
        log = open(f'{self.folder}/log', 'ab')
        self.process = subprocess.Popen(self.pg.run('patroni', self.config), stdout=log, stderr=log, cwd='/', start_new_session=True)

    def role(self):
        """leader, sync_standby, replica, or empty when it does not answer."""
        try:
            with urllib.request.urlopen(f'http://127.0.0.1:{self.rest}/cluster', timeout=2) as r:
                for m in json.load(r)['members']:
                    if m['name'] == f'node{self.n}' and m['state'] in ('running', 'streaming'):
                        return m['role']
        except (OSError, ValueError, KeyError):
            pass
        return ''

    def pids(self):
        """Patroni and its database, and nobody else's."""
        found = []
        for p in Path('/proc').iterdir():
            if p.name.isdigit():
                try:
                    words = (p / 'cmdline').read_bytes().decode(errors='replace').split('\0')
                except OSError:
                    continue
                if self.config in words or f'{self.folder}/data' in words or f'--config-file={self.folder}/data/postgresql.conf' in words:
                    found.append(int(p.name))
        return found

    def kill(self):
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if self.process:
            self.process.wait(30)


def until(what, seconds, condition):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.3)
    raise RuntimeError(f'waited {seconds} s in vain: {what}')


def main():
    if not shutil.which('patroni') or not shutil.which('etcd'):
        print('# patroni or etcd is not here (Debian: patroni etcd-server): skipped')
        return 0
    folder = tempfile.mkdtemp(prefix='trellis-patroni-')
    os.chmod(folder, 0o711)
    pg = Postgres(f'{folder}/pg')
    if pg.bin is None:
        print('# no PostgreSQL here: skipped')
        return 0
    failed, nodes, etcd, server = [], [], None, None

    def must(name, good, detail=''):
        print(f'{"ok" if good else "not ok"} - Patroni: {name}{"" if good else ": " + str(detail)[:2000]}', flush=True)
        if not good:
            failed.append(name)

    def leader():
        found = [n for n in nodes if n.process and n.process.poll() is None and n.role() == 'leader']
        return found[0] if len(found) == 1 else None

    def standby():
        return next((n for n in nodes if n.role() == 'sync_standby'), None)

    try:
        client, peer = free_port(), free_port()
        etcd = subprocess.Popen(['etcd', '--data-dir', f'{folder}/etcd', '--unsafe-no-fsync', '--listen-client-urls', f'http://127.0.0.1:{client}', '--advertise-client-urls',
                                 f'http://127.0.0.1:{client}', '--listen-peer-urls', f'http://127.0.0.1:{peer}', '--initial-advertise-peer-urls', f'http://127.0.0.1:{peer}',
                                 '--initial-cluster', f'default=http://127.0.0.1:{peer}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd='/')
        time.sleep(1)
        nodes.extend(Node(n, client, pg, folder) for n in range(1, 4))
        nodes[0].start()
        until('the first leader', 90, leader)
        for n in nodes[1:]:
            n.start()
        until('a synchronous standby', 90, standby)
        until('a third node', 90, lambda: sum(n.role() in ('replica', 'sync_standby') for n in nodes) == 2)
        hosts = ','.join(f'127.0.0.1:{n.port}' for n in nodes)
        db = f'postgresql://postgres@{hosts}/postgres?target_session_attrs=read-write&connect_timeout=3'
        subprocess.run([TRELLIS, 'sample', '--db', db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        server = Server(db, free_port(), folder)
        server.start()
        learners = [Learner(server.port) for _ in range(SESSIONS)]
        over = threading.Event()
        clients = [Client(i, learners[i % SESSIONS], server.port, over) for i in range(CLIENTS)]
        for c in clients:
            c.start()
        chance, away = random.Random(5), []
        for _ in range(FAILOVERS):
            time.sleep(chance.uniform(2, 4))
            old = until('a leader', 90, leader)
            until('a synchronous standby', 90, standby)
            before = sum(len(c.said_yes) for c in clients)
            start = time.monotonic()
            old.kill()
            until('a new leader', 90, lambda: leader() not in (None, old))
            until('work that is acknowledged again', 90, lambda: sum(len(c.said_yes) for c in clients) > before + CLIENTS)
            away.append(time.monotonic() - start)
            old.start()
            until('the old leader as a standby', 120, lambda: old.role() in ('replica', 'sync_standby'))
        # the synchronous standby is lost: the third takes its place, and nothing waits for ever
        lost = until('a synchronous standby', 90, standby)
        before = sum(len(c.said_yes) for c in clients)
        lost.kill()
        until('work after a standby was lost', 90, lambda: sum(len(c.said_yes) for c in clients) > before + 2 * CLIENTS)
        over.set()
        for c in clients:
            c.join(60)
        must('the server itself was never restarted', server.process.poll() is None)
        server.end(signal.SIGTERM)
        yes = [d for c in clients for d in c.said_yes]
        wrong = [w for c in clients for w in c.wrong]
        sent = {d[1].replace('-', '').upper() for c in clients for d in c.sent}
        now = until('a leader', 60, leader)
        ask = [str(pg.bin / 'psql'), '-h', '127.0.0.1', '-p', str(now.port), '-U', 'postgres', '-d', 'postgres', '-At', '-c']
        there = {}
        for table in ('reflection', 'event'):
            for ident in subprocess.run([*ask, f"select upper(encode(id, 'hex')) from {table}"], capture_output=True, text=True, check=True).stdout.split():
                if ident in sent:
                    there[ident] = there.get(ident, 0) + 1
        lost_deeds = [d for d in yes if d[1].replace('-', '').upper() not in there]
        must('every reply was a yes, a wait, or a line that broke', not wrong, wrong[:3])
        must('nothing that was acknowledged is lost', not lost_deeds, lost_deeds[:5])
        must('nothing is there twice', all(n == 1 for n in there.values()), [t for t in there.items() if t[1] > 1][:5])
        check = subprocess.run([TRELLIS, 'verify', '--db', db], capture_output=True, text=True, cwd=folder)
        must('trellis verify finds the database whole', check.returncode == 0, check.stdout + check.stderr)
        print(f'proof: lost: PostgreSQL on three nodes, the leader killed each time, then a standby: {FAILOVERS} kills, {len(yes)} acknowledged, {len(lost_deeds)} lost; '
              'away for ' + ', '.join(f'{s:.0f}' for s in away) + ' s')
    except (RuntimeError, subprocess.CalledProcessError) as e:
        must('the scene goes to its end', False, e)
        for n in nodes:
            try:
                print('\n'.join(f'# node{n.n}: {line}' for line in Path(f'{n.folder}/log').read_text(errors='replace').split('\n')[-12:]))
            except OSError:
                pass
    finally:
        if server and server.process and server.process.poll() is None:
            server.end(signal.SIGKILL)
        for n in nodes:
            n.kill()
        if etcd:
            etcd.kill()
            etcd.wait(30)
        time.sleep(0.5)
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
