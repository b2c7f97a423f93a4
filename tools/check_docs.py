#!/usr/bin/env python3
"""Does what the documents for administrators name exist? check_docs.py [PROJECT-FOLDER]

In docs/admin and its folders: each file or folder of the project, each test and each test's own words in quotation marks, each
command `trellis WORD`, each target of make. In docs/admin/asvs.md besides: every line says yes, part, no or none here, and each
yes names a file or a test of this project, or a command. The last line is "N passed, N failed".
"""
import glob
import os
import re
import sys

TOPS = 'src|test|tools|docs|web|data|debian|locale|unit|fault|property|fuzz|bench|browser'
MADE = ('build/', 'run/')


def tests():
    out = {}
    for path in glob.glob('test/**/*', recursive=True):
        name, end = os.path.splitext(os.path.basename(path))
        if end in ('.c', '.py', '.mjs') and 'node_modules' not in path:
            out[name] = path
            out[os.path.basename(path)] = path
    return out


def flat(path):
    """A file's text with the strings of C that stand after each other joined."""
    with open(path, encoding='utf-8') as f:
        return re.sub(r'"\s*\n\s*"', '', f.read())


def there(path):
    path = path.rstrip('.')
    if any(glob.glob(top + path + end) for top in ('', 'test/') for end in ('', '.c', '.py', '.h', '.mjs')):
        return True
    return False


def targets():
    with open('Makefile', encoding='utf-8') as f:
        return set(re.findall(r'^([a-z-]+):', f.read(), re.M))


def commands():
    out = set()
    for path in glob.glob('src/cli/**/*.c', recursive=True):
        with open(path, encoding='utf-8') as f:
            out.update(re.findall(r'^COMMAND\(\w+\) = \{\s*"([\w-]+)"', f.read(), re.M))
    return out


def problems_of(line, known, cli, make):
    for m in re.finditer(rf'(?<![\w/.$-])((?:{TOPS})/[\w*./-]+)', line):
        if not there(m[1]) and not m[1].startswith(MADE):
            yield f'no such file: {m[1]}'
    for m in re.finditer(r'\b((?:test|fuzz)_\w+)((?:, "[^"]+")*)', line):
        if m[1] not in known:
            yield f'no such test: {m[1]}'
            continue
        for words in re.findall(r'"([^"]+)"', m[2]):
            if words not in flat(known[m[1]]):
                yield f'{known[m[1]]} has no test "{words}"'
    for m in re.finditer(r'`trellis ([a-z][a-z-]*)', line):
        if m[1] not in cli:
            yield f'no such command: trellis {m[1]}'
    for m in re.finditer(r'`make ([a-z][a-z-]*)', line):
        if m[1] not in make:
            yield f'make has no {m[1]}'


def asvs(line):
    cells = [c.strip() for c in line.strip().strip('|').split('|')]
    if not re.match(r'\d+\.\d+', cells[0]):
        return
    if len(cells) != 3 or not re.match(r'(yes|part|no|none here)\b', cells[1]):
        yield 'not three cells with yes, part, no or none here in the middle'
    elif cells[1].startswith('yes') and not re.search(rf'\b(?:{TOPS})/\w|\b(?:test|fuzz)_\w|`(?:trellis|make) \w', cells[2]):
        yield 'a yes without a file, test or command that proves it'
    elif cells[1].startswith(('part', 'no')) and not cells[1].startswith('none') and not cells[2]:
        yield 'what is missing does not stand there'


def main():
    if len(sys.argv) > 1:
        os.chdir(sys.argv[1])
    known, cli, make = tests(), commands(), targets()
    passed = failed = 0
    for path in sorted(glob.glob('docs/admin/**/*', recursive=True) + ['README.md']):
        if not path.endswith(('.md', '.service', '.timer')):
            continue
        with open(path, encoding='utf-8') as f:
            for number, line in enumerate(f, 1):
                said = list(problems_of(line, known, cli, make))
                if path.endswith('asvs.md') and line.startswith('| '):
                    said += asvs(line)
                failed += len(said)
                passed += not said
                for words in said:
                    print(f'{path}:{number}: {words}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
