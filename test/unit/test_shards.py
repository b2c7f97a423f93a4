#!/usr/bin/env python3
"""Two districts with a database each, one on SQLite and one on PostgreSQL, behind one address: each request goes to its own
district, nothing of one is reachable through the other, one can end without the other, be moved to a server of its own, and a
report of both hides what is small in the sum and nothing else."""
import csv
import http.client
import io
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import shutil
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])
TRELLIS = str(Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build') / 'trellis')
sys.path.insert(0, str(TOP / 'test/fault'))
from server_kill import Postgres, free_port  # noqa: E402

NORTH, SOUTH = 'north.state.example', 'south.state.example'


def run(*argv, cwd, code=0):
    said = subprocess.run([TRELLIS, *argv], capture_output=True, text=True, cwd=cwd, stdin=subprocess.DEVNULL, env={k: v for k, v in os.environ.items() if k != 'TRELLIS_DB'})
    assert said.returncode == code, f'{argv}: {said.returncode}\n{said.stdout}{said.stderr}'
    return said.stdout + said.stderr


class Shards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='trellis-shards-')
        cls.servers = [Postgres(f'{cls.folder}/pg1'), Postgres(f'{cls.folder}/pg2')]
        if cls.servers[0].bin is None:
            shutil.rmtree(cls.folder)
            raise unittest.SkipTest('no PostgreSQL here')
        cls.south = cls.begin(cls.servers[0])
        cls.add('north', NORTH)
        cls.add('south', f'{SOUTH},s.example', '--db', cls.south)
        for name, db in (('north', 'school.db'), ('south', cls.south)):
            run('sample', '--db', db, '--learners', '36', cwd=f'{cls.folder}/{name}')
        cls.port, cls.tls = free_port(), free_port()
        cls.log = open(f'{cls.folder}/log', 'w', encoding='utf-8')
        cls.street = subprocess.Popen([TRELLIS, 'shards', 'serve', '--port', str(cls.port), '--https-port', str(cls.tls), '--bind', '127.0.0.1'], cwd=cls.folder,
                                      stdout=subprocess.DEVNULL, stderr=cls.log)
        cls.until(lambda: cls.ask('west.example', '/health')[0] == 421)
        cls.quiet = socket.create_connection(('127.0.0.1', cls.port), 60)  # who says nothing keeps nobody out
        for host in (NORTH, SOUTH):
            cls.until(lambda h=host: cls.ask(h, '/health')[1] == 'ok\n')

    @staticmethod
    def begin(server):
        target = server.start()
        server.ask('alter system set fsync = off')  # no test of the disk
        server.ask('select pg_reload_conf()')
        return target

    @classmethod
    def tearDownClass(cls):
        cls.street.send_signal(signal.SIGTERM)
        ended = cls.street.wait(60)
        cls.log.close()
        for s in cls.servers:
            s.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)
        assert ended == 0

    @classmethod
    def add(cls, name, hosts, *more, code=0):
        return run('shards', 'add', name, '--host', hosts, *more, cwd=cls.folder, code=code)

    @classmethod
    def until(cls, good):
        last = None
        for _ in range(300):
            try:
                if good():
                    return
            except (OSError, http.client.HTTPException) as e:
                last = e
            time.sleep(0.1)
        raise RuntimeError(f'it did not come to that: {last}')

    @classmethod
    def ask(cls, host, path, method='GET', body=None, headers=None, line=None):
        own = line or http.client.HTTPConnection('127.0.0.1', cls.port, timeout=20)
        own.request(method, path, body, {'Host': f'{host}:{cls.port}', **(headers or {})})
        reply = own.getresponse()
        text = reply.read().decode()
        if not line:
            own.close()
        cls.reply = reply
        return reply.status, text

    def enter(self, host):
        """A learner of that district: her cookie, her id and the token of her forms."""
        self.assertEqual(self.ask(host, '/doors/learner', 'POST', '', {'Content-Type': 'application/x-www-form-urlencoded'})[0], 303)
        jar = '; '.join(c.split(';')[0] for c in self.reply.headers.get_all('Set-Cookie'))
        status, page = self.ask(host, '/week', headers={'Cookie': jar})
        while status in (302, 303, 307, 308):
            status, page = self.ask(host, self.reply.headers['Location'], headers={'Cookie': jar})
        return jar, re.search(r'/learners/([0-9a-f-]{36})/', page).group(1), re.search(r'name="csrf" value="([0-9a-f]+)"', page).group(1)

    def writes(self, host, text):
        jar, learner, token = self.enter(host)
        status, said = self.ask(host, '/api/v1/reflection', 'POST', json.dumps({'learner': learner, 'strength': text}),
                                {'Cookie': jar, 'Content-Type': 'application/json', 'X-CSRF-Token': token})
        self.assertIn(status, (200, 201), said)

    def written(self, name, where):
        """Texts of reflections in a district's database."""
        if where == 'sqlite':
            return subprocess.run(['sqlite3', f'{self.folder}/{name}/school.db', "select strength from reflection where strength like 'only %'"], capture_output=True, text=True,
                                  check=True).stdout.split('\n')[:-1]
        return where.ask("select strength from reflection where strength like 'only %'")

    def test_1_directory(self):
        self.assertEqual(os.stat(f'{self.folder}/shards.json').st_mode & 0o777, 0o600)
        listed = json.loads(run('shards', 'list', '--json', cwd=self.folder))
        self.assertEqual([d['name'] for d in listed], ['north', 'south'])
        self.assertIn('is there already', self.add('north', 'x.example', code=1))
        self.assertIn('Two districts are asked for under the name', self.add('west', NORTH, code=1))
        self.assertIn('no name for a district', self.add('../west', 'w.example', code=1))
        self.assertIn('no name of a host', self.add('west', 'w_.example', code=1))
        self.assertEqual([c['error'] for c in json.loads(run('shards', 'check', '--json', cwd=self.folder))], ['', ''])
        self.add('west', 'w.example', '--db', f'{self.folder}/north/school.db')
        self.assertIn('It is the same database as north', run('shards', 'check', cwd=self.folder, code=1))
        self.add('west', 'w.example', '--db', 'postgresql://u:secret@127.0.0.1:1/x', '--replace')
        for verb in ('list', 'check'):
            self.assertNotIn('secret', run('shards', verb, cwd=self.folder, code=int(verb == 'check')))
        run('shards', 'remove', 'west', cwd=self.folder)
        self.assertIn('There is no district west', run('shards', 'remove', 'west', cwd=self.folder, code=1))

    def test_2_each_request_goes_to_its_district(self):
        self.writes(NORTH, 'only north')
        self.writes(SOUTH, 'only south')
        self.assertEqual(self.written('north', 'sqlite'), ['only north'])
        self.assertEqual(self.written('south', self.servers[0]), ['only south'])
        self.assertEqual(self.ask('s.example', '/health')[0], 200)
        self.assertEqual(self.ask('S.Example', '/health')[0], 200)
        for host in ('west.state.example', '127.0.0.1', 'localhost', 'north', 'a..b'):
            self.assertEqual(self.ask(host, '/health')[0], 421, host)
        self.assertEqual(self.ask('west.example', '/', headers={'Accept-Language': 'es'})[1].split()[0], 'Este')

    def test_3_nothing_of_one_through_the_other(self):
        jar, learner, _ = self.enter(NORTH)
        self.assertEqual(self.ask(NORTH, f'/learners/{learner}/week', headers={'Cookie': jar})[0], 200)
        status, text = self.ask(SOUTH, f'/learners/{learner}/week', headers={'Cookie': jar})
        self.assertIn(status, (302, 303, 403, 404), text)
        line = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        self.assertEqual(self.ask(NORTH, '/health', line=line)[0], 200)
        self.assertEqual(self.ask(SOUTH, '/health', line=line)[0], 421)  # the connection is north's
        line.close()

    def test_4_tls_by_its_name(self):
        def shake(host):
            trust = ssl.create_default_context()
            trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
            with trust.wrap_socket(socket.create_connection(('127.0.0.1', self.tls), 20), server_hostname=host) as s:
                s.sendall(f'GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n'.encode())
                return s.getpeercert(True), s.makefile('rb').read()
        north, south = shake(NORTH), shake(SOUTH)
        self.assertTrue(north[1].endswith(b'ok\n') and south[1].endswith(b'ok\n'))
        self.assertNotEqual(north[0], south[0])  # each has its own certificate, which the door has not
        for host in ('west.state.example', None):
            with self.assertRaises(OSError):
                shake(host)
        with socket.create_connection(('127.0.0.1', self.tls), 20) as s:
            s.sendall(b'GET / HTTP/1.1\r\n\r\n')
            try:
                self.assertEqual(s.recv(100), b'')
            except ConnectionResetError:
                pass

    def test_5_bytes_one_by_one(self):
        with socket.create_connection(('127.0.0.1', self.port), 20) as s:
            for c in f'GET /health HTTP/1.1\r\nAccept: */*\r\nHost: {NORTH}\r\nConnection: close\r\n\r\n':
                s.sendall(c.encode())
            self.assertTrue(s.makefile('rb').read().endswith(b'ok\n'))

    def servers_of(self):
        out = subprocess.run(['ps', '--ppid', str(self.street.pid), '-o', 'pid=,args='], capture_output=True, text=True, check=True).stdout
        return {h: int(x.split()[0]) for x in out.split('\n') for h in (NORTH, SOUTH) if h in x}

    def test_6_one_ends_and_the_other_goes_on(self):
        was = self.servers_of()
        os.kill(was[NORTH], signal.SIGKILL)
        self.assertEqual(self.ask(SOUTH, '/health')[0], 200)
        self.assertEqual(self.ask(NORTH, '/health')[0], 200)  # waits for the new one, is not lost
        now = self.servers_of()
        self.assertEqual(now[SOUTH], was[SOUTH])
        self.assertNotEqual(now[NORTH], was[NORTH])

    def test_6_ready_is_each_districts_own(self):
        south = self.servers[0]
        for words in ('alter system set default_transaction_read_only = on', 'select pg_reload_conf()'):
            south.ask(words)
        self.until(lambda: self.ask(SOUTH, '/health/save')[0] == 503)
        self.assertEqual(self.reply.headers['Retry-After'], '5')
        self.assertEqual(self.ask(SOUTH, '/health')[0], 200)  # it reads
        self.assertEqual(self.ask(NORTH, '/health/save'), (200, 'ready\n'))
        subprocess.run([str(south.bin / 'psql'), '-h', south.folder, '-U', 'postgres', '-q', '-c', 'set default_transaction_read_only = off',
                        '-c', 'alter system reset default_transaction_read_only', '-c', 'select pg_reload_conf()'], check=True, stdout=subprocess.DEVNULL)
        self.until(lambda: self.ask(SOUTH, '/health/save')[0] == 200)

    def report(self, directory):
        text = run('shards', 'report', '--directory', directory, cwd=self.folder)
        return {(r['group'], r['what']): (r['learners'], r['without']) for r in csv.DictReader(io.StringIO(text))}

    def test_7_small_groups_are_hidden_in_the_sum_alone(self):
        whole = json.loads(Path(f'{self.folder}/shards.json').read_text('utf-8'))['shards']
        alone = []
        for one in whole:
            with open(f'{self.folder}/{one["name"]}.json', 'w', encoding='utf-8') as f:
                json.dump({'shards': [one]}, f)
            alone.append(self.report(f'{one["name"]}.json'))
        both = self.report('shards.json')
        self.assertEqual({r[k][0] for r in alone for k in r if k[0] == 'All learners'} - {'hidden'}, {'36'})
        self.assertEqual({both[k][0] for k in both if k[0] == 'All learners'} - {'hidden'}, {'72'})
        shown = [k for k in both if 'hidden' not in both[k] and all('hidden' not in r[k] for r in alone)]
        self.assertGreater(len(shown), 5)
        for k in shown:
            self.assertEqual([sum(int(r[k][i]) for r in alone) for i in (0, 1)], [int(x) for x in both[k]], k)
        came = [k for k in both if 'hidden' not in both[k] and both[k][0] != '0' and any('hidden' in r[k] for r in alone)]
        self.assertIn(('With a disability (IEP or 504)', 'no plan'), came)  # 7 in each, 14 in both
        for k in came:
            self.assertGreaterEqual(int(both[k][0]), 10)
        self.assertTrue(any('hidden' in v for v in both.values()))  # and what is small in both together stays hidden

    def test_8_a_district_moves(self):
        to = self.begin(self.servers[1])
        was = self.servers_of()
        run('shards', 'remove', 'north', cwd=self.folder)
        self.street.send_signal(signal.SIGHUP)
        self.until(lambda: self.ask(NORTH, '/health')[0] == 421)
        self.assertIn('compared row by row', run('move', '--from', 'school.db', '--to', to, cwd=f'{self.folder}/north'))
        self.add('north', NORTH, '--db', to)
        self.street.send_signal(signal.SIGHUP)
        self.until(lambda: self.ask(NORTH, '/health')[1] == 'ok\n')
        self.assertEqual(self.servers_of()[SOUTH], was[SOUTH])  # the other was never stopped
        self.writes(NORTH, 'only north, moved')
        self.assertEqual(sorted(self.written('north', self.servers[1])), ['only north', 'only north, moved'])
        self.assertEqual(self.written('north', 'sqlite'), ['only north'])
        self.assertEqual([c['error'] for c in json.loads(run('shards', 'check', '--json', cwd=self.folder))], ['', ''])
        with open(f'{self.folder}/shards.json', 'a', encoding='utf-8') as f:
            f.write('nonsense')
        self.street.send_signal(signal.SIGHUP)  # a directory that cannot be read changes nothing
        self.until(lambda: '"directory"' in Path(f'{self.folder}/log').read_text('utf-8'))
        self.assertEqual([self.ask(h, '/health')[0] for h in (NORTH, SOUTH)], [200, 200])
        self.assertEqual(self.quiet.recv(10), b'')  # shown out long ago
        self.quiet.close()

    def test_9_the_log_names_nobody(self):
        names = subprocess.run(['sqlite3', f'{self.folder}/north/school.db', "select family_name from person union select login from account where login <> ''"],
                               capture_output=True, text=True, check=True).stdout.split('\n')[:-1]
        self.assertGreater(len(names), 20)
        lines = Path(f'{self.folder}/log').read_text('utf-8').split('\n')[:-1]
        self.assertGreater(len(lines), 10)
        for line in lines:
            told = json.loads(line)
            self.assertTrue({'time', 'level', 'event'} <= told.keys(), line)
            for word in (*names, 'only north', 'only south', '127.0.0.1'):
                self.assertNotIn(f'{word}', line)


if __name__ == '__main__':
    unittest.main(verbosity=0)
