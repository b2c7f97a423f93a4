#!/usr/bin/env python3
"""Every command has --help, says that --db and --json are there, and answers in JSON when it is asked to."""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])
TRELLIS = str(Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build') / 'trellis')


def run(*argv, cwd=None):
    return subprocess.run([TRELLIS, *argv], capture_output=True, text=True, cwd=cwd, stdin=subprocess.DEVNULL)


class Commands(unittest.TestCase):
    def test_help(self):
        listed = re.findall(r'^  (\w+) +(\S.*)$', run('--help').stdout, re.M)
        self.assertGreater(len(listed), 8)
        for name, says in listed:
            with self.subTest(command=name):
                self.assertRegex(says, r'^[a-z]', 'one style: a deed in lower case')
                if name in ('import', 'tls', 'jobs', 'mastery', 'print', 'reader', 'shards'):  # their verbs have the options
                    continue
                text = run(name, '--help')
                self.assertEqual(text.returncode, 0, text.stderr)
                for option in ('--db', '--json', '--help'):
                    self.assertIn(option, text.stdout)

    def test_manual(self):
        listed = re.findall(r'^  (\w+) +\S', run('--help').stdout, re.M)
        told = re.findall(r'^\.B (\w+)$', (TOP / 'docs/man/trellis.1').read_text(encoding='utf-8').split('.SH COMMANDS')[1], re.M)
        self.assertEqual(told, listed, 'the manual page tells of every command, in the same order')

    def test_json(self):
        with tempfile.TemporaryDirectory() as folder:
            made = run('sample', '--db', 's.db', '--learners', '36', '--json', cwd=folder)
            self.assertEqual(json.loads(made.stdout)['learners'], 36)
            for argv, key in [(['init', '--db', 'i.db', '--school', 'S', '--given-name', 'A', '--family-name', 'B', '--email', 'a@s.example'], 'code'),
                              (['invite', 'a@s.example', '--db', 'i.db'], 'code'),
                              (['tls', 'init', 's.example', '--db', 'i.db'], 'fingerprint')]:
                with self.subTest(command=argv[0]):
                    text = run(*argv, '--json', cwd=folder)
                    self.assertEqual(text.returncode, 0, text.stderr)
                    self.assertIn(key, json.loads(text.stdout))
            # an aide comes in with one click and has a shift to look at
            with sqlite3.connect(Path(folder) / 's.db') as db:
                shift = db.execute("select count(*) from store_meta m join enrolment e on lower(hex(e.person)) = replace(m.value, '-', '')"
                                   " join enrolment s on s.class = e.class and s.role = 'student' join plan_line n on n.learner = s.person"
                                   " where m.key = 'door.aide' and e.role = 'aide' and n.kind = 'accommodation'").fetchone()[0]
            self.assertGreater(shift, 0)
            found = run('doctor', '--db', 's.db', '--json', cwd=folder)
            voices = [x['text'] for x in json.loads(found.stdout) if x['check'] == 'voices']
            self.assertEqual(len(voices), 1, found.stdout)
            self.assertRegex(voices[0], r'^This computer reads (nothing aloud|aloud in: en,.*no voice for: .*so)')
            for argv in (['verify'], ['routes'], ['template'], ['schema'], ['import', 'list']):
                with self.subTest(command=argv[0]):
                    text = run(*argv, '--json', '--db', 's.db', cwd=folder)
                    self.assertEqual(text.returncode, 0, text.stderr)
                    json.loads(text.stdout)

    def test_wrong_use(self):
        for argv in (['nonsense'], ['sample', '--nonsense'], ['verify', '--db']):
            with self.subTest(argv=argv):
                text = run(*argv)
                self.assertEqual(text.returncode, 2)
                self.assertRegex(text.stderr, r'\w{3,} \S')
        missing = run('verify', '--db', '/nonexistent/school.db')
        self.assertEqual(missing.returncode, 1)
        self.assertIn('/nonexistent/school.db', missing.stderr)


if __name__ == '__main__':
    unittest.main()
