#!/usr/bin/env python3
"""Checks the starter data under data/: check_data.py [PROJECT-FOLDER]

One function per kind of file, listed in CHECKS. A check takes the project folder and yields
(what it looked at, list of problems); no problems is a pass. A problem names the file, the place and
what is wrong. The last line printed is "N passed, N failed"; the exit code is 0 only when nothing failed.
"""
import csv
import os
import re
import sys

LONGEST = 160        # characters of a sentence that still fits two lines on a phone
SHARED_RUN = 8       # this many consecutive words in common with the published text is copying

COMPETENCY_FILES = {'math.csv': ['code', 'grade', 'domain', 'domain_name', 'cluster', 'cluster_name', 'text', 'text_es', 'domain_name_es', 'cluster_name_es'],
                    'english.csv': ['code', 'grade', 'domain', 'domain_name', 'cluster', 'cluster_name', 'text', 'text_es', 'domain_name_es', 'cluster_name_es']}
EDGE_FILES = {'math_prerequisites.csv': ['prerequisite', 'standard'], 'math_related.csv': ['a', 'b']}


def table(path, header):
    """Rows of a CSV file as dictionaries, each with its line under '#', and the problems of its form."""
    name = os.path.basename(path)
    if not os.path.exists(path):
        return [], [f'{name}: the file is missing']
    with open(path, 'rb') as file:
        raw = file.read()
    try:
        content = raw.decode('utf-8')
    except UnicodeDecodeError as error:
        return [], [f'{name}: byte {error.start} is not UTF-8']
    problems = []
    if content.startswith('\ufeff'):
        problems.append(f'{name}: starts with a byte order mark')
    if '\r' in content or not content.endswith('\n'):
        problems.append(f'{name}: lines must end with one line feed, the last one too')
    reader = csv.reader(content.splitlines(keepends=True), strict=True)
    rows = []
    try:
        found = next(reader, [])
        if found != header:
            return [], problems + [f'{name}: the header is {",".join(found)}, not {",".join(header)}']
        for cells in reader:
            if len(cells) != len(header):
                problems.append(f'{name}:{reader.line_num}: {len(cells)} cells, not {len(header)}')
                continue
            for column, cell in zip(header, cells):
                if not cell.strip():
                    problems.append(f'{name}:{reader.line_num}: {column} is empty')
                elif cell != ' '.join(cell.split()):
                    problems.append(f'{name}:{reader.line_num}: {column} has spaces to spare')
            rows.append(dict(zip(header, cells), **{'#': reader.line_num}))
    except csv.Error as error:
        problems.append(f'{name}:{reader.line_num}: {error}')
    if not rows:
        problems.append(f'{name}: no rows')
    return rows, problems


def competencies(project, name):
    return table(os.path.join(project, 'data', 'competencies', name), COMPETENCY_FILES[name])


def repeated(name, rows, column):
    seen = {}
    for row in rows:
        if row[column] in seen:
            yield f'{name}:{row["#"]}: {column} "{row[column]}" is already on line {seen[row[column]]}'
        seen.setdefault(row[column], row['#'])


def check_translations(project):
    """Each competency once, in the order of the files, and every sum shown left to right between its marks."""
    codes = [row['code'] for name in COMPETENCY_FILES for row in competencies(project, name)[0]]
    rows, problems = table(os.path.join(project, 'data', 'translations', 'competencies_ar.csv'), ['code', 'text'])
    have = [row['code'] for row in rows]
    problems = list(problems) + [f'competencies_ar.csv: {c} is missing' for c in codes if c not in set(have)]
    problems += [f'competencies_ar.csv: {c} is no competency' for c in have if c not in set(codes)]
    problems += [f'competencies_ar.csv: {row["code"]}: marks of direction do not pair' for row in rows
                 if row['text'].count('\u2066') != row['text'].count('\u2069')]
    yield f'competencies_ar.csv: {len(rows)} rows', problems + list(repeated('competencies_ar.csv', rows, 'code'))


def check_competencies(project):
    for name in COMPETENCY_FILES:
        rows, problems = competencies(project, name)
        yield f'{name}: form of {len(rows)} rows', problems
        if not rows:
            continue
        yield f'{name}: each code once', list(repeated(name, rows, 'code'))
        yield f'{name}: each sentence once', list(repeated(name, rows, 'text')) + list(repeated(name, rows, 'text_es'))

        problems = []
        for row in rows:
            where = f'{name}:{row["#"]}: {row["code"]}'
            for column, starts in (('text', ('I ',)), ('text_es', ())):
                if len(row[column]) > LONGEST:
                    problems.append(f'{where}: {column} has {len(row[column])} characters, more than {LONGEST}')
                if not row[column].endswith('.'):
                    problems.append(f'{where}: {column} does not end with a full stop')
                if starts and not row[column].startswith(starts):
                    problems.append(f'{where}: {column} does not speak as the learner ("I can ...")')
            if row['text'] == row['text_es']:
                problems.append(f'{where}: English and Spanish are the same')
        yield f'{name}: sentences', problems

        problems, names = [], {}
        for row in rows:
            parts = row['code'].split('.')
            if name == 'math.csv':
                agrees = parts[:3] == [row['grade'], row['domain'], row['cluster']]
            else:
                agrees = parts[:2] == [row['domain'], row['grade']]
            if not agrees:
                problems.append(f'{name}:{row["#"]}: {row["code"]} does not agree with its grade, domain or cluster')
            for key, value in ((('domain', row['domain']), row['domain_name']),
                               (('cluster', row['grade'], row['domain'], row['cluster']), row['cluster_name'])):
                if names.setdefault(key, value) != value:
                    problems.append(f'{name}:{row["#"]}: "{value}" was "{names[key]}" before for the same {key[0]}')
        yield f'{name}: codes, domains and clusters agree', problems


def circle(edges):
    """One circle in a directed graph as a list of its nodes, or None."""
    after = {}
    for one, two in edges:
        after.setdefault(one, []).append(two)
    state = {}                                    # absent: not seen, 1: on the path, 2: done
    for start in sorted(after):
        if start in state:
            continue
        path, state[start] = [(start, iter(after[start]))], 1
        while path:
            node = next(path[-1][1], None)
            if node is None:
                state[path.pop()[0]] = 2
            elif state.get(node) == 1:
                nodes = [n for n, _ in path]
                return nodes[nodes.index(node):] + [node]
            elif node not in state:
                state[node] = 1
                path.append((node, iter(after.get(node, ()))))
    return None


def check_edges(project):
    codes = {row['code'] for row in competencies(project, 'math.csv')[0]}
    for name, header in EDGE_FILES.items():
        rows, problems = table(os.path.join(project, 'data', 'competencies', name), header)
        yield f'{name}: form of {len(rows)} rows', problems
        if not rows:
            continue
        one, two = header
        edges = [(row[one], row[two]) for row in rows]
        problems = [f'{name}:{row["#"]}: {row[end]} is not in math.csv' for row in rows for end in header
                    if row[end] not in codes]
        yield f'{name}: both ends exist', problems
        problems = [f'{name}: {a} -> {b} is out of order or there twice, after {before[0]} -> {before[1]}'
                    for before, (a, b) in zip(edges, edges[1:]) if (a, b) <= before]
        problems += [f'{name}: {a} points at itself' for a, b in edges if a == b]
        if name == 'math_related.csv':
            there = set(edges)
            problems += [f'{name}: {a}, {b} is there both ways round' for a, b in edges if a < b and (b, a) in there]
        yield f'{name}: sorted, each pair once', problems
    found = circle(edges_of(project))
    yield 'math_prerequisites.csv: no circle', ['a circle: ' + ' -> '.join(found)] if found else []


def edges_of(project):
    name = 'math_prerequisites.csv'
    rows, _ = table(os.path.join(project, 'data', 'competencies', name), EDGE_FILES[name])
    return [(row['prerequisite'], row['standard']) for row in rows]


def words(sentence):
    return re.findall(r'[^\W_]+', re.sub(r"['\u2019]", '', sentence.lower()))


def runs(sentence):
    found = words(sentence)
    return {tuple(found[i:i + SHARED_RUN]) for i in range(len(found) - SHARED_RUN + 1)}


def published(shared):
    """The published lists that our sentences describe and must not copy, or None where they are absent."""
    lists = []
    for name in ('ccss_math_standards.csv', 'ccss_ela_standards.csv'):
        path = os.path.join(shared, 'data', 'standards', 'coherence-map', name)
        if not os.path.exists(path):
            return None
        with open(path, encoding='utf-8', newline='') as file:
            lists.append(list(csv.DictReader(file)))
    return lists


def check_published(project):
    shared = os.environ.get('TRELLIS_SHARED') or os.path.join(project, '..', 'shared')
    lists = published(shared)
    if lists is None:
        print(f'skipped: competencies against the published lists (none at {shared}; set TRELLIS_SHARED)')
        return
    math, english = lists
    ours = {name: competencies(project, name)[0] for name in COMPETENCY_FILES}
    wanted = {'math.csv': {row['code'] for row in math if row['grade'] in list('K12345678')},
              # lettered parts are left out on purpose; "(...)" marks a number that a grade does not use
              'english.csv': {row['code'] for row in english if row['grade'] in list('345')
                              and row['code'][-1].isdigit() and not row['text'].startswith('(')}}
    for name, codes in wanted.items():
        have = {row['code'] for row in ours[name]}
        yield f'{name}: covers the {len(codes)} published codes', \
            [f'{name}: {code} is missing' for code in sorted(codes - have)] + \
            [f'{name}: {code} is not a published code' for code in sorted(have - codes)]

    theirs = {}
    for row in math + english:
        for sentence in (row['text'], row.get('cluster_name', '')):
            for run in runs(sentence):
                theirs.setdefault(run, row['code'])
    for name, rows in ours.items():
        problems = []
        for row in rows:
            for column in ('domain_name', 'cluster_name', 'text', 'text_es'):
                for run in sorted(runs(row[column]) & theirs.keys()):
                    problems.append(f'{name}:{row["#"]}: {row["code"]}: "{" ".join(run)}" is also in {theirs[run]}')
        yield f'{name}: no {SHARED_RUN} words in a row from the published text', problems

    codes = wanted['math.csv']
    for name, (one, two) in EDGE_FILES.items():
        path = os.path.join(shared, 'data', 'standards', 'coherence-map', 'ccss_' + name)
        if not os.path.exists(path):
            print(f'skipped: {name} against the published pairs (no {path})')
            continue
        with open(path, encoding='utf-8', newline='') as file:
            expected = {(row[one], row[two]) for row in csv.DictReader(file)}
        expected = {pair for pair in expected if codes.issuperset(pair)}
        rows, _ = table(os.path.join(project, 'data', 'competencies', name), [one, two])
        have = {(row[one], row[two]) for row in rows}
        yield f'{name}: the {len(expected)} published pairs of K-8', \
            [f'{name}: {a}, {b} is missing' for a, b in sorted(expected - have)] + \
            [f'{name}: {a}, {b} is not a published pair' for a, b in sorted(have - expected)]


CHECKS = [check_competencies, check_translations, check_edges, check_published]


def main(arguments):
    project = arguments[0] if arguments else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    passed = failed = 0
    for check in CHECKS:
        for what, problems in check(project):
            if problems:
                failed += 1
                print(f'not ok {what}')
                for problem in problems:
                    print('  ' + problem)
            else:
                passed += 1
                print(f'ok {what}')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
