#!/usr/bin/env python3
"""Puts style sheets, scripts, icons and faces into one C table. Usage: assets.py OUT.c ROOT FOLDER

Of ROOT: web/styles/[0-9]*.css joined as trellis.css and the beginning of them as first.css, web/scripts/*.js, web/icons/*. FOLDER is where tools/fonts.py
puts the faces (made here when they are not there yet). Each file also has a name with the hash of its bytes, which never
changes; text is kept compressed beside itself."""
import glob
import gzip
import hashlib
import os
import re
import subprocess
import sys

TYPES = {'.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml; charset=utf-8',
         '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.otf': 'font/otf', '.png': 'image/png',
         '.jpg': 'image/jpeg', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.md': 'text/plain; charset=utf-8'}
FIRST_ENDS = b'/* What stands above this line'
PACKED = {'.css', '.js', '.svg', '.json', '.webmanifest', '.txt', '.md', '.ttf', '.otf'}


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def squeeze_css(data):
    text = re.sub(r'/\*.*?\*/', '', data.decode('utf-8'), flags=re.S)
    return re.sub(r'\s*\n\s*', '\n', text).strip().encode('utf-8') + b'\n'


def gather(root, folders):
    files = {}
    sheets = sorted(glob.glob(os.path.join(root, 'web/styles/[0-9]*.css')))
    if sheets:
        files['trellis.css'] = squeeze_css(b'\n'.join(read(p) for p in sheets))
        # what a first visit waits for on a slow line: tokens, plain HTML, the shell, layout and buttons
        begin = b'\n'.join(read(p) for p in sheets if os.path.basename(p) < '30')
        for p in sheets:
            if os.path.basename(p).startswith('30'):
                begin += b'\n' + read(p).split(FIRST_ENDS)[0]
        files['first.css'] = squeeze_css(begin)
    for pattern in ('web/scripts/*.js', 'web/icons/*'):
        for path in sorted(glob.glob(os.path.join(root, pattern))):
            files[os.path.basename(path)] = read(path)
    for path in sorted(glob.glob(os.path.join(root, 'docs/guide/family/*.md'))):
        files['family.' + os.path.basename(path)] = read(path)
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.startswith('.') and os.path.isfile(path) and os.path.splitext(name)[1] in TYPES:
                files[name] = read(path)
    return files


def literal(data):
    out, line = [], []
    width = 0
    previous_octal_short = False
    for b in data:
        ch = chr(b)
        if 32 <= b < 127 and ch not in '"\\?' and not (previous_octal_short and ch.isdigit()):
            piece, previous_octal_short = ch, False
        else:
            piece, previous_octal_short = '\\%o' % b, True
            if len(piece) == 4:
                previous_octal_short = False
        line.append(piece)
        width += len(piece)
        if width > 4000:
            out.append('"' + ''.join(line) + '"')
            line, width, previous_octal_short = [], 0, False
    out.append('"' + ''.join(line) + '"')
    return '\n'.join(out)


def main():
    out, root, faces = sys.argv[1], sys.argv[2], sys.argv[3]
    subprocess.run([sys.executable, os.path.join(root, 'tools/fonts.py'), faces], check=True)
    files = gather(root, [faces])
    text, rows = ['/* Made by tools/assets.py; do not edit. */\n#include "web/static.h"\n'], []
    for i, name in enumerate(sorted(files, key=lambda n: n.encode())):
        data = files[name]
        stem, ending = os.path.splitext(name)
        digest = hashlib.sha256(data).hexdigest()[:10]
        hashed = name if re.search(r'\.[0-9a-f]{8}$', stem) else f'{stem}.{digest}{ending}'
        packed = gzip.compress(data, 9, mtime=0) if ending in PACKED else b''
        text.append(f'static const unsigned char file_{i}[] =\n{literal(data)};')
        gz = 'NULL, 0'
        if packed and len(packed) < len(data):
            text.append(f'static const unsigned char packed_{i}[] =\n{literal(packed)};')
            gz = f'packed_{i}, {len(packed)}'
        rows.append(f'\t{{"{name}", "/static/{hashed}", "{TYPES[ending]}", "\\"{digest}\\"", file_{i}, {len(data)}, {gz}}},')
    text.append(f'const struct static_file STATIC_FILES[] = {{\n' + '\n'.join(rows) + '\n\t{0},\n};')
    text.append(f'const size_t STATIC_COUNT = {len(rows)};\n')
    body = '\n'.join(text)
    if not os.path.exists(out) or open(out, encoding='utf-8').read() != body:
        with open(out, 'w', encoding='utf-8') as f:
            f.write(body)


main()
