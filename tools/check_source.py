#!/usr/bin/env python3
"""Reads the C sources and refuses what the house does not want: banned functions, includes against the arrows,
SQL that is no literal, HTML written in C, functions too long or too tangled, files too long.
An excuse is a line of tools/excuses.txt: RULE FILE NAME - reason; an excuse that is not used is an error."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.chdir(ROOT)

BELOW = {
    'base': ['base'],
    'store': ['base', 'store'],
    'record': ['base', 'store', 'record'],
    'engine': ['base', 'engine'],
    'school': ['base', 'store', 'record', 'engine', 'school'],
    'jobs': ['base', 'store', 'record', 'school', 'jobs'],
    'interop': ['base', 'store', 'record', 'engine', 'school', 'jobs', 'interop'],
    'print': ['base', 'store', 'record', 'engine', 'school', 'jobs', 'print'],
    'web': ['base', 'store', 'record', 'engine', 'school', 'jobs', 'interop', 'print', 'web'],
    'cli': ['base', 'store', 'record', 'engine', 'school', 'jobs', 'interop', 'print', 'web', 'cli'],
}
BANNED = ('strcpy strcat strncat sprintf vsprintf gets strncpy strtok atoi atol atoll atof sscanf fscanf scanf alloca system popen gmtime '
          'localtime asctime ctime rand srand random setlocale tmpnam mktemp tempnam vfork getenv_s strdup_unsafe').split()
LINES, COMPLEXITY, FILE_LINES = 150, 25, 900

problems, used = [], set()
excuses = {}
if os.path.exists('tools/excuses.txt'):
    for line in open('tools/excuses.txt', encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            what, _, why = line.partition(' - ')
            excuses[' '.join(what.split())] = why.strip()


def say(rule, path, name, line, text):
    key = f'{rule} {path} {name}'
    if key in excuses and excuses[key]:
        used.add(key)
        return
    problems.append((rule, f'{path}:{line}: {text}'))


def blank(text):
    """The text with comments and the insides of literals replaced by spaces; literals keep their quotes."""
    def over(m):
        s = m[0]
        if s[0] in '"\'':
            return s[0] + re.sub(r'[^\n]', ' ', s[1:-1]) + s[0]
        return re.sub(r'[^\n]', ' ', s)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', over, text, flags=re.S)


def arguments(code, start):
    """Offsets of the top-level arguments of the call whose '(' is at start."""
    depth, at, out = 0, start + 1, []
    for i in range(start, len(code)):
        c = code[i]
        if c in '([{':
            depth += 1
        elif c in ')]}':
            depth -= 1
            if depth == 0:
                out.append((at, i))
                return out
        elif c == ',' and depth == 1:
            out.append((at, i))
            at = i + 1
    return out


def functions(code):
    lines = code.split('\n')
    name, start = None, 0
    for i, line in enumerate(lines):
        if line.startswith('{') and name is None:
            head = ' '.join(lines[max(0, i - 6):i])
            m = re.findall(r'(\w+)\s*\([^;{}]*\)\s*$', head)
            if m:
                m2 = re.findall(r'(\w+)\s*\(', head.split(';')[-1].split('}')[-1])
                name, start = (m2[0] if m2 else m[-1]), i
        elif line.startswith('}') and name is not None:
            yield name, start + 1, lines[start:i + 1]
            name = None


def check(path):
    text = open(path, encoding='utf-8').read()
    code = blank(text)
    layer = path.split('/')[1] if path.startswith('src/') else None
    count = text.count('\n')
    if count > FILE_LINES:
        say('file-length', path, '-', 1, f'{count} lines; split what is more than {FILE_LINES}')
    if layer in BELOW:
        for m in re.finditer(r'^#include "(\w+)/', text, re.M):
            if m[1] in BELOW and m[1] not in BELOW[layer]:
                say('arrow', path, m[1], text.count('\n', 0, m.start()) + 1, f'{layer}/ may not include from {m[1]}/')
    for m in re.finditer(r'\b(' + '|'.join(BANNED) + r')\s*\(', code):
        say('banned', path, m[1], code.count('\n', 0, m.start()) + 1, f'{m[1]} is banned')
    if layer and layer != 'store':
        for m in re.finditer(r'\b(db_exec|db_later|db_query|db_int)\s*\(', code):
            args = arguments(code, m.end() - 1)
            nth = 2 if m[1] in ('db_exec', 'db_later') else 3
            if len(args) > nth and not code[args[nth][0]:args[nth][1]].strip().startswith('"'):
                say('sql-literal', path, m[1], code.count('\n', 0, m.start()) + 1, f'the SQL of {m[1]} is not a literal')
        if layer != 'record':
            for m in re.finditer(r'\b(db_exec_vals|db_later_vals|db_query_vals)\s*\(', code):
                say('sql-made', path, m[1], code.count('\n', 0, m.start()) + 1, f'{m[1]} is for record/ alone')
    if path.startswith('src/web/'):
        for m in re.finditer(r'"(?:\\.|[^"\\\n])*"', text):
            if re.search(r'</?[a-z][a-z0-9]*[ >/]', m[0]) and code[m.start()] == '"':
                say('html-in-c', path, 'page', text.count('\n', 0, m.start()) + 1, 'HTML belongs in web/templates')
    for name, line, body in functions(code):
        if len(body) > LINES:
            say('length', path, name, line, f'{name} has {len(body)} lines, at most {LINES}')
        joined = '\n'.join(body)
        tangle = 1 + len(re.findall(r'\b(?:if|for|while|case)\b|&&|\|\||\?', joined))
        if tangle > COMPLEXITY and not re.search(r'^\tswitch', joined, re.M):
            say('complexity', path, name, line, f'{name} has {tangle} branches, at most {COMPLEXITY}')
        elif tangle > 2 * COMPLEXITY:
            say('complexity', path, name, line, f'{name} has {tangle} branches even for a switch')


def main():
    n = 0
    for top in ('src',):
        for folder, _, names in os.walk(top):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    check(os.path.join(folder, name))
                    n += 1
    for key in sorted(set(excuses) - used):
        problems.append(('excuse', f'tools/excuses.txt: "{key}" excuses nothing; remove it'))
    for rule, text in problems:
        print(f'{text} ({rule})')
    print(f'{n} files read')
    print(f'{0 if problems else 1} passed, {len(problems)} failed')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
