#!/usr/bin/env python3
"""Every command has --help, says that --db and --json are there, and answers in JSON when it is asked to."""
import json
import os
import re
import resource
import shutil
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

    def test_doctor(self):
        """Each weak spot is seen when it is there, and not any more when it is mended."""
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(dir='/dev/shm') as elsewhere:
            here = Path(folder)
            run('init', '--db', 's.db', '--school', 'S', '--given-name', 'A', '--family-name', 'B', '--email', 'a@s.example', cwd=folder)
            (here / 'backups').mkdir()

            def found(check):
                rows = json.loads(run('doctor', '--db', 's.db', '--backups', 'backups', '--json', cwd=folder).stdout)
                return {(x['found'].lower(), x['text']) for x in rows if x['check'] == check}

            def told(check, mark, words):
                self.assertTrue(any(m == mark and words in text for m, text in found(check)), f'{check}: {mark} {words} is not in {found(check)}')

            os.chmod(here / 's.db', 0o644)
            told('database', 'weak', 'chmod go-rwx')
            os.chmod(here / 's.db', 0o600)
            told('database', 'ok', "its owner's alone")
            told('backups', 'missing', 'There is none')
            run('backup', 'backups', '--db', 's.db', cwd=folder)
            told('backups', 'weak', 'not sealed')
            run('backup', '--make-key', 'key', cwd=folder)
            for old in (here / 'backups').glob('*.backup'):
                old.unlink()
            run('backup', 'backups', '--db', 's.db', '--key-file', 'key', cwd=folder)
            told('backups', 'ok', 'hours old')
            for made in (here / 'backups').glob('*.backup'):
                os.utime(made, (0, 0))
            told('backups', 'weak', 'hours old')
            told('changes', 'weak', 'No log of changes')
            run('changes', str(here / 'log'), '--db', 's.db', '--key-file', 'key', cwd=folder)
            told('changes', 'weak', 'goes with it')
            run('changes', elsewhere + '/log', '--db', 's.db', cwd=folder)
            told('changes', 'weak', 'not sealed')
            run('changes', elsewhere + '/log', '--db', 's.db', '--key-file', 'key', cwd=folder)
            told('changes', 'ok', 'Every change is written')
            told('paper', 'missing', 'annual-notice.md')
            papers = here / 's.db.papers'
            papers.mkdir()
            for template in (TOP / 'docs/admin/papers').glob('*.md'):
                self.assertIn('not legal advice', template.read_text(encoding='utf-8'))
                (papers / template.name).write_text(template.read_text(encoding='utf-8'), encoding='utf-8')
            self.assertEqual({mark for mark, _ in found('paper')}, {'weak'})
            told('paper', 'weak', 'places to fill in')
            (papers / 'retention.md').write_text('Kept for five years.', encoding='utf-8')
            told('paper', 'ok', 'retention.md is there')

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
            # a learner's record is there as tables and in plain print, in the languages of the home; who got it is written down [R438]
            with sqlite3.connect(Path(folder) / 's.db') as db:
                learner, given = db.execute("select lower(hex(p.id)), p.given_name from person p join guardian g on g.learner = p.id and g.has_access = 1 join person a on a.id = g.adult"
                                            " where coalesce(g.language, a.language) = 'es' order by p.given_name limit 1").fetchone()
            whom = f'{learner[:8]}-{learner[8:12]}-{learner[12:16]}-{learner[16:20]}-{learner[20:]}'
            took = run('export', 'along', '--db', 's.db', '--learner', whom, '--to', 'Oak School', '--purpose', 'Transfer', '--json', cwd=folder)
            self.assertEqual(took.returncode, 0, took.stderr)
            papers = sorted(p.name for p in (Path(folder) / 'along/print').iterdir())
            self.assertEqual(json.loads(took.stdout)['papers'], len(papers))
            for name in ('profile.en.pdf', 'profile.es.pdf', 'plan.en.pdf', 'plan.es.pdf', 'family.en.pdf', 'family.es.pdf'):
                self.assertIn(name, papers)
                words = subprocess.run(['pdftotext', '-q', str(Path(folder) / 'along/print' / name), '-'], capture_output=True, text=True, check=True).stdout
                self.assertIn(given, words)
            with sqlite3.connect(Path(folder) / 's.db') as db:
                self.assertEqual(db.execute("select count(*) from disclosure where to_whom = 'Oak School' and purpose = 'Transfer'").fetchone()[0], 1)
            found = run('doctor', '--db', 's.db', '--json', cwd=folder)
            voices = [x['text'] for x in json.loads(found.stdout) if x['check'] == 'voices']
            self.assertEqual(len(voices), 1, found.stdout)
            self.assertRegex(voices[0], r'^This computer reads (nothing aloud|aloud in: en,.*no voice for: .*so)')
            for argv in (['verify'], ['routes'], ['template'], ['schema'], ['import', 'list']):
                with self.subTest(command=argv[0]):
                    text = run(*argv, '--json', '--db', 's.db', cwd=folder)
                    self.assertEqual(text.returncode, 0, text.stderr)
                    json.loads(text.stdout)

    def test_plans_from_edfi(self):
        """A folder of Ed-Fi files: a trial says what would come, then it is there with where it comes from."""
        with tempfile.TemporaryDirectory() as folder:
            run('init', '--db', 's.db', '--school', 'S', '--given-name', 'A', '--family-name', 'B', '--email', 'a@s.example', cwd=folder)
            os.mkdir(Path(folder) / 'edfi')
            names = '<StudentUniqueId>1</StudentUniqueId>'
            for name, text in {
                    'EducationOrganization': '<School><NameOfInstitution>Sample School</NameOfInstitution><SchoolId>91</SchoolId></School>',
                    'Student': f'<Student>{names}<Name><FirstName>Ada</FirstName><LastSurname>Sample</LastSurname></Name></Student>',
                    'StudentProgram': f'<StudentSection504ProgramAssociation><StudentReference><StudentIdentity>{names}</StudentIdentity></StudentReference>'
                                      '<BeginDate>2026-08-20</BeginDate><AccommodationPlan>1</AccommodationPlan></StudentSection504ProgramAssociation>'}.items():
                (Path(folder) / 'edfi' / f'{name}.xml').write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<Interchange{name} xmlns="http://ed-fi.org/5.2.0">{text}</Interchange{name}>\n')

            def plans():
                with sqlite3.connect(Path(folder) / 's.db') as db:
                    return db.execute("select kind, taken_from from plan_of_record").fetchall()
            for more, there in [(['--dry-run'], []), ([], [('504', 'Ed-Fi, StudentProgram.xml')])]:
                came = run('import', 'edfi', 'edfi', '--db', 's.db', '--json', *more, cwd=folder)
                self.assertEqual(came.returncode, 0, came.stderr)
                self.assertTrue(json.loads(came.stdout)['ok'])
                self.assertEqual(plans(), there)

    def test_update_on_a_stick(self):
        """A new version travels signed and locked to a server without a line; nothing but a right, newer one of somebody named is written out."""
        with tempfile.TemporaryDirectory() as folder:
            top = Path(folder)
            run('init', '--db', 'north.db', '--school', 'North', '--given-name', 'A', '--family-name', 'B', '--email', 'a@s.example', cwd=folder)
            for name in ('south', 'east'):  # each gets a key of its own
                (top / f'{name}.db').write_bytes((top / 'north.db').read_bytes())

            def bundle(school, *words):
                return run('bundle', *words, '--db', f'{school}.db', cwd=folder)

            def refused(text, school, *words):
                got = bundle(school, *words)
                self.assertNotEqual(got.returncode, 0, got.stdout)
                self.assertIn(text, got.stderr)

            key = {name: bundle(name, 'identity').stdout.strip() for name in ('north', 'south', 'east')}
            runs = re.search(r'\d+(\.\d+)+', run('--version').stdout).group()
            program = b'!<arch>\n' + os.urandom(2_000_003)
            new, old, same = (f'trellis_{v}_amd64.deb' for v in (runs + '.1', '0.0.9', runs))
            for name in (new, old, same):
                (top / name).write_bytes(program)
            (top / 'notes.txt').write_text('What is new:\nlarger letters, "quoted"\n')
            for name, out in ((new, 'new'), (old, 'old'), (same, 'same')):
                made = bundle('north', 'update', name, '--notes', 'notes.txt', '--to', key['south'], '--out', out)
                self.assertEqual(made.returncode, 0, made.stderr)
            sealed = (top / 'new').read_bytes()
            self.assertNotIn(b'larger letters', sealed)
            self.assertNotIn(program[100:132], sealed)
            refused('not named as the packages', 'north', 'update', 'notes.txt', '--to', key['south'])
            (top / 'trellis_9_amd64.deb').write_text('no package')
            refused('no Debian package', 'north', 'update', 'trellis_9_amd64.deb', '--to', key['south'], '--out', 'none')
            self.assertFalse((top / 'none').exists())

            # nobody is named; then a school whose content alone is taken; then one that may bring programs
            refused('may not bring programs', 'south', 'check', 'new')
            bundle('south', 'trust', key['north'], 'North')
            refused('may not bring programs', 'south', 'open', 'new', '--folder', 'out')
            bundle('south', 'trust', key['north'], 'North', '--updates')
            said = bundle('south', 'check', 'new')
            self.assertEqual(said.returncode, 0, said.stderr)
            for words in (f'Version {runs}.1 from North', f'runs {runs}', 'larger letters, "quoted"'):
                self.assertIn(words, said.stdout)
            self.assertIn('larger letters', json.loads(bundle('south', 'check', 'new', '--json').stdout)['text'])
            self.assertFalse((top / 'out').exists(), 'looking writes nothing')
            bundle('east', 'trust', key['north'], 'North', '--updates')
            refused('made for another school', 'east', 'check', 'new')
            refused(f'runs version {runs} already', 'south', 'open', 'same', '--folder', 'out')
            refused('older than', 'south', 'open', 'old', '--folder', 'out')
            (top / 'cut').write_bytes(sealed[:-70000])
            changed = bytearray(sealed)
            changed[len(changed) // 2] ^= 1
            (top / 'changed').write_bytes(changed)
            for name in ('cut', 'changed'):
                refused('not whole', 'south', 'open', name, '--folder', 'out')
            self.assertFalse((top / 'out').exists(), 'nothing of a wrong one is written')

            for _ in range(2):  # again: the same
                said = bundle('south', 'open', 'new', '--folder', 'out')
                self.assertEqual(said.returncode, 0, said.stderr)
                self.assertIn(f'apt-get install {os.path.realpath(top)}/out/{new}', said.stdout)
                self.assertEqual(os.listdir(top / 'out'), [new])
                self.assertEqual((top / 'out' / new).read_bytes(), program)

    def test_wrong_use(self):
        for argv in (['nonsense'], ['sample', '--nonsense'], ['verify', '--db']):
            with self.subTest(argv=argv):
                text = run(*argv)
                self.assertEqual(text.returncode, 2)
                self.assertRegex(text.stderr, r'\w{3,} \S')
        missing = run('verify', '--db', '/nonexistent/school.db')
        self.assertEqual(missing.returncode, 1)
        self.assertIn('/nonexistent/school.db', missing.stderr)


ALONE = TRELLIS + '-mastery'
HEAD = 'learner,item,skill,correct\n'


def alone(*argv, memory=0):
    """trellis-mastery, with at most so many bytes of address space where memory is given."""
    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return subprocess.run([ALONE, *argv], capture_output=True, text=True, stdin=subprocess.DEVNULL, preexec_fn=bound if memory and BOUNDED else None)


def bounded():
    """Sanitizers reserve terabytes: with them no bound is set."""
    with open(ALONE, 'rb') as f:
        return not re.search(rb'__asan_init|__tsan_init', f.read())


BOUNDED = os.path.exists(ALONE) and bounded()


class Mastery(unittest.TestCase):
    """Logs that break the contract are refused with the line; odd ones are fitted; nothing half-written is left."""

    def fit(self, folder, text, kind='bkt', memory=0):
        log = Path(folder) / 'log.csv'
        log.write_bytes(text if isinstance(text, bytes) else text.encode())
        return alone('fit', '--model', kind, '--in', str(log), '--out', str(Path(folder) / 'model.json'), '--threads', '1', memory=memory)

    def test_same_as_the_program(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / 'log.csv'
            log.write_text(HEAD + ''.join(f'{n % 20},{n % 7},{n % 3},{(n * n + n // 5) % 3 % 2}\n' for n in range(600)))
            for where, program in (('a', [ALONE]), ('b', [TRELLIS, 'mastery'])):
                for kind in ('bkt', 'logistic'):
                    done = subprocess.run([*program, 'fit', '--model', kind, '--in', str(log), '--out', f'{folder}/{where}-{kind}'], capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stderr)
            for kind in ('bkt', 'logistic'):
                self.assertEqual(Path(f'{folder}/a-{kind}').read_bytes(), Path(f'{folder}/b-{kind}').read_bytes())

    def test_small_start(self):
        """What needs text files alone is started without the server's libraries; the rest of the program is found, or missed in a sentence."""
        with tempfile.TemporaryDirectory() as folder:
            top = Path(folder)
            log = top / 'log.csv'
            log.write_text(HEAD + ''.join(f'{n % 20},{n % 7},{n % 3},{n % 2}\n' for n in range(200)))
            fit = ['mastery', 'fit', '--model', 'bkt', '--in', str(log), '--out', str(top / 'm.json')]
            (top / 'bin').mkdir()
            small = top / 'bin' / 'trellis'
            shutil.copy(TRELLIS, small)
            self.assertEqual(subprocess.run([small, *fit], capture_output=True).returncode, 0)
            loaded = subprocess.run([small, *fit], capture_output=True, text=True, env={**os.environ, 'LD_TRACE_LOADED_OBJECTS': '1'}).stdout
            self.assertNotRegex(loaded, 'sqlite|libpq|gnutls|pango|curl|icu')
            # alone: a sentence that names both places
            for words in (['--version'], ['verify', '--db', 'x'], ['mastery'], ['mastery', '--help'], ['mastery', 'refit', '--db', 'x']):
                missing = subprocess.run([small, *words], capture_output=True, text=True)
                self.assertEqual(missing.returncode, 1)
                self.assertRegex(missing.stderr, rf'^trellis: the rest of this program is missing: neither {folder}/bin/house/trellis nor {folder}/bin/../lib/trellis/trellis is there\. Install')
            (top / 'lib' / 'trellis').mkdir(parents=True)
            house = top / 'lib' / 'trellis' / 'trellis'
            house.write_text('no program')
            self.assertIn('cannot be started: Permission denied', subprocess.run([small, '--version'], capture_output=True, text=True).stderr)
            # with the house as installed, by a link too: the same words, the same process
            house.unlink()
            os.link(str(Path(TRELLIS).parent / 'house' / 'trellis'), house) if os.stat(TRELLIS).st_dev == os.stat(folder).st_dev else shutil.copy(str(Path(TRELLIS).parent / 'house' / 'trellis'), house)
            os.symlink(small, top / 'link')
            for program in (small, top / 'link'):
                said = subprocess.run([program, '--version'], capture_output=True, text=True)
                self.assertRegex(said.stdout, r'^trellis \d')
                again = subprocess.run([program, 'mastery', 'rebuild', '--help'], capture_output=True, text=True)
                self.assertEqual((again.returncode, again.stdout[:30]), (0, 'Usage: trellis mastery rebuild'))

    def test_simulate(self):
        done = alone('simulate', '--preset', 'fast-slow', '--learners', '100', '--skills', '3', '--tries', '20', '--rates', '.4,.1')
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([r.get('oracle', False) for r in rows], [False] * 5 + [True], done.stderr)
        for r in rows:
            self.assertEqual((r['learners'], r['skills'], r['tries'], r['rates']), (100, 3, 20, [.4, .1]))
            self.assertTrue({'rule', 'gap', 'fast_true', 'slow_true', 'fast_practice', 'slow_practice'} <= r.keys())
            self.assertLess(r['fast_practice'], r['slow_practice'])
        for wrong in ('.1,.4', 'x', '.3', '.4,.3,.2,.1', '2,1'):
            done = alone('simulate', '--preset', 'fast-slow', '--rates', wrong)
            self.assertEqual(done.returncode, 1)
            self.assertIn('--rates takes two or three', done.stderr)

    def test_hostile(self):
        refused = [('learner,item,skill\na,b,c\n', 'correct'), (HEAD + 'a,b,c,1\na,b,c,nan\n', '3'), (HEAD + 'a,b,c,1\na,b,c,-0.5\n', '3'), (HEAD + 'a,b,c,inf\n', '2'),
                   (HEAD + 'a,b,c,1\na,b\n', '3'), (HEAD, ''), ('', ''), (HEAD.encode() + b'a,b,c,1\na,b,\xff\xfe,1\n', '3'), (HEAD + 'a,b,,1\n', '2'), (HEAD + ',b,c,1\n', '2'),
                   (HEAD.encode() + b'a,b,c\x00d,1\n', '2'), (HEAD + 'a,b,c;;d,1\n', '2')]
        for text, line in refused:
            with self.subTest(text=text), tempfile.TemporaryDirectory() as folder:
                done = self.fit(folder, text)
                if done.returncode == 0:  # or the right answer: a model that can be read
                    self.assertEqual(json.loads((Path(folder) / 'model.json').read_text())['trellis_mastery'], 1)
                    continue
                self.assertGreater(len(done.stderr), 30)
                self.assertIn(line, done.stderr)
                self.assertFalse((Path(folder) / 'model.json').exists())
        with tempfile.TemporaryDirectory() as folder:  # one learner, 6,000 responses; and 6,000 skills of one response
            for text in (HEAD + 'a,b,c,1\na,b,c,0\n' * 3000, HEAD + ''.join(f'{n % 50},i,{n},{n % 2}\n' for n in range(6000))):
                for kind in ('bkt', 'bkt-rate', 'logistic'):
                    with self.subTest(kind=kind):
                        done = self.fit(folder, text, kind, memory=1 << 30)
                        self.assertEqual(done.returncode, 0, done.stderr)
                        self.assertEqual(json.loads(done.stdout)['responses'], 6000)

    @unittest.skipUnless(os.environ.get('TRELLIS_HEAVY'), 'ten million skills and a million responses of one learner: TRELLIS_HEAVY=1')
    def test_heavy(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.fit(folder, HEAD + 'a,b,c,1\na,b,c,0\n' * 500000, memory=1 << 30)
            self.assertEqual(done.returncode, 0, done.stderr)
            done = self.fit(folder, HEAD + ''.join(f'{n % 1000},i,{n},{n % 2}\n' for n in range(10 ** 7)), memory=5 << 29)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout)['skills'], 10 ** 7)
            done = self.fit(folder, HEAD + ''.join(f'{n % 1000},i,{n},{n % 2}\n' for n in range(10 ** 7)), memory=1 << 29)
            self.assertEqual(done.returncode, 1)  # too little memory: a sentence, nothing half-written
            self.assertIn('memory', done.stderr)


if __name__ == '__main__':
    unittest.main()
