#!/usr/bin/env python3
"""The record type that CONTRIBUTING.md shows, as it stands there, beside all types of the program: what the test of the ten
lines is compiled from. Usage: first_type.py OUT ROOT"""
import os
import re
import sys


def main(out, root):
    text = open(os.path.join(root, 'CONTRIBUTING.md'), encoding='utf-8').read()
    shown = re.search(r'^```c\n(.*?)^```', text, re.M | re.S)
    if not shown or shown[1].count('RECORD(') != 1:
        sys.exit('CONTRIBUTING.md: the first ```c block declares one record type')
    name = re.search(r'RECORD\((\w+)\)', shown[1])[1]
    names = []
    for folder, _, files in sorted(os.walk(os.path.join(root, 'src'))):
        for f in sorted(files):
            if f.endswith('.c'):
                names += re.findall(r'^RECORD\((\w+)\)\s*=', open(os.path.join(folder, f), encoding='utf-8').read(), re.M)
    body = shown[1] + ''.join(f'extern const struct record_type record_{n};\n' for n in names)
    body += 'const struct record_type *const RECORD_TYPES[] = {' + ''.join(f'&record_{n}, ' for n in names + [name]) + 'NULL};\n'
    with open(out, 'w', encoding='utf-8') as f:
        f.write(body)


if __name__ == '__main__':
    main(*sys.argv[1:])
