#!/usr/bin/env python3
"""Runs the tiers of tests and adds up what passed: check.py quick|check|nightly|bench|fault|fuzz SECONDS|scenario NAME.
The last line is "N passed, N failed".
Before it stands a page of what was tried and what came of it, which stays in build/proof.txt (proof.py). Fewer kills and seconds, for a
machine that has other work: TRELLIS_FAULTS (servers killed), TRELLIS_KILLS (other programs killed), TRELLIS_FAILOVERS (leading databases killed), TRELLIS_FUZZ (seconds of each
target, in nightly); nightly says at its start how long it takes with them. Every case that ran is kept in build/results.jsonl for `make requirements`."""
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from proof import Page

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.chdir(ROOT)
RESULTS = os.path.join('build', 'results.jsonl')
CASES = []  # (suite, name, passed)
PAGE = Page()

shared = os.environ.get('TRELLIS_SHARED') or os.path.join(os.path.dirname(ROOT), 'shared')
if os.path.isdir(os.path.join(shared, 'data')):
    os.environ['TRELLIS_SHARED'] = os.path.abspath(shared)
else:
    os.environ.pop('TRELLIS_SHARED', None)
    print('There is no folder ../shared: tests of public sample data will say that they skip.')


if shutil.which('ld.lld'):
    os.environ.setdefault('CC_LD', 'lld')  # some 150 programs are linked: a fifth of the time


def case(suite, name, passed):
    CASES.append((suite, name, bool(passed)))


def run(argv, log, env=None, timeout=3600, quiet=True):
    """Runs a command with its output in build/log/NAME; returns (status, text)."""
    os.makedirs('build/log', exist_ok=True)
    path = f'build/log/{log}.txt'
    with open(path, 'wb') as f:
        try:
            status = subprocess.run(argv, stdout=f, stderr=subprocess.STDOUT, timeout=timeout, env={**os.environ, **(env or {})},
                                    stdin=subprocess.DEVNULL).returncode
        except subprocess.TimeoutExpired:
            status = 124
            f.write(b'\nstopped: it took too long\n')
    text = open(path, encoding='utf-8', errors='replace').read()
    if status or not quiet:
        print(text[-6000:])
    return status, text


def step(name, argv, log, **kw):
    start = time.time()
    print(f'== {name}', flush=True)
    status, text = run(argv, log, **kw)
    print(f'   {name}: {"ok" if status == 0 else "FAILED"} in {time.time() - start:.0f} s', flush=True)
    return status, text


def simple(suite, name, argv, log, **kw):
    """A step that counts as one case, or as the cases of its own closing line "N passed, N failed"."""
    status, text = step(name, argv, log, **kw)
    PAGE.take(name, text)
    cases = re.findall(r'^(ok|not ok) \d* ?-? ?(.*)$', text, re.M)
    for word, what in cases:
        case(suite, what, word == 'ok')
    if not cases or (status and all(w == 'ok' for w, _ in cases)):
        case(suite, name, status == 0)
    return status == 0


def source_list():
    out = subprocess.run([sys.executable, 'tools/sources.py', 'src', '.c', 'src', '.sql', 'web/templates', '.html', 'locale', '.po', 'test', '.c', 'test/unit', '.py'],
                         capture_output=True, text=True, check=True).stdout
    return out


def build(folder, options, env=None, targets=(), beside=False):
    listed = source_list()
    stamp = os.path.join(folder, '.files')
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        if run(['meson', 'setup', folder, *options], f'setup-{folder}', env=env)[0]:
            return False
        if folder != 'build' and os.path.isdir('build/faces'):
            shutil.copytree('build/faces', os.path.join(folder, 'faces'), dirs_exist_ok=True)  # cutting letters out of faces is slow
    elif not os.path.exists(stamp) or open(stamp, encoding='utf-8').read() != listed:
        if run(['meson', 'setup', '--reconfigure', folder], f'setup-{folder}', env=env)[0]:
            return False
    with open(stamp, 'w', encoding='utf-8') as f:
        f.write(listed)
    leave = ['nice', '-n', '19'] if beside else []  # takes what the tests that run meanwhile leave
    return step(f'build {folder}', [*leave, 'ninja', '-C', folder, *targets], f'build-{folder}', env=env)[0] == 0


def meson_run(folder, what, label, env):
    """Runs tests of a build folder; gives (status, {program: [(name, passed)]}, programs that did not end well)."""
    log = os.path.join(folder, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)
    argv = ['meson', 'test', '-C', folder, '--no-rebuild', '--print-errorlogs', '--num-processes', '2', *what]
    if label != 'gcc':
        argv += ['--timeout-multiplier', '10' if 'TRELLIS_KILLS' in (env or {}) else '4']
    status, _ = step(f'tests {label}: {" ".join(w for w in what if w != "--suite")}', argv, f'test-{label}', env=env)
    found, bad = {}, []
    for line in open(log, encoding='utf-8') if os.path.exists(log) else []:
        r = json.loads(line)
        name = r['name'].split(' / ')[-1]
        text = (r.get('stdout') or '') + (r.get('stderr') or '')
        no = set(re.findall(r'^\[  FAILED  \] (?!\d+ test)(.*)$', text, re.M)) | set(re.findall(r'^\[  ERROR   \] (?!---)(\S.*)$', text, re.M))
        ok = set(re.findall(r'^\[       OK \] (.*)$', text, re.M)) - no
        cases = [(f'{name}: {w}', True) for w in sorted(ok)] + [(f'{name}: {w}', False) for w in sorted(no)]
        for w in sorted(set(re.findall(r'^\[  SKIPPED \] (?!\d+ test)(.*)$', text, re.M)) - ok if r['result'] != 'SKIP' else ()):
            print(f'   skipped: {name}: {w}')
            if label not in WATCHED:
                why = re.search(rf'^\[ RUN      \] {re.escape(w)}\n(.*?)^\[  SKIPPED \]', text, re.M | re.S)
                PAGE.skip(f'{name}: {w}', why[1] if why else '')
        if r['result'] == 'SKIP':
            print(f'   skipped: {name}')
            if label not in WATCHED:
                PAGE.skip(name, (text.strip().split('\n') or [''])[-1])
        elif r['result'] not in ('OK', 'EXPECTEDFAIL'):
            cases.append((f'{name}: ended with {r["result"]}', False))
            bad.append(name)
        elif not ok:
            cases.append((name, True))
        found[name] = cases
        if label not in WATCHED:
            PAGE.take(name, text, 'on PostgreSQL' if label == 'postgres' else '')
        if label == 'gcc' and name.startswith('fuzz_') and r['result'] == 'OK':
            PAGE.replayed(text)
    return status, found, bad


def meson_tests(folder, suites, label, env=None, names=()):
    """A program that did not end well runs once more, when nothing else does: what passes then is unsteady, which is a defect too."""
    status, found, bad = meson_run(folder, [w for s in suites for w in ('--suite', s)] + list(names), label, env)
    if not found:
        case(label, f'tests in {folder} started', status == 0)
    if bad:
        _, second, still = meson_run(folder, bad, label, env)
        for name in bad:
            if name in second and name not in still:
                print(f'   unsteady: {name} passed only the second time')
                found[name] = second[name]
    for cases in found.values():
        for name, passed in cases:
            case(label, name, passed)


GCC = ('build', [])
# Compiled without optimization: clang takes four times as long to make what watches itself small and fast.
SAN = ('build-san', ['-Db_sanitize=address,undefined', '-Db_lundef=false', '-Doptimization=0'])
CLANG_ENV = {'CC': 'clang'}
WATCHED = ('sanitizers', 'tsan')  # the same tests again: the page takes what the first run said
KILLS = {'TRELLIS_KILLS': os.environ.get('TRELLIS_KILLS', '20')}


def postgres_tests(everything):
    """Tests of pages and journeys, which run on SQLite otherwise, on PostgreSQL: all of them, or the most telling few."""
    few = ['test_journey_of_record', 'test_kept', 'test_journey_moves', 'test_journey_learner', 'test_packet_needs', 'test_paper_pages']
    names = sorted(f[:-2] for f in os.listdir('test/unit')
                   if f.endswith('.c') and re.search(r'\b(web_open|journey_open)\(', open(f'test/unit/{f}', encoding='utf-8').read()))
    meson_tests('build', [], 'postgres', {'TRELLIS_TEST_DATABASE': 'postgres'}, names if everything else few)


def python_checks():
    for f in sorted(os.listdir('tools')):
        if re.fullmatch(r'check_\w+\.py', f):
            simple('source', f'tools/{f}', [sys.executable, f'tools/{f}'], f)
    if os.path.exists('tools/po.py') and any(n.endswith('.po') for n in os.listdir('locale')):
        simple('source', 'translations agree', [sys.executable, 'tools/po.py', 'check'], 'po')


def browser(argv=()):
    folder = 'test/browser'
    if not os.path.exists(f'{folder}/package.json'):
        return
    if not os.path.isdir(f'{folder}/node_modules'):
        if step('browser tools', ['npm', 'ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'], 'npm')[0]:
            case('browser', 'npm ci', False)
            return
    simple('browser', 'browser scenarios', ['node', f'{folder}/run.mjs', *argv], 'browser', timeout=1500)


def fault(times='20'):
    """Programs that kill servers and take disks and nodes away; those in C are meson's."""
    folder = 'test/fault'
    for f in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if f.endswith('.py') and (times == '100' or f == 'server_kill.py'):  # the others take minutes
            simple('fault', f'fault {f}', [sys.executable, f'{folder}/{f}'], f, env={'TRELLIS_FAULTS': os.environ.get('TRELLIS_FAULTS', times)}, timeout=7200)


# The words of the language that a target reads.
WORDS = {'case': 'json', 'items': 'json', 'stories': 'json', 'record': 'json', 'mastery_model': 'json', 'edfi': 'xml', 'pnp': 'xml', 'oneroster': 'csv', 'responses': 'csv',
         'groups': 'csv', 'tables': 'csv', 'route': 'http', 'form': 'http', 'door': 'http', 'request': 'http', 'mathml': 'math', 'itemgen': 'math', 'media': 'media', 'scan': 'media', 'backup': 'backup',
         'bundle': 'json', 'xliff': 'xml', 'away': 'xml'}
# Bytes of an input made up, where a longer one takes seconds; the seeds may be longer in every ordinary run.
LONGEST = {'case': 2000, 'items': 2000, 'edfi': 6000}


def fuzz_one(folder, name, seconds):
    """A crash leaves its input in build-fuzz/found: mend what it shows, and keep it in test/fuzz/corpus."""
    work, found, words = f'{folder}/corpus/{name}', f'{folder}/found/', f'test/fuzz/{WORDS.get(name, name)}.dict'
    if not os.path.isfile(words):
        case('fuzz', f'{name} has a dictionary, {words}', False)
        return
    os.makedirs(work, exist_ok=True)
    os.makedirs(found, exist_ok=True)
    argv = [f'{folder}/test/fuzz_{name}', f'-max_total_time={seconds}', '-rss_limit_mb=2048', '-timeout=20', f'-artifact_prefix={found}{name}-', f'-dict={words}',
            *([f'-max_len={LONGEST[name]}'] if name in LONGEST else []), work, f'test/fuzz/corpus/{name}']
    status, text = run(argv, f'fuzz-{name}', env={'ASAN_OPTIONS': 'detect_leaks=1'}, timeout=int(seconds) * 4 + 600)
    runs, good = PAGE.fuzz(text, status == 0)
    print(f'   fuzz {name}: {runs:,} inputs, {"ok" if good else "FAILED: build-fuzz/found, build/log/fuzz-" + name + ".txt"}', flush=True)
    case('fuzz', f'fuzz {name}', good)


def fuzz(seconds):
    folder = 'build-fuzz'
    names = sorted(f[5:-2] for f in os.listdir('test/fuzz') if re.fullmatch(r'fuzz_\w+\.c', f))
    if not build(folder, ['-Dfuzzing=true', '-Db_sanitize=address,undefined', '-Db_lundef=false'], {'CC': 'clang', 'CFLAGS': '-fsanitize=fuzzer-no-link'},
                 [f'test/fuzz_{n}' for n in names]):
        case('fuzz', 'fuzz targets build', False)
        return
    print(f'== {len(names)} fuzz targets, {seconds} s each', flush=True)
    with ThreadPoolExecutor(os.cpu_count()) as lanes:
        list(lanes.map(lambda name: fuzz_one(folder, name, seconds), names))


SIZES = {'1000': 0, '10000': 1, '100000': 2, '1000000': 3}  # others stand in a column of their own


def figure(x):
    return f'{x:,.0f}' if abs(x) >= 1000 else f'{x:.3g}'


def reasons():
    """Why a budget is missed: the table of docs/admin/scale.md, by the beginning of the budget's name."""
    text = open('docs/admin/scale.md', encoding='utf-8').read().partition('## Budgets that are missed, and why')[2].partition('\n## ')[0]
    return [[c.strip() for c in line.strip('| ').split('|')] for line in text.split('\n') if line.count('|') == 3][2:]


def growth(row):
    """How a row grows with the learners, by database: powers from size to size; of a rate, of what one takes."""
    told = []
    for database in ('SQLite', 'PostgreSQL'):
        at = [(10 ** (3 + c), row['cells'][database, c][0]) for c in range(4) if (database, c) in row['cells'] and row['cells'][database, c][0]]
        powers = [math.log(abs(y1 / y0)) / math.log(x1 / x0) * (-1 if row['way'] == 'at least' else 1) for (x0, y0), (x1, y1) in zip(at, at[1:]) if y1 / y0 > 0]
        told += [f'{"PG " if database != "SQLite" else ""}n^{", ".join(f"{p:.2f}" for p in powers)}'] if powers else []
    return f' grows {"; ".join(told)}' if told else ''


def budgets(texts, broken):
    """One page of every line `budget|what|size|got|unit|at most, at least or told|limit|database`: sizes side by side, of lines "group: name"
    the worst of the group, how it grows, then why what is missed is missed; it stays in build/budgets.txt. `got` is "-" where something could not be measured."""
    told_all = []

    def say(text):
        print(text)
        told_all.append(text)

    found = {}  # (what, unit): {database: {column: (got or None, limit, good, name)}, ...}
    lines = [line.split('|')[1:8] for text in texts for line in text.split('\n') if line.startswith('budget|') and line.count('|') == 7]
    for name, size, got, unit, way, limit, database in lines:
        group, colon, one = name.partition(': ')
        if group in ('first run', 'by HTTP'):
            group, colon = name, ''
        row = found.setdefault((group, unit), {'way': way, 'cells': {}, 'of': set()})
        row['of'].add(one if colon else '')
        at = database, SIZES.get(size.split(' to ')[-1], 4)
        value, most = (None if got == '-' else float(got)), float(limit)
        good = value is not None and (way == 'told' or (value >= most if way == 'at least' else value <= most))
        old = row['cells'].get(at)
        if old is None or old[0] is None or (value is not None and (value < old[0] if way == 'at least' else value > old[0])):
            row['cells'][at] = value, most, good, one or size
    columns = [(d, c) for d in ('SQLite', 'PostgreSQL') for c in range(5)]
    wide, met, missed, unmeasured = 42, 0, [], []
    say(f'\n== budgets of the design, {time.strftime("%Y-%m-%d")}, {os.cpu_count()} processors{" (a quick look: 1,000 and 10,000 learners)" if os.environ.get("TRELLIS_BENCH_QUICK", "0") not in ("", "0") else ""}')
    say(f'{"":{wide}} {"":10}{"SQLite, or no database":^40} |{"PostgreSQL":^40}')
    say(f'{"learners":{wide}} {"":10}' + ' |'.join(''.join(f'{h:>8}' for h in ('1 k', '10 k', '100 k', '1 M', 'other')) for _ in range(2)) + '  target; n^x: the power of growth from each size to the next')
    for (what, unit), row in found.items():
        text = ''
        for at in columns:
            cell = row['cells'].get(at)
            text += (' |' if at == columns[5] else '') + f'{"" if cell is None else "NOT" if cell[0] is None else figure(cell[0]) + ("" if cell[2] else "!"):>8}'
        cells = row['cells'].values()
        where = [f'{d} {("1 k", "10 k", "100 k", "1 M", "")[c]}'.strip() for (d, c), x in row['cells'].items() if x[0] is not None and not x[2]]
        gone = any(x[0] is None for x in cells)
        limits = '/'.join(dict.fromkeys(figure(x[1]) for x in cells if x[0] is not None))
        name = what + (f', worst of {len(row["of"])}' if len(row['of']) > 1 else '')
        told = row['way'] == 'told'
        verdict = 'MISSED' if where else 'NOT MEASURED' if gone else '' if told else 'met'
        target = 'no target' if told else f'{">=" if row["way"] == "at least" else "<="} {limits}'
        say(f'{name[:wide]:{wide}} {unit[:10]:10}{text}  {target} {verdict}{"" if unit.startswith("exponent") else growth(row)}'.rstrip())
        met += verdict == 'met'
        if where:
            missed.append((what, unit, where, {x[3] for x in cells if x[0] is not None and not x[2]}))
        if gone:
            unmeasured.append(f'{what} ({unit})')
    say(f'{met} of {sum(r["way"] != "told" for r in found.values())} budgets met, {len(missed)} missed (!), {len(unmeasured)} not or not everywhere measured')
    for what, unit, where, names in missed:
        why = next((r[1] for r in sorted(reasons(), key=lambda r: -len(r[0])) if what.startswith(r[0])), 'no reason is written down yet (docs/admin/scale.md)')
        say(f'missed: {what} ({unit}), {", ".join(where)}{": " + ", ".join(sorted(names)) if names - {""} and not all(n[0].isdigit() for n in names) else ""}: {why}')
    for what in unmeasured + broken:
        say(f'NOT MEASURED: {what}')
    say('one column alone: the planner, the mastery engine and documents ask no database; what goes over the wire is the same bytes from both; events and the Common Core '
          'do not depend on learners')
    if float(os.environ.get('TRELLIS_BENCH_MOST') or 0) < 1e6:
        say('not asked for: imports and reports of 1,000,000 learners, some half an hour and 20 GB in TMPDIR more: TRELLIS_BENCH_MOST=1000000 TRELLIS_BENCH_MINUTES=120 make bench')
    with open('build/budgets.txt', 'w', encoding='utf-8') as f:
        f.write('\n'.join(told_all).lstrip('\n') + '\n')


def bench():
    """Ends within TRELLIS_BENCH_MINUTES (45): what would go on for longer is stopped, what it has told until then counts, and the rest is said to be
    not measured. What is quick comes first, what the most budgets hang on before the two that have tables of their own."""
    order = ['bench_needs.c', 'bench_equity.c', 'bench_print.c', 'bench_planner.c', 'bench_web.c', 'bench_record.c', 'bench_store.c', 'bench_reports.c', 'bench_import.c',
             'bench_pages.c', 'bench_load.py', 'bench_predictors.c', 'bench_mastery.c']
    only = [w for w in os.environ.get('TRELLIS_BENCH_ONLY', '').split(',') if w]
    todo = [f for f in sorted(os.listdir('test/bench'), key=lambda f: (order.index(f) if f in order else len(order), f)) if not only or f[6:].partition('.')[0] in only]
    minutes = float(os.environ.get('TRELLIS_BENCH_MINUTES') or 45)
    end = time.time() + minutes * 60
    print(f'The figures take up to {minutes:.0f} minutes on two cores that do nothing else (TRELLIS_BENCH_MINUTES=N ends sooner or later). Shorter: TRELLIS_BENCH_QUICK=1, without '
          f'100,000 learners, about a quarter of that; TRELLIS_BENCH_DATABASE=sqlite, about half; TRELLIS_BENCH_ONLY=load,pages, those programs of test/bench alone.', flush=True)
    texts, broken = [], []
    for f in todo:
        argv = [sys.executable, f'test/bench/{f}'] if f.endswith('.py') else [f'build/test/{f[:-2]}']
        if not f.endswith('.py') and not os.path.exists(argv[0]):
            broken.append(f'{f} was not built: what it would tell is not known')
            continue
        left, start, late = end - time.time(), time.time(), False
        if left < 5:
            broken.append(f'{f}: the {minutes:.0f} minutes were over before it began (TRELLIS_BENCH_MINUTES)')
            continue
        print(f'== {f}', flush=True)
        os.makedirs('build/log', exist_ok=True)
        with open(f'build/log/{f}.txt', 'wb') as log, subprocess.Popen(argv, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
                                                                       env={**os.environ, 'TRELLIS_BENCH_UNTIL': str(end - 60)}) as ran:
            try:
                ran.wait(left)
            except subprocess.TimeoutExpired:
                late = True
                for how, wait in ((ran.terminate, 60), (lambda: os.killpg(ran.pid, signal.SIGTERM), 10), (lambda: os.killpg(ran.pid, signal.SIGKILL), 10)):
                    try:
                        how()
                        ran.wait(wait)
                        break
                    except (subprocess.TimeoutExpired, ProcessLookupError):
                        pass
        with open(f'build/log/{f}.txt', encoding='utf-8', errors='replace') as log:
            text = log.read()
        print(text[-6000:])
        print(f'   {"stopped" if late else "ok" if ran.returncode == 0 else "FAILED"} after {time.time() - start:.0f} s', flush=True)
        texts.append(text)
        if late:
            broken.append(f'{f} was stopped, the {minutes:.0f} minutes were over: what is above of it is not all (TRELLIS_BENCH_MINUTES)')
        elif ran.returncode:
            broken.append(f'{f} ended with an error ({ran.returncode}): what is above of it may not be all')
        if 'left out, the time was over' in text:
            broken += re.findall(r'^(?:load: )?(.*left out, the time was over.*)$', text, re.M)
        case('bench', f, late or ran.returncode == 0)
    budgets(texts, broken)


def told_first():
    """What one wants to know before a night of it: how long, and what makes it shorter. Minutes of 2 processors with nothing else to do: `make check` took 35
    of them, the rest is reckoned from its parts."""
    targets, seconds = sum(re.fullmatch(r'fuzz_\w+\.c', f) is not None for f in os.listdir('test/fuzz')), int(os.environ.get('TRELLIS_FUZZ', '300'))
    kills, others, nodes = (int(os.environ.get(n, d)) for n, d in (('TRELLIS_FAULTS', '100'), ('TRELLIS_KILLS', '20'), ('TRELLIS_FAILOVERS', '3')))
    made_up, killed = targets * seconds / os.cpu_count() / 60, kills * 2.5 / 60
    print(f'make nightly takes about {(120 + made_up + killed) / 60:.1f} hours on 2 processors that do nothing else: {made_up:.0f} minutes of input made up for {targets} parsers, '
          f'{killed:.0f} of servers killed, 35 of all that `make check` does, the rest for kills of other programs, PostgreSQL, every page in seven languages, a build and '
          f'tests watched for races, and packages in a bare Debian.\n'
          f'Shorter with TRELLIS_FUZZ={seconds} (seconds for each parser), TRELLIS_FAULTS={kills} (times the server is killed on each database), TRELLIS_KILLS={others} (times each '
          f'other program is killed), TRELLIS_FAILOVERS={nodes} (times the leading one of three databases is killed): these are the numbers of this run. '
          f'What each step says is kept in build/log.', flush=True)


def main():
    tier = sys.argv[1]
    start = time.time()
    os.makedirs('build', exist_ok=True)
    if tier == 'nightly':
        told_first()
    if tier == 'fuzz':
        fuzz(sys.argv[2] if len(sys.argv) > 2 else '60')
    else:
        python_checks() if tier != 'bench' else None
        built = build(*GCC)
        case('build', 'gcc build', built)
        if built and tier == 'bench':
            bench()
        elif built and tier == 'scenario':
            browser(sys.argv[2:])
        elif built and tier == 'fault':
            meson_tests(GCC[0], ['fault'], 'faults', KILLS)
            fault('100')
        elif built:
            san = ThreadPoolExecutor(1).submit(build, *SAN, env=CLANG_ENV, beside=True) if tier != 'quick' else None
            meson_tests(GCC[0], {'quick': ['unit', 'tools', 'fuzz'], 'check': ['unit', 'tools', 'property', 'fuzz', 'fault']}.get(tier, ['unit', 'tools', 'property', 'fuzz']), 'gcc')
            if tier == 'nightly':
                meson_tests(GCC[0], ['fault'], 'faults', KILLS)
            if tier != 'quick':
                postgres_tests(tier == 'nightly')
                fault('100' if tier == 'nightly' else '10')
                browser()
                watched = san.result()
                case('build', 'clang build with ASan and UBSan', watched)
                if watched:
                    meson_tests(SAN[0], ['unit', 'property', 'fuzz'], 'sanitizers')
            if tier == 'nightly':
                env = dict(os.environ, TRELLIS_SCAN_PAGES='200', TRELLIS_BUILD=os.path.join(ROOT, 'build'), TRELLIS_SOURCE=ROOT)
                simple('nightly', '200 pages come back from paper', ['build/test/test_scan'], 'scan', env=env)
                simple('nightly', 'ten million skills, a million responses of one learner', [sys.executable, 'test/unit/test_commands.py', 'Mastery'], 'heavy', env=dict(env, TRELLIS_HEAVY='1'))
                simple('browser', 'every page in seven languages', ['node', 'test/browser/run.mjs', 'languages.test'], 'languages', timeout=7200, env={'TRELLIS_EVERY_PAGE': '1', 'TRELLIS_SHOTS': 'build/shots'})
                tsan = build('build-tsan', ['-Db_sanitize=thread', '-Db_lundef=false'], CLANG_ENV)
                case('build', 'clang build with TSan', tsan)
                if tsan:
                    meson_tests('build-tsan', ['unit'], 'tsan')
                fuzz(os.environ.get('TRELLIS_FUZZ', '300'))
                if os.geteuid() != 0:
                    PAGE.skip('packages in a bare Debian', 'making a Debian takes root')
                elif simple('package', 'packages are the same when made twice', ['tools/deb.sh', 'twice'], 'deb'):
                    simple('package', 'packages in a bare Debian', ['tools/deb_test.sh'], 'deb_test')
    with open(RESULTS, 'w', encoding='utf-8') as f:
        for suite, name, passed in CASES:
            f.write(json.dumps({'suite': suite, 'name': name, 'passed': passed}) + '\n')
    failed = [c for c in CASES if not c[2]]
    if failed:
        print('\nFailed:')
        for suite, name, _ in failed:
            print(f'  {suite}: {name}')
    known = ''
    if tier in ('check', 'nightly', 'quick') and os.path.exists('tools/requirements.py'):
        status, text = run([sys.executable, 'tools/requirements.py'], 'requirements')
        known = text.strip().split('\n')[-1]
        print(f'{known} requirements have a test that ran and passed')
        if status:
            failed.append(('requirements', 'ids exist', False))
            CASES.append(('requirements', 'ids exist', False))
    if tier in ('check', 'nightly', 'fault', 'fuzz'):
        PAGE.show(tier, CASES, known, time.time() - start)
    print(f'{time.time() - start:.0f} s')
    print(f'{len(CASES) - len(failed)} passed, {len(failed)} failed')
    return 1 if failed or not CASES else 0


if __name__ == '__main__':
    sys.exit(main())
