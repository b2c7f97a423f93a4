#!/usr/bin/env python3
"""Which requirement ids have a test that ran and passed in the last `make check` (build/results.jsonl).
Fails on an id that does not exist. Ids are R001..R444 and S1..S16."""
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RESULTS = os.path.join(ROOT, 'build', 'results.jsonl')
COUNT, SCENARIOS = 444, 16


def commented():
    """Ids that a test's own comment names: "test_needs: function" -> " [R214]". They count when that function ran."""
    found = {}
    for top in ('unit', 'property'):
        folder = os.path.join(ROOT, 'test', top)
        for name in sorted(os.listdir(folder)):
            if not name.endswith('.c'):
                continue
            text = open(os.path.join(folder, name), encoding='utf-8').read()
            for comment, function in re.findall(r'/\*((?:(?!\*/).)*)\*/\s*static void (\w+)\(void \*\*', text, re.S):
                ids = ' '.join(re.findall(r'\[[RS][^\]]*\]', comment))
                if ids:
                    found[f'{name[:-2]}: {function}'] = ' ' + ids
    return found


def main():
    if not os.path.exists(RESULTS):
        sys.exit('There are no results yet: run `make check` or `make quick` first.')
    passed, failed, wrong = {}, {}, []
    comments = commented()
    for line in open(RESULTS, encoding='utf-8'):
        r = json.loads(line)
        for group in re.findall(r'\[([^\]]*)\]', r['name'] + comments.get(r['name'], '')):
            for word in group.split():
                m = re.fullmatch(r'([RS])(\d+)', word.rstrip(','))
                if not m:
                    continue
                n = int(m[2])
                if n < 1 or n > (COUNT if m[1] == 'R' else SCENARIOS) or (m[1] == 'R' and len(m[2]) != 3):
                    wrong.append(f"{word} in \"{r['name']}\"")
                    continue
                (passed if r['passed'] else failed).setdefault(word.rstrip(','), []).append(r['name'])
    for ident in sorted(passed, key=lambda x: (x[0], int(x[1:]))):
        print(f"{ident}  {'; '.join(sorted(set(passed[ident])))[:150]}")
    for ident in sorted(set(failed) - set(passed)):
        print(f'{ident}  only failed tests')
    good = sum(1 for i in passed if i[0] == 'R' and i not in failed)
    print(f"{good} of {COUNT}")
    for w in wrong:
        print(f'There is no requirement {w}', file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
