#!/usr/bin/env python3
"""Collects what the sources declare (records, routes, settings, jobs, commands) and the numbered migrations
into C tables, so that adding one is adding a file. Usage: collect.py OUTDIR ROOT"""
import os
import re
import sys

# macro in the source, header of the type, C type of a row, prefix of the symbol, name of the table, rows are arrays
TABLES = [
    (r'^RECORD\((\w+)\)\s*=', 'record/record.h', 'struct record_type', 'record_', 'RECORD_TYPES', False),
    (r'^ROUTES\((\w+)\)\s*=', 'web/http.h', 'struct route', 'routes_', 'ROUTE_TABLES', True),
    (r'^SETTINGS\((\w+)\)\s*=', 'record/setting.h', 'struct setting', 'settings_', 'SETTING_TABLES', True),
    (r'^JOB\((\w+)\)\s*=', 'jobs/jobs.h', 'struct job_kind', 'job_', 'JOB_KINDS', False),
    (r'^COMMAND\((\w+)\)\s*=', 'cli/command.h', 'struct command', 'command_', 'COMMANDS', False),
]


def sources(root):
    for folder, _, names in sorted(os.walk(os.path.join(root, 'src'))):
        for name in sorted(names):
            if name.endswith('.c'):
                yield os.path.join(folder, name)


def write(path, text):
    if os.path.exists(path) and open(path, encoding='utf-8').read() == text:
        return
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def tables(out, root):
    texts = [(p, open(p, encoding='utf-8').read()) for p in sources(root)]
    for pattern, header, ctype, prefix, table, is_array in TABLES:
        names = []
        for path, text in texts:
            for name in re.findall(pattern, text, re.M):
                if name in names:
                    sys.exit(f'{path}: {prefix}{name} is declared twice')
                names.append(name)
        body = f'/* Made by tools/collect.py from the sources; do not edit. */\n'
        if os.path.exists(os.path.join(root, 'src', header)):
            body += f'#include "{header}"\n'
            suffix = '[]' if is_array else ''
            ref = '' if is_array else '&'
            body += ''.join(f'extern const {ctype} {prefix}{n}{suffix};\n' for n in names)
            body += f'const {ctype} *const {table}[] = {{\n'
            body += ''.join(f'\t{ref}{prefix}{n},\n' for n in names) + '\tNULL,\n};\n'
        else:
            body += f'typedef int {table.lower()}_has_no_header_yet;\n'
        write(os.path.join(out, f'collected_{table.lower()}.c'), body)


def c_string(text):
    lines = []
    for line in text.split('\n'):
        lines.append('\t"' + line.replace('\\', '\\\\').replace('"', '\\"').replace('\t', '\\t') + '\\n"')
    return '\n'.join(lines)


def migrations(out, root):
    folder = os.path.join(root, 'src', 'school', 'migrations')
    found = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        m = re.fullmatch(r'(\d{3})_(\w+)\.sql', name)
        if not m:
            sys.exit(f'{folder}/{name}: a migration is called NNN_name.sql')
        if int(m[1]) in found:
            sys.exit(f'{folder}/{name}: number {m[1]} is taken')
        found[int(m[1])] = (m[2], open(os.path.join(folder, name), encoding='utf-8').read())
    body = '/* Made by tools/collect.py from src/school/migrations; do not edit. */\n#include "record/record.h"\n'
    body += 'const struct migration MIGRATIONS[] = {\n'
    for number, (name, sql) in sorted(found.items()):
        body += f'\t{{{number}, "{name}",\n{c_string(sql)}}},\n'
    if not found:
        body += '\t{0, NULL, NULL},\n'
    body += f'}};\nconst size_t MIGRATION_COUNT = {len(found)};\n'
    write(os.path.join(out, 'collected_migrations.c'), body)


if __name__ == '__main__':
    tables(sys.argv[1], sys.argv[2])
    migrations(sys.argv[1], sys.argv[2])
